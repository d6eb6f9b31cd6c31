//! Moving in and out: everything as a file, and imports from files and other servers.

use super::export::file_headers;
use super::fields::{Fields, Id, refused};
use super::licence::note_export;
use crate::actions::{self, Account};
use crate::domain::import::{Import, ImportId, Outcome, Refused, file};
use crate::store::import::Asked;
use crate::views::moving::{self as views, PATH, Shown, Typed};
use crate::{export, rights, store};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest as _, Multipart, Request};
use axum::http::{StatusCode, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use futures_util::{StreamExt as _, stream};
use maud::Markup;
use platform::config::ServerConfig;
use platform::http::proof::proven;
use platform::op::OpId;
use platform::{Cx, Error, Kontor, Millis, Result};
use ui::{Toast, flash};

/// Imports on one page, and rows on the page of one.
const PAGE: usize = 50;

pub fn routes() -> Router<Kontor> {
    let keys =
        Router::new().route("/licences/moving/keys", post(with_keys)).route_layer(from_fn(proven));
    Router::new()
        .route("/licences/moving", get(list))
        .route("/licences/moving/export.json", get(without_keys))
        .route("/licences/moving/files", post(upload))
        .route("/licences/moving/accounts", post(from_account))
        .route("/licences/moving/{id}", get(show))
        .route("/licences/moving/{id}/report.csv", get(report))
        .route("/licences/moving/{id}/confirmation", post(confirm))
        .route("/licences/moving/{id}/removal", post(remove))
        .merge(keys)
}

async fn list(cx: Cx) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    draw(&cx, &Typed::new()).await
}

async fn draw(cx: &Cx, typed: &Typed) -> Result<Markup> {
    let asked = Fields::of_query(cx.request.as_ref().map_or("", |request| &request.query));
    let after = match asked.text("after").parse::<ImportId>() {
        Ok(id) => store::import::find(cx.db(), id).await?,
        Err(_) => None,
    };
    let after = after.map(|last| (last.created_at, last.id));
    let mut imports = store::import::page(cx.db(), after, PAGE as u64 + 1).await?;
    let more = imports.len() > PAGE;
    imports.truncate(PAGE);
    Ok(views::list(cx, &imports, more, typed))
}

async fn without_keys(cx: Cx) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    Ok(exported(cx, false))
}

/// With the keys in clear, for whom has just proved who they are.
async fn with_keys(cx: Cx) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    Ok(exported(cx, true))
}

fn exported(cx: Cx, keys: bool) -> Response {
    note_export(&cx, if keys { "licensing:keys" } else { "licensing" });
    let name = format!("kontor-licences-{}.json", cx.now.format("%Y-%m-%d"));
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
    ];
    (headers, Body::from_stream(export::pieces(cx, keys))).into_response()
}

async fn upload(cx: Cx, request: Request) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let form = Multipart::from_request(request, &()).await;
    let sent = read(&cx, form.map_err(|_| Error::from(Refused::FileMissing))?).await?;
    let begun = match sent.file {
        None => Err(Refused::FileMissing.into()),
        Some((name, bytes)) => {
            let l = cx.locale.clone();
            // a large file takes a while
            let read = tokio::task::spawn_blocking(move || file::read(&bytes, &l)).await;
            match read.map_err(anyhow::Error::from)? {
                Ok((origin, given)) => {
                    actions::begin_import(&cx, Some(sent.op), (origin, &name), given).await
                }
                Err(no) => Err(no.into()),
            }
        }
    };
    begun_or_wrong(&cx, begun, Typed::new()).await
}

struct Sent {
    op: OpId,
    file: Option<(String, Bytes)>,
}

async fn read(cx: &Cx, mut form: Multipart) -> Result<Sent> {
    let too_large = || {
        let limit_bytes = cx.kontor.config.section::<ServerConfig>().max_body_bytes;
        Error::TooLarge { limit_bytes }
    };
    let mut sent = Sent { op: OpId::new(), file: None };
    while let Some(part) = form.next_field().await.map_err(|_| too_large())? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.map_err(|_| too_large())?;
        match file {
            // a field that was left empty comes as a nameless file of no bytes
            Some(file) if !file.is_empty() => sent.file = Some((file, bytes)),
            None if name == "op" => {
                let text = String::from_utf8_lossy(&bytes);
                sent.op = text.trim().parse().unwrap_or(sent.op);
            }
            Some(_) | None => {}
        }
    }
    Ok(sent)
}

