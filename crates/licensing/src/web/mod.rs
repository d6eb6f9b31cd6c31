//! Pages and forms.

mod entitlement;
pub mod entry;
mod environment;
mod group;
mod policy;
mod product;
mod user;
pub mod resource;

use axum::Router;
use platform::Kontor;

pub(crate) fn routes() -> Router<Kontor> {
    Router::new()
        .merge(entitlement::routes())
        .merge(environment::routes())
        .merge(group::routes())
        .merge(policy::routes())
        .merge(product::routes())
        .merge(user::routes())
    resource::routes()
}
