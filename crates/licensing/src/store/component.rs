//! Every query about the parts of machines.

crate::store::noun::noun!(versioned crate::domain::machine::component, crate::domain::machine::ComponentId);

use crate::domain::machine::component::{COLUMN, Column, Entity};
use crate::domain::machine::{Component, ComponentId, LicenceId, MachineId};
use sea_orm::sea_query::Expr;
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _};

/// The parts of these machines, the oldest first.
pub async fn of_machines(db: &impl Source, machines: &[MachineId]) -> Result<Vec<Component>> {
    if machines.is_empty() {
        return Ok(Vec::new());
    }
    let those = COLUMN.machine.is_in(machines.iter().copied());
    Entity::find().filter(those).order_by_asc(COLUMN.id).rows(db).await
}

/// Those whose fingerprints are taken within the bounds of these claims.
pub async fn claimed(db: &impl Source, claims: &[String]) -> Result<Vec<Component>> {
    if claims.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find().filter(COLUMN.claim.is_in(claims.iter().map(String::as_str))).rows(db).await
}

pub async fn insert_all(tx: &impl ConnectionTrait, rows: &[Component]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let rows = rows.iter().map(|row| row.clone().into_active_model().reset_all());
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Which parts a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// What who asks sees.
    pub seen: Option<Condition>,
    pub machine: Option<MachineId>,
    pub licence: Option<LicenceId>,
}

impl Filter {
    fn query(&self) -> sea_orm::Select<Entity> {
        let mut query = Entity::find().filter(Condition::all().add_option(self.seen.clone()));
        if let Some(machine) = self.machine {
            query = query.filter(COLUMN.machine.eq(machine));
        }
        if let Some(licence) = self.licence {
            query = query.filter(COLUMN.licence.eq(licence));
        }
        query
    }
}

/// So many of them from behind this one, or past so many; the newest first.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    (behind, past): (Option<ComponentId>, u64),
    most: u64,
) -> Result<Vec<Component>> {
    let mut query = filter.query();
    if let Some(behind) = behind {
        query = query.filter(COLUMN.id.lt(behind));
    }
    query.order_by_desc(COLUMN.id).offset(past).limit(most).rows(db).await
}

/// How many there are, counted no further than `most`.
pub async fn count(db: &impl Source, filter: &Filter, most: u64) -> Result<u64> {
    filter.query().count_up_to(db, most).await
}

/// The machines of a licence that have parts with one of these fingerprints.
pub async fn with_fingerprints(
    db: &impl Source,
    licence: LicenceId,
    fingerprints: &[&str],
) -> Result<Vec<MachineId>> {
    if fingerprints.is_empty() {
        return Ok(Vec::new());
    }
    Ok(Entity::find()
        .select_only()
        .column(Column::Machine)
        .distinct()
        .filter(COLUMN.licence.eq(licence))
        .filter(COLUMN.fingerprint.is_in(fingerprints.iter().copied()))
        .limit(MOST_ALIKE)
        .into_tuple()
        .all(db)
        .await?)
}

/// More machines with the same parts are not told apart.
const MOST_ALIKE: u64 = 100;

/// Writes down anew what a part is unique by.
pub async fn set_claim(tx: &impl ConnectionTrait, id: ComponentId, claim: &str) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Claim, Expr::value(claim))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}
