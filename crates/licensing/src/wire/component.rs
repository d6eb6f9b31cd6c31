//! The parts of machines.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::fault::Fault;
use super::issuer::Issuer;
use super::page::Found;
use super::query::{Paging, Query};
use super::sent::{Given, Sent};
use crate::domain::activation::ComponentDraft;
use crate::domain::machine::{Component, ComponentId, MachineId};
use crate::store::component::Filter;
use crate::store::reach;
use crate::{actions, store};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use platform::Kontor;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/components", get(list).post(create))
        .route("/components/{id}", get(show).patch(change).delete(remove))
}

/// The part as the wire shows it.
pub fn resource(issuer: &Issuer, part: &Component) -> Resource {
    Resource::new(issuer, "components", part.id)
        .with("fingerprint", &part.fingerprint)
        .with("name", &part.name)
        .metadata(&part.metadata)
        .time("created", part.created_at)
        .time("updated", part.updated_at)
        .to_one("license", Some(("licenses", part.licence)))
        .to_one("machine", Some(("machines", part.machine)))
}

/// The part that an address names by its id, if who asks sees it.
async fn found(ask: &Ask, id: &str) -> Answer<Component> {
    let id: ComponentId = id.parse().map_err(|_| Fault::not_found())?;
    let part = store::component::get(ask.cx.db(), id).await?;
    ask.sees_component(&part).await?;
    Ok(part)
}

async fn show(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("component.read")?;
    let part = found(&ask, &id).await?;
    Ok(Document::one(resource(&ask.issuer, &part)))
}

async fn list(ask: Ask, mut query: Query) -> Answer {
    ask.permitted("component.read")?;
    let machine = match query.text("machine") {
        Some(named) => Some(super::machine::found(&ask, &named).await?.id),
        None => None,
    };
    let filter = Filter { machine, licence: query.id("license"), ..Filter::default() };
    listed(&ask, query, filter).await
}

/// A page of parts that who asks sees.
pub async fn listed(ask: &Ask, mut query: Query, filter: Filter) -> Answer {
    let filter = Filter { seen: Some(reach::components(&ask.reach)), ..filter };
    let paging = query.paging();
    let behind = super::listing::behind(&mut query, &paging);
    query.done()?;
    let (db, size) = (ask.cx.db(), paging.size());
    let place = (behind, paging.offset());
    let mut rows = store::component::page(db, &filter, place, size + 1).await?;
    let more = rows.len() as u64 > size;
    rows.truncate(usize::try_from(size).unwrap_or(usize::MAX));
    let found = if let Paging::Numbered { .. } = paging {
        Found::Counted(store::component::count(db, &filter, super::listing::MOST_COUNTED).await?)
    } else {
        Found::Next(rows.last().filter(|_| more).map(|last| last.id.to_string()))
    };
    let all = rows.iter().map(|part| resource(&ask.issuer, part)).collect();
    Ok(Document::many(all).paged(query.links(&paging, &found)))
}

async fn create(ask: Ask, mut sent: Sent) -> Answer {
    ask.permitted("component.create")?;
    sent.is("components");
    let draft = ComponentDraft {
        fingerprint: sent.text("fingerprint").or(None),
        name: sent.text("name").or(None),
        metadata: sent.metadata().or(None).unwrap_or_default(),
    };
    let id: MachineId = sent.need_one("machine")?;
    super::process::machine(&ask, id).await?;
    let part = actions::create_component(&ask.cx, id, &draft).await?;
    Ok(Document::one(resource(&ask.issuer, &part)).created())
}

async fn change(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    ask.permitted("component.update")?;
    let part = found(&ask, &id).await?;
    sent.is("components");
    let name = match sent.text("name") {
        Given::Nothing => None,
        Given::This(name) => Some(name.unwrap_or_default()),
    };
    let metadata = match sent.metadata() {
        Given::This(metadata) if ask.is_vendor() => Some(metadata.unwrap_or_default()),
        Given::This(_) | Given::Nothing => None,
    };
    sent.done()?;
    let part = actions::change_component(&ask.cx, part.id, name, metadata).await?;
    Ok(Document::one(resource(&ask.issuer, &part)))
}

async fn remove(ask: Ask, At(id): At<String>) -> Answer<StatusCode> {
    ask.permitted("component.delete")?;
    let part = found(&ask, &id).await?;
    actions::delete_component(&ask.cx, part.id).await?;
    Ok(StatusCode::NO_CONTENT)
}
