//! What is answered here: a flat object, also when something is refused.

use super::super::fault::{Fault, One};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// An answer. It leaves empty, and [`super::around`] writes it, with the time and what was asked to be echoed.
#[derive(Clone, Debug)]
pub struct Said {
    pub status: StatusCode,
    pub fields: Map<String, Value>,
}

impl Said {
    pub fn ok(fields: Value) -> Self {
        Self::with(StatusCode::OK, fields)
    }

    pub fn with(status: StatusCode, fields: Value) -> Self {
        let Value::Object(fields) = fields else { return Self { status, fields: Map::new() } };
        Self { status, fields }
    }

    /// A "no", in words that the programs of this interface know.
    pub fn no(fault: &Fault, word: &str) -> Self {
        let (status, code, detail) = match fault.errors.first() {
            Some(One { code, detail, .. }) => match renamed(code) {
                Some((status, name)) => (status, name, &**detail),
                None => (fault.status, &**code, &**detail),
            },
            None => (fault.status, "INVALID", ""),
        };
        Self::with(status, json!({ word: false, "code": code, "error": detail }))
    }
}

impl IntoResponse for Said {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// How Keygen's codes are called here, and with which status.
fn renamed(code: &str) -> Option<(StatusCode, &'static str)> {
    Some(match code {
        "MACHINE_LIMIT_EXCEEDED" => (StatusCode::CONFLICT, "DEVICE_LIMIT"),
        "FINGERPRINT_TAKEN" | "COMPONENTS_FINGERPRINT_TAKEN" => {
            (StatusCode::CONFLICT, "HARDWARE_TAKEN")
        }
        "DEACTIVATIONS_LIMIT_EXCEEDED" => (StatusCode::CONFLICT, "DEACTIVATIONS_LIMIT_EXCEEDED"),
        "VIRTUAL_MACHINE_NOT_ALLOWED" => (StatusCode::FORBIDDEN, "VIRTUAL_MACHINE_NOT_ALLOWED"),
        "CONTAINER_NOT_ALLOWED" => (StatusCode::FORBIDDEN, "CONTAINER_NOT_ALLOWED"),
        "LICENSE_SUSPENDED" => (StatusCode::FORBIDDEN, "SUSPENDED"),
        "LICENSE_EXPIRED" => (StatusCode::FORBIDDEN, "EXPIRED"),
        "LICENSE_BANNED" => (StatusCode::FORBIDDEN, "BANNED"),
        "RATE_LIMIT_EXCEEDED" => (StatusCode::TOO_MANY_REQUESTS, "RATE_LIMIT"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keygens_codes_are_told_as_the_programs_here_know_them() {
        for (given, status, told) in [
            ("MACHINE_LIMIT_EXCEEDED", 409, "DEVICE_LIMIT"),
            ("LICENSE_EXPIRED", 403, "EXPIRED"),
            ("NAME_INVALID", 422, "NAME_INVALID"),
        ] {
            let said = Said::no(&Fault::refused(given, "because"), "success");
            assert_eq!((said.status.as_u16(), &said.fields["code"]), (status, &json!(told)));
            assert_eq!(
                (&said.fields["success"], &said.fields["error"]),
                (&json!(false), &json!("because"))
            );
        }
    }
}
