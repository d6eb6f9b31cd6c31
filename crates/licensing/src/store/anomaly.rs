//! Every query about anomalies.

crate::store::noun::noun!(versioned crate::domain::anomaly, crate::domain::anomaly::AnomalyId);

use crate::domain::anomaly::{
    Anomaly, AnomalyId, COLUMN, Column, Entity, Kind, LicenceId, Severity,
};
use crate::domain::machine;
use crate::domain::user::LicenceUserId;
use platform::Millis;
use sea_orm::sea_query::Query;
use sea_orm::{Condition, ExprTrait as _, QueryOrder as _, QuerySelect as _};

/// Which anomalies a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub open: Option<bool>,
    pub kind: Option<Kind>,
    pub severity: Option<Severity>,
    pub licence: Option<LicenceId>,
    /// The last one that was seen.
    pub after: Option<(Millis, AnomalyId)>,
}

impl Filter {
    /// The query of a page.
    pub fn select(&self) -> sea_orm::Select<Entity> {
        self.query().order_by_desc(COLUMN.last_at).order_by_desc(COLUMN.id)
    }

    fn query(&self) -> sea_orm::Select<Entity> {
        let mut those = Condition::all();
        if let Some(open) = self.open {
            those = those.add(COLUMN.open.eq(open));
        }
        if let Some(kind) = self.kind {
            those = those.add(COLUMN.kind.eq(kind));
        }
        if let Some(severity) = self.severity {
            those = those.add(COLUMN.severity.eq(severity));
        }
        if let Some(licence) = self.licence {
            those = those.add(COLUMN.licence.eq(licence));
        }
        if let Some((at, id)) = self.after {
            let same = Condition::all().add(COLUMN.last_at.eq(at)).add(COLUMN.id.lt(id));
            those = those.add(Condition::any().add(COLUMN.last_at.lt(at)).add(same));
        }
        Entity::find().filter(those)
    }
}

/// The last seen first.
pub async fn page(db: &impl Source, filter: &Filter, limit: u64) -> Result<Vec<Anomaly>> {
    filter.select().limit(limit).rows(db).await
}

/// How many there are, counted no further than `most`.
pub async fn count(db: &impl Source, filter: &Filter, most: u64) -> Result<u64> {
    filter.query().count_up_to(db, most).await
}

/// Counts one that is open once more; whether there was one.
pub async fn again(tx: &impl ConnectionTrait, new: &Anomaly) -> Result<bool> {
    let counted = Entity::update_many()
        .col_expr(Column::Count, Expr::col(Column::Count).add(1))
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::LastAt, Expr::value(new.last_at))
        .col_expr(Column::Evidence, Expr::value(new.evidence.as_str()))
        .filter(COLUMN.claim.eq(new.claim.as_str()))
        .exec(tx)
        .await?;
    Ok(counted.rows_affected > 0)
}

/// Forgets some of those that were seen last before then, resolved or not; how many.
pub async fn forget(
    tx: &impl ConnectionTrait,
    (open, before): (bool, Millis),
    most: u64,
) -> Result<u64> {
    let old: Vec<AnomalyId> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(COLUMN.open.eq(open))
        .filter(COLUMN.last_at.lt(before))
        .limit(most)
        .into_tuple()
        .all(tx)
        .await?;
    if old.is_empty() {
        return Ok(0);
    }
    Ok(Entity::delete_many().filter(COLUMN.id.is_in(old)).exec(tx).await?.rows_affected)
}

/// A licence that is gone takes its anomalies along.
pub async fn delete_of(tx: &impl ConnectionTrait, licence: LicenceId) -> Result<()> {
    Entity::delete_many().filter(COLUMN.licence.eq(licence)).exec(tx).await?;
    Ok(())
}

/// Takes away what was seen of the machines of somebody.
pub async fn forget_machines(tx: &impl ConnectionTrait, user: LicenceUserId) -> Result<()> {
    let mut own = Query::select();
    own.column(machine::Column::Id).from(machine::Entity).and_where(machine::COLUMN.owner.eq(user));
    Entity::update_many()
        .col_expr(Column::Evidence, Expr::value("{}"))
        .filter(Expr::col(Column::Machine).in_subquery(own))
        .exec(tx)
        .await?;
    Ok(())
}
