//! The queues: what waits, what runs, and what a person must decide.

use super::{PAGE, only};
use crate::views::queues::{self as views, Asked, Shown};
use crate::{actions, domain};
use axum::Router;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;
use platform::job::{self, Filter};
use platform::{Cx, Error, Kontor, Result, rights};
use uuid::Uuid;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/admin/queues", get(list))
        .route("/admin/queues/{job}", get(show))
        .route("/admin/queues/{job}/repetition", post(repeat))
        .route("/admin/queues/{job}/removal", post(discard))
}

fn filter(asked: &Asked) -> Result<Filter> {
    Ok(Filter {
        state: domain::state(&asked.state)?,
        name: domain::word("name", &asked.name)?,
        before: domain::before(&asked.before)?,
    })
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Result<Markup> {
    cx.require(rights::OPERATE)?;
    let filter = filter(&asked)?;
    let mut rows = job::page(cx.db(), &filter, PAGE as u64 + 1).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let counts = job::counts(cx.db()).await?;
    let shown = Shown { asked, counts, rows, more };
    if only(&cx, "queues") {
        return Ok(views::live_part(&cx, &shown));
    }
    Ok(views::page(&cx, &shown))
}

fn id(text: &str) -> Result<Uuid> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(cx: Cx, Path(path): Path<String>) -> Result<Markup> {
    cx.require(rights::OPERATE)?;
    let row = job::find(cx.db(), id(&path)?).await?;
    Ok(views::job(&cx, &row))
}

async fn repeat(cx: Cx, Path(path): Path<String>) -> Result<Response> {
    actions::repeat_job(&cx, id(&path)?).await?;
    Ok(done(&cx, "operations-job-repeated"))
}

async fn discard(cx: Cx, Path(path): Path<String>) -> Result<Response> {
    actions::discard_job(&cx, id(&path)?).await?;
    Ok(done(&cx, "operations-job-discarded"))
}

fn done(cx: &Cx, said: &str) -> Response {
    let toast = ui::Toast::ok(cx.locale.t(said));
    ([ui::flash(&toast)], Redirect::to("/admin/queues")).into_response()
}
