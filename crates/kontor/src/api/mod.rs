//! The API of the whole house, with real keys: who comes in where, what is described, and what programs can do.

mod attachments;
mod directory;
mod matrix;
mod tickets;

use crate::APPS;
use crate::garbage::demo_house;
use axum::body::Body;
use axum::http::Method;
use identity::actions::create_key;
use identity::domain::api_key::Draft;
use platform::testing::{Answer, TestKontor};
use platform::{Lang, Role, User};
use serde_json::Value;

pub struct House {
    pub t: TestKontor,
    pub maria: User,
}

const SETTINGS: [(&str, &str); 1] = [("api.requests_per_minute", "10000")];

impl House {
    pub async fn empty() -> Self {
        let t = TestKontor::start_with(APPS, &SETTINGS).await;
        let maria = t.user("Maria Tester", Role::Admin).await;
        Self { t, maria }
    }

    /// With the demo's customers and tickets.
    pub async fn full() -> Self {
        let t = demo_house(&SETTINGS, Lang::En).await;
        let maria = t.user("Maria Tester", Role::Admin).await;
        Self { t, maria }
    }

    /// The value of `Authorization` for a new key of Maria's.
    pub async fn key(&self, scopes: &[&str]) -> String {
        let draft = Draft {
            name: "Test".into(),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            days: "1".into(),
            networks: String::new(),
        };
        let cx = self.t.cx_of(&self.maria);
        let (_, secret) = create_key(&cx, &draft).await.unwrap();
        format!("Bearer {}", secret.expose())
    }

    pub async fn get(&self, key: &str, path: &str) -> Said {
        self.ask(Method::GET, key, path, &[], &Value::Null).await
    }

    pub async fn post(&self, key: &str, path: &str, body: &Value) -> Said {
        self.ask(Method::POST, key, path, &[], body).await
    }

    /// Sends a file up as a program does.
    pub async fn upload(&self, key: &str, name: &str, bytes: &str) -> Said {
        let body = format!(
            "--x\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
             content-type: text/plain\r\n\r\n{bytes}\r\n--x--\r\n"
        );
        let kind = "multipart/form-data; boundary=x";
        let headers = [("authorization", key), ("content-type", kind)];
        let path = "/api/v1/attachments";
        Said::of(self.t.send(Method::POST, path, "", &headers, Body::from(body)).await)
    }

    pub async fn patch(&self, key: &str, path: &str, version: &str, body: &Value) -> Said {
        self.ask(Method::PATCH, key, path, &[("if-match", version)], body).await
    }

    #[expect(clippy::too_many_arguments, reason = "a request has these parts")]
    pub async fn ask(
        &self,
        method: Method,
        key: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Said {
        let mut all = vec![("authorization", key), ("content-type", "application/json")];
        all.extend(headers);
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        Said::of(self.t.send(method, path, "", &all, body).await)
    }
}

/// An answer, read.
pub struct Said {
    pub status: u16,
    pub json: Value,
    pub answer: Answer,
}

impl Said {
    fn of(answer: Answer) -> Self {
        let json = serde_json::from_str(&answer.body).unwrap_or(Value::Null);
        Self { status: answer.status.as_u16(), json, answer }
    }

    pub fn header(&self, name: &str) -> &str {
        self.answer.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// What it says under this name, when the status is as it should be.
    #[track_caller]
    pub fn at(&self, status: u16, pointer: &str) -> Value {
        assert_eq!(self.status, status, "{}", self.answer.body);
        self.json.pointer(pointer).unwrap_or_else(|| panic!("{pointer}: {}", self.json)).clone()
    }

    /// The fields that were refused.
    #[track_caller]
    pub fn refused(&self) -> Vec<&str> {
        assert_eq!(self.status, 422, "{}", self.answer.body);
        let errors = self.json["errors"].as_array().unwrap();
        errors.iter().filter_map(|error| error["field"].as_str()).collect()
    }
}
