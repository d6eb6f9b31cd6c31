//! Pages and forms.

pub mod resource;

use axum::Router;
use platform::Kontor;

pub(crate) fn routes() -> Router<Kontor> {
    resource::routes()
}
