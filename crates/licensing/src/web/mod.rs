//! Pages and forms.

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
    Router::new()
        .merge(entitlement::routes())
        .merge(environment::routes())
        .merge(group::routes())
        .merge(policy::routes())
        .merge(product::routes())
        .merge(resource::routes())
        .merge(user::routes())
}
