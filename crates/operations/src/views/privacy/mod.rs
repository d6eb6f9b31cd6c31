//! Personal data: the pages that find people, take their data out, erase them, and show what ages.

pub mod own;
pub mod record;
pub mod retention;
pub mod subject;

use crate::domain::erasure::{Erasure, State};
use maud::{Markup, html};
use platform::privacy::Candidate;
use platform::privacy::hold::Hold;
use platform::{Cx, Locale};
use ui::{Badge, Column, Page, Tab, Table, Tone, ago, datetime, search, tabs};

pub const BASE: &str = "/admin/privacy";

/// Where somebody's page is.
pub fn subject_path(object: &str) -> String {
    format!("{BASE}/subjects/{object}")
}

/// What the first page shows.
pub struct Found {
    pub query: String,
    pub candidates: Vec<Candidate>,
    pub holds: Vec<(Hold, String)>,
    pub erasures: Vec<Erasure>,
}

/// The head of all three pages.
fn head(l: &Locale, active: usize) -> Markup {
    let parts = [
        ("operations-privacy-people", BASE.to_owned()),
        ("operations-retention", format!("{BASE}/retention")),
        ("operations-record", format!("{BASE}/record")),
    ];
    let tab = |(n, (label, href)): (usize, (&str, String))| Tab {
        label: l.t(label),
        href,
        active: n == active,
        count: None,
    };
    let parts: Vec<Tab> = parts.into_iter().enumerate().map(tab).collect();
    html! {
        div.sheet-head {
            div { h1 { (l.t("operations-privacy")) } p { (l.t("operations-privacy-intro")) } }
        }
        (tabs(&l.t("operations-privacy"), &parts))
    }
}

fn sheet(cx: &Cx, active: usize, content: Markup) -> Markup {
    let l = &cx.locale;
    let content = html! { div.stack.loose { (head(l, active)) (content) } };
    ui::page(cx, Page::sheet(l.t("operations-privacy"), content).crumb(l.t("ui-admin"), "/admin"))
}

pub fn list(cx: &Cx, found: &Found) -> Markup {
    let l = &cx.locale;
    let content = html! {
        section.stack {
            h2 { (l.t("operations-privacy-find")) }
            (search(l, BASE, &found.query, &[]))
            @if !found.query.trim().is_empty() { (candidates(l, &found.candidates)) }
        }
        @if !found.holds.is_empty() {
            section.stack { h2 { (l.t("operations-privacy-holds")) } (holds(cx, &found.holds)) }
        }
        @if !found.erasures.is_empty() {
            section.stack { h2 { (l.t("operations-privacy-erasures")) } (erasures(cx, &found.erasures)) }
        }
    };
    sheet(cx, 0, content)
}

fn candidates(l: &Locale, all: &[Candidate]) -> Markup {
    if all.is_empty() {
        return ui::empty("users", &l.t("operations-privacy-nobody"), None, None);
    }
    let kind = |object: &str| match object.split_once(':') {
        Some(("user", _)) => l.t("operations-privacy-account"),
        Some(("organisation", _)) => l.t("operations-privacy-organisation"),
        _ => l.t("operations-privacy-person"),
    };
    let heads =
        ["operations-privacy-name", "operations-privacy-kind", "operations-privacy-address"];
    let row = |one: &Candidate| {
        html! {
            th scope="row" { a href=(subject_path(&one.object)) { (one.name) } }
            td data-label=(l.t("operations-privacy-kind")) { (kind(&one.object)) }
            td data-label=(l.t("operations-privacy-address")) { (one.detail) }
        }
    };
    let table = Table::new(l.t("operations-privacy-find")).cards();
    html! { (table.columns(heads.map(|key| l.t(key))).rows(all.iter().map(row))) }
}

fn holds(cx: &Cx, all: &[(Hold, String)]) -> Markup {
    let l = &cx.locale;
    let heads =
        ["operations-privacy-name", "operations-privacy-reason", "operations-privacy-since"];
    let row = |(hold, name): &(Hold, String)| {
        html! {
            th scope="row" { a href=(subject_path(&hold.object)) { (name) } }
            td data-label=(l.t("operations-privacy-reason")) { (hold.reason) }
            td data-label=(l.t("operations-privacy-since")) { (ago(l, hold.at.0, cx.now)) }
        }
    };
    let table = Table::new(l.t("operations-privacy-holds")).cards();
    html! { (table.columns(heads.map(|key| l.t(key))).rows(all.iter().map(row))) }
}

fn erasures(cx: &Cx, all: &[Erasure]) -> Markup {
    let l = &cx.locale;
    let row = |one: &Erasure| {
        html! {
            th scope="row" {
                @if one.state == State::Stopped {
                    a href=(subject_path(&one.object)) { code { (one.object) } }
                } @else {
                    code { (one.object) }
                }
            }
            td data-label=(l.t("operations-health-state")) { (state(l, one)) }
            td data-label=(l.t("operations-privacy-since")) { (ago(l, one.created_at.0, cx.now)) }
        }
    };
    let table = Table::new(l.t("operations-privacy-erasures"))
        .cards()
        .column(Column::new(l.t("operations-privacy-object")))
        .column(Column::new(l.t("operations-health-state")))
        .column(Column::new(l.t("operations-privacy-since")));
    html! {
        div #erasures data-live=(format!("{} {}", events::operations::PRIVACY, events::operations::QUEUES))
            hx-get=(BASE) hx-trigger="live" hx-target="this" hx-select="#erasures" hx-swap="outerMorph" {
            (table.rows(all.iter().map(row)))
        }
    }
}

/// Where an erasure stands.
fn state(l: &Locale, one: &Erasure) -> Markup {
    match (one.state, one.due) {
        (State::Running, _) => {
            html! { (Badge::new(Tone::Accent, "play", l.t("operations-erasure-running"))) }
        }
        (State::Kept, Some(due)) => html! {
            (Badge::new(Tone::Brass, "hourglass", l.t("operations-erasure-kept")))
            " " span.meta { (datetime(l, due.0)) }
        },
        (State::Stopped, _) => {
            html! { (Badge::new(Tone::Danger, "ban", l.t("operations-erasure-stopped"))) }
        }
        (State::Kept | State::Done, _) => {
            html! { (Badge::new(Tone::Ok, "circle-check", l.t("operations-erasure-done"))) }
        }
    }
}
