//! Artifacts on the wire: announced here, sent and fetched at an address of [`super::transfer`].

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, MEDIA_TYPE, Resource};
use super::fault::Fault;
use super::issuer::Issuer;
use super::origin::Origin;
use super::page::Found;
use super::query::{Paging, Query};
use super::release::{cursor, cursor_parts, own};
use super::sent::Sent;
use super::transfer::{self, Verb};
use crate::actions;
use crate::domain::access::Access;
use crate::domain::artifact::{Artifact, ArtifactId, Draft, Status};
use crate::domain::product::ProductId;
use crate::domain::release::ReleaseId;
use crate::store;
use crate::store::artifact::Filter;
use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use platform::{Error, Kontor};
use sea_orm::prelude::Uuid;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/artifacts", get(list).post(create))
        .route("/artifacts/{id}", get(show).patch(change).delete(yank))
        .route("/artifacts/{id}/actions/yank", post(yank))
        .route("/releases/{id}/artifacts", get(of_release))
        .route("/releases/{id}/artifacts/{file}", get(show_of_release))
}

fn draw(issuer: &Issuer, artifact: &Artifact) -> Resource {
    let word = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    Resource::new(issuer, "artifacts", artifact.id)
        .with("filename", &artifact.filename)
        .with("filetype", word(&artifact.filetype))
        .with("filesize", artifact.filesize)
        .with("platform", word(&artifact.platform))
        .with("arch", word(&artifact.arch))
        .with("signature", &artifact.signature)
        .with("checksum", artifact.checksum.as_ref().or(artifact.sha256.as_ref()))
        .with("status", artifact.status)
        .metadata(&artifact.metadata)
        .time("created", artifact.created_at)
        .time("updated", artifact.updated_at)
        .to_one("release", Some(("releases", artifact.release)))
}

/// The artifact with the address of its file: told, or led to.
fn led(ask: &Ask, artifact: &Artifact, to: &str, leading: StatusCode) -> Result<Response, Fault> {
    let document = Document::one(draw(&ask.issuer, artifact)).json();
    let mut document: serde_json::Value = serde_json::from_str(&document).map_err(Error::from)?;
    document["data"]["links"]["redirect"] = to.into();
    let told = if leading == StatusCode::SEE_OTHER { StatusCode::OK } else { StatusCode::CREATED };
    let status = if ask.no_redirect { told } else { leading };
    let location =
        HeaderValue::from_str(to).map_err(|cause| Error::from(anyhow::Error::from(cause)))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE)),
        (header::LOCATION, location),
    ];
    Ok((status, headers, document.to_string()).into_response())
}

/// Hands a file over to whoever may have it.
async fn hand(ask: &Ask, origin: &Origin, artifact: &Artifact) -> Result<Response, Fault> {
    ask.may_read("release.download")?;
    if artifact.status != Status::Uploaded {
        // there is nothing to be led to yet
        return Ok(Document::one(draw(&ask.issuer, artifact)).into_response());
    }
    let release = store::release::get(ask.cx.db(), artifact.release).await?;
    let licence = ask.opens(&ask.access().await?, &release).await?;
    if let Some(licence) = licence {
        actions::begin_by_download(&ask.cx, licence).await?;
    }
    let to = transfer::address(&ask.cx, origin, Verb::Get, artifact);
    led(ask, artifact, &to, StatusCode::SEE_OTHER)
}

async fn show(
    ask: Ask,
    origin: Origin,
    At(name): At<String>,
    mut query: Query,
) -> Answer<Response> {
    ask.may_read("artifact.read")?;
    let artifact = found(&ask, &mut query, &name).await?;
    hand(&ask, &origin, &artifact).await
}

