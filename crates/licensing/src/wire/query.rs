//! What stands in the query: filters, pages, and what is to come along. What is wrong is collected, and said by
//! [`Query::done`].

use super::fault::{Fault, Source, Wrong};
use super::words::{camel, time_of};
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use chrono::{DateTime, Utc};
use platform::http::RequestInfo;
use std::str::FromStr;
use std::sync::Arc;

/// The query of a request, and the address that it belongs to.
#[derive(Clone, Debug, Default)]
pub struct Query {
    pub(super) path: String,
    pub(super) pairs: Vec<(String, String)>,
    wrong: Wrong,
}

/// Which part of a list is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Paging {
    /// The first of them.
    First { size: u32 },
    /// By its number, counted from 1; everything is counted for it.
    Numbered { number: u32, size: u32 },
    /// What follows after the one that a page before ended with; none begins.
    After { cursor: Option<String>, size: u32 },
}

impl Paging {
    pub fn size(&self) -> u64 {
        match self {
            Self::First { size } | Self::Numbered { size, .. } | Self::After { size, .. } => {
                (*size).into()
            }
        }
    }

    /// So many lie before a page with a number.
    pub fn offset(&self) -> u64 {
        match self {
            Self::Numbered { number, size } => u64::from(number - 1) * u64::from(*size),
            Self::First { .. } | Self::After { .. } => 0,
        }
    }
}

const USUAL: u32 = 10;
pub(super) const MOST: u32 = 100;
/// No page beyond is asked for by its number.
pub(super) const LAST: u32 = 1_000_000;

