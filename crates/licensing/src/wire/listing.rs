//! Lists that go by the ids of their entries.

use super::query::{Paging, Query};
use std::str::FromStr;

/// No more entries are counted for pages with numbers.
pub const MOST_COUNTED: u64 = 100_000;

/// The entry behind which a page begins; what is no id is noted.
pub fn behind<I: FromStr>(query: &mut Query, paging: &Paging) -> Option<I> {
    let Paging::After { cursor: Some(text), .. } = paging else { return None };
    let id = text.parse().ok();
    if id.is_none() {
        query.refuse("page[cursor]", "is no place in this list");
    }
    id
}
