//! What releases require, on the wire: constraints, each of which names an entitlement.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::fault::Fault;
use super::issuer::Issuer;
use super::query::Query;
use super::release::{named, own};
use super::sent::Sent;
use crate::domain::entitlement::EntitlementId;
use crate::domain::release::{Refused, Required};
use crate::{actions, store};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use platform::Kontor;
use sea_orm::prelude::Uuid;

pub fn routes() -> Router<Kontor> {
    let all = get(list).post(attach).delete(detach);
    Router::new()
        .route("/releases/{id}/constraints", all)
        .route("/releases/{id}/constraints/{constraint}", get(show))
        .route("/releases/{id}/entitlements", get(entitlements))
}

fn draw(issuer: &Issuer, one: &Required) -> Resource {
    Resource::new(issuer, "constraints", one.id)
        .time("created", one.created_at)
        .time("updated", one.created_at)
        .to_one("release", Some(("releases", one.release)))
        .to_one("entitlement", Some(("entitlements", one.entitlement)))
}

/// The entitlements that a body wants required: each member names one as what it relates to, or is one.
pub(super) fn wanted(sent: &mut Sent, name: &str) -> Vec<EntitlementId> {
    let place = if name.starts_with('/') {
        name.to_owned()
    } else {
        format!("/data/relationships/{name}/data")
    };
    let count = sent.raw(&place).and_then(|all| all.as_array()).map_or(0, Vec::len);
    let mut all = Vec::with_capacity(count);
    for at in 0..count {
        let of = format!("{place}/{at}");
        let related = format!("{of}/relationships/entitlement/data");
        let one: super::sent::Given<EntitlementId> =
            if sent.has(&related) { sent.one(&related) } else { sent.one(&of) };
        all.extend(one.or(None));
    }
    all
}

pub(super) async fn are_known(ask: &Ask, these: &[EntitlementId]) -> Result<(), Fault> {
    let known = store::entitlement::with_ids(ask.cx.db(), these).await?;
    if these.iter().all(|one| known.iter().any(|it| it.id == *one)) {
        return Ok(());
    }
    Err(platform::Error::from(Refused::EntitlementUnknown).into())
}

async fn list(ask: Ask, At(name): At<String>, query: Query) -> Answer {
    ask.may_read("constraint.read")?;
    let release = named(&ask, &query, &name).await?;
    let all = store::release::required(ask.cx.db(), &[release.id]).await?;
    Ok(Document::many(all.iter().map(|one| draw(&ask.issuer, one)).collect()))
}

async fn show(ask: Ask, At((name, id)): At<(String, String)>, query: Query) -> Answer {
    ask.may_read("constraint.read")?;
    let release = named(&ask, &query, &name).await?;
    let all = store::release::required(ask.cx.db(), &[release.id]).await?;
    let one = all.iter().find(|one| one.id.to_string() == id).ok_or_else(Fault::not_found)?;
    Ok(Document::one(draw(&ask.issuer, one)))
}

async fn attach(ask: Ask, At(name): At<String>, query: Query, mut sent: Sent) -> Answer {
    ask.permitted("release.constraints.attach")?;
    let release = own(&ask, &query, &name).await?;
    let these = wanted(&mut sent, "/data");
    if these.is_empty() {
        sent.refuse("/data", "MISSING", "is missing");
    }
    sent.done()?;
    let all = actions::require_for_release(&ask.cx, release.id, &these).await?;
    Ok(Document::many(all.iter().map(|one| draw(&ask.issuer, one)).collect()))
}

async fn detach(
    ask: Ask,
    At(name): At<String>,
    query: Query,
    mut sent: Sent,
) -> Answer<StatusCode> {
    ask.permitted("release.constraints.detach")?;
    let release = own(&ask, &query, &name).await?;
    let rows: Vec<Uuid> = sent.need_ids("/data")?;
    actions::require_less_for_release(&ask.cx, release.id, &rows).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The entitlements themselves, by their ids.
async fn entitlements(ask: Ask, At(name): At<String>, query: Query) -> Answer {
    ask.may_read("entitlement.read")?;
    let release = named(&ask, &query, &name).await?;
    let all = store::release::required(ask.cx.db(), &[release.id]).await?;
    let ids: Vec<_> = all.iter().map(|one| one.entitlement).collect();
    let mut all = store::entitlement::with_ids(ask.cx.db(), &ids).await?;
    all.sort_by(|a, b| a.code.cmp(&b.code));
    let drawn = all.iter().map(|one| {
        Resource::new(&ask.issuer, "entitlements", one.id)
            .with("name", &one.name)
            .with("code", &one.code)
            .metadata(&one.metadata)
            .time("created", one.created_at)
            .time("updated", one.updated_at)
    });
    Ok(Document::many(drawn.collect()))
}
