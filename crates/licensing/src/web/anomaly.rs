//! What looks like misuse, and what somebody says who looked at it.

use super::address::Address;
use super::fields::{Fields, Id, refused};
use crate::domain::anomaly::{Anomaly, AnomalyId, Kind, Severity};
use crate::store::anomaly::Filter;
use crate::store::paging::{Cursor, Key};
use crate::views::anomaly::{self as views, Line, List, Shown};
use crate::{actions, rights, store};
use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::Markup;
use platform::{Cx, Kontor, Millis, Refusal, Result, users};
use ui::{Toast, flash};

pub(crate) const PATH: &str = "/licences/anomalies";
const NAMES: &[&str] = &["state", "kind", "severity", "licence"];
const PAGE: usize = 50;
/// Nobody reads larger counts.
const COUNTED: u64 = 1000;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/anomalies", get(list))
        .route("/licences/anomalies/{id}", get(show).post(resolve))
}

/// How many are open, for the home page.
pub(super) async fn open(cx: &Cx) -> Result<u64> {
    let filter = Filter { open: Some(true), ..Filter::default() };
    store::anomaly::count(cx.db(), &filter, COUNTED).await
}

async fn list(cx: Cx) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let address = Address::of(&cx, PATH, NAMES);
    let list = read(&cx, &address).await?;
    if ui::wants_more(&cx) {
        return Ok(views::lines(&cx, &list));
    }
    Ok(views::page(&cx, &address, &list))
}

/// What the address says; those that are open, unless it says otherwise.
fn filter(address: &Address) -> Result<Filter> {
    let word = |name| address.get(name).map(str::to_uppercase);
    Ok(Filter {
        open: match address.get("state") {
            Some("resolved") => Some(false),
            Some("all") => None,
            _ => Some(true),
        },
        kind: word("kind").and_then(|word| Kind::of_name(&word)),
        severity: word("severity").and_then(|word| Severity::of_name(&word)),
        licence: address.parsed("licence")?,
        after: address.after.as_ref().and_then(behind),
    })
}

async fn read(cx: &Cx, address: &Address) -> Result<List> {
    let filter = filter(address)?;
    let mut found = store::anomaly::page(cx.db(), &filter, PAGE as u64 + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(cursor);
    let more = next.map(|next| address.next(next).href());
    let licences: Vec<_> = found.iter().filter_map(|one| one.licence).collect();
    let licences = store::licence::with_ids(cx.db(), &licences).await?;
    let line = |anomaly: Anomaly| {
        let licence = licences.iter().find(|one| Some(one.id) == anomaly.licence).cloned();
        Line { anomaly, licence }
    };
    Ok(List { lines: found.into_iter().map(line).collect(), more })
}

fn cursor(last: &Anomaly) -> Cursor {
    Cursor { id: last.id.0, key: Key::At(last.last_at) }
}

fn behind(cursor: &Cursor) -> Option<(Millis, AnomalyId)> {
    match cursor.key {
        Key::At(at) => Some((at, AnomalyId(cursor.id))),
        Key::Name(_) => None,
    }
}

async fn show(cx: Cx, Id(id): Id<AnomalyId>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    draw(&cx, id, "", &[]).await
}

async fn draw(cx: &Cx, id: AnomalyId, note: &str, wrong: &[Refusal]) -> Result<Markup> {
    let db = cx.db();
    let anomaly = store::anomaly::get(db, id).await?;
    let licence = match anomaly.licence {
        Some(id) => store::licence::find(db, id).await?,
        None => None,
    };
    let machine = match anomaly.machine {
        Some(id) => store::machine::find(db, id).await?,
        None => None,
    };
    let by: Vec<_> = anomaly.resolved_by.into_iter().collect();
    let resolved_by = users::with_ids(db, &by).await?.pop();
    Ok(views::show(cx, &Shown { anomaly, licence, machine, resolved_by }, (note, wrong)))
}

async fn resolve(cx: Cx, Id(id): Id<AnomalyId>, form: Fields) -> Result<Response> {
    cx.require(rights::WORK)?;
    let note = form.text("note");
    match actions::resolve_anomaly(&cx, id, note).await {
        Ok(_) => {
            let toast = Toast::ok(cx.locale.t("licensing-anomaly-did-resolve"));
            Ok(([flash(&toast)], Redirect::to(PATH)).into_response())
        }
        Err(error) => {
            let (status, wrong) = refused(error)?;
            Ok((status, draw(&cx, id, note, &wrong).await?).into_response())
        }
    }
}