async fn from_account(cx: Cx, fields: Fields) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let op = fields.text("op").parse().unwrap_or_else(|_| OpId::new());
    let of = |name: &str| fields.text(name).trim().to_owned();
    let from = Account { url: of("url"), account: of("account"), token: of("token") };
    let begun = actions::begin_import_from(&cx, Some(op), &from).await;
    // the token is typed again
    let typed = Typed { op, url: from.url, account: from.account, ..Typed::new() };
    begun_or_wrong(&cx, begun, typed).await
}

async fn begun_or_wrong(cx: &Cx, begun: Result<Import>, typed: Typed) -> Result<Response> {
    match begun {
        Ok(import) => Ok(Redirect::to(&format!("{PATH}/{}", import.id)).into_response()),
        Err(error) => {
            let (status, wrong) = refused(error)?;
            let page = draw(cx, &Typed { wrong, ..typed }).await?;
            Ok((status, page).into_response())
        }
    }
}

async fn show(cx: Cx, Id(id): Id<ImportId>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    drawn(&cx, id, Vec::new()).await
}

async fn drawn(cx: &Cx, id: ImportId, wrong: Vec<platform::Refusal>) -> Result<Markup> {
    let import = store::import::get(cx.db(), id).await?;
    let asked = Fields::of_query(cx.request.as_ref().map_or("", |request| &request.query));
    let outcome = Outcome::of_name(&asked.text("outcome").to_uppercase());
    let after = asked.text("after").parse().unwrap_or(i64::MIN);
    let of = Asked { outcome, after, ..Asked::default() };
    let mut rows = store::import::rows(cx.db(), id, of, PAGE as u64 + 1).await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let lines = rows.into_iter().map(|row| views::Line::of(&cx.kontor, row)).collect();
    Ok(views::show(cx, &Shown { import, lines, outcome, more, wrong }))
}

async fn confirm(cx: Cx, Id(id): Id<ImportId>, fields: Fields) -> Result<Response> {
    let tells = fields.is_on("tells");
    match actions::confirm_import(&cx, id, tells).await {
        Ok(()) => Ok(Redirect::to(&format!("{PATH}/{id}")).into_response()),
        Err(Error::Refused(wrong)) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, drawn(&cx, id, wrong).await?).into_response())
        }
        Err(error) => Err(error),
    }
}

async fn remove(cx: Cx, Id(id): Id<ImportId>) -> Result<Response> {
    actions::remove_import(&cx, id).await?;
    let said = Toast::ok(cx.locale.t("licensing-import-removed"));
    Ok(([flash(&said)], Redirect::to(PATH)).into_response())
}

/// Where a report stands.
struct Walk {
    cx: Cx,
    id: ImportId,
    after: i64,
}

/// What became of every row, as a table.
async fn report(cx: Cx, Id(id): Id<ImportId>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let import = store::import::get(cx.db(), id).await?;
    let at = Millis(cx.now).0.format("%Y-%m-%d");
    let name = format!("kontor-import-{at}-{}.csv", import.id);
    let head = views::report_head();
    let walk = Walk { cx, id, after: i64::MIN };
    let pieces = stream::try_unfold(Some(walk), next);
    let body = stream::once(async { Ok::<_, Error>(head) }).chain(pieces);
    Ok((file_headers(&name), Body::from_stream(body)).into_response())
}

async fn next(walk: Option<Walk>) -> Result<Option<(String, Option<Walk>)>> {
    const LOT: u64 = 500;
    let Some(mut walk) = walk else { return Ok(None) };
    let asked = Asked { after: walk.after, ..Asked::default() };
    let rows = store::import::rows(walk.cx.db(), walk.id, asked, LOT).await?;
    let Some(last) = rows.last() else { return Ok(None) };
    walk.after = last.number;
    let more = rows.len() as u64 == LOT;
    let lines = rows.into_iter().map(|row| views::Line::of(&walk.cx.kontor, row));
    let text = lines.map(|line| views::report_line(&walk.cx.locale, &line)).collect();
    Ok(Some((text, more.then_some(walk))))
}
