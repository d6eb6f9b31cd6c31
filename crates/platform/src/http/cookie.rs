//! The session cookie: `__Host-` and Secure everywhere but on plain http to this very machine.

use super::RequestInfo;
use crate::config::ServerConfig;
use axum::http::{HeaderMap, HeaderValue, header};

const SECURE_NAME: &str = "__Host-kontor";
/// Only for plain http on localhost, where browsers refuse `Secure`.
const LOCAL_NAME: &str = "kontor-insecure";

fn is_secure(request: &RequestInfo, config: &ServerConfig) -> bool {
    request.secure || super::is_https(config)
}

/// The cookie's value, under the one name that counts for this request.
pub(super) fn session_token(
    headers: &HeaderMap,
    request: &RequestInfo,
    config: &ServerConfig,
) -> Option<String> {
    let name = if is_secure(request, config) { SECURE_NAME } else { LOCAL_NAME };
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| cookie::Cookie::split_parse(line.to_owned()))
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name && cookie.value().len() == 43)
        .map(|cookie| cookie.value().to_owned())
}

/// `Set-Cookie` for a session that begins.
pub fn set_session(request: &RequestInfo, config: &ServerConfig, token: &str) -> HeaderValue {
    line(request, config, token, "")
}

/// `Set-Cookie` for a session that ended.
pub fn clear_session(request: &RequestInfo, config: &ServerConfig) -> HeaderValue {
    line(request, config, "", "; Max-Age=0")
}

fn line(request: &RequestInfo, config: &ServerConfig, token: &str, end: &str) -> HeaderValue {
    let text = if is_secure(request, config) {
        format!("{SECURE_NAME}={token}; Path=/; Secure; HttpOnly; SameSite=Lax{end}")
    } else {
        format!("{LOCAL_NAME}={token}; Path=/; HttpOnly; SameSite=Lax{end}")
    };
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
