//! Lists of machines: filtered, the newest first, page by page, each page read from an index.

use super::paging::{Cursor, Key, World};
use crate::domain::machine::{
    COLUMN, Column, Entity, Heartbeat, LicenceGroupId, LicenceId, LicenceUserId, Machine,
    MachineId, PolicyId, ProductId, component,
};
use crate::domain::process::{self, Process};
use chrono::{DateTime, Utc};
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QueryOrder as _, QuerySelect as _, Select};

/// Which machines a list shows; all conditions hold together.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The moment at which heartbeats are judged.
    pub now: DateTime<Utc>,
    pub world: World,
    pub licence: Option<LicenceId>,
    pub policy: Option<PolicyId>,
    pub product: Option<ProductId>,
    pub owner: Option<LicenceUserId>,
    pub group: Option<LicenceGroupId>,
    pub heartbeat: Option<Heartbeat>,
    pub fingerprint: Option<String>,
    pub hostname: Option<String>,
    pub ip: Option<String>,
    /// Only these: the hits of a search.
    pub ids: Option<Vec<MachineId>>,
}

impl Filter {
    /// All machines, as they are at this moment.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self { now, ..Self::default() }
    }

    /// Where the list goes on behind this machine.
    pub fn cursor(last: &Machine) -> Cursor {
        Cursor { id: last.id.0, key: Key::At(last.created_at) }
    }

    /// The query of a page.
    pub fn select(&self, after: Option<&Cursor>) -> Select<Entity> {
        let mut query = Entity::find().filter(self.condition());
        if let Some(Cursor { id, key: Key::At(at) }) = after {
            let (column, id) = (Column::CreatedAt, MachineId(*id));
            query = query
                .filter(column.lte(*at))
                .filter(Condition::any().add(column.lt(*at)).add(COLUMN.id.lt(id)));
        }
        query.order_by_desc(Column::CreatedAt).order_by_desc(Column::Id)
    }

    fn condition(&self) -> Condition {
        let equal = [
            self.licence.map(|id| COLUMN.licence.eq(id)),
            self.policy.map(|id| COLUMN.policy.eq(id)),
            self.product.map(|id| COLUMN.product.eq(id)),
            self.owner.map(|id| COLUMN.owner.eq(id)),
            self.group.map(|id| COLUMN.group.eq(id)),
            self.fingerprint.as_ref().map(|text| COLUMN.fingerprint.eq(text.as_str())),
            self.hostname.as_ref().map(|text| COLUMN.hostname.eq(text.as_str())),
            self.ip.as_ref().map(|text| COLUMN.ip.eq(text.as_str())),
            self.ids.as_ref().map(|ids| COLUMN.id.is_in(ids.iter().copied())),
        ];
        let all = equal.into_iter().flatten().fold(Condition::all(), Condition::add);
        let all = match self.world {
            World::All => all,
            World::Live => all.add(Column::Environment.is_null()),
            World::Isolated(id) => all.add(COLUMN.environment.eq(id)),
            World::Shared(id) => {
                let any = Condition::any().add(Column::Environment.is_null());
                all.add(any.add(COLUMN.environment.eq(id)))
            }
        };
        match self.heartbeat {
            Some(heartbeat) => all.add(beats(heartbeat, Millis(self.now))),
            None => all,
        }
    }
}

/// The same rule as [`Machine::heartbeat`], for the database.
fn beats(heartbeat: Heartbeat, now: Millis) -> Condition {
    let end = Column::DiesAt;
    let lives = Condition::all().add(end.gt(now));
    match heartbeat {
        Heartbeat::NotStarted => Condition::all().add(end.is_null()),
        // those of whom it was told, and those of whom it was not: each is a range of one index
        Heartbeat::Dead => Condition::all().add(end.lte(now)).add(
            Condition::any()
                .add(Column::DiedAt.is_not_null())
                .add(Condition::all().add(Column::DiedAt.is_null()).add(end.lte(now))),
        ),
        Heartbeat::Resurrected => lives.add(Column::RevivedAt.is_not_null()),
        Heartbeat::Alive => lives.add(Column::RevivedAt.is_null()),
    }
}

/// One page after the cursor; ask for one more than is shown to know whether there is a next page.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    after: Option<&Cursor>,
    limit: u64,
) -> Result<Vec<Machine>> {
    filter.select(after).limit(limit).rows(db).await
}

/// A page by its place.
pub async fn page_at(
    db: &impl Source,
    filter: &Filter,
    offset: u64,
    limit: u64,
) -> Result<Vec<Machine>> {
    filter.select(None).offset(offset).limit(limit).rows(db).await
}

/// How many there are, counted no further than `most`.
pub async fn count_up_to(db: &impl Source, filter: &Filter, most: u64) -> Result<u64> {
    Entity::find().filter(filter.condition()).count_up_to(db, most).await
}

/// The parts of a machine, the oldest first: at most `limit`.
pub async fn components(
    db: &impl Source,
    machine: MachineId,
    limit: u64,
) -> Result<Vec<component::Model>> {
    component::Entity::find()
        .filter(component::COLUMN.machine.eq(machine))
        .order_by_asc(component::Column::Id)
        .limit(limit)
        .rows(db)
        .await
}

/// What runs on a machine: at most `limit`.
pub async fn processes(db: &impl Source, machine: MachineId, limit: u64) -> Result<Vec<Process>> {
    process::Entity::find()
        .filter(process::COLUMN.machine.eq(machine))
        .order_by_asc(process::Column::Pid)
        .limit(limit)
        .rows(db)
        .await
}
