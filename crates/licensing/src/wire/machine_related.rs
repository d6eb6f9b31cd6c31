//! What a machine belongs to, and what belongs to it.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::Document;
use super::entry::{self, Resourced};
use super::machine::{found, listed, one};
use super::query::Query;
use super::sent::Sent;
use crate::domain::group::Group;
use crate::domain::product::Product;
use crate::domain::user::User;
use crate::store::{component, process};
use crate::{actions, store};
use axum::Router;
use axum::routing::get;
use platform::Kontor;
use std::fmt::Display;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licenses/{id}/machines", get(of_licence))
        .route("/machines/{id}/components", get(components))
        .route("/machines/{id}/processes", get(processes))
        .route("/machines/{id}/license", get(licence_of))
        .route("/machines/{id}/product", get(product_of))
        .route("/machines/{id}/owner", get(owner_of).put(set_owner))
        .route("/machines/{id}/group", get(group_of).put(set_group))
}

async fn of_licence(ask: Ask, At(id): At<String>, query: Query) -> Answer {
    ask.permitted("machine.read")?;
    let licence = super::licence::named(&ask, &id).await?;
    listed(ask, query, Some(licence.id)).await
}

async fn licence_of(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("license.read")?;
    let machine = found(&ask, &id).await?;
    let licence = store::licence::get(ask.cx.db(), machine.licence).await?;
    ask.sees_licence(&licence).await?;
    Ok(Document::one(super::licence::show(&ask, licence).await?))
}

async fn product_of(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("product.read")?;
    let product = found(&ask, &id).await?.product;
    related::<Product>(&ask, Some(product)).await
}

async fn owner_of(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("user.read")?;
    let owner = found(&ask, &id).await?.owner;
    related::<User>(&ask, owner).await
}

async fn group_of(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("group.read")?;
    let group = found(&ask, &id).await?.group;
    related::<Group>(&ask, group).await
}

/// What a machine belongs to, or null.
async fn related<E: Resourced>(ask: &Ask, id: Option<impl Display>) -> Answer {
    let Some(id) = id else { return Ok(Document::maybe(None)) };
    let entry: E = entry::find(ask, &id.to_string()).await?;
    Ok(Document::one(entry.resource(&ask.issuer)))
}

async fn components(ask: Ask, At(id): At<String>, query: Query) -> Answer {
    ask.permitted("component.read")?;
    let machine = found(&ask, &id).await?;
    let filter = component::Filter { machine: Some(machine.id), ..component::Filter::default() };
    super::component::listed(&ask, query, filter).await
}

async fn processes(ask: Ask, At(id): At<String>, query: Query) -> Answer {
    ask.permitted("process.read")?;
    let machine = found(&ask, &id).await?;
    let filter = process::Filter { machine: Some(machine.id), ..process::Filter::default() };
    super::process::listed(&ask, query, filter).await
}

/// `{"data": {"type": "users", "id": …}}`, or `{"data": null}` for nobody.
async fn set_owner(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    ask.permitted("machine.owner.update")?;
    let machine = found(&ask, &id).await?;
    let owner = sent.one("/data").or(None);
    sent.done()?;
    let machine = actions::set_machine_owner(&ask.cx, machine.id, owner).await?;
    one(&ask, machine).await
}

async fn set_group(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    ask.permitted("machine.group.update")?;
    let machine = found(&ask, &id).await?;
    let group = sent.one("/data").or(None);
    sent.done()?;
    let machine = actions::set_machine_group(&ask.cx, machine.id, group).await?;
    one(&ask, machine).await
}
