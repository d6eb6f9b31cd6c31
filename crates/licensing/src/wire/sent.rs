//! What a program sends, read leniently: names in either spelling, what is not known left aside. What is wrong is
//! collected with its place, so that all of it is said at once.
//!
//! A name means an attribute or a relationship (`maxMachines`, `policy`); one that begins with a slash is a place in the whole
//! body (`/meta/key`, `/data`). What has to be there is read last, by a `need_…` that gives up with all that was noted.

use super::fault::{Fault, Source, Wrong, code};
use super::words::{camelised, time_of};
use crate::domain::metadata::Metadata;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use chrono::{DateTime, Utc};
pub use platform::api::Given;
use serde_json::Value;
use std::borrow::Cow;
use std::str::FromStr;

/// A body, null where nothing was sent.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    body: Value,
    wrong: Wrong,
}

/// One of several that a body names: a type and an id, or what a new one is to be.
#[derive(Clone, Debug, PartialEq)]
pub struct Member(Value);

impl Member {
    pub fn id(&self) -> Option<&str> {
        self.0.get("id")?.as_str()
    }

    /// An attribute, which may stand beside the type too.
    pub fn text(&self, name: &str) -> Option<&str> {
        let attributes = self.0.get("attributes").and_then(|all| all.get(name));
        attributes.or_else(|| self.0.get(name))?.as_str()
    }
}

const BAD: StatusCode = StatusCode::BAD_REQUEST;
const REFUSED: StatusCode = StatusCode::UNPROCESSABLE_ENTITY;

impl Sent {
    fn new(body: Value) -> Self {
        Self { body: camelised(body), wrong: Wrong::default() }
    }

    /// Notes if this is about something else, or about nothing.
    pub fn is(&mut self, kind: &str) {
        let Some(data) = self.body.get("data").filter(|data| data.is_object()) else {
            return self.note(BAD, "/data", "MISSING", "is missing");
        };
        let said = data.get("type").and_then(Value::as_str).unwrap_or(kind);
        if said != kind && kind.strip_suffix('s') != Some(said) {
            self.note(BAD, "/data/type", "INVALID", &format!("must be {kind}"));
        }
    }

    /// Notes something else that is wrong at this name; its code is made of the name and the reason (`BLANK`).
    pub fn refuse(&mut self, name: &str, reason: &str, detail: &str) {
        self.note(REFUSED, &place(name), reason, detail);
    }

    fn note(&mut self, status: StatusCode, place: &str, reason: &str, detail: &str) {
        let source = Source::Pointer(place.to_owned().into());
        self.wrong.note(status, source, reason, detail.to_owned());
    }

    /// Ends the reading: everything was right, or this is what was wrong.
    pub fn done(&mut self) -> Result<(), Fault> {
        self.wrong.done()
    }

    /// Whether something stands there, be it null.
    pub fn has(&self, name: &str) -> bool {
        at(&self.body, &place(name)).is_some()
    }

    /// What stands there as it came, its names camelised.
    pub fn raw(&self, name: &str) -> Option<&Value> {
        at(&self.body, &place(name))
    }

    pub fn text(&mut self, name: &str) -> Given<String> {
        self.read(&place(name), "a text", |value| value.as_str().map(str::to_owned))
    }

    pub fn number(&mut self, name: &str) -> Given<i64> {
        self.read(&place(name), "an integer", Value::as_i64)
    }

    pub fn flag(&mut self, name: &str) -> Given<bool> {
        self.read(&place(name), "true or false", Value::as_bool)
    }

    /// A time of ISO 8601 with its offset.
    pub fn time(&mut self, name: &str) -> Given<DateTime<Utc>> {
        self.read(&place(name), "a time such as 2026-11-21T08:00:00.000Z", |value| {
            value.as_str().and_then(time_of)
        })
    }

    /// Several texts.
    pub fn texts(&mut self, name: &str) -> Given<Vec<String>> {
        self.read(&place(name), "a list of texts", |value| {
            let texts = value.as_array()?.iter().map(|one| one.as_str().map(str::to_owned));
            texts.collect()
        })
    }

    /// A word of a list, such as a strategy's: `sent.word("scheme", Scheme::of_name)`.
    pub fn word<W>(&mut self, name: &str, of: impl Fn(&str) -> Option<W>) -> Given<W> {
        match self.text(name) {
            Given::Nothing => Given::Nothing,
            Given::This(None) => Given::This(None),
            Given::This(Some(text)) => {
                let word = of(&text);
                if word.is_none() {
                    self.refuse(name, "NOT_ALLOWED", "is none of the words that there are");
                }
                word.map_or(Given::Nothing, |word| Given::This(Some(word)))
            }
        }
    }

    /// What the vendor notes about it.
    pub fn metadata(&mut self) -> Given<Metadata> {
        let Some(value) = self.raw("metadata").cloned() else { return Given::Nothing };
        if value.is_null() {
            return Given::This(None);
        }
        match Metadata::new(value) {
            Ok(metadata) => Given::This(Some(metadata)),
            Err(no) => {
                self.refuse("metadata", "INVALID", &no.to_string());
                Given::Nothing
            }
        }
    }

