//! Every component in every state, for people who draw views and for screenshots. Only in debug builds.

mod panes;
mod sheet;

use crate::page::{Page, page};
use crate::parts::{Button, Field};
use axum::Router;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use maud::{Markup, html};
use platform::error::{Problem, Refusal};
use platform::{Kontor, Lang, Locale, Visitor};

pub(crate) fn routes() -> Router<Kontor> {
    if !cfg!(debug_assertions) {
        return Router::new();
    }
    Router::new()
        .route("/styleguide", get(async |Visitor(cx): Visitor| sheet::draw(&cx)))
        .route("/styleguide/panes", get(async |Visitor(cx): Visitor| panes::draw(&cx, None)))
        .route("/styleguide/panes/{number}", get(ticket))
        .route("/styleguide/sign-in", get(async |Visitor(cx): Visitor| sign_in(&cx)))
        .route("/styleguide/problem/{status}", get(problem))
}

/// These texts exist only here, so they are no Fluent messages.
fn say<'a>(l: &Locale, de: &'a str, en: &'a str) -> &'a str {
    match l.lang {
        Lang::De => de,
        Lang::En => en,
    }
}

async fn ticket(Visitor(cx): Visitor, Path(number): Path<u32>) -> Markup {
    panes::draw(&cx, Some(number))
}

async fn problem(Path(status): Path<u16>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::NOT_FOUND);
    let mut response = status.into_response();
    let refusals = match status {
        StatusCode::UNPROCESSABLE_ENTITY => {
            vec![Refusal::new("ui-problem-refused-text", "does not fit")]
        }
        _ => Vec::new(),
    };
    response.extensions_mut().insert(Problem { status, refusals, kind: None, kept: Vec::new() });
    response
}

fn sign_in(cx: &platform::Cx) -> Markup {
    let l = &cx.locale;
    let wrong = say(l, "Adresse oder Passwort stimmt nicht.", "Address or password is wrong.");
    let content = html! {
        form.form method="post" action="/styleguide/sign-in" {
            h1 { (l.t("ui-sign-in")) }
            (Field::email("email", "E-Mail").value("maria@kontor.example").attr("autocomplete", "username"))
            (Field::password("password", say(l, "Passwort", "Password"), "current-password").error(Some(wrong.into())))
            (Button::primary(l.t("ui-sign-in")).wide())
        }
    };
    page(cx, Page::plain(l.t("ui-sign-in"), content))
}
