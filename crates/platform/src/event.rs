//! What happened: one log, written in the transaction of the change itself.
//!
//! The row is the audit trail and the timeline; it queues the reactions and wakes the open pages.

mod trail;

pub use trail::{Cursor, Filter, names, page};

use crate::db::{Rows, Source};
use crate::job::{self, Job, Queued};
use crate::users::UserId;
use crate::{Actor, Cx, Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// A fact. Holds ids and values, never a secret.
pub trait Event: Serialize + DeserializeOwned {
    /// `app.noun_past_participle`.
    const NAME: &'static str;

    /// What it is about, as `noun:id`: the key of a timeline.
    fn object(&self) -> String;

    /// What open pages listen to; usually the object and its list.
    fn topics(&self) -> Vec<String> {
        vec![self.object()]
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub name: String,
    pub object: String,
    pub topics: String,
    pub actor: Option<UserId>,
    /// The address that the request came from; erased with the payload, or alone.
    pub ip: Option<String>,
    /// Makes the address' digest unguessable after erasure; erased with the address.
    pub ip_salt: Option<String>,
    /// SHA-256 of the address and its salt. None where there was no address, and in facts of the first format,
    /// whose digest holds the address itself.
    pub ip_digest: Option<String>,
    pub request: Option<String>,
    /// The key or program that acted in the actor's name: `key:` or `program:`, and its id. The chain holds it as it is.
    pub via: Option<String>,
    /// What its owner called it; erased with the payload.
    pub via_name: Option<String>,
    /// The facts as JSON; none once a person's data was erased.
    pub payload: Option<String>,
    /// Makes the digest unguessable after erasure; erased with the payload.
    pub salt: Option<String>,
    /// SHA-256 of salt, address (or its digest), the name of what acted and payload: what the audit chain holds.
    pub digest: String,
    pub at: Millis,
    /// Whether the audit chain holds it already.
    pub sealed: bool,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Recorded;

impl Recorded {
    /// The facts; none when erased or of another kind.
    pub fn facts<E: Event>(&self) -> Option<E> {
        (self.name == E::NAME).then_some(())?;
        serde_json::from_str(self.payload.as_deref()?).ok()
    }
}

impl Recorded {
    /// Whether the details are those that the digest was made of, or were erased.
    pub(crate) fn is_whole(&self) -> bool {
        let address = match (&self.ip_digest, &self.ip, &self.ip_salt) {
            (Some(digest), Some(ip), Some(salt)) => ip_digest(salt, ip) == *digest,
            (_, None, None) | (None, Some(_), None) => true,
            _ => false,
        };
        let details = match (&self.payload, &self.salt) {
            (Some(payload), Some(salt)) => self.digest_of(salt, payload) == self.digest,
            (None, None) => self.ip.is_none() && self.via_name.is_none(), // erased, all of it
            _ => false,
        };
        address && details
    }

    fn digest_of(&self, salt: &str, payload: &str) -> String {
        if self.via.is_some() {
            let [ip, name] =
                [&self.ip_digest, &self.via_name].map(|part| part.as_deref().unwrap_or_default());
            return hashed(["kontor/event/v3", salt, ip, name, payload]);
        }
        match &self.ip_digest {
            Some(ip) => hashed(["kontor/event/v2", salt, ip, payload]),
            None => {
                hashed(["kontor/event/v1", salt, self.ip.as_deref().unwrap_or_default(), payload])
            }
        }
    }

    /// Whether anything of it was erased.
    pub(crate) fn is_erased(&self) -> bool {
        self.payload.is_none() || (self.ip_digest.is_some() && self.ip.is_none())
    }
}

fn ip_digest(salt: &str, ip: &str) -> String {
    hashed(["kontor/event-address/v1", salt, ip])
}

fn hashed<const N: usize>(parts: [&str; N]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
}

fn salt() -> String {
    hex::encode(crate::rng::bytes::<16>())
}

type Reaction = Box<dyn Fn(&serde_json::Value) -> anyhow::Result<Option<Queued>> + Send + Sync>;

/// What follows from which fact.
#[derive(Default)]
pub struct Reactions(HashMap<&'static str, Vec<Reaction>>);

impl Reactions {
    /// When `E` happens, queue the job that `react` makes of it.
    pub fn on<E: Event + 'static, J: Job>(&mut self, react: fn(E) -> J) {
        self.add::<E>(Box::new(move |payload| {
            Ok(Some(Queued::of(&react(serde_json::from_value(payload.clone())?))?))
        }));
    }

    /// When `E` happens, queue the job that `react` makes of it, if it makes one.
    pub fn on_some<E: Event + 'static, J: Job>(&mut self, react: fn(E) -> Option<J>) {
        self.add::<E>(Box::new(move |payload| {
            react(serde_json::from_value(payload.clone())?).map(|job| Queued::of(&job)).transpose()
        }));
    }

    fn add<E: Event>(&mut self, reaction: Reaction) {
        self.0.entry(E::NAME).or_default().push(reaction);
    }
}

/// Writes the fact and queues its reactions, in the transaction of the change.
pub async fn record<E: Event>(tx: &impl Source, cx: &Cx, event: &E) -> Result<()> {
    let mut log = Log::default();
    log.add(cx, event)?;
    log.write(tx, cx).await
}

/// Facts of one transaction that are written together, with their reactions.
#[derive(Debug, Default)]
pub struct Log {
    rows: Vec<Model>,
    reactions: Vec<Queued>,
}

/// Facts in one statement.
const TOGETHER: usize = 200;

impl Log {
    pub fn add<E: Event>(&mut self, cx: &Cx, event: &E) -> Result<()> {
        let value = serde_json::to_value(event)?;
        for reaction in cx.kontor.reactions.0.get(E::NAME).into_iter().flatten() {
            self.reactions.extend(reaction(&value)?);
        }
        let ip = cx.request.as_ref().map(|request| request.ip.to_string());
        let ip_salt = ip.as_ref().map(|_| salt());
        let (payload, salt) = (value.to_string(), salt());
        let mut row = Model {
            id: Uuid::now_v7(),
            name: E::NAME.into(),
            object: event.object(),
            topics: event.topics().join(" "),
            actor: match cx.actor {
                Actor::User(id) => Some(id),
                Actor::System | Actor::Nobody => None,
            },
            request: cx.request.as_ref().map(|request| request.id.clone()),
            ip_digest: ip.as_ref().zip(ip_salt.as_ref()).map(|(ip, salt)| ip_digest(salt, ip)),
            ip_salt,
            via: cx.via.as_ref().map(|via| via.id.clone()),
            via_name: cx.via.as_ref().map(|via| via.name.clone()),
            digest: String::new(),
            payload: None,
            salt: None,
            ip,
            at: Millis(cx.now),
            sealed: false,
        };
        row.digest = row.digest_of(&salt, &payload);
        (row.payload, row.salt) = (Some(payload), Some(salt));
        self.rows.push(row);
        Ok(())
    }

    /// Writes them, in the transaction of the changes.
    pub async fn write(self, tx: &impl Source, cx: &Cx) -> Result<()> {
        job::enqueue_all(tx, cx, self.reactions).await?;
        let mut rows = self.rows.into_iter().map(|row| ActiveModel::from(row).reset_all());
        loop {
            let some: Vec<ActiveModel> = rows.by_ref().take(TOGETHER).collect();
            if some.is_empty() {
                return Ok(());
            }
            Entity::insert_many(some).exec_without_returning(tx).await?;
        }
    }
}

/// What happened to one object after the fact with this id, newest first: at most 1,000 facts.
pub async fn since(db: &impl Source, object: &str, fact: Uuid) -> Result<Vec<Recorded>> {
    Entity::find()
        .filter(COLUMN.object.eq(object))
        .filter(COLUMN.id.gt(fact))
        .order_by_desc(COLUMN.id)
        .limit(1000)
        .rows(db)
        .await
}

/// The timeline of one object, oldest first: at most 1,000 facts.
pub async fn timeline(db: &impl Source, object: &str) -> Result<Vec<Recorded>> {
    Entity::find()
        .filter(COLUMN.object.eq(object))
        .order_by_asc(COLUMN.at)
        .order_by_asc(COLUMN.id)
        .limit(1000)
        .rows(db)
        .await
}
