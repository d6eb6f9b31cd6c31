//! Pages and forms.

pub mod offline;
pub mod resource;

use axum::Router;
use platform::Kontor;

pub(crate) fn routes() -> Router<Kontor> {
    Router::new().merge(offline::routes()).merge(resource::routes())
}
