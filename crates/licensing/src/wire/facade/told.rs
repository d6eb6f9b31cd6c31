//! What a program says here: one flat object, read leniently.

use super::super::fault::{Fault, code};
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::response::IntoResponse;
use platform::Kontor;
use platform::keys::Secret;
use serde_json::{Map, Value};
use std::sync::{Arc, OnceLock};

use super::super::meter::Counted;

/// No text that is read here is longer.
const LONGEST: usize = 4096;
/// What is echoed is a number or a short text.
const LONGEST_NONCE: usize = 200;

/// Travels with a request, so that the layer around the handlers knows what they found.
#[derive(Clone, Default)]
pub struct Noted(Arc<Slots>);

#[derive(Default)]
struct Slots {
    nonce: OnceLock<Value>,
    key: OnceLock<Secret>,
    counted: OnceLock<Counted>,
}

impl Noted {
    pub fn nonce(&self) -> Option<&Value> {
        self.0.nonce.get()
    }

    pub fn echo(&self, nonce: Value) {
        // a request is read once
        let _ = self.0.nonce.set(nonce);
    }

    /// The key that the request's head names.
    pub fn key(&self) -> Option<&Secret> {
        self.0.key.get()
    }

    pub fn shows(&self, key: Secret) {
        let _ = self.0.key.set(key);
    }

    /// How often this licence was asked about.
    pub fn counted(&self) -> Option<&Counted> {
        self.0.counted.get()
    }

    pub fn count(&self, counted: Counted) {
        let _ = self.0.counted.set(counted);
    }
}

impl FromRequestParts<Kontor> for Noted {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &Kontor) -> Result<Self, Fault> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// A body.
pub struct Told {
    fields: Map<String, Value>,
    pub noted: Noted,
}

impl FromRequest<Kontor> for Told {
    type Rejection = Fault;

    async fn from_request(request: Request, kontor: &Kontor) -> Result<Self, Fault> {
        let noted = request.extensions().get::<Noted>().cloned().unwrap_or_default();
        let bytes = Bytes::from_request(request, kontor).await;
        let bytes = bytes.map_err(|no| Fault::of_status(no.into_response().status()))?;
        let invalid = |why: &str| Fault::bad(code::JSON_INVALID, why.to_owned());
        let body = serde_json::from_slice(&bytes).map_err(|_| invalid("The body is no JSON"))?;
        let Value::Object(fields) = body else { return Err(invalid("The body is no object")) };
        if let Some(nonce) = fields.get("nonce").filter(|nonce| !nonce.is_null()) {
            noted.echo(nonce_of(nonce)?);
        }
        Ok(Self { fields, noted })
    }
}

pub fn nonce_of(nonce: &Value) -> Result<Value, Fault> {
    let fits = match nonce {
        Value::Number(_) => true,
        Value::String(text) => text.chars().count() <= LONGEST_NONCE,
        _ => false,
    };
    let detail = "nonce must be a number or a short text";
    if fits { Ok(nonce.clone()) } else { Err(Fault::refused("NONCE_INVALID", detail)) }
}

impl Told {
    /// Nothing beside what stands in the address.
    pub fn nothing(noted: Noted) -> Self {
        Self { fields: Map::new(), noted }
    }

    pub fn raw(&self, name: &str) -> Option<&Value> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// A text that stands there and is not blank; a number counts as what it is written as.
    pub fn text(&self, name: &str) -> Result<Option<String>, Fault> {
        match self.raw(name) {
            None => Ok(None),
            Some(Value::Number(number)) => Ok(Some(number.to_string())),
            Some(Value::String(text)) if fits(text) => {
                Ok(Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned))
            }
            Some(_) => Err(invalid(name, "must be a text of one line")),
        }
    }

    pub fn flag(&self, name: &str) -> Result<Option<bool>, Fault> {
        match self.raw(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(_) => Err(invalid(name, "must be true or false")),
        }
    }

    pub fn texts(&self, name: &str) -> Result<Option<Vec<String>>, Fault> {
        let Some(value) = self.raw(name) else { return Ok(None) };
        let all = value.as_array().filter(|all| all.len() <= 100);
        let all = all.and_then(|all| {
            all.iter()
                .map(|one| one.as_str().filter(|text| fits(text)).map(str::to_owned))
                .collect()
        });
        all.map(Some).ok_or_else(|| invalid(name, "must be a list of texts"))
    }

    /// What has to be there.
    pub fn need(&self, name: &str) -> Result<String, Fault> {
        self.text(name)?.ok_or_else(|| missing(name))
    }
}

fn fits(text: &str) -> bool {
    text.chars().count() <= LONGEST && !text.chars().any(char::is_control)
}

pub fn missing(name: &str) -> Fault {
    Fault::refused_as(format!("{}_MISSING", name.to_uppercase()), format!("{name} is missing"))
}

pub fn invalid(name: &str, why: &str) -> Fault {
    Fault::refused_as(format!("{}_INVALID", name.to_uppercase()), format!("{name} {why}"))
}

impl Fault {
    /// A rule said no about something that is named in the code.
    fn refused_as(code: String, detail: String) -> Self {
        Self::new(axum::http::StatusCode::UNPROCESSABLE_ENTITY, code, detail)
    }
}
