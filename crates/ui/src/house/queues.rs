//! The queues: what waits, what runs, and what a person must decide.

use crate::page::{Page, flash, page};
use crate::parts::{
    Badge, Button, Chip, Table, Toast, Tone, ago, buttons, chips, empty, figure, figures,
};
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use events::house::{JobDiscarded, JobRepeated};
use maud::{Markup, html};
use platform::job::{self, Filter, Row, State};
use platform::{Cx, Error, Locale, Result, event, rights};
use serde::Deserialize;

const PAGE: u64 = 50;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Asked {
    state: String,
    before: String,
}

impl Asked {
    fn state(&self) -> Option<State> {
        match self.state.as_str() {
            "ready" => Some(State::Ready),
            "running" => Some(State::Running),
            "failed" => Some(State::Failed),
            "quarantined" => Some(State::Quarantined),
            _ => None,
        }
    }
}

fn badge(l: &Locale, state: State) -> Badge {
    match state {
        State::Ready => Badge::new(Tone::Info, "clock", l.t("ui-job-ready")),
        State::Running => Badge::new(Tone::Accent, "play", l.t("ui-job-running")),
        State::Failed => Badge::new(Tone::Danger, "circle-x", l.t("ui-job-failed")),
        State::Quarantined => Badge::new(Tone::Warn, "octagon-alert", l.t("ui-job-quarantined")),
    }
}

pub(super) async fn show(cx: Cx, Query(asked): Query<Asked>) -> Result<Markup> {
    cx.require(rights::OPERATE)?;
    let l = &cx.locale;
    let counts = job::counts(cx.db()).await?;
    let before = asked.before.parse().ok();
    let filter = Filter { state: asked.state(), name: None, before };
    let mut rows = job::page(cx.db(), &filter, PAGE + 1).await?;
    let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    rows.truncate(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let number = |n: u64| l.number(i64::try_from(n).unwrap_or(i64::MAX));
    let filters = ["", "ready", "running", "failed", "quarantined"].map(|state| {
        let key = if state.is_empty() { "ui-job-all".into() } else { format!("ui-job-{state}") };
        Chip::new(l.t(&key), format!("/admin/queues?state={state}"), asked.state == state)
    });
    let content = html! {
        div.sheet-head { div { h1 { (l.t("ui-queues")) } p { (l.t("ui-queues-intro")) } } }
        div.stack {
            (figures(html! {
                (figure(&number(counts.waiting), &l.t("ui-job-ready")))
                (figure(&number(counts.running), &l.t("ui-job-running")))
                (figure(&number(counts.failed), &l.t("ui-job-failed")))
                (figure(&number(counts.quarantined), &l.t("ui-job-quarantined")))
            }))
            (chips(&l.t("ui-queues"), &filters))
            @if rows.is_empty() { (empty("check-check", &l.t("ui-queues-empty"), None, None)) }
            @else { (table(&cx, &rows)) }
            @if let (true, Some(last)) = (more, rows.last()) {
                div.pager {
                    (Button::new(l.t("ui-more")).href(format!("/admin/queues?state={}&before={}", asked.state, last.id)))
                }
            }
        }
    };
    Ok(page(&cx, Page::sheet(l.t("ui-queues"), content).crumb(l.t("ui-admin"), "/admin")))
}

fn table(cx: &Cx, rows: &[Row]) -> Table {
    let l = &cx.locale;
    let heads = ["ui-job", "ui-health-state", "ui-job-due", "ui-job-attempts", "ui-job-error"];
    Table::new(l.t("ui-queues"))
        .columns(heads.map(|key| l.t(key)))
        .column(crate::parts::Column::hidden(l.t("ui-actions")))
        .cards()
        .rows(rows.iter().map(|row| line(cx, row)))
}

fn line(cx: &Cx, row: &Row) -> Markup {
    let l = &cx.locale;
    let stuck = matches!(row.state, State::Failed | State::Quarantined);
    html! {
        th scope="row" { code { (row.name) } }
        td { (badge(l, row.state)) }
        td data-label=(l.t("ui-job-due")) { (ago(l, row.due.0, cx.now)) }
        td data-label=(l.t("ui-job-attempts")) { (row.attempts) }
        td { @if let Some(error) = &row.last_error { span.meta { (error) } } }
        td.actions {
            @if stuck {
                form method="post" {
                    (buttons(html! {
                        (Button::new(l.t("ui-job-repeat")).icon("rotate-ccw").action(format!("/admin/queues/{}/repetition", row.id)))
                        (Button::quiet(l.t("ui-job-discard")).icon("trash-2").icon_only().action(format!("/admin/queues/{}/removal", row.id)))
                    }))
                }
            }
        }
    }
}

async fn find(cx: &Cx, id: &str) -> Result<Row> {
    job::find(cx.db(), id.parse().map_err(|_| Error::NotFound)?).await
}

pub(super) async fn repeat(cx: Cx, Path(id): Path<String>) -> Result<Response> {
    cx.require(rights::OPERATE)?;
    let row = find(&cx, &id).await?;
    let tx = cx.begin().await?;
    job::repeat(&tx, row.id, cx.now).await?;
    event::record(&tx, &cx, &JobRepeated { job: row.id.to_string(), name: row.name }).await?;
    cx.commit(tx).await?;
    Ok(done(&cx, "ui-job-repeated"))
}

pub(super) async fn discard(cx: Cx, Path(id): Path<String>) -> Result<Response> {
    cx.require(rights::OPERATE)?;
    let row = find(&cx, &id).await?;
    let tx = cx.begin().await?;
    job::discard(&tx, row.id).await?;
    event::record(&tx, &cx, &JobDiscarded { job: row.id.to_string(), name: row.name }).await?;
    cx.commit(tx).await?;
    Ok(done(&cx, "ui-job-discarded"))
}

fn done(cx: &Cx, said: &str) -> Response {
    ([flash(&Toast::ok(cx.locale.t(said)))], Redirect::to("/admin/queues")).into_response()
}
