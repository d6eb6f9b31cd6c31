//! Pages and forms: extract, one call, draw.

mod account;
mod actors;
pub(crate) mod address;
pub(crate) mod anomaly;
mod artifact;
mod entitlement;
pub mod entry;
mod environment;
mod export;
mod fields;
mod group;
mod licence;
mod licence_batch;
mod licence_export;
mod licence_form;
pub(crate) mod licence_list;
mod licence_verb;
mod machine;
mod machine_export;
pub(crate) mod machine_list;
pub mod meter;
pub mod moving;
pub mod offline;
mod pages;
mod palette;
mod panel;
mod policy;
mod portal;
mod product;
pub(crate) mod release;
mod release_form;
pub(crate) mod request;
pub mod resource;
mod saved_filter;
pub(crate) mod session;
pub(crate) mod statistics;
mod token;
mod usage;
mod user;
mod webhook;

pub(crate) use address::Address;
pub(crate) use fields::Fields;
pub(crate) use palette::hits;
pub(crate) use panel::tile;
pub(crate) use portal::problem as portal_problem;

use axum::Router;
use platform::Kontor;

pub(crate) fn routes() -> Router<Kontor> {
    Router::new()
        .merge(account::routes())
        .merge(anomaly::routes())
        .merge(artifact::routes())
        .merge(entitlement::routes())
        .merge(environment::routes())
        .merge(group::routes())
        .merge(meter::routes())
        .merge(moving::routes())
        .merge(offline::routes())
        .merge(pages::routes())
        .merge(policy::routes())
        .merge(portal::routes())
        .merge(product::routes())
        .merge(release::routes())
        .merge(release_form::routes())
        .merge(request::routes())
        .merge(resource::routes())
        .merge(session::routes())
        .merge(statistics::routes())
        .merge(token::routes())
        .merge(usage::routes())
        .merge(user::routes())
        .merge(webhook::routes())
}
