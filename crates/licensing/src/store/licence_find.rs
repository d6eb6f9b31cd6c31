//! Every query about lists of licences that programs ask for: what people filter by, and more, within somebody's reach.

use super::licence_list::Filter;
use super::paging::Cursor;
use super::reach;
use crate::domain::licence::{COLUMN, Column, Entity, Licence, LicenceId};
use crate::domain::machine;
use crate::domain::reach::Reach;
use chrono::{DateTime, Utc};
use platform::db::{Rows as _, Source};
use platform::{Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QuerySelect as _, Select};

/// How many machines a licence has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activations {
    More(i64),
    Fewer(i64),
    Exactly(i64),
}

/// What holds beside a filter.
#[derive(Clone, Debug)]
pub struct Also {
    pub reach: Reach,
    pub activations: Vec<Activations>,
    pub heard_since: Option<DateTime<Utc>>,
    pub silent_since: Option<DateTime<Utc>>,
}

impl Also {
    fn condition(&self) -> Condition {
        let mut all = Condition::all().add(reach::licences(&self.reach));
        for one in &self.activations {
            all = all.add(match *one {
                Activations::More(n) => COLUMN.machines.gt(n),
                Activations::Fewer(n) => COLUMN.machines.lt(n),
                Activations::Exactly(n) => COLUMN.machines.eq(n),
            });
        }
        let signs = [Column::LastValidatedAt, Column::LastCheckedInAt, Column::LastCheckedOutAt];
        if let Some(since) = self.heard_since.map(Millis) {
            let any = Condition::any().add(COLUMN.created_at.gte(since));
            all = all.add(signs.iter().fold(any, |any, sign| any.add(sign.gte(since))));
        }
        if let Some(since) = self.silent_since.map(Millis) {
            all = all.add(COLUMN.created_at.lt(since));
            for sign in signs {
                all = all.add(Condition::any().add(sign.is_null()).add(sign.lt(since)));
            }
        }
        all
    }
}

/// The query of a page.
pub fn select(filter: &Filter, also: &Also, after: Option<&Cursor>) -> Select<Entity> {
    filter.select(after).filter(also.condition())
}

/// What follows after a cursor, and at most so many.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    also: &Also,
    (after, limit): (Option<&Cursor>, u64),
) -> Result<Vec<Licence>> {
    select(filter, also, after).limit(limit).rows(db).await
}

/// A page by its place.
pub async fn page_at(
    db: &impl Source,
    filter: &Filter,
    also: &Also,
    (offset, limit): (u64, u64),
) -> Result<Vec<Licence>> {
    select(filter, also, None).offset(offset).limit(limit).rows(db).await
}

/// How many there are, counted no further than `most`.
pub async fn count(db: &impl Source, filter: &Filter, also: &Also, most: u64) -> Result<u64> {
    select(filter, also, None).count_up_to(db, most).await
}

/// The licences that run on a machine with this fingerprint.
pub async fn with_fingerprint(db: &impl Source, fingerprint: &str) -> Result<Vec<LicenceId>> {
    let those = machine::Entity::find().filter(machine::COLUMN.fingerprint.eq(fingerprint));
    let found = those.limit(1000).rows(db).await?;
    Ok(found.into_iter().map(|one| one.licence).collect())
}