async fn show_of_release(
    ask: Ask,
    origin: Origin,
    At((release, file)): At<(String, String)>,
    query: Query,
) -> Answer<Response> {
    ask.may_read("artifact.read")?;
    let release = super::release::named(&ask, &query, &release).await?;
    let db = ask.cx.db();
    let by_id = match file.parse::<ArtifactId>() {
        Ok(id) => store::artifact::find(db, id).await?.filter(|one| one.release == release.id),
        Err(_) => None,
    };
    let artifact = match by_id {
        Some(artifact) => Some(artifact),
        None => store::artifact::of_name(db, release.id, &file).await?,
    };
    let artifact = artifact.ok_or_else(Fault::not_found)?;
    seen(&ask, &artifact)?;
    hand(&ask, &origin, &artifact).await
}

/// What is not there yet, or not any more, is there for the vendor alone.
fn seen(ask: &Ask, artifact: &Artifact) -> Result<(), Fault> {
    let is_there = artifact.status == Status::Uploaded || ask.is_vendor();
    if is_there { Ok(()) } else { Err(Fault::not_found()) }
}

/// An artifact by its id; or by the name of its file, of the highest version that has one: so programs ask for the
/// description of the latest release.
async fn found(ask: &Ask, query: &mut Query, name: &str) -> Result<Artifact, Fault> {
    let db = ask.cx.db();
    let access = ask.access().await?;
    if let Ok(id) = name.parse::<ArtifactId>() {
        let artifact = store::artifact::get(db, id).await?;
        seen(ask, &artifact)?;
        ask.opens(&access, &store::release::get(db, artifact.release).await?).await?;
        return Ok(artifact);
    }
    let mut filter = filter(ask, query).await?;
    filter.filename = Some(name.to_owned());
    filter.status = Some(Status::Uploaded);
    let some = store::artifact::page(db, &filter, &access, None, (0, 100)).await?;
    let ids: Vec<_> = some.iter().map(|one| one.release).collect();
    let releases = store::release::with_ids(db, &ids).await?;
    let newest = releases.iter().max_by(|a, b| a.number_key.cmp(&b.number_key));
    let Some(newest) = newest else {
        return Err(denied(ask, &access, &filter).await?);
    };
    some.into_iter().find(|one| one.release == newest.id).ok_or_else(Fault::not_found)
}

/// Why there is no such file for whoever asks: it is said where there is one that a licence would open.
async fn denied(ask: &Ask, access: &Access, filter: &Filter) -> Result<Fault, Fault> {
    let db = ask.cx.db();
    let all = Access::EVERYTHING;
    let some = store::artifact::page(db, filter, &all, None, (0, 1)).await?;
    let Some(one) = some.first() else { return Ok(Fault::not_found()) };
    let release = store::release::get(db, one.release).await?;
    Ok(ask.opens(access, &release).await.err().unwrap_or_else(Fault::not_found))
}

async fn filter(ask: &Ask, query: &mut Query) -> Result<Filter, Fault> {
    let filter = Filter {
        product: None,
        release: query.id("release"),
        filename: query.text("filename"),
        filetype: query.text("filetype"),
        platform: query.text("platform"),
        arch: query.text("arch"),
        status: query.word("status", Status::of_name),
    };
    let product = query.text("product");
    query.done()?;
    let Some(name) = product else { return Ok(filter) };
    // of a product that is not there, there are none
    let id = ask.product(Some(&name)).await?.map(|one| one.id);
    Ok(Filter { product: Some(id.unwrap_or(ProductId(Uuid::nil()))), ..filter })
}

async fn list(ask: Ask, mut query: Query) -> Answer {
    ask.may_read("artifact.read")?;
    let paging = query.paging();
    let filter = filter(&ask, &mut query).await?;
    page(&ask, &query, &paging, filter).await
}

async fn of_release(ask: Ask, At(name): At<String>, mut query: Query) -> Answer {
    ask.may_read("artifact.read")?;
    let release = super::release::named(&ask, &query, &name).await?;
    let paging = query.paging();
    let filter = Filter { release: Some(release.id), ..filter(&ask, &mut query).await? };
    page(&ask, &query, &paging, filter).await
}

