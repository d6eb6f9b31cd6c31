use schemars::JsonSchema;
use serde::Serialize;

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
