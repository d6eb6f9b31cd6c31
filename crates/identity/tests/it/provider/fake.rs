//! An identity provider in little: it describes itself, shows its key, and gives for a code what the test says.

use super::super::browser::{APPS, Browser};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::{Engine, engine::general_purpose::STANDARD, engine::general_purpose::URL_SAFE_NO_PAD};
use platform::testing::{Answer, NOW, TestKontor};
use ring::digest::{SHA256, digest};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Map, Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};

pub const CLIENT: &str = "kontor";
pub const SECRET: &str = "ein+geheimnis/mit=zeichen";

/// What the provider knows, and what it was asked.
#[expect(clippy::struct_excessive_bools, reason = "each is a whim by itself")]
pub struct Inside {
    address: String,
    issuer: String,
    key: Vec<u8>,
    pub kid: String,
    codes: HashMap<String, (String, Value)>,
    pub asked: Vec<String>,
    pub down: bool,
    /// Takes questions and never answers.
    pub hangs: bool,
    pub groups: Option<Vec<String>>,
    pub names_itself: bool,
    /// What it says of a person beside the token.
    pub userinfo: Option<Value>,
    pub says_more: bool,
    /// Knows `offline_access`, and gives a refresh token that is good once.
    pub renews: bool,
    /// What a refresh token is good for: what its ID token will say.
    pub grants: HashMap<String, Value>,
    /// Refresh tokens bring no ID token.
    pub keeps_quiet: bool,
}

pub type Shared = Arc<Mutex<Inside>>;

pub struct Fake {
    pub inside: Shared,
    pub address: String,
    port: u16,
}

fn new_key() -> Vec<u8> {
    let made = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new());
    made.unwrap().as_ref().to_vec()
}

impl Inside {
    fn pair(&self) -> EcdsaKeyPair {
        let alg = &ECDSA_P256_SHA256_FIXED_SIGNING;
        EcdsaKeyPair::from_pkcs8(alg, &self.key, &SystemRandom::new()).unwrap()
    }

    fn sign(&self, claims: &Value) -> String {
        let head = json!({ "alg": "ES256", "kid": self.kid });
        let encoded = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let signed = format!("{}.{}", encoded(&head), encoded(claims));
        let signature = self.pair().sign(&SystemRandom::new(), signed.as_bytes()).unwrap();
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }

    /// What a code or a refresh token brings.
    fn given(&mut self, claims: Value) -> Value {
        let mut given = json!({ "access_token": "access", "token_type": "Bearer" });
        if !self.keeps_quiet {
            given["id_token"] = self.sign(&claims).into();
        }
        if self.renews {
            let token = format!("refresh-{}", self.asked.len());
            given["refresh_token"] = token.clone().into();
            self.grants.insert(token, claims);
        }
        given
    }

    /// From now on it signs with another key.
    pub fn rotate(&mut self) {
        self.key = new_key();
        self.kid = format!("{}+", self.kid);
    }
}

impl Fake {
    pub async fn start() -> Self {
        Self::with_issuer(ToOwned::to_owned).await
    }

    /// An issuer below the address, as Microsoft's tenants have.
    pub async fn with_issuer(issuer: impl Fn(&str) -> String) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let address = format!("http://127.0.0.1:{port}");
        let issuer = issuer(&address);
        let path = issuer.strip_prefix(&address).unwrap().to_owned();
        let inside = Arc::new(Mutex::new(Inside {
            address: address.clone(),
            issuer,
            key: new_key(),
            kid: "k1".into(),
            codes: HashMap::new(),
            asked: Vec::new(),
            down: false,
            hangs: false,
            groups: None,
            names_itself: false,
            userinfo: None,
            says_more: false,
            renews: false,
            grants: HashMap::new(),
            keeps_quiet: false,
        }));
        let routes = Router::new()
            .route(&format!("{path}/.well-known/openid-configuration"), get(describe))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .route("/graph/me/getMemberObjects", post(groups))
            .with_state(inside.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { inside, address, port }
    }

    /// A house that trusts this provider under the name `work`.
    pub async fn house(&self, settings: &[(&str, &str)]) -> TestKontor {
        let allow = format!("127.0.0.1/32:{}", self.port);
        let issuer = self.inside.lock().unwrap().issuer.clone();
        let mut all = vec![
            ("sign_in.second_factor", "nobody"),
            ("outbound.allow", allow.as_str()),
            ("oidc.work.client_id", CLIENT),
            ("oidc.work.client_secret", SECRET),
        ];
        if !settings.iter().any(|(key, _)| *key == "oidc.work.tenant") {
            all.push(("oidc.work.issuer", &issuer));
        }
        all.extend_from_slice(settings);
        TestKontor::start_with(&APPS, &all).await
    }

    /// A token as this provider signs it.
    pub fn sign(&self, claims: &Value) -> String {
        self.inside.lock().unwrap().sign(claims)
    }

    pub fn down(&self, down: bool) {
        self.inside.lock().unwrap().down = down;
    }

    /// What a right token says of Anna, with `other` claims put in; null takes one out.
    pub fn claims(&self, other: Value) -> Value {
        let seconds = NOW / 1000;
        let mut all = json!({ "iss": self.inside.lock().unwrap().issuer, "aud": CLIENT, "sub": "anna-1",
            "exp": seconds + 300, "iat": seconds, "auth_time": seconds, "name": "Anna Albers", "email": "anna@kontor.test" });
        let claims = all.as_object_mut().unwrap();
        for (name, value) in other.as_object().unwrap_or(&Map::new()) {
            match value {
                Value::Null => drop(claims.remove(name)),
                value => drop(claims.insert(name.clone(), value.clone())),
            }
        }
        all
    }

