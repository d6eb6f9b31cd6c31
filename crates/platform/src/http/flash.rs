//! What an action says on the page that it leads to: a cookie takes it over the redirect, once.

use super::RequestInfo;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// Scripts read it too, where a part of a page changes and no page is drawn.
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
pub(super) fn brought(headers: &HeaderMap, info: &RequestInfo) -> Option<String> {
    let dest = headers.get("sec-fetch-dest").is_none_or(|dest| dest == "document");
    if info.fragment || info.background || !dest {
        return None;
    }
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).map(str::trim);
    let value = pairs.find_map(|pair| pair.strip_prefix(NAME)?.strip_prefix('='))?;
    let text = percent_decode_str(value).decode_utf8().ok()?;
    (!text.is_empty() && value.len() <= LONGEST).then(|| text.into_owned())
}

/// The page has said it: the cookie goes.
pub(super) async fn said(request: Request, next: Next) -> Response {
    let brought = super::gate::info(&request).is_some_and(|info| info.flash.is_some());
    let mut response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    let page = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if brought && page {
        let gone = cookie(&format!("{NAME}=; Path=/; Max-Age=0; SameSite=Strict"));
        response.headers_mut().append(header::SET_COOKIE, gone);
    }
    response
}
