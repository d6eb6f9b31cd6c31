//! Cookies of this host alone: `__Host-` and Secure everywhere but on plain http to this very machine.

use super::RequestInfo;
use crate::config::ServerConfig;
use axum::http::{HeaderMap, HeaderValue, header};

/// The session's own cookie; `host_name` makes the full name.
const SESSION: &str = "kontor";

pub(super) fn is_secure(request: &RequestInfo, config: &ServerConfig) -> bool {
    request.secure || super::is_https(config)
}

/// Whether a session may live on this request: over TLS, or by plain http inside this very machine. Elsewhere everyone
/// on the way could take its cookie, so none is given and none is taken.
pub fn may_carry_session(request: &RequestInfo, config: &ServerConfig) -> bool {
    is_secure(request, config) || request.local
}

/// `__Host-x` over TLS; `x-insecure` only for plain http on localhost, where browsers refuse `Secure`.
pub(super) fn host_name(request: &RequestInfo, config: &ServerConfig, name: &str) -> String {
    if is_secure(request, config) { format!("__Host-{name}") } else { format!("{name}-insecure") }
}

/// The cookie's value, under the one name that counts for this request.
pub(super) fn session_token(
    headers: &HeaderMap,
    request: &RequestInfo,
    config: &ServerConfig,
) -> Option<String> {
    let token = host_cookie(headers, request, config, SESSION)?;
    (token.len() == 43 && may_carry_session(request, config)).then_some(token)
}

/// The value of a cookie that `set_host_cookie` set.
pub fn host_cookie(
    headers: &HeaderMap,
    request: &RequestInfo,
    config: &ServerConfig,
    name: &str,
) -> Option<String> {
    let name = host_name(request, config, name);
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|line| cookie::Cookie::split_parse(line.to_owned()))
        .filter_map(Result::ok)
        .find(|cookie| cookie.name() == name)
        .map(|cookie| cookie.value().to_owned())
}

/// `Set-Cookie` for a session that begins.
pub fn set_session(request: &RequestInfo, config: &ServerConfig, token: &str) -> HeaderValue {
    set_host_cookie(request, config, (SESSION, token), None)
}

/// `Set-Cookie` for a session that ended.
pub fn clear_session(request: &RequestInfo, config: &ServerConfig) -> HeaderValue {
    set_host_cookie(request, config, (SESSION, ""), Some(0))
}

/// `Set-Cookie` for this host alone, which no script reads. Without an age it ends with the browser.
pub fn set_host_cookie(
    request: &RequestInfo,
    config: &ServerConfig,
    (name, value): (&str, &str),
    max_age_seconds: Option<u32>,
) -> HeaderValue {
    let name = host_name(request, config, name);
    let secure = if is_secure(request, config) { " Secure;" } else { "" };
    let age = max_age_seconds.map(|age| format!("; Max-Age={age}")).unwrap_or_default();
    let text = format!("{name}={value}; Path=/;{secure} HttpOnly; SameSite=Lax{age}");
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
