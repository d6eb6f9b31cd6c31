//! Products, policies and their like on the wire: made, listed, shown, changed and deleted alike.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::fault::Fault;
use super::issuer::Issuer;
use super::page::Found;
use super::query::{Paging, Query};
use super::sent::{self, Sent};
use crate::actions;
use crate::actions::entry::Kept;
use crate::domain::draft::Given;
use crate::domain::environment::EnvironmentId;
use crate::store::entry::{Asked, Part};
use axum::http::StatusCode;
use platform::Error;
use platform::db::Reader;
use sea_orm::prelude::Uuid;
use serde_json::{Map, Value};

/// A kind of entry that is a resource of the wire.
pub trait Resourced: Kept {
    /// `policies`
    const KIND: &'static str;
    /// What its permissions begin with: `policy`.
    const NAMED: &'static str;
    /// What it is related to by a field of its own.
    const RELATED: &'static [&'static str] = &[];

    fn resource(&self, issuer: &Issuer) -> Resource;

    /// 404 for who asks where it is beyond reach.
    fn seen_by(&self, ask: &Ask) -> impl Future<Output = Result<(), Fault>> + Send;

    /// What of the query narrows a list.
    fn narrow(_: &mut Query, _: &mut Asked) {}

    /// By what else than its id it is known, such as a code.
    fn known_as(
        _: &Reader,
        _: &str,
    ) -> impl Future<Output = platform::Result<Option<Self>>> + Send {
        async { Ok(None) }
    }

    /// What whoever asks may not give is taken out, or refused; `old` is none where it is new.
    fn allowed(
        _: &Ask,
        _: &mut Given,
        _: Option<&Self>,
    ) -> impl Future<Output = Result<(), Fault>> + Send {
        async { Ok(()) }
    }
}

/// Where a new one belongs and an old one stays.
const ENVIRONMENT: &str = "environment";

/// The permission to do something with entries of a kind.
fn permitted<E: Resourced>(ask: &Ask, verb: &str) -> Result<(), Fault> {
    ask.permitted(&format!("{}.{verb}", E::NAMED))
}

/// The entry of an address, if it is there for who asks.
pub async fn find<E: Resourced>(ask: &Ask, named: &str) -> Result<E, Fault> {
    let found = match named.parse::<Uuid>() {
        Ok(id) => E::find(ask.cx.db(), id).await?,
        Err(_) => E::known_as(ask.cx.db(), named).await?,
    };
    let entry = found.ok_or_else(Fault::not_found)?;
    entry.seen_by(ask).await?;
    Ok(entry)
}

pub async fn list<E: Resourced>(ask: Ask, mut query: Query) -> Answer {
    permitted::<E>(&ask, "read")?;
    let mut asked = Asked::default();
    E::narrow(&mut query, &mut asked);
    listed::<E>(&ask, query, asked).await
}

/// The list of those that are asked for, as far as who asks reaches.
pub async fn listed<E: Resourced>(ask: &Ask, mut query: Query, mut asked: Asked) -> Answer {
    let paging = query.paging();
    let part = part(&mut query, &paging);
    query.done()?;
    (asked.reach, asked.environment) = (Some(ask.reach), ask.environment);
    let mut found = E::newest(ask.cx.db(), &asked, part).await?;
    let page = match paging {
        Paging::Numbered { .. } => Found::Counted(E::count(ask.cx.db(), &asked).await?),
        _ => Found::Next(next(&mut found, &paging, E::id)),
    };
    let all = found.iter().map(|entry| entry.resource(&ask.issuer)).collect();
    Ok(Document::many(all).paged(query.links(&paging, &page)))
}

/// The rows of a page, and one more by which is known whether there are others.
pub fn part(query: &mut Query, paging: &Paging) -> Part {
    let before = match paging {
        Paging::After { cursor: Some(cursor), .. } => {
            let id = cursor.parse().ok();
            if id.is_none() {
                query.refuse("page[cursor]", "must be the cursor of a page before");
            }
            id
        }
        _ => None,
    };
    let more = u64::from(!matches!(paging, Paging::Numbered { .. }));
    Part { before, offset: paging.offset(), limit: paging.size() + more }
}

