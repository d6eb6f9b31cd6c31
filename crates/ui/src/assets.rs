//! What the browser loads: bundled at build time, embedded, named by content, and therefore cached for ever.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use platform::Kontor;
use rust_embed::RustEmbed;

pub const JS: &str = env!("KONTOR_UI_JS");
pub const CSS: &str = env!("KONTOR_UI_CSS");
pub const ICONS: &str = env!("KONTOR_UI_ICONS");
pub const FAVICON: &str = env!("KONTOR_UI_FAVICON");
/// The letters of Western Europe: loaded on every page, so told to the browser early.
pub const FONT: &str = env!("KONTOR_UI_FONT");
pub(crate) const THIRD_PARTY: &str = env!("KONTOR_UI_THIRD_PARTY");

#[derive(RustEmbed)]
#[folder = "$KONTOR_UI_DIR"]
struct Dist;

/// The address of an embedded file, such as `path(assets::ICONS)`.
pub fn path(file: &str) -> String {
    format!("/a/{file}")
}

pub(crate) fn routes() -> Router<Kontor> {
    Router::new().route("/a/{file}", get(file))
}

async fn file(Path(name): Path<String>, headers: HeaderMap) -> Response {
    let (_, ending) = name.rsplit_once('.').unwrap_or_default();
    if matches!(ending, "gz" | "json") {
        return StatusCode::NOT_FOUND.into_response();
    }
    answer(&name, &headers)
}

/// The file, in its compressed form where the browser takes it.
fn answer(name: &str, headers: &HeaderMap) -> Response {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let packed = accepted
        .is_some_and(|accepted| accepted.contains("gzip"))
        .then(|| Dist::get(&format!("{name}.gz")))
        .flatten();
    let is_packed = packed.is_some();
    let Some(found) = packed.or_else(|| Dist::get(name)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let mut response = found.data.into_response();
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static(content_type(name));
    headers.insert(header::CONTENT_TYPE, kind);
    let forever = HeaderValue::from_static("public, max-age=31536000, immutable");
    headers.insert(header::CACHE_CONTROL, forever);
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if is_packed {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    response
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(name: &str) -> usize {
        let packed = Dist::get(&format!("{name}.gz"));
        packed.or_else(|| Dist::get(name)).expect("the build made it").data.len()
    }

    #[test]
    fn the_first_page_loads_at_most_130_kilobytes() {
        let (js, css) = (sent(JS), sent(CSS));
        assert!(js <= 30_000, "app.js is {js} bytes compressed");
        assert!(css <= 18_000, "app.css is {css} bytes compressed");
        let mono = Dist::iter().find(|name| name.starts_with("ibm-plex-mono-latin-400"));
        let all = [JS, CSS, ICONS, FAVICON, FONT].map(sent).iter().sum::<usize>();
        let all = all + sent(&mono.expect("the build made it"));
        // the page itself is about 6 kB
        assert!(all <= 124_000, "the first page loads {all} bytes and itself");
    }

    #[test]
    fn nothing_that_is_loaded_names_a_foreign_host() {
        for name in [JS, CSS] {
            let data = Dist::get(name).expect("the build made it").data;
            let text = String::from_utf8_lossy(&data).replace("http://www.w3.org/", "");
            let foreign = text.find("https://").or_else(|| text.find("http://"));
            assert_eq!(foreign.map(|at| text[at..].chars().take(60).collect::<String>()), None);
        }
    }

    #[test]
    fn a_file_is_compressed_only_for_who_takes_it() {
        let mut headers = HeaderMap::new();
        assert!(answer(CSS, &headers).headers().get(header::CONTENT_ENCODING).is_none());
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("gzip, br"));
        assert_eq!(answer(CSS, &headers).headers()[header::CONTENT_ENCODING], "gzip");
        assert!(answer(FONT, &headers).headers().get(header::CONTENT_ENCODING).is_none());
        assert_eq!(answer("../Cargo.toml", &headers).status(), StatusCode::NOT_FOUND);
    }
}
