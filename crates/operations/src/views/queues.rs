//! The queues, and one job.

use super::address;
use crate::domain::STATES;
use maud::{Markup, html};
use platform::job::{Counts, Row, State};
use platform::{Cx, Locale};
use serde::Deserialize;
use ui::{Badge, Button, Chip, Column, Facts, Notice, Page, Table, Tone, ago};

const BASE: &str = "/admin/queues";

/// What the address says; the address is the filter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub state: String,
    pub name: String,
    pub before: String,
}

pub struct Shown {
    pub asked: Asked,
    pub counts: Counts,
    pub rows: Vec<Row>,
    pub more: bool,
}

pub fn page(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("operations-queues")) } p { (l.t("operations-queues-intro")) } }
        }
        (live_part(cx, shown))
    };
    ui::page(cx, Page::sheet(l.t("operations-queues"), content).crumb(l.t("ui-admin"), "/admin"))
}

/// The part that draws itself again when jobs moved. Those of another server's workers are seen once a minute.
pub fn live_part(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let Asked { state, name, before } = &shown.asked;
    let here = address(BASE, &[("state", state), ("name", name), ("before", before)]);
    html! {
        section.stack #queues data-live=(events::operations::QUEUES) hx-get=(here)
            hx-trigger="live, every 60s" hx-target="this" hx-swap="outerMorph"
            hx-headers=r#"{"X-Kontor-Background":"live"}"# {
            (figures(l, shown.counts))
            (filters(l, &shown.asked))
            @if shown.rows.is_empty() {
                (ui::empty("check-check", &l.t("operations-queues-empty"), None, None))
            } @else {
                (table(cx, shown))
            }
            @if let (true, Some(last)) = (shown.more, shown.rows.last()) {
                @let next = [("state", state.as_str()), ("name", name), ("before", &last.id.to_string())];
                div.pager { (Button::new(l.t("ui-more")).href(address(BASE, &next))) }
            }
        }
    }
}

fn figures(l: &Locale, counts: Counts) -> Markup {
    let figure =
        |n: u64, key: &str| ui::figure(&l.number(i64::try_from(n).unwrap_or(i64::MAX)), &l.t(key));
    ui::figures(html! {
        (figure(counts.waiting, "operations-job-ready"))
        (figure(counts.running, "operations-job-running"))
        (figure(counts.failed, "operations-job-failed"))
        (figure(counts.quarantined, "operations-job-quarantined"))
    })
}

fn filters(l: &Locale, asked: &Asked) -> Markup {
    let to = |state: &str, name: &str| address(BASE, &[("state", state), ("name", name)]);
    let all = Chip::new(l.t("operations-job-all"), to("", &asked.name), asked.state.is_empty());
    let states = STATES.map(|(state, name)| {
        Chip::new(l.t(state_key(state)), to(name, &asked.name), asked.state == name)
    });
    let named = (!asked.name.is_empty())
        .then(|| Chip { removable: true, ..Chip::new(&asked.name, to(&asked.state, ""), true) });
    let chips: Vec<_> = [all].into_iter().chain(states).chain(named).collect();
    ui::chips(&l.t("operations-queues"), &chips)
}

fn state_key(state: State) -> &'static str {
    match state {
        State::Ready => "operations-job-ready",
        State::Running => "operations-job-running",
        State::Failed => "operations-job-failed",
        State::Quarantined => "operations-job-quarantined",
    }
}

fn badge(l: &Locale, state: State) -> Badge {
    let (tone, shape) = match state {
        State::Ready => (Tone::Info, "clock"),
        State::Running => (Tone::Accent, "play"),
        State::Failed => (Tone::Danger, "circle-x"),
        State::Quarantined => (Tone::Warn, "octagon-alert"),
    };
    Badge::new(tone, shape, l.t(state_key(state)))
}

fn table(cx: &Cx, shown: &Shown) -> Table {
    let l = &cx.locale;
    let heads = [
        "operations-job",
        "operations-health-state",
        "operations-job-due",
        "operations-job-attempts",
        "operations-job-error",
    ];
    Table::new(l.t("operations-queues"))
        .columns(heads.map(|key| l.t(key)))
        .column(Column::hidden(l.t("operations-actions")))
        .cards()
        .rows(shown.rows.iter().map(|row| line(cx, row, &shown.asked)))
}

/// The first line of an error; the job's own page has all of it.
fn gist(error: &str) -> String {
    let line = error.lines().next().unwrap_or_default();
    let cut: String = line.chars().take(160).collect();
    if cut.len() < error.len() { format!("{cut} …") } else { cut }
}

fn line(cx: &Cx, row: &Row, asked: &Asked) -> Markup {
    let l = &cx.locale;
    let same_name = address(BASE, &[("state", &asked.state), ("name", &row.name)]);
    html! {
        th scope="row" { a href=(same_name) { code { (row.name) } } }
        td { (badge(l, row.state)) }
        td data-label=(l.t("operations-job-due")) { (ago(l, row.due.0, cx.now)) }
        td.number data-label=(l.t("operations-job-attempts")) { (row.attempts) }
        td data-label=(l.t("operations-job-error")) {
            @if let Some(error) = &row.last_error { span.meta { (gist(error)) } }
        }
        td.actions { (Button::quiet(l.t("operations-job-look")).href(format!("{BASE}/{}", row.id))) }
    }
}

/// One job with its whole error, and what a person can do about it.
pub fn job(cx: &Cx, row: &Row) -> Markup {
    let l = &cx.locale;
    let payload = serde_json::from_str::<serde_json::Value>(&row.payload)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .unwrap_or_else(|_| row.payload.clone());
    let facts = Facts::new()
        .row(l.t("operations-health-state"), badge(l, row.state))
        .row(l.t("operations-job-due"), ui::datetime(l, row.due.0))
        .row(l.t("operations-job-created"), ui::datetime(l, row.created_at.0))
        .row(l.t("operations-job-attempts"), html! { (row.attempts) })
        .row(l.t("operations-job-crashes"), html! { (row.crashes) })
        .row(l.t("operations-job-payload"), html! { pre.pre { code { (payload) } } });
    let content = html! {
        div.sheet-head { h1 { code { (row.name) } } }
        div.stack.loose {
            @if let Some(error) = &row.last_error {
                (Notice::danger(l.t("operations-job-error")).with(html! { p.pre { (error) } }))
            }
            (facts)
            @if row.state == State::Running { p.meta { (l.t("operations-job-runs")) } }
            @else { (decisions(l, row)) }
        }
    };
    let page = Page::sheet(&row.name, content).crumb(l.t("ui-admin"), "/admin");
    ui::page(cx, page.crumb(l.t("operations-queues"), BASE))
}

fn decisions(l: &Locale, row: &Row) -> Markup {
    let path = format!("{BASE}/{}", row.id);
    html! {
        form.stack method="post" {
            p { (l.t("operations-job-decide")) }
            (ui::buttons(html! {
                (Button::primary(l.t("operations-job-repeat")).icon("rotate-ccw").action(format!("{path}/repetition")))
                (Button::danger(l.ta("operations-job-discard", &[("name", row.name.as_str().into())]))
                    .icon("trash-2").action(format!("{path}/removal")))
            }))
        }
    }
}
