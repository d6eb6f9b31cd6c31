//! Pages and forms.

mod account;
pub mod offline;
pub mod resource;
mod webhook;
mod token;
mod entitlement;
pub mod entry;
mod environment;
mod group;
mod policy;
mod product;
pub mod resource;
mod user;

use axum::Router;
use platform::Kontor;

pub(crate) fn routes() -> Router<Kontor> {
    resource::routes().merge(webhook::routes())
    Router::new().merge(account::routes()).merge(resource::routes()).merge(token::routes())
    Router::new().merge(offline::routes()).merge(resource::routes())
    Router::new()
        .merge(entitlement::routes())
        .merge(environment::routes())
        .merge(group::routes())
        .merge(policy::routes())
        .merge(product::routes())
        .merge(resource::routes())
        .merge(user::routes())
}
