//! The list of machines as a file, sent in pieces.

use super::licence::note_export;
use super::licence_export::file_headers;
use super::machine_list::{address, lines, resolve};
use crate::domain::licence_facts::iso;
use crate::rights;
use crate::store::machine_list::{self, Filter};
use crate::store::paging::Cursor;
use crate::views::csv;
use crate::views::machine_list::Line;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use futures_util::{StreamExt as _, stream};
use platform::{Cx, Millis, Result};

/// Machines of one piece.
const PIECE: u64 = 500;

const HEAD: [&str; 14] = [
    "id",
    "fingerprint",
    "name",
    "hostname",
    "platform",
    "ip",
    "licence",
    "licence_name",
    "cores",
    "memory",
    "disk",
    "heartbeat",
    "last_heartbeat",
    "created",
];

/// All that the filter lets through.
pub(super) async fn export(cx: Cx) -> Result<Response> {
    cx.require(rights::WORK)?;
    let filter = resolve(&cx, &address(&cx)).await?;
    note_export(&cx, "machines");
    let name = format!("kontor-machines-{}.csv", cx.now.format("%Y-%m-%d"));
    let head = format!("{}{}", csv::MARK, csv::row(&HEAD));
    let pieces = stream::try_unfold(Some(Walk { cx, filter, after: None }), next);
    let body = stream::once(async { Ok(head) }).chain(pieces);
    Ok((file_headers(&name), Body::from_stream(body)).into_response())
}

/// Where an export stands.
struct Walk {
    cx: Cx,
    filter: Filter,
    after: Option<Cursor>,
}

async fn next(walk: Option<Walk>) -> Result<Option<(String, Option<Walk>)>> {
    let Some(mut walk) = walk else { return Ok(None) };
    let found = machine_list::page(walk.cx.db(), &walk.filter, walk.after.as_ref(), PIECE).await?;
    let Some(last) = found.last() else { return Ok(None) };
    walk.after = Some(Filter::cursor(last));
    let more = found.len() as u64 == PIECE;
    let now = walk.cx.now;
    let text = lines(&walk.cx, found).await?.iter().map(|line| row(line, now)).collect();
    Ok(Some((text, more.then_some(walk))))
}

fn row(line: &Line, now: DateTime<Utc>) -> String {
    let machine = &line.machine;
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    let time = |at: Option<Millis>| at.map(|at| iso(at.0)).unwrap_or_default();
    csv::row(&[
        &machine.id.to_string(),
        &machine.fingerprint,
        &machine.name,
        &machine.hostname,
        &machine.platform,
        &machine.ip,
        &machine.licence.to_string(),
        line.licence.as_ref().map_or("", |licence| licence.name.as_str()),
        &number(machine.cores),
        &number(machine.memory),
        &number(machine.disk),
        machine.heartbeat(now).name(),
        &time(machine.last_beat_at),
        &time(Some(machine.created_at)),
    ])
}
