//! Licences and machines of products, policies, groups and users: the same lists, narrowed by what stands in the address.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::Document;
use super::entry::{self, Resourced};
use super::query::Query;
use super::{licence, licence_filter, machine};
use crate::domain::group::Group;
use crate::domain::policy::Policy;
use crate::domain::product::Product;
use crate::domain::user::User;
use axum::Router;
use axum::routing::get;
use platform::Kontor;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/products/{id}/licenses", get(licences::<Product>))
        .route("/products/{id}/machines", get(machines::<Product>))
        .route("/policies/{id}/licenses", get(licences::<Policy>))
        .route("/groups/{id}/licenses", get(licences::<Group>))
        .route("/groups/{id}/machines", get(machines::<Group>))
        .route("/users/{id}/licenses", get(licences::<User>))
        .route("/users/{id}/machines", get(machines::<User>))
}

/// Groups have permissions of their own for what is in them.
fn permission<E: Resourced>(kind: &str, usual: &str) -> String {
    if E::KIND == Group::KIND { format!("group.{kind}.read") } else { usual.to_owned() }
}

/// Narrows a list to what belongs to the entry of the address, as its filter does.
async fn narrowed<E: Resourced>(ask: &Ask, id: &str, mut query: Query) -> Answer<Query> {
    let entry: E = entry::find(ask, id).await?;
    query.pairs.retain(|(name, _)| name != E::NAMED);
    query.pairs.push((E::NAMED.to_owned(), entry.id().to_string()));
    Ok(query)
}

async fn licences<E: Resourced>(ask: Ask, At(id): At<String>, query: Query) -> Answer {
    ask.permitted(&permission::<E>("licenses", "license.read"))?;
    let mut query = narrowed::<E>(&ask, &id, query).await?;
    let paging = query.paging();
    let wanted = licence_filter::read(&ask, &mut query).await?;
    query.done()?;
    let found = wanted.page(&ask, &paging).await?;
    let drawn = licence::show_all(&ask, found.rows).await?;
    Ok(Document::many(drawn).paged(query.links(&paging, &found.found)))
}

async fn machines<E: Resourced>(ask: Ask, At(id): At<String>, query: Query) -> Answer {
    ask.permitted(&permission::<E>("machines", "machine.read"))?;
    let query = narrowed::<E>(&ask, &id, query).await?;
    machine::listed(ask, query, None).await
}
