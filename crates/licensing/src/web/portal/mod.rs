//! The customers' portal: people see to their own licences, without an account of the house.

mod device;
mod download;
mod entrance;
mod guest;
mod licence;
mod limits;
mod offline;
mod problem;
mod refused;
mod transfer;

pub(crate) use problem::problem;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use platform::Kontor;

/// No form and no request of a device is longer: these pages are open to everyone.
const LONGEST_FORM: usize = 64 * 1024;

pub(super) fn routes() -> Router<Kontor> {
    Router::new()
        .route("/portal", get(entrance::show).post(entrance::ask))
        .route("/portal/key", post(entrance::enter_by_key))
        .route("/portal/language", post(entrance::speak))
        .route("/portal/licences", get(licence::list))
        .route("/portal/licences/{id}", get(licence::show))
        .route(
            "/portal/licences/{id}/devices/{device}/release",
            get(device::ask).post(device::release),
        )
        .route(
            "/portal/licences/{id}/devices/{device}/transfer",
            get(transfer::show).post(transfer::make),
        )
        .route("/portal/licences/{id}/downloads", get(download::list))
        .route("/portal/licences/{id}/downloads/{file}", post(download::fetch))
        .route("/portal/licences/{id}/file", get(offline::show).post(offline::make))
        .route("/portal/licences/{id}/key", post(licence::reveal))
        .route("/portal/licences/{id}/letter", post(licence::send))
        .route("/portal/link", get(entrance::confirm).post(entrance::enter_by_link))
        .route("/portal/visits/end", post(entrance::leave))
        .route("/portal/visits/end-others", post(entrance::leave_elsewhere))
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
}