impl Query {
    fn new(path: &str, query: &str) -> Self {
        // what is no query has no parts
        let pairs = serde_urlencoded::from_str(query).unwrap_or_default();
        Self { path: path.to_owned(), pairs, wrong: Wrong::default() }
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Ends the reading: everything was right, or this is what was wrong.
    pub fn done(&mut self) -> Result<(), Fault> {
        self.wrong.done()
    }

    /// Notes what is wrong with a part of the query; its code is made of the name.
    pub fn refuse(&mut self, name: &str, detail: &str) {
        let source = Source::Parameter(name.to_owned().into());
        self.wrong.note(StatusCode::BAD_REQUEST, source, "INVALID", detail.to_owned());
    }

    /// What is there and not blank; also `activations[gt]`.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name).map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    /// Several that are parted by commas, or given one by one (`fingerprints[]`).
    pub fn texts(&self, name: &str) -> Vec<String> {
        let list = format!("{name}[]");
        let these = self.pairs.iter().filter(|(key, _)| key == name || *key == list);
        let texts = these.flat_map(|(_, value)| value.split(','));
        texts.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect()
    }

    fn read<T>(&mut self, name: &str, what: &str, of: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text(name)?;
        let read = of(&text);
        if read.is_none() {
            self.refuse(name, &format!("must be {what}"));
        }
        read
    }

    pub fn number(&mut self, name: &str) -> Option<i64> {
        self.read(name, "an integer", |text| text.parse().ok())
    }

    pub fn flag(&mut self, name: &str) -> Option<bool> {
        self.read(name, "true or false", |text| match text {
            "1" | "true" => Some(true),
            "0" | "false" => Some(false),
            _ => None,
        })
    }

    /// A time of ISO 8601 with its offset.
    pub fn time(&mut self, name: &str) -> Option<DateTime<Utc>> {
        self.read(name, "a time such as 2026-11-21T08:00:00.000Z", time_of)
    }

    pub fn id<I: FromStr>(&mut self, name: &str) -> Option<I> {
        self.read(name, "an id", |text| text.parse().ok())
    }

    /// A word of a list: `query.word("status", Status::of_name)`.
    pub fn word<W>(&mut self, name: &str, of: impl Fn(&str) -> Option<W>) -> Option<W> {
        self.read(name, "one of the words that there are", of)
    }

    /// What is asked for of the metadata: names in the wire's spelling, and values.
    pub fn metadata(&self) -> Vec<(String, String)> {
        let named = |key: &str| Some(key.strip_prefix("metadata[")?.strip_suffix(']')?.to_owned());
        let these = self.pairs.iter().filter_map(|(key, value)| Some((named(key)?, value)));
        these.map(|(name, value)| (camel(&name).into_owned(), value.clone())).collect()
    }

    /// Which of these are to come along.
    pub fn include(&mut self, possible: &[&'static str]) -> Vec<&'static str> {
        let mut wanted = Vec::new();
        for name in self.texts("include") {
            match possible.iter().find(|one| **one == name) {
                Some(one) if wanted.contains(one) => {}
                Some(one) => wanted.push(*one),
                None => self.refuse("include", &format!("{name} cannot come along")),
            }
        }
        wanted
    }

    /// The part of the list that is asked for.
    pub fn paging(&mut self) -> Paging {
        let has = |name| self.pairs.iter().any(|(key, _)| key == name);
        let (cursor, number) = (has("page[cursor]"), has("page[number]"));
        if cursor {
            let size = self.within("page[size]", USUAL, MOST);
            return Paging::After { cursor: self.text("page[cursor]"), size };
        }
        if number || has("page[size]") {
            let number = self.within("page[number]", 1, LAST);
            return Paging::Numbered { number, size: self.within("page[size]", USUAL, MOST) };
        }
        Paging::First { size: self.within("limit", USUAL, MOST) }
    }

    /// A number from 1 to this.
    fn within(&mut self, name: &str, usual: u32, most: u32) -> u32 {
        let within = |text: &str| text.parse().ok().filter(|number| (1..=most).contains(number));
        let what = format!("a number from 1 to {most}");
        self.read(name, &what, within).unwrap_or(usual)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        let info = parts.extensions.get::<Arc<RequestInfo>>();
        Ok(info.map_or_else(Self::default, |info| Self::new(&info.path, &info.query)))
    }
}

#[cfg(test)]
pub(super) fn of(path: &str, query: &str) -> Query {
    Query::new(path, query)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        Query::new("/v1/licenses", text)
    }

    #[test]
    fn there_are_three_ways_to_ask_for_a_part_of_a_list() {
        for (text, paging) in [
            ("", Paging::First { size: 10 }),
            ("limit=100", Paging::First { size: 100 }),
            ("page[number]=3&page[size]=25", Paging::Numbered { number: 3, size: 25 }),
            ("page%5Bsize%5D=25", Paging::Numbered { number: 1, size: 25 }),
            ("page[cursor]=&page[size]=5", Paging::After { cursor: None, size: 5 }),
            ("page[cursor]=abc", Paging::After { cursor: Some("abc".into()), size: 10 }),
        ] {
            let mut query = query(text);
            assert_eq!(query.paging(), paging, "{text}");
            assert!(query.done().is_ok());
        }
        assert_eq!(Paging::Numbered { number: 3, size: 25 }.offset(), 50);
        for (text, code) in [
            ("limit=0", "LIMIT_INVALID"),
            ("limit=101", "LIMIT_INVALID"),
            ("limit=x", "LIMIT_INVALID"),
            ("page[number]=0", "PAGE_NUMBER_INVALID"),
            ("page[size]=101", "PAGE_SIZE_INVALID"),
        ] {
            let mut query = query(text);
            query.paging();
            let fault = query.done().unwrap_err();
            assert_eq!((fault.status.as_u16(), &*fault.errors[0].code), (400, code), "{text}");
        }
    }

    #[test]
    fn filters_are_read_with_their_types_and_what_is_odd_is_named() {
        let mut query = query(
            "status=ACTIVE&suspended=1&activations[gt]=5&metadata[user_email]=a%40b&include=policy,owner,policy\
             &fingerprints[]=a&fingerprints[]=b&product=&expires[in]=x&assigned=perhaps",
        );
        assert_eq!(query.text("status").as_deref(), Some("ACTIVE"));
        assert_eq!(query.text("product"), None);
        assert_eq!(query.flag("suspended"), Some(true));
        assert_eq!(query.number("activations[gt]"), Some(5));
        assert_eq!(query.metadata(), [("userEmail".to_owned(), "a@b".to_owned())]);
        assert_eq!(query.texts("fingerprints"), ["a", "b"]);
        assert_eq!(query.include(&["owner", "policy"]), ["policy", "owner"]);
        assert!(query.done().is_ok());
        assert_eq!(query.number("expires[in]"), None);
        assert_eq!(query.flag("assigned"), None);
        assert!(query.include(&["owner"]) == ["owner"]);
        let fault = query.done().unwrap_err();
        let codes: Vec<_> = fault.errors.iter().map(|one| &*one.code).collect();
        assert_eq!(
            codes,
            ["EXPIRES_IN_INVALID", "ASSIGNED_INVALID", "INCLUDE_INVALID", "INCLUDE_INVALID"]
        );
        assert_eq!(fault.errors[0].source, Some(Source::Parameter("expires[in]".into())));
    }
}