    /// The person signs in there: the address with which the browser comes back. `way` is where Kontor sent it.
    pub fn approve(&self, way: &str, claims: Value) -> String {
        let asked: HashMap<String, String> =
            url::Url::parse(way).unwrap().query_pairs().into_owned().collect();
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["client_id"], CLIENT);
        assert_eq!(asked["code_challenge_method"], "S256");
        let mut claims = claims;
        if claims.get("nonce").is_none() {
            claims["nonce"] = asked["nonce"].clone().into();
        }
        let mut inside = self.inside.lock().unwrap();
        let code = format!("code-{}", asked["state"]);
        inside.codes.insert(code.clone(), (asked["code_challenge"].clone(), claims));
        let callback = url::Url::parse(&asked["redirect_uri"]).unwrap();
        format!("{}?code={code}&state={}", callback.path(), asked["state"])
    }

    /// From the button to the page that answers at the end.
    pub async fn sign_in(&self, browser: &mut Browser<'_>, claims: Value) -> Answer {
        let away = browser.get("/auth/work").await;
        assert_eq!(away.status, 303, "{}", away.body);
        let back = self.approve(away.location(), claims);
        browser.get(&back).await
    }
}

type Answered = Result<Json<Value>, (StatusCode, Json<Value>)>;

fn no(word: &str) -> (StatusCode, Json<Value>) {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": word })))
}

fn noted(inside: &Shared, what: &str) -> Result<(), (StatusCode, Json<Value>)> {
    let mut inside = inside.lock().unwrap();
    inside.asked.push(what.to_owned());
    if inside.down { Err((StatusCode::BAD_GATEWAY, Json(json!("away")))) } else { Ok(()) }
}

async fn describe(State(inside): State<Shared>) -> Answered {
    noted(&inside, "description")?;
    let hangs = inside.lock().unwrap().hangs;
    if hangs {
        tokio::time::sleep(std::time::Duration::from_mins(1)).await;
    }
    let inside = inside.lock().unwrap();
    let at = |path: &str| format!("{}/{path}", inside.address);
    let mut all = json!({ "issuer": inside.issuer, "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"), "jwks_uri": at("keys"), "end_session_endpoint": at("logout"),
        "authorization_response_iss_parameter_supported": inside.names_itself });
    if inside.says_more {
        all["userinfo_endpoint"] = at("userinfo").into();
    }
    if inside.renews {
        all["scopes_supported"] = json!(["openid", "offline_access"]);
    }
    Ok(Json(all))
}

async fn keys(State(inside): State<Shared>) -> Answered {
    noted(&inside, "keys")?;
    let inside = inside.lock().unwrap();
    let pair = inside.pair();
    let point = pair.public_key().as_ref();
    let part = |range: std::ops::Range<usize>| URL_SAFE_NO_PAD.encode(&point[range]);
    Ok(Json(json!({ "keys": [{ "kty": "EC", "crv": "P-256", "kid": inside.kid, "use": "sig",
        "x": part(1..33), "y": part(33..65) }] })))
}

/// A code is good once, for whoever knows the secrets of the way and of the client.
async fn token(State(inside): State<Shared>, headers: HeaderMap, body: Bytes) -> Answered {
    noted(&inside, "token")?;
    let form: HashMap<String, String> = serde_urlencoded::from_bytes(&body).unwrap();
    let encoded: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
    let basic = format!("Basic {}", STANDARD.encode(format!("{CLIENT}:{encoded}")));
    let header = headers.get("authorization").and_then(|value| value.to_str().ok());
    if header != Some(&basic) {
        return Err(no("invalid_client"));
    }
    let mut inside = inside.lock().unwrap();
    if form["grant_type"] == "refresh_token" {
        let claims = inside.grants.remove(&form["refresh_token"]);
        return Ok(Json(inside.given(claims.ok_or_else(|| no("invalid_grant"))?)));
    }
    let Some((challenge, claims)) = inside.codes.remove(&form["code"]) else {
        return Err(no("invalid_grant"));
    };
    let own = URL_SAFE_NO_PAD.encode(digest(&SHA256, form["code_verifier"].as_bytes()));
    if own != challenge || form["code_verifier"].len() < 43 {
        return Err(no("invalid_grant"));
    }
    let id_token = inside.sign(&claims);
    let mut claims = claims;
    claims.as_object_mut().unwrap().remove("nonce");
    let mut given = inside.given(claims);
    given["id_token"] = id_token.into();
    Ok(Json(given))
}

async fn userinfo(State(inside): State<Shared>, headers: HeaderMap) -> Answered {
    noted(&inside, "userinfo")?;
    assert_eq!(headers["authorization"], "Bearer access");
    inside.lock().unwrap().userinfo.clone().map(Json).ok_or_else(|| no("invalid_token"))
}

async fn groups(State(inside): State<Shared>, headers: HeaderMap) -> Answered {
    noted(&inside, "groups")?;
    assert_eq!(headers["authorization"], "Bearer access");
    let inside = inside.lock().unwrap();
    match &inside.groups {
        Some(groups) => Ok(Json(json!({ "value": groups }))),
        None => Err((
            StatusCode::FORBIDDEN,
            Json(json!({ "error": { "code": "Authorization_RequestDenied" } })),
        )),
    }
}
