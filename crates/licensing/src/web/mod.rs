//! Pages and forms.

mod account;
pub mod resource;
mod token;

use axum::Router;
use platform::Kontor;

pub(crate) fn routes() -> Router<Kontor> {
    Router::new().merge(account::routes()).merge(resource::routes()).merge(token::routes())
}
