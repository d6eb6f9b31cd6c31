//! Pages and forms.

pub mod resource;
mod webhook;

use axum::Router;
use platform::Kontor;

pub(crate) fn routes() -> Router<Kontor> {
    resource::routes().merge(webhook::routes())
}
