//! Licences on pages of others: of an organisation or a person, and on the home page.

use super::badge;
use super::licence_list::{Line, counted, label};
use crate::rights;
use maud::{Markup, html};
use platform::{Cx, Millis};
use ui::{Button, figure, figures};

/// How the licences of a panel stand together, counted no further than the lists count.
pub(crate) struct Stats {
    pub active: u64,
    pub all: u64,
    pub on_devices: u64,
    /// When one of them was validated last.
    pub last: Option<Millis>,
}

fn stats(cx: &Cx, stats: &Stats) -> Markup {
    let l = &cx.locale;
    let args = [
        ("active", counted(l, stats.active).into()),
        ("all", counted(l, stats.all).into()),
        ("devices", counted(l, stats.on_devices).into()),
    ];
    html! {
        p.meta {
            (l.ta("licensing-panel-stats", &args))
            @if let Some(last) = stats.last {
                " · " (l.t("licensing-panel-last")) " " (ui::ago(l, last.0, cx.now))
            }
        }
    }
}

/// The newest licences, the way to all of them, and the way to a new one.
pub(crate) fn licences(
    cx: &Cx,
    (lines, theirs): (&[Line], &Stats),
    all: &str,
    new: Option<String>,
) -> Markup {
    let l = &cx.locale;
    html! {
        @if lines.is_empty() { p.meta { (l.t("licensing-panel-none")) } }
        @else {
            (stats(cx, theirs))
            ul.ticket-links { @for line in lines { li { (link(cx, line)) } } }
            a.meta href=(all) { (l.t("licensing-panel-all")) }
        }
        @if let Some(new) = new && cx.may(rights::WORK) {
            p { (Button::quiet(l.t("licensing-licence-new")).icon("plus").href(new)) }
        }
    }
}

fn link(cx: &Cx, line: &Line) -> Markup {
    let l = &cx.locale;
    html! {
        (badge::status(l, line.status).bare())
        a.truncate href={ "/licences/" (line.licence.id) } { (label(l, &line.licence)) }
        span.meta {
            (line.policy)
            @if let Some(end) = line.licence.expires_at { " · " (ui::date(l, end.0)) }
        }
    }
}

/// What the home page says about licences, counted no further than the lists count.
pub(crate) struct Today {
    pub active: u64,
    /// They end within thirty days.
    pub ending: u64,
    pub dead: u64,
    /// Open ones.
    pub anomalies: u64,
    /// Those that end first.
    pub next: Vec<Line>,
}

pub(crate) fn tile(cx: &Cx, today: &Today) -> Markup {
    let l = &cx.locale;
    let link = |href: &str, n: u64, key: &str| {
        html! { a.figure-link href=(href) { (figure(&counted(l, n), &l.t(key))) } }
    };
    html! {
        (figures(html! {
            (link("/licences?status=active", today.active, "licensing-tile-active"))
            (link("/licences?ends=30", today.ending, "licensing-tile-ending"))
            (link("/machines?heartbeat=dead", today.dead, "licensing-tile-dead"))
            @if today.anomalies > 0 {
                (link("/licences/anomalies", today.anomalies, "licensing-tile-anomalies"))
            }
        }))
        @if today.next.is_empty() { p.meta { (l.t("licensing-tile-none")) } }
        @else {
            h3.panel-title { (l.t("licensing-list-ending")) }
            ul.ticket-links { @for line in &today.next { li { (self::link(cx, line)) } } }
        }
    }
}
