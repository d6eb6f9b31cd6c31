//! The switches of the house.

use crate::actions;
use crate::views::switch::{self as views, Shown};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use platform::http::proof::proven;
use platform::switch::{self, Wanted};
use platform::{Cx, Error, Kontor, Refusal, Result, rights, users};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    let acts = Router::new().route("/admin/switches/{switch}", post(turn));
    Router::new().route("/admin/switches", get(show)).merge(acts.route_layer(from_fn(proven)))
}

async fn show(cx: Cx) -> Result<Response> {
    draw(&cx, Wanted::default(), Vec::new()).await
}

async fn draw(cx: &Cx, draft: Wanted, wrong: Vec<Refusal>) -> Result<Response> {
    cx.require(rights::OPERATE)?;
    let switches = switch::all(&cx.kontor);
    let turned = switches.iter().filter_map(|switch| switch.turned.as_ref()?.author);
    let mut authors: Vec<_> = turned.collect();
    authors.sort();
    authors.dedup();
    let authors = users::with_ids(cx.db(), &authors).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok((status, views::page(cx, &Shown { switches, authors, draft, wrong })).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Turn {
    /// `on` or `off`.
    to: String,
    text_de: String,
    text_en: String,
}

async fn turn(cx: Cx, Path(name): Path<String>, Form(form): Form<Turn>) -> Result<Response> {
    cx.require(rights::OPERATE)?;
    let on = match form.to.as_str() {
        "on" => true,
        "off" => false,
        _ => return Err(Error::NotFound),
    };
    let wanted = Wanted { on, text_de: form.text_de, text_en: form.text_en };
    match actions::turn_switch(&cx, &name, wanted.clone()).await {
        Ok(_) => {
            let said = if on { "operations-switch-is-on" } else { "operations-switch-is-off" };
            let toast = ui::Toast::ok(cx.locale.t(said));
            Ok(([ui::flash(&toast)], Redirect::to("/admin/switches")).into_response())
        }
        Err(Error::Refused(wrong)) => draw(&cx, wanted, wrong).await,
        Err(other) => Err(other),
    }
}