async fn page(ask: &Ask, query: &Query, paging: &Paging, mut filter: Filter) -> Answer {
    if !ask.is_vendor() {
        filter.status = Some(Status::Uploaded);
    }
    let (db, size, access) = (ask.cx.db(), paging.size(), ask.access().await?);
    let (rows, found) = if let Paging::Numbered { .. } = paging {
        let count = store::artifact::count(db, &filter, &access).await?;
        let at = (paging.offset(), size);
        (store::artifact::page(db, &filter, &access, None, at).await?, Found::Counted(count))
    } else {
        let after = match paging {
            Paging::After { cursor: Some(cursor), .. } => Some(cursor_parts(cursor)?),
            _ => None,
        };
        let at = (0, size + 1);
        let mut rows = store::artifact::page(db, &filter, &access, after, at).await?;
        let more = rows.len() as u64 > size;
        rows.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        let next = rows.last().filter(|_| more);
        let next = next.map(|one| cursor(one.created_at, &one.id));
        (rows, Found::Next(next))
    };
    let drawn = rows.iter().map(|one| draw(&ask.issuer, one)).collect();
    Ok(Document::many(drawn).paged(query.links(paging, &found)))
}

/// What is given of an artifact in place of what was there.
fn drafted(sent: &mut Sent, old: Draft) -> Draft {
    let text = |sent: &mut Sent, name: &str, old: String| {
        sent.text(name).or(Some(old)).unwrap_or_default()
    };
    Draft {
        filename: text(sent, "filename", old.filename),
        filetype: text(sent, "filetype", old.filetype),
        platform: text(sent, "platform", old.platform),
        arch: text(sent, "arch", old.arch),
        filesize: sent.number("filesize").or(old.filesize),
        checksum: text(sent, "checksum", old.checksum),
        signature: text(sent, "signature", old.signature),
        metadata: sent.metadata().or(Some(old.metadata)).unwrap_or_default(),
    }
}

async fn create(ask: Ask, origin: Origin, mut sent: Sent) -> Answer<Response> {
    ask.permitted("artifact.create")?;
    sent.is("artifacts");
    let draft = drafted(&mut sent, Draft::default());
    let release: ReleaseId = sent.need_one("release")?;
    sent.done()?;
    if !ask.is_vendor() {
        return Err(Fault::of_status(StatusCode::FORBIDDEN));
    }
    if let Some(release) = store::release::find(ask.cx.db(), release).await? {
        ask.opens(&ask.access().await?, &release).await?;
    }
    let artifact = actions::add_artifact(&ask.cx, release, &draft).await?;
    let to = transfer::address(&ask.cx, &origin, Verb::Put, &artifact);
    led(&ask, &artifact, &to, StatusCode::TEMPORARY_REDIRECT)
}

/// An artifact that the vendor is to change.
async fn of_vendor(ask: &Ask, name: &str) -> Result<Artifact, Fault> {
    let id: ArtifactId = name.parse().map_err(|_| Fault::not_found())?;
    let artifact = store::artifact::get(ask.cx.db(), id).await?;
    own(ask, &Query::default(), &artifact.release.to_string()).await?;
    Ok(artifact)
}

async fn change(ask: Ask, At(name): At<String>, mut sent: Sent) -> Answer {
    ask.permitted("artifact.update")?;
    let artifact = of_vendor(&ask, &name).await?;
    sent.is("artifacts");
    let draft = drafted(&mut sent, Draft::of(&artifact));
    sent.done()?;
    let artifact = actions::change_artifact(&ask.cx, artifact.id, &draft).await?;
    Ok(Document::one(draw(&ask.issuer, &artifact)))
}

/// Deleting an artifact takes it back; what was given out is not forgotten.
async fn yank(ask: Ask, At(name): At<String>) -> Answer<StatusCode> {
    ask.permitted("artifact.delete")?;
    let artifact = of_vendor(&ask, &name).await?;
    actions::yank_artifact(&ask.cx, artifact.id).await?;
    Ok(StatusCode::NO_CONTENT)
}
