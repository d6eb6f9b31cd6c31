//! A vendor's program that asks on the wire.

use crate::world::World;
use axum::body::Body;
use axum::http::Method;
use licensing::actions;
use licensing::domain::token::Bearer;
use licensing::domain::token_draft::Draft;
use platform::testing::Answer;
use sea_orm::prelude::Uuid;
use serde_json::Value;

/// What it comes in with.
pub struct Program<'a> {
    w: &'a World,
    token: String,
}

impl<'a> Program<'a> {
    pub async fn new(w: &'a World, bearer: Bearer, of: Option<Uuid>) -> Self {
        let draft = Draft { name: "Test".into(), ..Draft::of(bearer, of) };
        let (_, secret) = actions::make_token(&w.t.cx(), &draft).await.unwrap();
        Self { w, token: secret.expose().clone() }
    }

    pub async fn admin(w: &'a World) -> Self {
        Self::new(w, Bearer::Admin, None).await
    }

    /// The answer to a request, as status and body.
    pub async fn ask(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        let answer = self.sent(method, path, body).await;
        (answer.status.as_u16(), serde_json::from_str(&answer.body).unwrap_or_default())
    }

    async fn sent(&self, method: Method, path: &str, body: Value) -> Answer {
        let bearer = format!("Bearer {}", self.token);
        let headers =
            [("authorization", bearer.as_str()), ("content-type", "application/vnd.api+json")];
        let body = if body.is_null() { Body::empty() } else { Body::from(body.to_string()) };
        self.w.t.send(method, &format!("/v1{path}"), "", &headers, body).await
    }

    pub async fn get(&self, path: &str) -> (u16, Value) {
        self.ask(Method::GET, path, Value::Null).await
    }

    pub async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.ask(Method::POST, path, body).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> (u16, Value) {
        self.ask(Method::PATCH, path, body).await
    }

    pub async fn delete(&self, path: &str) -> (u16, Value) {
        self.ask(Method::DELETE, path, Value::Null).await
    }
}

/// The codes of an answer's errors, in order.
pub fn codes(answer: &Value) -> Vec<&str> {
    let errors = answer["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    errors.iter().filter_map(|one| one["code"].as_str()).collect()
}

/// The names of the entries of a list.
pub fn names(answer: &Value) -> Vec<&str> {
    let data = answer["data"].as_array().map(Vec::as_slice).unwrap_or_default();
    data.iter().filter_map(|one| one["attributes"]["name"].as_str()).collect()
}
