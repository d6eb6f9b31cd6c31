//! Files of a release: sent by a form, fetched, taken back.

use super::release::{draw, id, said};
use crate::domain::artifact::{Artifact, ArtifactId, Draft, Refused};
use crate::domain::release::ReleaseId;
use crate::wire::transfer;
use crate::{actions, rights, store};
use axum::Form;
use axum::Router;
use axum::body::Bytes;
use axum::extract::multipart::MultipartError;
use axum::extract::{FromRequest as _, Multipart, Path, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::stream;
use platform::config::ServerConfig;
use platform::http::is_too_long;
use platform::{Cx, Error, Kontor, Refusal, Result};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/releases/{id}/files", post(add))
        .route("/licences/releases/{id}/files/{file}", get(fetch).post(change))
}

/// What the form says beside its file.
#[derive(Default)]
struct Sent {
    draft: Draft,
    bytes: Option<Bytes>,
}

async fn add(cx: Cx, Path(text): Path<String>, request: Request) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let release: ReleaseId = id(&text)?;
    let form = Multipart::from_request(request, &()).await;
    let form = form.map_err(|_| Error::from(Refused::BrokenOff))?;
    let mut sent = Sent::default();
    let read = read(form, &mut sent).await.map_err(|cause| Error::from(broken(&cx, &cause)));
    let file = sent.draft.clone();
    let done = match read {
        Ok(()) => keep(&cx, release, sent).await,
        Err(refused) => Err(refused),
    };
    match done {
        Err(Error::Refused(wrong)) => {
            let page = draw(&cx, release, file, wrong).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        done => said(&cx, release, done, "licensing-artifact-was-added").await,
    }
}

/// What came before the form broke off is kept.
async fn read(mut form: Multipart, sent: &mut Sent) -> Result<(), MultipartError> {
    while let Some(part) = form.next_field().await? {
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await?;
        if let Some(file) = file {
            // a field that was left empty comes as a nameless file of no bytes
            if !file.is_empty() {
                sent.draft.filename = file;
                sent.bytes = Some(bytes);
            }
            continue;
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        match name.as_str() {
            "platform" => sent.draft.platform = text,
            "arch" => sent.draft.arch = text,
            "signature" => text.trim().clone_into(&mut sent.draft.signature),
            _ => {}
        }
    }
    Ok(())
}

fn broken(cx: &Cx, cause: &MultipartError) -> Refusal {
    if is_too_long(cause) {
        let most = cx.kontor.config.section::<ServerConfig>().max_body_bytes;
        let no = Refusal::new("licensing-artifact-file-large", "the file is larger than accepted");
        return no.with("most", cx.locale.bytes(most)).on("file");
    }
    Refused::BrokenOff.into()
}

/// Announces the file and keeps it; one that is refused is not announced either.
async fn keep(cx: &Cx, release: ReleaseId, sent: Sent) -> Result<Artifact> {
    let Some(bytes) = sent.bytes else { return Err(Refused::FileMissing.into()) };
    let artifact = actions::add_artifact(cx, release, &sent.draft).await?;
    let body = stream::iter([Ok::<_, std::convert::Infallible>(bytes)]);
    match actions::upload_artifact(cx, artifact.id, body).await {
        Ok(artifact) => Ok(artifact),
        Err(refused) => {
            actions::remove_artifact(cx, artifact.id).await?;
            Err(refused)
        }
    }
}

/// The file of a release with this id.
async fn of(cx: &Cx, release: &str, file: &str) -> Result<Artifact> {
    let (release, file): (ReleaseId, ArtifactId) = (id(release)?, id(file)?);
    let artifact = store::artifact::get(cx.db(), file).await?;
    if artifact.release == release { Ok(artifact) } else { Err(Error::NotFound) }
}

async fn fetch(
    cx: Cx,
    Path((release, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let artifact = of(&cx, &release, &file).await?;
    let range = headers.get(header::RANGE).and_then(|range| range.to_str().ok());
    transfer::served(&cx, &artifact, range).await
}

#[derive(Deserialize)]
struct Verb {
    #[serde(default)]
    verb: String,
}

async fn change(
    cx: Cx,
    Path((release, file)): Path<(String, String)>,
    Form(form): Form<Verb>,
) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let artifact = of(&cx, &release, &file).await?;
    let (done, key) = match form.verb.as_str() {
        "yank" => {
            let done = actions::yank_artifact(&cx, artifact.id).await.map(drop);
            (done, "licensing-artifact-was-yanked")
        }
        "remove" => {
            let done = actions::remove_artifact(&cx, artifact.id).await;
            (done, "licensing-artifact-was-removed")
        }
        _ => return Err(Error::NotFound),
    };
    said(&cx, artifact.release, done, key).await
}
