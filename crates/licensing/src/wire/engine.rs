//! Releases as other updaters ask for them: Tauri's, and plain addresses of files.

use super::Answer;
use super::ask::Ask;
use super::at::{At, OfParts};
use super::fault::Fault;
use super::newest::newest;
use super::origin::Origin;
use super::query::Query;
use super::transfer::{self, Verb};
use super::upgrade::wish;
use super::words::iso;
use crate::domain::artifact::{Artifact, Status};
use crate::domain::release::Number;
use crate::{actions, store};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use platform::{Error, Kontor};
use serde_json::json;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/engines/tauri/{product}", get(tauri))
        .route("/engines/raw/{product}/{release}/{file}", get(raw))
}

struct File(String, String, String);

impl OfParts for File {
    fn of(mut parts: impl Iterator<Item = String>) -> Option<Self> {
        Some(Self(parts.next()?, parts.next()?, parts.next()?))
    }
}

/// What Tauri's updater can install.
const BUNDLES: [&str; 8] = [
    ".app.tar.gz",
    ".appimage.tar.gz",
    ".nsis.zip",
    ".msi.zip",
    ".appimage",
    ".exe",
    ".msi",
    ".dmg",
];

fn is_bundle(artifact: &Artifact) -> Option<usize> {
    let name = artifact.filename.to_ascii_lowercase();
    artifact.signature.as_ref()?;
    BUNDLES.iter().position(|end| name.ends_with(end))
}

/// 200 with what is to be installed, or 204 where nothing is newer.
async fn tauri(
    ask: Ask,
    origin: Origin,
    At(product): At<String>,
    mut query: Query,
) -> Answer<Response> {
    ask.may_read("release.upgrade")?;
    let product = ask.product(Some(&product)).await?.ok_or_else(Fault::not_found)?;
    let version = query.text("version");
    let current = version.as_deref().and_then(Number::parse);
    if version.is_some() && current.is_none() {
        query.refuse("version", "must be a version such as 1.2.3");
    }
    for name in ["platform", "arch"] {
        if query.text(name).is_none() {
            query.refuse(name, "is missing");
        }
    }
    let wish = wish(&mut query, current)?;
    let access = ask.access().await?;
    let none = || StatusCode::NO_CONTENT.into_response();
    let Some((release, files)) = newest(&ask, &access, &product, &wish).await? else {
        return Ok(none());
    };
    let bundle =
        files.iter().filter_map(|one| Some((is_bundle(one)?, one))).min_by_key(|(at, _)| *at);
    let Some((_, bundle)) = bundle else { return Ok(none()) };
    begun(&ask, &access, &release).await?;
    let body = json!({
        "url": transfer::address(&ask.cx, &origin, Verb::Get, bundle),
        "signature": bundle.signature,
        "version": release.number,
        "pub_date": iso(release.published_at.unwrap_or(release.created_at).0),
        "notes": release.description,
    });
    Ok(Json(body).into_response())
}

/// Lets the time of the licence run that somebody fetches a file by.
async fn begun(
    ask: &Ask,
    access: &crate::domain::access::Access,
    release: &crate::domain::release::Release,
) -> Result<(), Fault> {
    if let Some(licence) = ask.opens(access, release).await? {
        actions::begin_by_download(&ask.cx, licence).await?;
    }
    Ok(())
}

/// Leads to a file by the names of its product, its release and itself.
async fn raw(ask: Ask, origin: Origin, At(file): At<File>) -> Answer<Response> {
    ask.may_read("release.download")?;
    let File(product, release, file) = file;
    let product = ask.product(Some(&product)).await?.ok_or_else(Fault::not_found)?;
    let release = store::release::named(ask.cx.db(), Some(product.id), &release).await?;
    let release = release.ok_or_else(Fault::not_found)?;
    let access = ask.access().await?;
    ask.opens(&access, &release).await?;
    let artifact = store::artifact::of_name(ask.cx.db(), release.id, &file).await?;
    let artifact = artifact.filter(|one| one.status == Status::Uploaded);
    let artifact = artifact.ok_or_else(Fault::not_found)?;
    begun(&ask, &access, &release).await?;
    let to = transfer::address(&ask.cx, &origin, Verb::Get, &artifact);
    let to = HeaderValue::from_str(&to).map_err(|cause| Error::from(anyhow::Error::from(cause)))?;
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response())
}
