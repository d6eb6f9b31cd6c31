//! Tokens of licences, products, users and environments, which the vendor's programs make for them.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::fault::Fault;
use super::query::Query;
use super::sent::Sent;
use super::token::{draft, listed, made};
use crate::domain::token::Bearer;
use crate::domain::token_draft::Draft;
use crate::{keys, store};
use axum::Router;
use axum::routing::get;
use platform::Kontor;
use sea_orm::prelude::Uuid;
use std::str::FromStr;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licenses/{id}/tokens", get(of_licence).post(for_licence))
        .route("/products/{id}/tokens", get(of_product).post(for_product))
        .route("/users/{id}/tokens", get(of_user).post(for_user))
        .route("/environments/{id}/tokens", get(of_environment).post(for_environment))
}

async fn for_licence(ask: Ask, At(id): At<String>, sent: Sent) -> Answer {
    let of = licence(&ask, &id).await?;
    make(&ask, sent, ("license.tokens.generate", Bearer::Activation, of)).await
}

async fn for_product(ask: Ask, At(id): At<String>, sent: Sent) -> Answer {
    let of = product(&ask, &id).await?;
    make(&ask, sent, ("product.tokens.generate", Bearer::Product, of)).await
}

async fn for_user(ask: Ask, At(id): At<String>, sent: Sent) -> Answer {
    let of = user(&ask, &id).await?;
    make(&ask, sent, ("user.tokens.generate", Bearer::User, of)).await
}

async fn for_environment(ask: Ask, At(id): At<String>, sent: Sent) -> Answer {
    let of = environment(&ask, &id).await?;
    make(&ask, sent, ("environment.tokens.generate", Bearer::Environment, of)).await
}

async fn make(ask: &Ask, mut sent: Sent, (permission, bearer, of): (&str, Bearer, Uuid)) -> Answer {
    ask.permitted(permission)?;
    let draft = draft(ask, &mut sent, Draft::of(bearer, Some(of)))?;
    made(ask, &draft).await
}

async fn of_licence(ask: Ask, At(id): At<String>, query: Query) -> Answer {
    let of = licence(&ask, &id).await?;
    listed(&ask, query, Some(of)).await
}

async fn of_product(ask: Ask, At(id): At<String>, query: Query) -> Answer {
    let of = product(&ask, &id).await?;
    listed(&ask, query, Some(of)).await
}

async fn of_user(ask: Ask, At(id): At<String>, query: Query) -> Answer {
    let of = user(&ask, &id).await?;
    listed(&ask, query, Some(of)).await
}

async fn of_environment(ask: Ask, At(id): At<String>, query: Query) -> Answer {
    let of = environment(&ask, &id).await?;
    listed(&ask, query, Some(of)).await
}

/// By its id or its key.
async fn licence(ask: &Ask, named: &str) -> Result<Uuid, Fault> {
    ask.permitted("token.read")?;
    let db = ask.cx.db();
    let found = if let Ok(id) = named.parse() {
        store::licence::find(db, id).await?
    } else {
        let hash = keys::hash(&ask.cx.kontor, named);
        store::licence::find_by_hash(db, &hash).await?
    };
    let licence = found.ok_or_else(Fault::not_found)?;
    ask.sees_licence(&licence).await?;
    Ok(licence.id.0)
}

async fn product(ask: &Ask, named: &str) -> Result<Uuid, Fault> {
    ask.permitted("token.read")?;
    let product = store::product::get(ask.cx.db(), id(named)?).await?;
    ask.sees_product(&product).await?;
    Ok(product.id.0)
}

async fn user(ask: &Ask, named: &str) -> Result<Uuid, Fault> {
    ask.permitted("token.read")?;
    let user = store::user::get(ask.cx.db(), id(named)?).await?;
    ask.sees_user(&user).await?;
    Ok(user.id.0)
}

/// By its id or its code.
async fn environment(ask: &Ask, named: &str) -> Result<Uuid, Fault> {
    ask.permitted("token.read")?;
    let found = store::credential::environment(ask.cx.db(), named).await?;
    let environment = found.ok_or_else(Fault::not_found)?;
    ask.sees_environment(&environment)?;
    Ok(environment.id.0)
}

fn id<I: FromStr>(named: &str) -> Result<I, Fault> {
    named.parse().map_err(|_| Fault::not_found())
}
