//! A form's fields as they came: text by name, files by name. What they mean is decided by the handler, so that
//! every wrong value can be named.

use crate::actions::Upload;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Path, Request};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use platform::http::is_too_long;
use platform::keys::Secret;
use platform::{Error, Kontor, Refusal, Result};

/// Text fields in their order, and files.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    texts: Vec<(String, String)>,
    pub files: Vec<Upload>,
}

impl Fields {
    /// The field's text; blank when it is missing.
    pub fn text(&self, name: &str) -> String {
        self.all(name).next().unwrap_or_default().to_owned()
    }

    pub fn secret(&self, name: &str) -> Secret {
        Secret::from(self.text(name))
    }

    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.texts.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    /// A ticked box.
    pub fn is_on(&self, name: &str) -> bool {
        self.all(name).any(|value| !value.is_empty())
    }

    /// An id or a number; none when the field is blank, a refusal that names it when it is garbage.
    pub fn parsed<T: std::str::FromStr>(&self, name: &'static str) -> Result<Option<T>> {
        let text = self.text(name);
        if text.trim().is_empty() {
            return Ok(None);
        }
        text.trim().parse().map(Some).map_err(|_| unknown(name))
    }

    /// The version that the form was drawn from; none that anybody stored where it was tampered with.
    pub fn version(&self) -> Option<i32> {
        let text = self.text("version");
        (!text.is_empty()).then(|| text.parse().unwrap_or(-1))
    }

    /// Everything in a list of ids.
    pub fn parsed_all<T: std::str::FromStr>(&self, name: &'static str) -> Result<Vec<T>> {
        self.all(name)
            .filter(|text| !text.trim().is_empty())
            .map(|text| text.trim().parse().map_err(|_| unknown(name)))
            .collect()
    }
}

/// The answer to a value that is none of those that can be chosen.
pub(crate) fn unknown(field: &'static str) -> Error {
    Refusal::new("helpdesk-choice-unknown", format!("{field}: there is no such choice"))
        .with("field", field)
        .on(field)
        .into()
}

/// The value, or none when it was refused and the refusal is noted: so that a form comes back with all its mistakes.
pub(super) fn refused_into<T>(wrong: &mut Vec<Refusal>, read: Result<T>) -> Result<Option<T>> {
    match read {
        Ok(value) => Ok(Some(value)),
        Err(Error::Refused(refusals)) => {
            wrong.extend(refusals);
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

/// What a form comes back with that was not saved: 422 with what is wrong, or 409 when someone else was faster.
pub(super) fn refused(error: Error) -> Result<(StatusCode, Vec<Refusal>)> {
    match error {
        Error::Refused(wrong) => Ok((StatusCode::UNPROCESSABLE_ENTITY, wrong)),
        Error::Stale => {
            let text = "someone else changed this meanwhile";
            Ok((StatusCode::CONFLICT, vec![Refusal::new("helpdesk-form-stale", text)]))
        }
        other => Err(other),
    }
}

impl FromRequest<Kontor> for Fields {
    type Rejection = Error;

    async fn from_request(request: Request, kontor: &Kontor) -> Result<Self> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let multipart =
                Multipart::from_request(request, kontor).await.map_err(|_| unreadable())?;
            return of_multipart(multipart).await;
        }
        let body = axum::body::Bytes::from_request(request, kontor).await.map_err(|cause| {
            if cause.status() == StatusCode::PAYLOAD_TOO_LARGE {
                too_large(kontor)
            } else {
                unreadable()
            }
        })?;
        let texts = serde_urlencoded::from_bytes(&body).map_err(|_| unreadable())?;
        Ok(Self { texts, files: Vec::new() })
    }
}

fn too_large(kontor: &Kontor) -> Error {
    let limit_bytes = kontor.config.section::<platform::config::ServerConfig>().max_body_bytes;
    Error::TooLarge { limit_bytes }
}

fn unreadable() -> Error {
    Refusal::new("helpdesk-form-unreadable", "the form could not be read").into()
}

async fn of_multipart(mut multipart: Multipart) -> Result<Fields> {
    let mut fields = Fields::default();
    while let Some(part) = multipart.next_field().await.map_err(broken)? {
        let name = part.name().unwrap_or_default().to_owned();
        if let Some(file) = part.file_name().map(str::to_owned) {
            let mime = part.content_type().unwrap_or_default().to_owned();
            let bytes = part.bytes().await.map_err(broken)?.to_vec();
            // a file field that was left empty comes as a nameless file of no bytes
            if !(file.is_empty() && bytes.is_empty()) {
                fields.files.push(Upload { name: file, mime, bytes });
            }
        } else {
            let text = part.bytes().await.map_err(broken)?;
            fields.texts.push((name, String::from_utf8_lossy(&text).into_owned()));
        }
    }
    Ok(fields)
}

fn broken(cause: MultipartError) -> Error {
    if is_too_long(&cause) { Error::TooLarge { limit_bytes: 0 } } else { unreadable() }
}

/// A ticket's number in an address; anything else is a page that does not exist.
pub(super) struct Number(pub i64);

impl FromRequestParts<Kontor> for Number {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, kontor: &Kontor) -> Result<Self> {
        let all = Path::<Vec<(String, String)>>::from_request_parts(parts, kontor).await;
        let Path(all) = all.map_err(|_| Error::NotFound)?;
        let number =
            all.iter().find(|(name, _)| name == "number").and_then(|(_, v)| v.parse().ok());
        number.map(Self).ok_or(Error::NotFound)
    }
}

/// An id in an address; anything else is a page that does not exist.
pub(super) struct Id<T>(pub T);

impl<T: std::str::FromStr + Send> FromRequestParts<Kontor> for Id<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, kontor: &Kontor) -> Result<Self> {
        let all = Path::<Vec<(String, String)>>::from_request_parts(parts, kontor).await;
        let Path(all) = all.map_err(|_| Error::NotFound)?;
        let id = all.iter().find(|(name, _)| name == "id").and_then(|(_, v)| v.parse().ok());
        id.map(Self).ok_or(Error::NotFound)
    }
}
