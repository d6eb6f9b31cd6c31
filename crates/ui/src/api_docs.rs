//! The API for people: the description as a page, where `api.docs` is on.

use crate::page::{Page, page};
use crate::parts::{Table, tag};
use axum::Router;
use axum::routing::get;
use maud::{Markup, html};
use platform::api::{Access, DOCS, DOCUMENT, Endpoint, document};
use platform::{Cx, Error, Kontor, Locale, Result, Visitor};
use serde_json::Value;

pub(crate) fn routes() -> Router<Kontor> {
    Router::new().route("/api/docs", get(show))
}

async fn show(Visitor(cx): Visitor) -> Result<Markup> {
    if !cx.flag(&DOCS) {
        return Err(Error::NotFound);
    }
    let title = cx.locale.t("ui-api");
    let whole = if cx.user.is_some() { Page::sheet } else { Page::plain_wide };
    Ok(page(&cx, whole(title, content(&cx))))
}

fn content(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let said = document(&cx.kontor);
    let scopes = cx.kontor.scopes().map(|scope| {
        html! { th scope="row" { span.mono { (scope.name) } } td { (l.t(scope.label)) } }
    });
    let heads = ["ui-api-scope", "ui-api-meaning"].map(|key| l.t(key));
    html! {
        div.sheet-head { div { h1 { (l.t("ui-api")) } p { (l.t("ui-api-text")) } } }
        p { a href=(DOCUMENT) { (l.t("ui-api-document")) } }
        section.section aria-labelledby="scopes" {
            h2 #scopes { (l.t("ui-api-scopes")) }
            (Table::new(l.t("ui-api-scopes")).columns(heads).rows(scopes))
        }
        section.section aria-labelledby="endpoints" {
            h2 #endpoints { (l.t("ui-api-endpoints")) }
            @for endpoint in cx.kontor.endpoints() { (drawn(l, &endpoint, &said)) }
        }
        section.section aria-labelledby="shapes" {
            h2 #shapes { (l.t("ui-api-shapes")) }
            @for (name, shape) in said["components"]["schemas"].as_object().into_iter().flatten() {
                details { summary { span.mono { (name) } } pre { (pretty(shape)) } }
            }
        }
    }
}

/// One endpoint as it is described.
fn drawn(l: &Locale, endpoint: &Endpoint, said: &Value) -> Markup {
    let method = endpoint.method.as_str().to_ascii_lowercase();
    let said = &said["paths"][endpoint.path][&method];
    html! {
        details {
            summary { span.mono { (endpoint.method) " " (endpoint.path) } " " span.meta { (endpoint.name) } }
            p lang="en" { (endpoint.summary) }
            p { (l.t("ui-api-needs")) " " (needs(l, endpoint.access)) }
            pre { (pretty(said)) }
        }
    }
}

fn needs(l: &Locale, access: Access) -> Markup {
    match access {
        Access::Open => html! { (l.t("ui-api-open")) },
        Access::Any => html! { (l.t("ui-api-any")) },
        Access::SignedIn => html! { (l.t("ui-api-signed-in")) },
        Access::Scope(scope) => tag(scope),
    }
}

fn pretty(value: &Value) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}
