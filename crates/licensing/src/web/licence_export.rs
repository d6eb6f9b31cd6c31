//! The list of licences as a file, sent in pieces: no more of it is in memory than one piece. Keys are not in it.

use super::licence::note_export;
use super::licence_list::{address, lines, resolve};
use crate::rights;
use crate::store::licence_list::{self, Filter};
use crate::store::paging::Cursor;
use crate::views::csv;
use crate::views::licence_list::Line;
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::SecondsFormat;
use futures_util::{StreamExt as _, stream};
use platform::{Cx, Millis, Result};

/// Licences of one piece.
const PIECE: u64 = 500;

const HEAD: [&str; 13] = [
    "id",
    "name",
    "key_end",
    "status",
    "policy",
    "whose",
    "test",
    "ends",
    "machines",
    "uses",
    "created",
    "last_validated",
    "last_check_in",
];

/// All that the filter lets through. Should the database fail on the way, the connection is cut, so that half a file is
/// not taken for a whole one.
pub(super) async fn export(cx: Cx) -> Result<Response> {
    cx.require(rights::WORK)?;
    let filter = resolve(&cx, &address(&cx)).await?;
    note_export(&cx, "licences");
    let name = format!("kontor-licences-{}.csv", cx.now.format("%Y-%m-%d"));
    let head = format!("{}{}", csv::MARK, csv::row(&HEAD));
    let pieces = stream::try_unfold(Some(Walk { cx, filter, after: None }), next);
    let body = stream::once(async { Ok(head) }).chain(pieces);
    Ok((file_headers(&name), Body::from_stream(body)).into_response())
}

/// A table to be kept, not to be shown.
pub(super) fn file_headers(name: &str) -> [(header::HeaderName, String); 2] {
    [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ]
}

/// Where an export stands.
struct Walk {
    cx: Cx,
    filter: Filter,
    after: Option<Cursor>,
}

async fn next(walk: Option<Walk>) -> Result<Option<(String, Option<Walk>)>> {
    let Some(mut walk) = walk else { return Ok(None) };
    let db = walk.cx.db();
    let found = licence_list::page(db, &walk.filter, walk.after.as_ref(), PIECE).await?;
    let Some(last) = found.last() else { return Ok(None) };
    walk.after = Some(walk.filter.cursor(last));
    let more = found.len() as u64 == PIECE;
    let text = lines(&walk.cx, found).await?.iter().map(row).collect();
    Ok(Some((text, more.then_some(walk))))
}

fn row(line: &Line) -> String {
    let licence = &line.licence;
    let iso = |at: Option<Millis>| {
        at.map(|at| at.0.to_rfc3339_opts(SecondsFormat::Secs, true)).unwrap_or_default()
    };
    csv::row(&[
        &licence.id.to_string(),
        &licence.name,
        &licence.key_hint,
        line.status.name(),
        &line.policy,
        line.whose.as_deref().unwrap_or_default(),
        if licence.is_test { "yes" } else { "no" },
        &iso(licence.expires_at),
        &licence.machines.to_string(),
        &licence.uses.to_string(),
        &iso(Some(licence.created_at)),
        &iso(licence.last_validated_at),
        &iso(licence.last_checked_in_at),
    ])
}
