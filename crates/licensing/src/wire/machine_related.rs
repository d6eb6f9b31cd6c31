//! What a machine belongs to, and what belongs to it.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::fault::Fault;
use super::machine::{found, listed, one};
use super::query::Query;
use super::sent::Sent;
use crate::domain::licence::Licence;
use crate::store::{component, process};
use crate::{actions, store};
use axum::Router;
use axum::routing::{get, put};
use platform::Kontor;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licenses/{id}/machines", get(of_licence))
        .route("/machines/{id}/components", get(components))
        .route("/machines/{id}/processes", get(processes))
        .route("/machines/{id}/owner", put(set_owner))
        .route("/machines/{id}/group", put(set_group))
}

/// The licence that an address names by its id or its key, if who asks sees it.
pub async fn licence(ask: &Ask, named: &str) -> Answer<Licence> {
    let db = ask.cx.db();
    let by_id = match named.parse() {
        Ok(id) => store::licence::find(db, id).await?,
        Err(_) => None,
    };
    let licence = if by_id.is_some() {
        by_id
    } else {
        let hash = hex::encode(ask.cx.kontor.keys.mac("licensing.key", named.as_bytes()));
        store::credential::licence(db, &hash).await?
    };
    let licence = licence.ok_or_else(Fault::not_found)?;
    ask.sees_licence(&licence).await?;
    Ok(licence)
}

async fn of_licence(ask: Ask, At(id): At<String>, query: Query) -> Answer {
    ask.permitted("machine.read")?;
    let licence = licence(&ask, &id).await?;
    listed(ask, query, Some(licence.id)).await
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
