//! Pages and forms.

mod account;
pub mod offline;
pub mod resource;
mod webhook;
mod token;

use axum::Router;
use platform::Kontor;

pub(crate) fn routes() -> Router<Kontor> {
    resource::routes().merge(webhook::routes())
    Router::new().merge(account::routes()).merge(resource::routes()).merge(token::routes())
    Router::new().merge(offline::routes()).merge(resource::routes())
}
