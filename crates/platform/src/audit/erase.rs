//! Taking a person's details out of the trail: what happened and when stays, and so does the chain.

use crate::db::{Rows, Source, Tx};
use crate::event::{COLUMN, Column, Entity};
use crate::users::UserId;
use crate::{Cx, Millis, Result, event, privacy};
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect, UpdateMany};

/// Whose details go.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// What the facts are about, as `noun:id`: all that these facts say goes.
    pub objects: Vec<String>,
    /// Who acted: the addresses that they acted from go.
    pub users: Vec<UserId>,
}

/// How many facts lost something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Facts without their details now.
    pub facts: u64,
    /// Facts that lost nothing but the address.
    pub addresses: u64,
}

fn gone(update: UpdateMany<Entity>, columns: &[Column]) -> UpdateMany<Entity> {
    let none = || Expr::value(Option::<String>::None);
    columns.iter().fold(update, |update, column| update.col_expr(*column, none()))
}

const DETAILS: [Column; 5] =
    [Column::Payload, Column::Salt, Column::Ip, Column::IpSalt, Column::ViaName];

/// Erases for ever, in the transaction of the act that says so. The chain holds salted digests alone, so it still
/// verifies and tells nothing about what was there. Facts of the first format have one digest for details and
/// address: of those both go.
pub async fn erase(tx: &Tx, subject: &Subject) -> Result<Erased> {
    let mut erased = Erased::default();
    for object in &subject.objects {
        let about = gone(event::Entity::update_many(), &DETAILS)
            .filter(COLUMN.object.eq(object.as_str()))
            .filter(COLUMN.payload.is_not_null());
        erased.facts += about.exec(tx).await?.rows_affected;
    }
    for user in &subject.users {
        let acted = |columns: &[Column]| {
            gone(event::Entity::update_many(), columns)
                .filter(COLUMN.actor.eq(*user))
                .filter(COLUMN.ip.is_not_null())
        };
        let apart = acted(&[Column::Ip, Column::IpSalt]).filter(COLUMN.ip_digest.is_not_null());
        erased.addresses += apart.exec(tx).await?.rows_affected;
        let joined = acted(&DETAILS).filter(COLUMN.ip_digest.is_null());
        erased.facts += joined.exec(tx).await?.rows_affected;
    }
    Ok(erased)
}

/// Facts that are read at once.
const LOT: u64 = 1000;

/// Erases the details of every fact that names one of the addresses, or has the name as a value of its own, whatever it
/// is about, and of what the person did through a key or a program, which they named. The whole trail is read, a lot at a
/// time. Whoever is called the same loses details too.
pub async fn erase_naming(cx: &Cx, subject: &privacy::Subject) -> Result<()> {
    let name = serde_json::to_string(&subject.name)?;
    let mut after: Option<Uuid> = None;
    loop {
        let mut query = Entity::find().order_by_asc(COLUMN.id).limit(LOT);
        if let Some(after) = after {
            query = query.filter(COLUMN.id.gt(after));
        }
        let facts = query.rows(cx.db()).await?;
        let Some(last) = facts.last().map(|fact| fact.id) else { return Ok(()) };
        let named = |payload: &String| subject.is_named_in_json(payload) || payload.contains(&name);
        let through = |fact: &event::Recorded| {
            fact.via_name.is_some() && fact.actor.is_some_and(|id| subject.users.contains(&id))
        };
        let theirs =
            facts.iter().filter(|fact| through(fact) || fact.payload.as_ref().is_some_and(named));
        let ids: Vec<Uuid> = theirs.map(|fact| fact.id).collect();
        if !ids.is_empty() {
            let tx = cx.begin().await?;
            gone(Entity::update_many(), &DETAILS).filter(COLUMN.id.is_in(ids)).exec(&tx).await?;
            cx.commit(tx).await?;
        }
        after = Some(last);
    }
}

/// Facts before this moment that still know the address that they came from.
fn addressed(before: DateTime<Utc>) -> Select<Entity> {
    Entity::find()
        .filter(COLUMN.at.lt(Millis(before)))
        .filter(COLUMN.ip.is_not_null())
        .filter(COLUMN.ip_digest.is_not_null())
}

/// How many facts before this moment still know their address, and the oldest one's moment.
pub async fn count_addresses(
    db: &impl Source,
    before: DateTime<Utc>,
) -> Result<(u64, Option<DateTime<Utc>>)> {
    let count = addressed(before).count(db).await?;
    let oldest = addressed(before).order_by_asc(COLUMN.at).limit(1).row(db).await?;
    Ok((count, oldest.map(|fact| fact.at.0)))
}

/// Takes the addresses out of a lot of facts before this moment; how many lost theirs. Facts of the first format keep
/// theirs: their digest holds the address itself.
pub async fn forget_addresses(cx: &Cx, before: DateTime<Utc>) -> Result<u64> {
    let old = addressed(before).order_by_asc(COLUMN.at).limit(LOT).rows(cx.db()).await?;
    let ids: Vec<Uuid> = old.iter().map(|fact| fact.id).collect();
    if ids.is_empty() {
        return Ok(0);
    }
    let tx = cx.begin().await?;
    let address = [Column::Ip, Column::IpSalt];
    let lost = gone(Entity::update_many(), &address).filter(COLUMN.id.is_in(ids)).exec(&tx).await?;
    cx.commit(tx).await?;
    Ok(lost.rows_affected)
}
