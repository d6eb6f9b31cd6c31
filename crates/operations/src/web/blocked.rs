//! Blocked addresses: what is refused, and what may come in again.

use super::PAGE;
use crate::domain::blocked::{Draft, Refused};
use crate::views::blocked::{self as views, Asked, Shown};
use crate::{actions, domain};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use platform::block::{self, BlockId, Filter};
use platform::http::proof::proven;
use platform::{Cx, Error, Kontor, Refusal, Result, rights, users};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    let acts = Router::new()
        .route("/admin/blocked/new", post(add))
        .route("/admin/blocked/{block}/removal", post(remove));
    Router::new().route("/admin/blocked", get(list)).merge(acts.route_layer(from_fn(proven)))
}

fn filter(asked: &Asked) -> Result<Filter> {
    Ok(Filter {
        in_force: domain::in_force(&asked.state)?,
        automatic: domain::automatic(&asked.by)?,
        address: domain::beginning(&asked.q)?,
        before: domain::before(&asked.before)?.map(BlockId),
    })
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Result<Response> {
    draw(&cx, asked, Draft::default(), Vec::new()).await
}

/// The list, with what was entered and what is wrong with it.
async fn draw(cx: &Cx, asked: Asked, draft: Draft, wrong: Vec<Refusal>) -> Result<Response> {
    cx.require(rights::OPERATE)?;
    let filter = filter(&asked)?;
    let mut rows = block::page(cx.db(), &filter, cx.now, PAGE as u64 + 1).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let mut authors: Vec<_> = rows.iter().filter_map(|row| row.author).collect();
    authors.sort();
    authors.dedup();
    let authors = users::with_ids(cx.db(), &authors).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let own = wrong.iter().any(|one| *one == Refusal::from(Refused::Own));
    let shown = Shown { asked, rows, more, authors, draft, own, wrong };
    Ok((status, views::page(cx, &shown)).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct New {
    address: String,
    reason: String,
    length: String,
    confirmed: Option<String>,
}

async fn add(cx: Cx, Form(new): Form<New>) -> Result<Response> {
    cx.require(rights::OPERATE)?;
    let New { address, reason, length, confirmed } = new;
    let draft = Draft { address, reason, length, confirmed: confirmed.is_some() };
    let done = match draft.read(cx.now) {
        Ok(wanted) => actions::block_address(&cx, &wanted).await,
        Err(wrong) => Err(Error::Refused(wrong)),
    };
    match done {
        Ok(()) => Ok(said(&cx, "operations-blocked-done")),
        Err(Error::Refused(wrong)) => draw(&cx, Asked::default(), draft, wrong).await,
        Err(other) => Err(other),
    }
}

async fn remove(cx: Cx, Path(id): Path<String>) -> Result<Response> {
    cx.require(rights::OPERATE)?;
    let id = id.parse().map_err(|_| Error::NotFound)?;
    actions::unblock_address(&cx, id).await?;
    Ok(said(&cx, "operations-blocked-undone"))
}

fn said(cx: &Cx, key: &str) -> Response {
    let toast = ui::Toast::ok(cx.locale.t(key));
    ([ui::flash(&toast)], Redirect::to("/admin/blocked")).into_response()
}
