//! Where the other pages of a list are to be had.

use super::document::Fields;
use super::query::{Paging, Query};

/// What is known of the whole list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// So many there are; for pages with numbers.
    Counted(u64),
    /// What the next page begins after; none on the last one.
    Next(Option<String>),
}

/// The links of one page, and what is counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    pub(super) links: Fields,
    pub(super) meta: Fields,
}

impl Query {
    /// The links to the other pages.
    pub fn links(&self, paging: &Paging, found: &Found) -> Links {
        match (paging, found) {
            (Paging::Numbered { number, size }, Found::Counted(count)) => {
                self.numbered((*number).into(), (*size).into(), *count)
            }
            (_, Found::Next(cursor)) => self.following(paging.size(), cursor.as_deref()),
            (_, Found::Counted(_)) => self.following(paging.size(), None),
        }
    }

    fn numbered(&self, number: u64, size: u64, count: u64) -> Links {
        let pages = count.div_ceil(size);
        let last = pages.max(1);
        let address = |wanted: u64| self.at(&[("page[number]", wanted), ("page[size]", size)]);
        let to = |wanted: u64| (1..=last).contains(&wanted).then(|| address(wanted));
        let mut page = Links::default();
        page.links.put("self", self.own());
        page.links.put("prev", to(number - 1));
        page.links.put("next", to(number + 1));
        page.links.put("first", to(1));
        page.links.put("last", to(last));
        page.meta.put("pages", pages);
        page.meta.put("count", count);
        page.links.put("meta", &page.meta);
        page
    }

    fn following(&self, size: u64, cursor: Option<&str>) -> Links {
        let size = size.to_string();
        let address = |after: &str| self.at(&[("page[cursor]", after), ("page[size]", &size)]);
        let mut page = Links::default();
        page.links.put("self", self.own());
        page.links.put("next", cursor.map(address));
        page
    }

    fn own(&self) -> String {
        self.address(self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// The same list with these parts of the query in place of those that name a page.
    fn at(&self, page: &[(&str, impl ToString)]) -> String {
        let others =
            self.pairs.iter().filter(|(name, _)| name != "limit" && !name.starts_with("page["));
        let others = others.map(|(name, value)| (name.as_str(), value.as_str()));
        let page: Vec<_> = page.iter().map(|(name, value)| (*name, value.to_string())).collect();
        self.address(others.chain(page.iter().map(|(name, value)| (*name, value.as_str()))))
    }

    /// Without what somebody came in with: links are kept and passed on.
    fn address<'a>(&self, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
        let pairs: Vec<_> = pairs.filter(|(name, _)| !["token", "auth"].contains(name)).collect();
        match serde_urlencoded::to_string(pairs) {
            Ok(query) if !query.is_empty() => format!("{}?{query}", self.path),
            _ => self.path.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::query::of;
    use super::*;
    use serde_json::{Value, json};

    fn drawn(query: &str, found: &Found) -> Value {
        let mut query = of("/v1/licenses", query);
        let paging = query.paging();
        let page = query.links(&paging, found);
        json!({ "links": page.links, "meta": page.meta })
    }

    #[test]
    fn pages_with_numbers_lead_forth_and_back_and_say_how_many_there_are() {
        let at = |number| {
            format!("/v1/licenses?status=ACTIVE&page%5Bnumber%5D={number}&page%5Bsize%5D=2")
        };
        let query = "status=ACTIVE&page[number]=2&page[size]=2&token=secret";
        let counted = json!({ "pages": 3, "count": 5 });
        assert_eq!(
            drawn(query, &Found::Counted(5)),
            json!({
                "links": { "self": at(2), "prev": at(1), "next": at(3), "first": at(1), "last": at(3),
                           "meta": counted },
                "meta": counted,
            })
        );
        let only = drawn("page[number]=1&page[size]=10", &Found::Counted(0));
        assert_eq!(only["links"]["next"], Value::Null);
        assert_eq!(only["links"]["prev"], Value::Null);
        assert_eq!(only["links"]["last"], only["links"]["first"]);
        assert_eq!(only["meta"], json!({ "pages": 0, "count": 0 }));
    }

    #[test]
    fn cursors_lead_forth_until_the_end() {
        let page = drawn("page[cursor]=&page[size]=2&product=x", &Found::Next(Some("abc".into())));
        assert_eq!(
            page["links"],
            json!({
                "self": "/v1/licenses?page%5Bcursor%5D=&page%5Bsize%5D=2&product=x",
                "next": "/v1/licenses?product=x&page%5Bcursor%5D=abc&page%5Bsize%5D=2",
            })
        );
        let last = drawn("page[cursor]=abc&page[size]=2", &Found::Next(None));
        assert_eq!(last["links"]["next"], Value::Null);
        assert_eq!(last["meta"], json!({}));
    }
}