    /// What it is to belong to. An id that is none names nothing.
    pub fn one<I: FromStr>(&mut self, name: &str) -> Given<I> {
        let place = relationship(name);
        let one = match self.given(&place) {
            Given::Nothing => return Given::Nothing,
            Given::This(None) => return Given::This(None),
            Given::This(Some(one)) => id_in(one),
        };
        if one.is_none() {
            self.note(REFUSED, whole(&place), "NOT_FOUND", "must exist");
        }
        one.map_or(Given::Nothing, |id| Given::This(Some(id)))
    }

    /// Several that belong to it.
    pub fn many(&mut self, name: &str) -> Given<Vec<Member>> {
        let place = relationship(name);
        self.read(&place, "a list", |value| {
            Some(value.as_array()?.iter().cloned().map(Member).collect())
        })
    }

    /// The text that stands there, or all that was wrong until now.
    pub fn need_text(&mut self, name: &str) -> Result<String, Fault> {
        let text = self.text(name).or(None);
        self.needed(&place(name), text)
    }

    /// What it has to belong to, or all that was wrong until now.
    pub fn need_one<I: FromStr>(&mut self, name: &str) -> Result<I, Fault> {
        let one = self.one(name).or(None);
        self.needed(whole(&relationship(name)), one)
    }

    /// The ids that are named, or all that was wrong until now: `sent.need_ids("/data")` for a body of nothing else.
    pub fn need_ids<I: FromStr>(&mut self, name: &str) -> Result<Vec<I>, Fault> {
        let place = relationship(name);
        let many = self.many(name).or(None);
        let many = self.needed(&place, many)?;
        let ids = many.iter().enumerate().map(|(at, one)| id_in(&one.0).ok_or(at));
        match ids.collect() {
            Ok(ids) => Ok(ids),
            Err(at) => {
                self.note(REFUSED, &format!("{place}/{at}"), "NOT_FOUND", "must exist");
                Err(self.done().err().unwrap_or_else(Fault::not_found))
            }
        }
    }

    fn needed<T>(&mut self, place: &str, given: Option<T>) -> Result<T, Fault> {
        if given.is_none() && !self.wrong.is_about(place) {
            self.note(REFUSED, place, "MISSING", "is missing");
        }
        self.done()?;
        given.ok_or_else(|| Fault::of_status(REFUSED))
    }

    fn given(&self, place: &str) -> Given<&Value> {
        match at(&self.body, place) {
            None => Given::Nothing,
            Some(Value::Null) => Given::This(None),
            Some(value) => Given::This(Some(value)),
        }
    }

    fn read<T>(&mut self, place: &str, what: &str, of: impl Fn(&Value) -> Option<T>) -> Given<T> {
        let read = match self.given(place) {
            Given::Nothing => return Given::Nothing,
            Given::This(None) => return Given::This(None),
            Given::This(Some(value)) => of(value),
        };
        if read.is_none() {
            self.note(BAD, place, "INVALID", &format!("must be {what}"));
        }
        read.map_or(Given::Nothing, |value| Given::This(Some(value)))
    }
}

/// Where an attribute stands.
fn place(name: &str) -> Cow<'_, str> {
    if name.starts_with('/') { name.into() } else { format!("/data/attributes/{name}").into() }
}

/// Where that stands which a relationship names.
fn relationship(name: &str) -> Cow<'_, str> {
    let of = |name| format!("/data/relationships/{name}/data");
    if name.starts_with('/') { name.into() } else { of(name).into() }
}

/// What stands at a place. Unlike `Value::pointer` it allocates nothing: a validation looks at fourteen, and none of ours has
/// an escaped character.
fn at<'a>(body: &'a Value, place: &str) -> Option<&'a Value> {
    place.split('/').skip(1).try_fold(body, |value, name| match value {
        Value::Object(fields) => fields.get(name),
        Value::Array(all) => all.get(name.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The relationship itself.
fn whole(place: &str) -> &str {
    place.strip_suffix("/data").filter(|place| !place.is_empty()).unwrap_or(place)
}

fn id_in<I: FromStr>(one: &Value) -> Option<I> {
    one.get("id")?.as_str()?.parse().ok()
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let kind = request.headers().get(header::CONTENT_TYPE).cloned();
        let bytes = Bytes::from_request(request, state).await;
        let bytes = bytes.map_err(|no| Fault::of_status(no.into_response().status()))?;
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(Self::default());
        }
        if !kind.is_none_or(|kind| kind.to_str().is_ok_and(is_json)) {
            return Err(Fault::of_status(StatusCode::UNSUPPORTED_MEDIA_TYPE)
                .about(Source::Header("Content-Type".into())));
        }
        let body = serde_json::from_slice(&bytes).map_err(|cause| {
            Fault::bad(code::JSON_INVALID, format!("The body is no JSON: {cause}"))
        })?;
        Ok(Self::new(body))
    }
}

fn is_json(kind: &str) -> bool {
    let kind = kind.split(';').next().unwrap_or_default().trim();
    ["application/vnd.api+json", "application/json"].iter().any(|it| it.eq_ignore_ascii_case(kind))
}

#[cfg(test)]
mod tests;
