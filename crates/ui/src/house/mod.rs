//! The pages of the house itself: home, Administration, its state, its queues.

mod admin;
mod health;
mod home;
mod queues;

use axum::Router;
use axum::routing::{get, post};
use platform::app::{AdminEntry, RailEntry};
use platform::{Kontor, rights};

pub(crate) const RAIL: &[RailEntry] = &[
    RailEntry { icon: "house", label: "ui-home", path: "/", chord: 'h', right: None, hue: "admin" },
    RailEntry {
        icon: "settings",
        label: "ui-admin",
        path: "/admin",
        chord: 'a',
        right: Some(rights::OPERATE),
        hue: "admin",
    },
];

pub(crate) const ADMIN: &[AdminEntry] = &[
    AdminEntry {
        icon: "activity",
        label: "ui-health",
        hint: "ui-health-hint",
        path: "/admin/health",
        right: rights::OPERATE,
    },
    AdminEntry {
        icon: "list-checks",
        label: "ui-queues",
        hint: "ui-queues-hint",
        path: "/admin/queues",
        right: rights::OPERATE,
    },
];

pub(crate) fn routes() -> Router<Kontor> {
    Router::new()
        .route("/", get(home::show))
        .route("/admin", get(admin::show))
        .route("/admin/health", get(health::show))
        .route("/admin/queues", get(queues::show))
        .route("/admin/queues/{job}/repetition", post(queues::repeat))
        .route("/admin/queues/{job}/removal", post(queues::discard))
}