/// Cuts the one more off; none where there was none.
pub fn next<T>(found: &mut Vec<T>, paging: &Paging, id: impl Fn(&T) -> Uuid) -> Option<String> {
    let size = usize::try_from(paging.size()).unwrap_or(usize::MAX);
    let more = found.len() > size;
    found.truncate(size);
    found.last().filter(|_| more).map(|last| id(last).to_string())
}

pub async fn show<E: Resourced>(ask: Ask, At(id): At<String>) -> Answer {
    permitted::<E>(&ask, "read")?;
    let entry: E = find(&ask, &id).await?;
    Ok(Document::one(entry.resource(&ask.issuer)))
}

pub async fn create<E: Resourced>(ask: Ask, mut sent: Sent) -> Answer {
    permitted::<E>(&ask, "create")?;
    let mut given = given::<E>(&mut sent)?;
    if let Some(environment) = ask.environment {
        given.put(ENVIRONMENT, environment.to_string());
    }
    E::allowed(&ask, &mut given, None).await?;
    let entry: E = actions::create_entry(&ask.cx, None, &given).await.map_err(placed)?;
    Ok(Document::one(entry.resource(&ask.issuer)).created())
}

pub async fn change<E: Resourced>(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    permitted::<E>(&ask, "update")?;
    let old: E = find(&ask, &id).await?;
    let mut given = given::<E>(&mut sent)?;
    E::allowed(&ask, &mut given, Some(&old)).await?;
    let entry: E = put(&ask, old.id(), &given).await?;
    Ok(Document::one(entry.resource(&ask.issuer)))
}

/// Programs name no version: what they say counts over what is there, and is tried again where another was faster.
pub async fn put<E: Resourced>(ask: &Ask, id: Uuid, given: &Given) -> Result<E, Fault> {
    for _ in 0..3 {
        match actions::change_entry::<E>(&ask.cx, id, None, given).await {
            Err(Error::Stale) => {}
            other => return other.map_err(placed),
        }
    }
    Err(Error::Stale.into())
}

pub async fn remove<E: Resourced>(ask: Ask, At(id): At<String>) -> Answer<StatusCode> {
    permitted::<E>(&ask, "delete")?;
    let entry: E = find(&ask, &id).await?;
    actions::remove_entry::<E>(&ask.cx, entry.id()).await.map_err(placed)?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a body says of an entry: its attributes, and what it is related to.
fn given<E: Resourced>(sent: &mut Sent) -> Result<Given, Fault> {
    sent.is(E::KIND);
    let mut attributes: Map<String, Value> = match sent.raw("/data/attributes") {
        Some(Value::Object(all)) => all.clone(),
        _ => Map::new(),
    };
    attributes.remove(ENVIRONMENT);
    for name in E::RELATED {
        attributes.remove(*name);
        if let sent::Given::This(id) = sent.one::<Uuid>(name) {
            attributes.insert((*name).to_owned(), id.map(|id| id.to_string()).into());
        }
    }
    sent.done()?;
    Ok(Given::attributes(attributes))
}

/// A refusal at a relationship names its place; all others stand at attributes.
pub fn placed(error: Error) -> Fault {
    let Error::Refused(mut refusals) = error else { return error.into() };
    for refusal in &mut refusals {
        let related = ["product", "group", "policy", ENVIRONMENT];
        if let Some(name) = refusal.field.as_deref().filter(|name| related.contains(name)) {
            refusal.field = Some(format!("/data/relationships/{name}").into());
        }
    }
    Error::Refused(refusals).into()
}

/// The environment of an entry, as a relationship.
pub fn environment(id: Option<EnvironmentId>) -> Option<(&'static str, EnvironmentId)> {
    id.map(|id| ("environments", id))
}
