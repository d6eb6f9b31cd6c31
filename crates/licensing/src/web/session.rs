//! Who uses licences now, and the end of it.

use super::address::Address;
use super::fields::Id;
use crate::domain::machine::Machine;
use crate::domain::process::{Process, ProcessId};
use crate::store::paging::{Cursor, Key};
use crate::store::session::Filter;
use crate::views::session::{self as views, Line, List};
use crate::{actions, rights, store};
use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use maud::Markup;
use platform::{Cx, Error, Kontor, Millis, Result};
use ui::{Toast, flash};

pub(crate) const PATH: &str = "/licences/sessions";
const NAMES: &[&str] = &["q"];
const PAGE: usize = 50;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/sessions", get(list))
        .route("/licences/sessions/{id}", get(show).post(end))
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

async fn read(cx: &Cx, address: &Address) -> Result<List> {
    let text = address.get("q").unwrap_or_default().trim().to_owned();
    let filter = Filter { text, after: address.after.as_ref().and_then(behind) };
    let mut found = store::session::page(cx.db(), &filter, cx.now, PAGE as u64 + 1).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let next = found.last().filter(|_| more).map(cursor);
    let more = next.map(|next| address.next(next).href());
    Ok(List { lines: lines(cx, found).await?, more })
}

fn cursor(last: &Process) -> Cursor {
    Cursor { id: last.id.0, key: Key::At(last.last_beat_at) }
}

fn behind(cursor: &Cursor) -> Option<(Millis, ProcessId)> {
    match cursor.key {
        Key::At(at) => Some((at, ProcessId(cursor.id))),
        Key::Name(_) => None,
    }
}

async fn lines(cx: &Cx, processes: Vec<Process>) -> Result<Vec<Line>> {
    let licences: Vec<_> = processes.iter().map(|one| one.licence).collect();
    let licences = store::licence::with_ids(cx.db(), &licences).await?;
    let machines: Vec<_> = processes.iter().map(|one| one.machine).collect();
    let machines = store::machine::with_ids(cx.db(), &machines).await?;
    let products: Vec<_> = machines.iter().map(|one: &Machine| one.product).collect();
    let products = store::product::with_ids(cx.db(), &products).await?;
    let line = |process: Process| {
        // else it has just ended
        let machine = machines.iter().find(|one| one.id == process.machine)?.clone();
        let product = products.iter().find(|one| one.id == machine.product)?.clone();
        let licence = licences.iter().find(|one| one.id == process.licence)?.clone();
        Some(Line { process, machine, licence, product })
    };
    Ok(processes.into_iter().filter_map(line).collect())
}

async fn show(cx: Cx, Id(id): Id<ProcessId>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let process = store::process::get(cx.db(), id).await?;
    let line = lines(&cx, vec![process]).await?.pop().ok_or(Error::NotFound)?;
    Ok(views::show(&cx, &line))
}

async fn end(cx: Cx, Id(id): Id<ProcessId>) -> Result<Response> {
    cx.require(rights::WORK)?;
    let toast = if actions::end_session(&cx, id).await? {
        Toast::ok(cx.locale.t("licensing-session-ended"))
    } else {
        // somebody else was faster, or the program itself
        Toast::ok(cx.locale.t("licensing-session-gone"))
    };
    Ok(([flash(&toast)], Redirect::to(PATH)).into_response())
}
