//! The pages of the house itself: home, and the way to Administration.

mod admin;
mod home;

pub use admin::check_table;

use crate::Button;
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use platform::app::RailEntry;
use platform::{Cx, Kontor, Role, rights};

pub(crate) const RAIL: &[RailEntry] = &[
    RailEntry { icon: "house", label: "ui-home", path: "/", chord: 'h', right: None, hue: "admin" },
    RailEntry {
        icon: "settings",
        label: "ui-admin-rail",
        path: "/admin",
        chord: 'a',
        right: None,
        hue: "admin",
    },
];

/// Whether somebody may go to this place of the rail. Administration is for whoever has a page there that not everyone has
/// who works here.
pub(crate) fn may_go(cx: &Cx, entry: &RailEntry) -> bool {
    match entry.right {
        None if entry.path == "/admin" => administers(cx),
        right => right.is_none_or(|right| cx.may(right)),
    }
}

pub(crate) fn administers(cx: &Cx) -> bool {
    let usual = cx.kontor.rights_of(Role::Agent);
    let mut entries = cx.kontor.apps_on().flat_map(|app| app.admin);
    cx.may(rights::OPERATE)
        || entries.any(|entry| cx.may(entry.right) && !usual.contains(&entry.right))
}

/// Leads to what the audit trail says about an object (`noun:id`, ASCII without `&`, `#` and `+`); nothing for those who may not read it.
pub fn audit_link(cx: &Cx, object: &str) -> Markup {
    if !cx.may(rights::OPERATE) {
        return html! {};
    }
    let address = format!("/admin/audit?object={object}");
    html! { (Button::quiet(cx.locale.t("ui-audit-of")).icon("scroll-text").href(address)) }
}

pub(crate) fn routes() -> Router<Kontor> {
    Router::new().route("/", get(home::show)).route("/admin", get(admin::show))
}
