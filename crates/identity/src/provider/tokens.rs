//! The code that a person brought, changed for tokens (RFC 6749 §4.1.3, RFC 7636), and what goes on from there (§6).

use super::ask::{Failed, ask};
use super::{Discovery, Provider};
use crate::config::ClientAuth;
use axum::http::{HeaderValue, header};
use base64::{Engine, engine::general_purpose::STANDARD};
use platform::Cx;
use platform::outbound::Request;
use serde::Deserialize;
use serde_json::{Map, Value};

/// What a provider gives for a code, or for a refresh token.
#[derive(Default, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_field_names, reason = "the names of RFC 6749 §5.1")]
pub struct Tokens {
    /// Always there for a code; for a refresh token where the provider gives one (OIDC Core §12.2).
    pub id_token: String,
    pub access_token: String,
    /// Where `offline_access` was granted. A new one takes the place of the one that was shown.
    pub refresh_token: Option<String>,
}

pub async fn tokens(
    cx: &Cx,
    provider: &Provider<'_>,
    discovery: &Discovery,
    (code, verifier): (&str, &str),
) -> Result<Tokens, Failed> {
    let callback = provider.callback(cx);
    let form = vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", callback.as_str()),
        ("code_verifier", verifier),
    ];
    let given: Tokens = ask_for(cx, provider, discovery, form).await?;
    if given.id_token.is_empty() {
        return Err(Failed::Strange("there is no ID token in it".to_owned()));
    }
    Ok(given)
}

/// The same for a refresh token (RFC 6749 §6).
pub async fn refreshed(
    cx: &Cx,
    provider: &Provider<'_>,
    discovery: &Discovery,
    token: &str,
) -> Result<Tokens, Failed> {
    let form = vec![("grant_type", "refresh_token"), ("refresh_token", token)];
    ask_for(cx, provider, discovery, form).await
}

async fn ask_for(
    cx: &Cx,
    provider: &Provider<'_>,
    discovery: &Discovery,
    mut form: Vec<(&str, &str)>,
) -> Result<Tokens, Failed> {
    let secret = provider.config.client_secret.as_ref().map(|secret| secret.expose().as_str());
    let mut header = None;
    match (secret, way(provider, discovery)) {
        (Some(secret), ClientAuth::Basic) => header = Some(basic(provider.client(), secret)),
        (secret, _) => {
            form.push(("client_id", provider.client()));
            form.extend(secret.map(|secret| ("client_secret", secret)));
        }
    }
    let body = serde_urlencoded::to_string(form).map_err(|e| Failed::Strange(e.to_string()))?;
    let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
    let mut request = Request::post(discovery.token_endpoint.as_str(), body)
        .header(header::CONTENT_TYPE, kind)
        .header(header::ACCEPT, HeaderValue::from_static("application/json"));
    if let Some(value) = header.and_then(|text| HeaderValue::from_str(&text).ok()) {
        request = request.header(header::AUTHORIZATION, value);
    }
    ask(cx, request).await
}

/// What the provider says of the person beside the ID token (OIDC Core §5.3).
pub async fn userinfo(cx: &Cx, address: &str, token: &str) -> Result<Map<String, Value>, Failed> {
    let bearer = HeaderValue::from_str(&format!("Bearer {token}"));
    let bearer = bearer.map_err(|cause| Failed::Strange(cause.to_string()))?;
    let request = Request::get(address)
        .header(header::ACCEPT, HeaderValue::from_static("application/json"))
        .header(header::AUTHORIZATION, bearer);
    ask(cx, request).await
}

/// As the settings say; else what the provider takes, and without a word of it what is usual (Discovery §3).
fn way(provider: &Provider<'_>, discovery: &Discovery) -> ClientAuth {
    let takes = &discovery.token_endpoint_auth_methods_supported;
    let names = |name: &str| takes.iter().any(|one| one == name);
    provider.config.client_auth.unwrap_or({
        if names("client_secret_post") && !names("client_secret_basic") {
            ClientAuth::Post
        } else {
            ClientAuth::Basic
        }
    })
}

/// Both parts are encoded as in a form before they are joined (RFC 6749 §2.3.1).
fn basic(client: &str, secret: &str) -> String {
    let encoded =
        |text: &str| -> String { url::form_urlencoded::byte_serialize(text.as_bytes()).collect() };
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(client), encoded(secret))))
}
