//! What happened: one log, written in the transaction of the change itself.
//!
//! The row is the audit trail and the timeline; it queues the reactions and wakes the open pages.

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
    /// The address that the request came from; erased with the payload.
    pub ip: Option<String>,
    pub request: Option<String>,
    /// The facts as JSON; none once a person's data was erased.
    pub payload: Option<String>,
    /// Makes the digest unguessable after erasure; erased with the payload.
    pub salt: Option<String>,
    /// SHA-256 of salt, address and payload: what the audit chain holds.
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

pub(crate) fn digest(salt: &str, ip: Option<&str>, payload: &str) -> String {
    let mut hash = Sha256::new();
    for part in ["kontor/event/v1", salt, ip.unwrap_or_default(), payload] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize())
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
        let (payload, salt) = (value.to_string(), hex::encode(crate::rng::bytes::<16>()));
        let ip = cx.request.as_ref().map(|request| request.ip.to_string());
        self.rows.push(Model {
            id: Uuid::now_v7(),
            name: E::NAME.into(),
            object: event.object(),
            topics: event.topics().join(" "),
            actor: match cx.actor {
                Actor::User(id) => Some(id),
                Actor::System | Actor::Nobody => None,
            },
            request: cx.request.as_ref().map(|request| request.id.clone()),
            digest: digest(&salt, ip.as_deref(), &payload),
            payload: Some(payload),
            salt: Some(salt),
            ip,
            at: Millis(cx.now),
            sealed: false,
        });
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

/// The timeline of one object, oldest first: at most 1,000 facts.
pub async fn timeline(db: &impl Source, object: &str) -> Result<Vec<Recorded>> {
    Entity::find()
        .filter(COLUMN.object.eq(object))
        .order_by_asc(COLUMN.id)
        .limit(1000)
        .rows(db)
        .await
}

/// Which facts a page of the audit trail shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    pub name: Option<String>,
    pub object: Option<String>,
    pub actor: Option<UserId>,
    /// Only facts with a smaller id: the next page.
    pub before: Option<Uuid>,
}

/// Facts, the newest first.
pub async fn page(db: &impl Source, filter: &Filter, limit: u64) -> Result<Vec<Recorded>> {
    let mut query = Entity::find().order_by_desc(COLUMN.id).limit(limit);
    if let Some(before) = filter.before {
        query = query.filter(COLUMN.id.lt(before));
    }
    if let Some(name) = &filter.name {
        query = query.filter(COLUMN.name.eq(name));
    }
    if let Some(object) = &filter.object {
        query = query.filter(COLUMN.object.eq(object));
    }
    if let Some(actor) = filter.actor {
        query = query.filter(COLUMN.actor.eq(actor));
    }
    query.rows(db).await
}
