//! What an action says on the page that it leads to: a cookie takes it over the redirect, once.

use super::RequestInfo;
use super::cookie::{host_name, is_secure};
use crate::Kontor;
use crate::config::ServerConfig;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Scripts read it too, where a part of a page changes and no page is drawn. On its way out it gets the prefix that all our
/// cookies have.
const NAME: &str = "kontor-toast";
/// No message is longer; what is, is none of ours.
const LONGEST: usize = 4096;

/// `Set-Cookie` that takes the text along for 20 seconds.
pub fn flash(text: &str) -> HeaderValue {
    let value = utf8_percent_encode(text, NON_ALPHANUMERIC);
    cookie(&format!("{NAME}={value}; Path=/; Max-Age=20; SameSite=Strict"))
}

fn cookie(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or_else(|_| HeaderValue::from_static(""))
}

/// The text that came along, if the answer is a whole page that a person looks at.
pub(super) fn brought(
    headers: &HeaderMap,
    info: &RequestInfo,
    config: &ServerConfig,
) -> Option<String> {
    let dest = headers.get("sec-fetch-dest").is_none_or(|dest| dest == "document");
    if info.fragment || info.background || !dest {
        return None;
    }
    let name = host_name(info, config, NAME);
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).map(str::trim);
    let value = pairs.find_map(|pair| pair.strip_prefix(&name)?.strip_prefix('='))?;
    let text = percent_decode_str(value).decode_utf8().ok()?;
    (!text.is_empty() && value.len() <= LONGEST).then(|| text.into_owned())
}

/// Binds what an action says to this host, as every cookie of ours is; once the page has said it, the cookie goes.
pub(super) async fn said(State(kontor): State<Kontor>, request: Request, next: Next) -> Response {
    let info = super::gate::info(&request).cloned();
    let mut response = next.run(request).await;
    let Some(info) = info else { return response };
    let config = kontor.config.section::<ServerConfig>();
    let kind = response.headers().get(header::CONTENT_TYPE);
    let page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    bind(response.headers_mut(), &info, config);
    if info.flash.is_some() && page {
        let gone = format!("{NAME}=; Path=/; Max-Age=0; SameSite=Strict");
        response.headers_mut().append(header::SET_COOKIE, bound(&gone, &info, config));
    }
    response
}

/// The cookies of `flash` under the name and with the protection that count for this request.
fn bind(headers: &mut HeaderMap, info: &RequestInfo, config: &ServerConfig) {
    let ours = |value: &HeaderValue| {
        value.to_str().is_ok_and(|text| text.strip_prefix(NAME).is_some_and(|t| t.starts_with('=')))
    };
    let all: Vec<HeaderValue> = headers.get_all(header::SET_COOKIE).iter().cloned().collect();
    if !all.iter().any(ours) {
        return;
    }
    headers.remove(header::SET_COOKIE);
    for value in all {
        let text = value.to_str().ok().filter(|_| ours(&value)).map(str::to_owned);
        let value = text.map_or(value, |text| bound(&text, info, config));
        headers.append(header::SET_COOKIE, value);
    }
}

fn bound(text: &str, info: &RequestInfo, config: &ServerConfig) -> HeaderValue {
    let rest = text.strip_prefix(NAME).unwrap_or_default();
    let secure = if is_secure(info, config) { "; Secure" } else { "" };
    cookie(&format!("{}{rest}{secure}", host_name(info, config, NAME)))
}
