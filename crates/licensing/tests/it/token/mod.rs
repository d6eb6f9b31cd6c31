//! Programs come in with keys and tokens, and reach what is theirs.

mod caps;
mod credential;
mod made;
mod reach;

use crate::world::World;
use axum::body::Body;
use axum::http::{Method, Request};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use licensing::domain::environment::{Environment, EnvironmentId};
use licensing::domain::licence::Licence;
use licensing::domain::metadata::Metadata;
use licensing::domain::policy::Settings;
use licensing::domain::product::{Product, ProductId};
use licensing::domain::strategy::{Authentication, Isolation};
use licensing::domain::token::{Bearer, Token};
use licensing::domain::token_draft::Draft;
use licensing::domain::user::{LicenceUserId, Standing, User};
use licensing::{actions, store};
use platform::http::Peer;
use platform::keys::Aad;
use platform::testing::Answer;
use sea_orm::prelude::Uuid;
use serde_json::{Value, json};

pub const KEY: &str = "C1B6DE-39A6E3-DE1529-8559A0-4AF593-V3";

/// A request of a program at 203.0.113.7.
pub async fn call(
    w: &World,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Answer {
    from(w, "203.0.113.7", method, path, headers, body).await
}

#[expect(clippy::too_many_arguments, reason = "a request has these parts")]
pub async fn from(
    w: &World,
    ip: &str,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: &Value,
) -> Answer {
    let mut request =
        Request::builder().method(method).uri(path).header("host", "licences.example");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = if body.is_null() { String::new() } else { body.to_string() };
    let mut request = request.body(Body::from(body)).unwrap();
    request.extensions_mut().insert(Peer(Some(ip.parse().unwrap())));
    w.t.answer(request).await
}

pub async fn get(w: &World, authorization: &str, path: &str) -> Answer {
    call(w, Method::GET, path, &[("authorization", authorization)], &Value::Null).await
}

pub async fn post(w: &World, token: &str, path: &str, attributes: Value) -> Answer {
    let authorization = format!("Bearer {token}");
    let body = json!({ "data": { "type": "tokens", "attributes": attributes } });
    call(w, Method::POST, path, &[("authorization", &authorization)], &body).await
}

pub fn body(answer: &Answer) -> Value {
    serde_json::from_str(&answer.body)
        .unwrap_or_else(|_| panic!("{}: {}", answer.status, answer.body))
}

/// The status, and the code of the first error.
pub fn refusal(answer: &Answer) -> (u16, String) {
    let code = body(answer)["errors"][0]["code"].as_str().unwrap_or_default().to_owned();
    (answer.status.as_u16(), code)
}

pub fn basic(pair: &str) -> String {
    format!("Basic {}", STANDARD.encode(pair))
}

pub async fn token(w: &World, bearer: Bearer, of: Option<Uuid>) -> (Token, String) {
    let draft = Draft { name: "Build server".into(), ..Draft::of(bearer, of) };
    made(w, &draft).await
}

pub async fn made(w: &World, draft: &Draft) -> (Token, String) {
    let (token, secret) = actions::make_token(&w.t.cx(), draft).await.unwrap();
    (token, secret.expose().clone())
}

/// A licence that its own programs come in to by its key, `KEY`, and by tokens.
pub async fn open_licence(w: &World) -> Licence {
    let settings =
        Settings { authentication_strategy: Authentication::Mixed, ..Settings::default() };
    let licence = w.licence(&w.policy(settings).await).await;
    keyed(w, licence, KEY).await
}

/// The same licence with this key.
pub async fn keyed(w: &World, mut licence: Licence, key: &str) -> Licence {
    let place = Aad::new("licences", "key", &licence.id);
    licence.key = w.t.kontor.keys.seal(&place, key.as_bytes()).unwrap();
    licence.key_hash = hex::encode(w.t.kontor.keys.mac("licensing.key", key.as_bytes()));
    save(w, licence).await
}

pub async fn save(w: &World, mut licence: Licence) -> Licence {
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::licence::save(&tx, &mut licence).await.unwrap();
    tx.commit().await.unwrap();
    licence
}

pub async fn other_product(w: &World) -> Product {
    let product = Product {
        id: ProductId::new(),
        name: "Other".into(),
        name_key: "other".into(),
        code: None,
        ..w.product.clone()
    };
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::product::insert(&tx, &product).await.unwrap();
    tx.commit().await.unwrap();
    product
}

pub async fn user(w: &World, email: &str) -> User {
    let now = w.product.created_at;
    let user = User {
        id: LicenceUserId::new(),
        environment: None,
        group: None,
        email: email.into(),
        email_key: email.into(),
        first_name: "Ada".into(),
        last_name: "Byron".into(),
        standing: Standing::Active,
        metadata: Metadata::default(),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::user::insert(&tx, &user).await.unwrap();
    tx.commit().await.unwrap();
    user
}

pub async fn environment(w: &World, code: &str, isolation: Isolation) -> Environment {
    let now = w.product.created_at;
    let environment = Environment {
        id: EnvironmentId::new(),
        code: code.into(),
        name: code.into(),
        isolation,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::environment::insert(&tx, &environment).await.unwrap();
    tx.commit().await.unwrap();
    environment
}
