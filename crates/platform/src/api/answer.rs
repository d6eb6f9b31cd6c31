use crate::{Refusal, Result};
use schemars::JsonSchema;
use serde::Serialize;

/// Entries on a page where nobody asks for fewer or more.
const USUAL: usize = 50;
/// Nobody gets more at once.
const MOST: usize = 100;

/// How long a page is to be: what was asked for as `limit`, within 1 to 100.
pub fn page_size(asked: &str) -> Result<usize> {
    if asked.is_empty() {
        return Ok(USUAL);
    }
    let size = asked.parse().ok().filter(|size| (1..=MOST).contains(size));
    size.ok_or_else(|| {
        let text = format!("limit is a number from 1 to {MOST}");
        Refusal::new("platform-unread-field", text).with("field", "limit").on("limit").into()
    })
}

/// One page of a list; the next one is asked for with `after`.
#[derive(Clone, Debug, Serialize, JsonSchema)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// What to send as `after` for the next page; null on the last one.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Of rows that were read one further than the page is long.
    pub fn of<R>(
        mut rows: Vec<R>,
        limit: usize,
        after: impl Fn(&R) -> String,
        draw: impl FnMut(R) -> T,
    ) -> Self {
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(after);
        Self { items: rows.into_iter().map(draw).collect(), next }
    }
}
