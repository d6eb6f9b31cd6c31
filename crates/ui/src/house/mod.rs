//! The pages of the house itself: home, and the way to Administration.

mod admin;
mod home;

pub use admin::health_badge;

use axum::Router;
use axum::routing::get;
use platform::app::RailEntry;
use platform::{Kontor, rights};

pub(crate) const RAIL: &[RailEntry] = &[
    RailEntry { icon: "house", label: "ui-home", path: "/", chord: 'h', right: None, hue: "admin" },
    RailEntry {
        icon: "settings",
        label: "ui-admin-rail",
        path: "/admin",
        chord: 'a',
        right: Some(rights::OPERATE),
        hue: "admin",
    },
];

pub(crate) fn routes() -> Router<Kontor> {
    Router::new().route("/", get(home::show)).route("/admin", get(admin::show))
}
