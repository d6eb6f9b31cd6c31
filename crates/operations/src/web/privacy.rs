//! Personal data: finding people, archives, erasure, holds, rules of retention, and the record of processing.

use crate::domain::export::ExportId;
use crate::views::privacy::retention::Looked;
use crate::views::privacy::subject::{Entered, Seen};
use crate::views::privacy::{self as views, BASE, Found, subject_path};
use crate::{actions, store};
use axum::Router;
use axum::extract::{Form, Path, Query};
use axum::http::{StatusCode, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use maud::Markup;
use platform::http::proof::proven;
use platform::privacy::hold;
use platform::{Cx, Error, Kontor, Refusal, Result, privacy, rights};
use serde::Deserialize;
use ui::{Toast, flash};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route(BASE, get(list))
        .route("/admin/privacy/retention", get(retention))
        .route("/admin/privacy/retention/{rule}/application", post(apply))
        .route("/admin/privacy/record", get(record))
        .route("/admin/privacy/subjects/{object}", get(show))
        .route("/admin/privacy/subjects/{object}/exports", post(export))
        .route("/admin/privacy/subjects/{object}/erasure", post(erase))
        .route("/admin/privacy/subjects/{object}/hold", post(put_hold))
        .route("/admin/privacy/subjects/{object}/hold/removal", post(lift_hold))
        .route("/admin/privacy/exports/{export}/download", post(download))
        .route("/account/data", get(own).post(export_own))
        .route("/account/data/{export}/download", post(download))
        .route_layer(from_fn(proven))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Asked {
    q: String,
    letters: String,
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Result<Markup> {
    cx.require(rights::PRIVACY)?;
    let mut candidates = Vec::new();
    if !asked.q.trim().is_empty() {
        for privacy in &cx.kontor.privacy {
            candidates.extend((privacy.find)(cx.clone(), asked.q.clone()).await?);
        }
    }
    let mut holds = Vec::new();
    for one in hold::all(cx.db()).await?.into_iter().take(50) {
        let found = privacy::subject(&cx, &one.object).await?;
        let name = found.map_or_else(|| one.object.clone(), |subject| subject.name);
        holds.push((one, name));
    }
    let erasures = store::erasure::newest(cx.db()).await?;
    let erasures = actions::as_they_stand(&cx, erasures).await?;
    Ok(views::list(&cx, &Found { query: asked.q, candidates, holds, erasures }))
}

async fn seen(cx: &Cx, object: &str, letters: bool) -> Result<Seen> {
    cx.require(rights::PRIVACY)?;
    let subject = actions::subject_of(cx, object, letters).await?;
    let objects = subject.objects();
    let exports = store::export::of_objects(cx.db(), &objects, None).await?;
    let ids: Vec<ExportId> = exports.iter().map(|export| export.id).collect();
    let erasures = store::erasure::open(cx.db(), &objects).await?;
    Ok(Seen {
        object: object.to_owned(),
        letters,
        fates: actions::preview_erasure(cx, &subject).await?,
        hold: hold::on(cx, &subject).await?,
        files: store::export::files(cx.db(), &ids).await?,
        erasures: actions::as_they_stand(cx, erasures).await?,
        exports,
        subject,
    })
}

async fn show(cx: Cx, Path(object): Path<String>, Query(asked): Query<Asked>) -> Result<Markup> {
    let seen = seen(&cx, &object, asked.letters == "yes").await?;
    Ok(views::subject::page(&cx, &seen, &Entered::default(), &[]))
}

fn done(cx: &Cx, to: &str, key: &str) -> Response {
    ([flash(&Toast::ok(cx.locale.t(key)))], Redirect::to(to)).into_response()
}

/// The page again, with what was wrong.
fn again(cx: &Cx, seen: Result<Seen>, entered: &Entered, error: Error) -> Result<Response> {
    let Error::Refused(wrong) = error else { return Err(error) };
    let page = views::subject::page(cx, &seen?, entered, &wrong);
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

async fn export(cx: Cx, Path(object): Path<String>) -> Result<Response> {
    match actions::ask_export(&cx, &object, false).await {
        Ok(_) => Ok(done(&cx, &subject_path(&object), "operations-export-begun")),
        Err(error) => again(&cx, seen(&cx, &object, false).await, &Entered::default(), error),
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Confirmed {
    confirm: String,
    letters: String,
}

async fn erase(
    cx: Cx,
    Path(object): Path<String>,
    Form(form): Form<Confirmed>,
) -> Result<Response> {
    let letters = form.letters == "yes";
    match actions::ask_erasure(&cx, &object, &form.confirm, letters).await {
        Ok(_) => Ok(done(&cx, BASE, "operations-erase-begun")),
        Err(error) => {
            let entered = Entered { confirm: form.confirm, ..Entered::default() };
            again(&cx, seen(&cx, &object, letters).await, &entered, error)
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Reason {
    reason: String,
}

async fn put_hold(
    cx: Cx,
    Path(object): Path<String>,
    Form(form): Form<Reason>,
) -> Result<Response> {
    match actions::put_hold(&cx, &object, &form.reason).await {
        Ok(()) => Ok(done(&cx, &subject_path(&object), "operations-hold-done")),
        Err(error) => {
            let entered = Entered { reason: form.reason, ..Entered::default() };
            again(&cx, seen(&cx, &object, false).await, &entered, error)
        }
    }
}

async fn lift_hold(cx: Cx, Path(object): Path<String>) -> Result<Response> {
    actions::lift_hold(&cx, &object).await?;
    Ok(done(&cx, &subject_path(&object), "operations-hold-lifted"))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    number: String,
}

/// A zip file of an archive; nobody's page keeps it.
async fn download(
    cx: Cx,
    Path(export): Path<String>,
    Form(form): Form<Wanted>,
) -> Result<Response> {
    let id: ExportId = export.parse().map_err(|_| Error::NotFound)?;
    let number = form.number.parse().map_err(|_| Error::NotFound)?;
    let bytes = actions::download_export(&cx, id, number).await?;
    let name = format!("kontor-data-{}-{number}.zip", cx.now.format("%Y-%m-%d"));
    let headers = [
        (header::CONTENT_TYPE, "application/zip".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

async fn retention(cx: Cx) -> Result<Markup> {
    cx.require(rights::PRIVACY)?;
    let mut looked = Vec::new();
    for rule in actions::rules(&cx) {
        let due = match (rule.before)(&cx) {
            Some(before) => Some((before, (rule.look)(cx.clone(), before).await?)),
            None => None,
        };
        looked.push(Looked { rule, due });
    }
    Ok(views::retention::page(&cx, &looked))
}

async fn apply(cx: Cx, Path(rule): Path<String>) -> Result<Response> {
    actions::ask_to_apply(&cx, &rule).await?;
    Ok(done(&cx, "/admin/privacy/retention", "operations-retention-begun"))
}

async fn record(cx: Cx) -> Result<Markup> {
    cx.require(rights::PRIVACY)?;
    Ok(views::record::page(&cx))
}

async fn own(cx: Cx) -> Result<Markup> {
    own_page(&cx, &[]).await
}

async fn own_page(cx: &Cx, wrong: &[Refusal]) -> Result<Markup> {
    let me = cx.user()?;
    let mine = [format!("user:{}", me.id)];
    let exports = store::export::of_objects(cx.db(), &mine, Some(me.id)).await?;
    let ids: Vec<ExportId> = exports.iter().map(|export| export.id).collect();
    let files = store::export::files(cx.db(), &ids).await?;
    Ok(views::own::page(cx, (&exports, &files), wrong))
}

async fn export_own(cx: Cx) -> Result<Response> {
    let object = format!("user:{}", cx.user()?.id);
    match actions::ask_export(&cx, &object, true).await {
        Ok(_) => Ok(done(&cx, views::own::PATH, "operations-export-begun")),
        Err(Error::Refused(wrong)) => {
            let page = own_page(&cx, &wrong).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(error) => Err(error),
    }
}
