//! Looking for licences: by name, by their keys, by the machines they run on, and by whose they are.

use super::words;
use crate::domain::licence::{COLUMN, Column, Entity, LicenceId, LicenceUserId};
use crate::domain::user::of_licence as member;
use crate::domain::{machine, user};
use events::directory::OrganisationId;
use platform::Result;
use platform::db::Source;
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, QuerySelect as _};

/// More hits than this are not told apart: the search is narrowed instead.
pub const MOST_HITS: u64 = 500;
/// So many users of one search are looked at.
const MOST_USERS: u64 = 50;

/// Licences whose name has words that begin with those of the text, or that are known by it otherwise: the whole key (by
/// its hash), the end of the key, a machine's fingerprint, the id.
pub async fn ids(db: &impl Source, text: &str, hash: &str) -> Result<Vec<LicenceId>> {
    let mut known = Condition::any().add(COLUMN.key_hash.eq(hash));
    if let Ok(id) = text.parse::<LicenceId>() {
        known = known.add(COLUMN.id.eq(id));
    }
    let mut hits = those(db, known).await?;
    hits.extend(those(db, Condition::all().add(COLUMN.key_hint.eq(text))).await?);
    hits.extend(with_machine(db, text).await?);
    let named = words::OF_LICENCES.ids(db, text, MOST_HITS).await?;
    hits.extend(named.into_iter().map(LicenceId));
    hits.sort_unstable();
    hits.dedup();
    Ok(hits)
}

/// Those of these organisations, or owned by users whose address begins so.
pub async fn of(
    db: &impl Source,
    organisations: &[OrganisationId],
    email: &str,
) -> Result<Vec<LicenceId>> {
    let mut hits = of_organisations(db, organisations).await?;
    let email = email.to_lowercase();
    let users: Vec<LicenceUserId> = user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .filter(user::Column::EmailKey.gte(email.as_str()))
        .filter(user::Column::EmailKey.lt(format!("{email}\u{10ffff}")))
        .limit(MOST_USERS)
        .into_tuple()
        .all(db)
        .await?;
    if !users.is_empty() {
        hits.extend(those(db, Condition::all().add(COLUMN.owner.is_in(users))).await?);
    }
    Ok(hits)
}

pub async fn of_organisations(
    db: &impl Source,
    organisations: &[OrganisationId],
) -> Result<Vec<LicenceId>> {
    if organisations.is_empty() {
        return Ok(Vec::new());
    }
    let theirs = COLUMN.organisation.is_in(organisations.iter().copied());
    those(db, Condition::all().add(theirs)).await
}

pub async fn of_owner(db: &impl Source, owner: LicenceUserId) -> Result<Vec<LicenceId>> {
    those(db, Condition::all().add(COLUMN.owner.eq(owner))).await
}

/// Those that somebody uses beside their owners.
pub async fn of_member(db: &impl Source, user: LicenceUserId) -> Result<Vec<LicenceId>> {
    Ok(member::Entity::find()
        .select_only()
        .column(member::Column::Licence)
        .filter(member::COLUMN.user.eq(user))
        .limit(MOST_HITS)
        .into_tuple()
        .all(db)
        .await?)
}

async fn those(db: &impl Source, condition: Condition) -> Result<Vec<LicenceId>> {
    Ok(Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(condition)
        .limit(MOST_HITS)
        .into_tuple()
        .all(db)
        .await?)
}

async fn with_machine(db: &impl Source, fingerprint: &str) -> Result<Vec<LicenceId>> {
    Ok(machine::Entity::find()
        .select_only()
        .column(machine::Column::Licence)
        .filter(machine::COLUMN.fingerprint.eq(fingerprint))
        .limit(MOST_HITS)
        .into_tuple()
        .all(db)
        .await?)
}
