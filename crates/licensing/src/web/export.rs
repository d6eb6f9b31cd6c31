//! A list as a file, sent in pieces: no more of it is in memory than one piece.

use super::licence::note_export;
use crate::store::paging::Cursor;
use crate::views::csv;
use axum::body::Body;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt as _, stream};
use platform::{Cx, Result};

/// Rows of one piece.
const PIECE: u64 = 500;

/// A list with its filter that can be walked through, a page at a time.
pub(super) trait Walked: Send + Sync + Sized + 'static {
    /// What it is called in the file's name and in the security log.
    const NAME: &'static str;
    const HEAD: &'static [&'static str];
    type Row: Send;

    fn page(
        &self,
        cx: &Cx,
        after: Option<&Cursor>,
        most: u64,
    ) -> impl Future<Output = Result<Vec<Self::Row>>> + Send;

    /// Where the list goes on behind this row.
    fn cursor(&self, last: &Self::Row) -> Cursor;

    /// Rows as lines of the file.
    fn text(cx: &Cx, rows: Vec<Self::Row>) -> impl Future<Output = Result<String>> + Send;
}

/// All that the filter lets through. Should the database fail on the way, the connection is cut, so that half a file is
/// not taken for a whole one.
pub(super) fn file<L: Walked>(cx: Cx, list: L) -> Response {
    note_export(&cx, L::NAME);
    let name = format!("kontor-{}-{}.csv", L::NAME, cx.now.format("%Y-%m-%d"));
    let head = format!("{}{}", csv::MARK, csv::row(L::HEAD));
    let pieces = stream::try_unfold(Some(Walk { cx, list, after: None }), next);
    let body = stream::once(async { Ok(head) }).chain(pieces);
    (file_headers(&name), Body::from_stream(body)).into_response()
}

/// A table to be kept, not to be shown.
pub(super) fn file_headers(name: &str) -> [(header::HeaderName, String); 2] {
    [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ]
}

/// Where an export stands.
struct Walk<L> {
    cx: Cx,
    list: L,
    after: Option<Cursor>,
}

async fn next<L: Walked>(walk: Option<Walk<L>>) -> Result<Option<(String, Option<Walk<L>>)>> {
    let Some(mut walk) = walk else { return Ok(None) };
    let found = walk.list.page(&walk.cx, walk.after.as_ref(), PIECE).await?;
    let Some(last) = found.last() else { return Ok(None) };
    walk.after = Some(walk.list.cursor(last));
    let more = found.len() as u64 == PIECE;
    let text = L::text(&walk.cx, found).await?;
    Ok(Some((text, more.then_some(walk))))
}
