//! Pages and forms: extract, one call, draw.

pub(crate) mod address;
mod fields;
mod licence;
mod licence_batch;
mod licence_export;
mod licence_form;
pub(crate) mod licence_list;
mod licence_verb;
mod machine;
pub(crate) mod machine_list;
mod pages;
mod palette;
mod panel;
pub mod resource;

pub(crate) use address::Address;
pub(crate) use fields::Fields;
pub(crate) use palette::hits;
pub(crate) use panel::tile;

use axum::Router;
use platform::Kontor;

pub(crate) fn routes() -> Router<Kontor> {
    Router::new().merge(pages::routes()).merge(resource::routes())
}
