//! Taking a person's details out of the trail: what happened and when stays, and so does the chain.

use crate::db::{Rows, Source, Tx};
use crate::event::{COLUMN, Column, Entity, Recorded};
use crate::users::UserId;
use crate::{Cx, Millis, Result, event, privacy};
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Func;
use sea_orm::{Condition, ExprTrait, QueryOrder, QuerySelect, UpdateMany};

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

/// What an erasure looks for in the trail.
struct Search<'a> {
    subject: &'a privacy::Subject,
    objects: Vec<String>,
    /// The name as a value of its own.
    name: String,
}

impl<'a> Search<'a> {
    fn of(subject: &'a privacy::Subject) -> Result<Self> {
        let name = serde_json::to_string(&subject.name)?;
        Ok(Self { subject, objects: subject.objects(), name })
    }

    fn is_by_them(&self, fact: &Recorded) -> bool {
        fact.actor.is_some_and(|id| self.subject.users.contains(&id))
    }

    /// Whether a fact names the person, or the key or program that they acted through.
    fn is_named(&self, fact: &Recorded) -> bool {
        let said = |text: &String| self.subject.is_named_in_json(text) || text.contains(&self.name);
        fact.payload.as_ref().is_some_and(said) || fact.via_name.is_some() && self.is_by_them(fact)
    }

    /// Whether an erasure takes something out of a fact.
    fn loses(&self, fact: &Recorded) -> bool {
        let about = fact.payload.is_some() && self.objects.contains(&fact.object);
        about || fact.ip.is_some() && self.is_by_them(fact) || self.is_named(fact)
    }

    /// The next facts that may be looked for; the database leaves out most of the others.
    async fn lot(&self, db: &impl Source, after: Option<Uuid>) -> Result<Vec<Recorded>> {
        let mut may_be = Condition::any()
            .add(COLUMN.object.is_in(self.objects.iter().map(String::as_str)))
            .add(COLUMN.actor.is_in(self.subject.users.iter().copied()));
        for text in self.subject.emails.iter().chain([&self.name]) {
            may_be = may_be.add(may_say(text));
        }
        let mut query = Entity::find().filter(may_be).order_by_asc(COLUMN.id).limit(LOT);
        if let Some(after) = after {
            query = query.filter(COLUMN.id.gt(after));
        }
        query.rows(db).await
    }
}

/// Whether what a fact says may hold a text in whatever case: every database finds the longest piece of it that all of
/// them write small in the same way. Not `i` and `k`: there are languages with others.
fn may_say(text: &str) -> Condition {
    let text = text.to_ascii_lowercase();
    let plain = |c: char| c.is_ascii_alphanumeric() && c != 'i' && c != 'k' || "@.-".contains(c);
    let piece = text.split(|c| !plain(c)).max_by_key(|piece| piece.len()).unwrap_or_default();
    let said = Expr::from(Func::lower(Expr::col(Column::Payload)));
    Condition::all()
        .add(COLUMN.payload.is_not_null())
        .add(ExprTrait::like(said, format!("%{piece}%")))
}

/// Erases the details of every fact that names one of the addresses, or has the name as a value of its own, whatever it
/// is about, and of what the person did through a key or a program, which they named. The whole trail is read, a lot at a
/// time. Whoever is called the same loses details too.
pub async fn erase_naming(cx: &Cx, subject: &privacy::Subject) -> Result<()> {
    let search = Search::of(subject)?;
    let mut after: Option<Uuid> = None;
    loop {
        let facts = search.lot(cx.db(), after).await?;
        let Some(last) = facts.last().map(|fact| fact.id) else { return Ok(()) };
        let theirs = facts.iter().filter(|fact| search.is_named(fact));
        let ids: Vec<Uuid> = theirs.map(|fact| fact.id).collect();
        if !ids.is_empty() {
            let tx = cx.begin().await?;
            gone(Entity::update_many(), &DETAILS).filter(COLUMN.id.is_in(ids)).exec(&tx).await?;
            cx.commit(tx).await?;
        }
        after = Some(last);
    }
}

/// How many facts lose something when [`erase`] and [`erase_naming`] take out what is about this person.
pub async fn count_losing(db: &impl Source, subject: &privacy::Subject) -> Result<u64> {
    let search = Search::of(subject)?;
    let (mut after, mut count) = (None, 0);
    loop {
        let facts = search.lot(db, after).await?;
        let Some(last) = facts.last() else { return Ok(count) };
        after = Some(last.id);
        count += facts.iter().filter(|fact| search.loses(fact)).count() as u64;
    }
}

/// Facts before this moment that still know the address that they came from, but for those by and about whom is spared.
fn addressed(before: DateTime<Utc>, spared: &Subject) -> Select<Entity> {
    let by_others = Condition::any()
        .add(COLUMN.actor.is_null())
        .add(COLUMN.actor.is_not_in(spared.users.iter().copied()));
    Entity::find()
        .filter(COLUMN.at.lt(Millis(before)))
        .filter(COLUMN.ip.is_not_null())
        .filter(COLUMN.ip_digest.is_not_null())
        .filter(COLUMN.object.is_not_in(spared.objects.iter().map(String::as_str)))
        .filter(by_others)
}

/// How many facts before this moment still know their address, and the oldest one's moment.
pub async fn count_addresses(
    db: &impl Source,
    before: DateTime<Utc>,
    spared: &Subject,
) -> Result<(u64, Option<DateTime<Utc>>)> {
    let count = addressed(before, spared).count(db).await?;
    let oldest = addressed(before, spared).order_by_asc(COLUMN.at).limit(1).row(db).await?;
    Ok((count, oldest.map(|fact| fact.at.0)))
}

/// Takes the addresses out of a lot of facts before this moment; how many lost theirs. Facts of the first format keep
/// theirs: their digest holds the address itself.
pub async fn forget_addresses(cx: &Cx, before: DateTime<Utc>, spared: &Subject) -> Result<u64> {
    let old = addressed(before, spared).order_by_asc(COLUMN.at).limit(LOT).rows(cx.db()).await?;
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
