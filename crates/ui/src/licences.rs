//! Whose work Kontor stands on: the crates and packages in the binary, made into lists when it was built.

use crate::assets;
use crate::page::{Page, page};
use crate::parts::{Button, Field, Table, empty};
use axum::Router;
use axum::extract::Query;
use axum::http::header;
use axum::response::IntoResponse;
use axum::routing::get;
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use platform::{Cx, Kontor, Visitor};
use serde::Deserialize;

/// Name, version and licence.
type Part = (&'static str, &'static str, &'static str);

const CRATES: &[Part] = include!(concat!(env!("OUT_DIR"), "/crates.rs"));
const PACKAGES: &[Part] = include!(concat!(env!("OUT_DIR"), "/packages.rs"));
/// The licence texts of all crates, each once.
const CRATE_TEXTS: &str = include_str!(concat!(env!("OUT_DIR"), "/RUST_CRATES.txt"));

const AT: &str = "/help/licences";
const PER_PAGE: usize = 100;

pub(crate) fn routes() -> Router<Kontor> {
    let plain = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    Router::new()
        .route(AT, get(list))
        .route("/help/licences/server", get(async move || (plain, CRATE_TEXTS).into_response()))
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Asked {
    q: String,
    from: usize,
}

async fn list(Visitor(cx): Visitor, Query(asked): Query<Asked>) -> Markup {
    let title = cx.locale.t("ui-licences");
    let content = content(&cx, &asked);
    let whole = if cx.user.is_some() { Page::sheet } else { Page::plain_wide };
    page(&cx, whole(title, content))
}

fn content(cx: &Cx, asked: &Asked) -> Markup {
    let l = &cx.locale;
    let found = find(&asked.q);
    let shown: Vec<_> = found.iter().skip(asked.from).take(PER_PAGE).collect();
    let rows = shown.iter().map(|(name, version, licence)| {
        html! { th scope="row" { (name) } td.mono { (version) } td data-label=(l.t("ui-licences-licence")) { (licence) } }
    });
    let heads = ["ui-licences-part", "ui-licences-version", "ui-licences-licence"];
    let q = utf8_percent_encode(&asked.q, NON_ALPHANUMERIC);
    let next = asked.from.saturating_add(PER_PAGE);
    html! {
        div.sheet-head {
            div {
                h1 { (l.t("ui-licences")) }
                p { (l.ta("ui-licences-intro", &[("n", (CRATES.len() + PACKAGES.len()).into())])) }
            }
        }
        div.stack {
            div.line.spread {
                form.search-wide method="get" action=(AT) role="search" {
                    (Field::input("search", "q", l.t("ui-licences-search")).value(&asked.q).hide_label()
                        .placeholder(l.t("ui-licences-search")))
                }
                div.buttons {
                    (Button::quiet(l.t("ui-licences-texts-server")).icon("file-text").href("/help/licences/server"))
                    (Button::quiet(l.t("ui-licences-texts-browser")).icon("file-text").href(assets::path(assets::THIRD_PARTY)))
                }
            }
            @if shown.is_empty() { (empty("search", &l.t("ui-licences-none"), None, None)) }
            @else { (Table::new(l.t("ui-licences")).columns(heads.map(|key| l.t(key))).rows(rows).cards()) }
            @if found.len() > next {
                div.pager { (Button::new(l.t("ui-more")).href(format!("{AT}?q={q}&from={next}"))) }
            }
        }
    }
}

/// The parts whose name or licence holds every word of the search.
fn find(q: &str) -> Vec<Part> {
    let q = q.to_lowercase();
    let holds = |(name, _, licence): &&Part| {
        let text = format!("{name} {licence}").to_lowercase();
        q.split_whitespace().all(|word| text.contains(word))
    };
    PACKAGES.iter().chain(CRATES).filter(holds).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_has_a_licence_and_the_known_ones_are_there() {
        for (name, version, licence) in CRATES.iter().chain(PACKAGES) {
            assert!(!version.is_empty() && licence.len() > 2, "{name} has no licence");
        }
        for name in ["axum", "sea-orm", "tokio", "maud", "htmx.org", "lucide-static"] {
            assert_eq!(find(name).iter().filter(|part| part.0 == name).count(), 1, "{name}");
        }
        assert!(!CRATES.iter().any(|part| part.0 == "kontor" || part.0 == "helpdesk"), "our own");
        assert!(!find("apache mit").is_empty() && find("no such part").is_empty());
    }

    #[test]
    fn the_texts_hold_each_copyright_line_and_repeat_nothing() {
        assert!(CRATE_TEXTS.contains("Tokio Contributors"), "of tokio");
        let apache =
            CRATE_TEXTS.matches("TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION");
        assert!(apache.count() < 80, "the same text again and again");
        assert!(CRATE_TEXTS.len() < 2_000_000, "{} bytes", CRATE_TEXTS.len());
    }
}
