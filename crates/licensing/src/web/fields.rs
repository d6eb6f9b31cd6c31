//! A form's fields as they came; what they mean is decided by the handler, so that every wrong value can be named.

use super::address::unknown;
use crate::domain::draft::{LARGEST, whole};
use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::StatusCode;
use axum::http::request::Parts;
use chrono::{DateTime, NaiveDate, Utc};
use platform::{Cx, Error, Kontor, Locale, Refusal, Result};
use std::str::FromStr;

/// Text fields in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Fields(Vec<(String, String)>);

impl Fields {
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        Self(pairs)
    }

    pub fn of_query(query: &str) -> Self {
        Self(serde_urlencoded::from_str(query).unwrap_or_default())
    }

    /// The field's text; blank when it is missing.
    pub fn text(&self, name: &str) -> &str {
        let found = self.0.iter().find(|(n, _)| n == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// A ticked box.
    pub fn is_on(&self, name: &str) -> bool {
        self.all(name).any(|value| !value.is_empty())
    }

    /// An id or a number; none when the field is blank, a refusal that names it when it is garbage.
    pub fn parsed<T: FromStr>(&self, name: &'static str) -> Result<Option<T>, Refusal> {
        let text = self.text(name).trim();
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| unknown(name))
    }

    /// A count from one to the most that is stored; none when the field is blank.
    pub fn count(&self, name: &'static str) -> Result<Option<u64>, Refusal> {
        counted(self.text(name), name)
    }

    /// The last second of a day in the reader's zone; none when the field is blank.
    pub fn end_of_day(
        &self,
        l: &Locale,
        name: &'static str,
    ) -> Result<Option<DateTime<Utc>>, Refusal> {
        let text = self.text(name).trim();
        if text.is_empty() {
            return Ok(None);
        }
        let no = || Refusal::new("licensing-date-wrong", "this is no day").on(name);
        let day = NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| no())?;
        l.end_of_day(day).map(Some).ok_or_else(no)
    }

    /// The version that the form was drawn from; none that anybody stored where it was tampered with.
    pub fn version(&self) -> i32 {
        self.text("version").parse().unwrap_or(-1)
    }

    /// Everything in a list of ids.
    pub fn ids<T: FromStr>(&self, name: &'static str) -> Result<Vec<T>, Refusal> {
        let typed = self.all(name).filter(|text| !text.trim().is_empty());
        typed.map(|text| text.trim().parse().map_err(|_| unknown(name))).collect()
    }
}

/// The count that was typed into this field, from one to the most that is stored; none when it is blank.
pub(super) fn counted(text: &str, field: &'static str) -> Result<Option<u64>, Refusal> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    whole(text, (1, LARGEST)).map(Some).map_err(|no| Refusal::from(no).on(field))
}

/// The same refusals at the field of a form that programs call otherwise.
pub(super) fn moved(error: Error, from: &str, to: &'static str) -> Error {
    let named = |no: Refusal| if no.field.as_deref() == Some(from) { no.on(to) } else { no };
    match error {
        Error::Refused(wrong) => Error::Refused(wrong.into_iter().map(named).collect()),
        other => other,
    }
}

/// The value, or none when it was refused and the refusal is noted: so that a form comes back with all its mistakes.
pub(super) fn or_wrong<T>(wrong: &mut Vec<Refusal>, read: Result<Option<T>, Refusal>) -> Option<T> {
    match read {
        Ok(value) => value,
        Err(refusal) => {
            wrong.push(refusal);
            None
        }
    }
}

/// What a form comes back with that was not saved: 422 with what is wrong, or 409 when someone else was faster.
pub(super) fn refused(error: Error) -> Result<(StatusCode, Vec<Refusal>)> {
    match error {
        Error::Refused(wrong) => Ok((StatusCode::UNPROCESSABLE_ENTITY, wrong)),
        Error::Stale => {
            let text = "someone else changed this meanwhile";
            Ok((StatusCode::CONFLICT, vec![Refusal::new("licensing-form-stale", text)]))
        }
        other => Err(other),
    }
}

impl FromRequest<Kontor> for Fields {
    type Rejection = Error;

    async fn from_request(request: Request, kontor: &Kontor) -> Result<Self> {
        let unreadable = || Refusal::new("licensing-form-unreadable", "the form could not be read");
        let body = axum::body::Bytes::from_request(request, kontor).await.map_err(|cause| {
            if cause.status() == StatusCode::PAYLOAD_TOO_LARGE {
                let config = kontor.config.section::<platform::config::ServerConfig>();
                return Error::TooLarge { limit_bytes: config.max_body_bytes };
            }
            unreadable().into()
        })?;
        Ok(Self(serde_urlencoded::from_bytes(&body).map_err(|_| unreadable())?))
    }
}

/// An id in an address; anything else is a page that does not exist.
pub(super) struct Id<T>(pub T);

impl<T: FromStr + Send> FromRequestParts<Kontor> for Id<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, kontor: &Kontor) -> Result<Self> {
        let all = Path::<Vec<(String, String)>>::from_request_parts(parts, kontor).await;
        let Path(all) = all.map_err(|_| Error::NotFound)?;
        let id = all.iter().find(|(name, _)| name == "id").and_then(|(_, v)| v.parse().ok());
        id.map(Self).ok_or(Error::NotFound)
    }
}

/// Whether only what stands beside a list is asked for, so that the list need not be read.
pub(super) fn is_beside(cx: &Cx) -> bool {
    cx.request.as_ref().is_some_and(|request| {
        request.fragment && matches!(request.target.as_str(), "detail" | "context")
    })
}
