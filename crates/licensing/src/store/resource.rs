//! Every query about the pool of resources.

crate::store::noun::noun!(versioned crate::domain::resource, crate::domain::resource::ResourceId);

use crate::domain::resource::{Count, Entity, Kind, Resource, ResourceId, State};
use events::licensing::LicenceId;
use platform::Millis;
use sea_orm::{Condition, ExprTrait as _, QueryOrder as _, QuerySelect as _};

use crate::domain::resource::{COLUMN, Column};

/// Rows that are written in one statement.
const LOT: usize = 500;

/// Which resources a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub kind: Option<Kind>,
    pub state: Option<State>,
    pub is_test: Option<bool>,
    /// What the value begins with.
    pub text: String,
    /// The last one that was seen.
    pub after: Option<(Kind, String)>,
}

/// One page in the order of kinds and values.
pub async fn page(db: &impl Source, filter: &Filter, limit: u64) -> Result<Vec<Resource>> {
    select(filter).limit(limit).rows(db).await
}

/// The query of a page.
pub fn select(filter: &Filter) -> sea_orm::Select<Entity> {
    let mut those = Condition::all();
    if let Some(kind) = filter.kind {
        those = those.add(COLUMN.kind.eq(kind));
    }
    if let Some(state) = filter.state {
        those = those.add(COLUMN.state.eq(state));
    }
    if let Some(is_test) = filter.is_test {
        those = those.add(COLUMN.is_test.eq(is_test));
    }
    if !filter.text.is_empty() {
        // no character sorts behind this one
        let last = format!("{}\u{10FFFF}", filter.text);
        those = those.add(COLUMN.value.gte(filter.text.as_str())).add(COLUMN.value.lt(last));
    }
    if let Some((kind, value)) = &filter.after {
        let later =
            Condition::all().add(COLUMN.kind.eq(*kind)).add(COLUMN.value.gt(value.as_str()));
        those = those.add(Condition::any().add(COLUMN.kind.gt(*kind)).add(later));
    }
    Entity::find().filter(those).order_by_asc(COLUMN.kind).order_by_asc(COLUMN.value)
}

/// How many there are of each kind in each state.
pub async fn counts(db: &impl Source) -> Result<Vec<Count>> {
    let counted = Entity::find()
        .select_only()
        .columns([Column::Kind, Column::IsTest, Column::State])
        .column_as(Column::Id.count(), "count")
        .group_by(Column::Kind)
        .group_by(Column::IsTest)
        .group_by(Column::State);
    Ok(counted.into_model::<Count>().all(db).await?)
}

/// What a licence has.
pub async fn of_licence(db: &impl Source, licence: LicenceId) -> Result<Vec<Resource>> {
    let those = Entity::find().filter(COLUMN.licence.eq(licence));
    those.order_by_asc(COLUMN.kind).order_by_asc(COLUMN.value).rows(db).await
}

/// Those of these values that are there already.
pub async fn known(db: &impl Source, kind: Kind, values: &[String]) -> Result<Vec<String>> {
    let mut known = Vec::new();
    for lot in values.chunks(LOT) {
        let those = Entity::find()
            .filter(COLUMN.kind.eq(kind))
            .filter(COLUMN.value.is_in(lot.iter().map(String::as_str)));
        known.extend(those.rows(db).await?.into_iter().map(|one| one.value));
    }
    Ok(known)
}

pub async fn insert_many(tx: &impl ConnectionTrait, all: &[Resource]) -> Result<()> {
    for lot in all.chunks(LOT) {
        let rows = lot.iter().map(|one| one.clone().into_active_model().reset_all());
        match Entity::insert_many(rows).exec_without_returning(tx).await {
            Ok(_) => {}
            // somebody else added one of them meanwhile
            Err(cause) if platform::db::is_taken(&cause) => return Err(Error::Stale),
            Err(cause) => return Err(cause.into()),
        }
    }
    Ok(())
}

/// The free ones of a pool that have waited longest.
pub async fn free(
    db: &impl Source,
    kind: Kind,
    is_test: bool,
    limit: u64,
) -> Result<Vec<Resource>> {
    let those = Entity::find()
        .filter(COLUMN.kind.eq(kind))
        .filter(COLUMN.is_test.eq(is_test))
        .filter(COLUMN.state.eq(State::Available));
    those.order_by_asc(COLUMN.since).order_by_asc(COLUMN.id).limit(limit).rows(db).await
}

/// Gives a free one to a licence, unless somebody was faster; whether it was free.
pub async fn take(
    tx: &impl ConnectionTrait,
    id: ResourceId,
    licence: LicenceId,
    now: Millis,
) -> Result<bool> {
    let taken = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Allocated))
        .col_expr(Column::Licence, Expr::value(licence))
        .col_expr(Column::Since, Expr::value(now))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(COLUMN.id.eq(id))
        .filter(COLUMN.state.eq(State::Available))
        .exec(tx)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Puts back into the pool whose quarantine is over; how many.
pub async fn end_quarantines(tx: &impl ConnectionTrait, now: Millis, limit: u64) -> Result<u64> {
    let over = Entity::find()
        .filter(COLUMN.state.eq(State::Quarantine))
        .filter(COLUMN.quarantine_until.lte(now))
        .limit(limit)
        .all(tx)
        .await?;
    if over.is_empty() {
        return Ok(0);
    }
    let freed = Entity::update_many()
        .col_expr(Column::State, Expr::value(State::Available))
        .col_expr(Column::QuarantineUntil, Expr::value(Option::<Millis>::None))
        .col_expr(Column::Reason, Expr::value(""))
        .col_expr(Column::Since, Expr::value(now))
        .col_expr(Column::UpdatedAt, Expr::value(now))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .filter(COLUMN.id.is_in(over.iter().map(|one| one.id)))
        .filter(COLUMN.state.eq(State::Quarantine))
        .exec(tx)
        .await?;
    Ok(freed.rows_affected)
}
