//! What a licence is related to: its product, policy, owner and group, its users and entitlements.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::entry::Resourced as _;
use super::fault::{Fault, Source};
use super::licence::{
    is_vendor, may_touch, named, part, placed, refuse_protected, sees_group, sees_policy,
    sees_user, show,
};
use super::query::Query;
use super::sent::{Given, Sent};
use super::shown;
use crate::actions::{
    Attachment, attach_entitlements, attach_users, change_group, change_owner, detach_entitlements,
    detach_users, move_licence,
};
use crate::domain::entitlement::EntitlementId;
use crate::domain::group::LicenceGroupId;
use crate::domain::licence::Licence;
use crate::domain::licence_refused::Refused;
use crate::domain::user::LicenceUserId;
use crate::store;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use platform::Kontor;
use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licenses/{id}/product", get(product))
        .route("/licenses/{id}/policy", get(policy).put(put_policy))
        .route("/licenses/{id}/owner", get(owner).put(put_owner))
        .route("/licenses/{id}/user", get(owner).put(put_owner))
        .route("/licenses/{id}/group", get(group).put(put_group))
        .route("/licenses/{id}/users", get(users).post(add_users).delete(remove_users))
        .route(
            "/licenses/{id}/entitlements",
            get(features).post(add_features).delete(remove_features),
        )
}

async fn read(ask: &Ask, id: &str, permission: &str) -> Result<Arc<Licence>, Fault> {
    ask.permitted(permission)?;
    named(ask, id).await
}

async fn product(ask: Ask, At(id): At<String>) -> Answer {
    let licence = read(&ask, &id, "product.read").await?;
    let product = store::product::get(ask.cx.db(), licence.product).await?;
    Ok(Document::one(product.resource(&ask.issuer)))
}

async fn policy(ask: Ask, At(id): At<String>) -> Answer {
    let licence = read(&ask, &id, "policy.read").await?;
    let policy = store::policy::get(ask.cx.db(), licence.policy).await?;
    Ok(Document::one(policy.resource(&ask.issuer)))
}

async fn owner(ask: Ask, At(id): At<String>) -> Answer {
    let licence = read(&ask, &id, "user.read").await?;
    let owner = licence.owner.ok_or_else(Fault::not_found)?;
    let owner = store::user::get(ask.cx.db(), owner).await?;
    Ok(Document::one(owner.resource(&ask.issuer)))
}

async fn group(ask: Ask, At(id): At<String>) -> Answer {
    let licence = read(&ask, &id, "group.read").await?;
    let group = licence.group.ok_or_else(Fault::not_found)?;
    let group = store::group::get(ask.cx.db(), group).await?;
    Ok(Document::one(group.resource(&ask.issuer)))
}

async fn put_policy(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    let licence = read(&ask, &id, "license.policy.update").await?;
    may_touch(&ask, &licence).await?;
    let to = sent.need_one("/data")?;
    let policy = sees_policy(&ask, to).await?;
    if !is_vendor(&ask) {
        refuse_protected(policy.settings.protected)?;
    }
    let moved = move_licence(&ask.cx, licence.id, to).await.map_err(placed)?;
    Ok(Document::one(show(&ask, moved).await?))
}

async fn put_owner(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    let licence = read(&ask, &id, "license.owner.update").await?;
    let owner: Option<LicenceUserId> = one_or_none(&mut sent)?;
    if let Some(owner) = owner {
        sees_user(&ask, owner, Refused::OwnerUnknown).await?;
    }
    let changed = change_owner(&ask.cx, licence.id, owner).await.map_err(placed)?;
    Ok(Document::one(show(&ask, changed).await?))
}

async fn put_group(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    let licence = read(&ask, &id, "license.group.update").await?;
    let group: Option<LicenceGroupId> = one_or_none(&mut sent)?;
    if let Some(group) = group {
        sees_group(&ask, group).await?;
    }
    let changed = change_group(&ask.cx, licence.id, group).await.map_err(placed)?;
    Ok(Document::one(show(&ask, changed).await?))
}

/// What is named, or null; one of both has to be there.
fn one_or_none<I: FromStr>(sent: &mut Sent) -> Result<Option<I>, Fault> {
    match sent.one("/data") {
        Given::This(one) => Ok(one),
        Given::Nothing => sent.need_one("/data").map(Some),
    }
}

async fn users(ask: Ask, At(id): At<String>, mut query: Query) -> Answer {
    let licence = read(&ask, &id, "user.read").await?;
    let paging = query.paging();
    query.done()?;
    let members = store::licence_member::users(ask.cx.db(), licence.id).await?;
    let beside = members.into_iter().map(|one| one.user);
    let (ids, found) = part(licence.owner.into_iter().chain(beside).collect(), &paging);
    let drawn = drawn_users(&ask, &ids).await?;
    Ok(Document::many(drawn).paged(query.links(&paging, &found)))
}

async fn drawn_users(ask: &Ask, ids: &[LicenceUserId]) -> Result<Vec<Resource>, Fault> {
    let found = store::user::with_ids(ask.cx.db(), ids).await?;
    let found: HashMap<_, _> = found.into_iter().map(|one| (one.id, one)).collect();
    let these = ids.iter().filter_map(|id| found.get(id));
    Ok(these.map(|one| one.resource(&ask.issuer)).collect())
}

async fn add_users(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    let licence = read(&ask, &id, "license.users.attach").await?;
    may_touch(&ask, &licence).await?;
    let ids: Vec<LicenceUserId> = sent.need_ids("/data")?;
    for id in &ids {
        sees_user(&ask, *id, Refused::UserUnknown).await?;
    }
    attach_users(&ask.cx, licence.id, &ids).await.map_err(placed)?;
    Ok(Document::many(drawn_users(&ask, &ids).await?))
}

async fn remove_users(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer<StatusCode> {
    let licence = read(&ask, &id, "license.users.detach").await?;
    may_touch(&ask, &licence).await?;
    let ids: Vec<LicenceUserId> = sent.need_ids("/data")?;
    detach_users(&ask.cx, licence.id, &ids).await.map_err(placed)?;
    Ok(StatusCode::NO_CONTENT)
}

/// Those of the policy and those of the licence itself, which count where it has both.
async fn features(ask: Ask, At(id): At<String>, mut query: Query) -> Answer {
    let licence = read(&ask, &id, "entitlement.read").await?;
    let paging = query.paging();
    query.done()?;
    let (ids, found) = part(entitled(&ask, &licence).await?, &paging);
    let drawn = drawn_features(&ask, &licence, &ids).await?;
    Ok(Document::many(drawn).paged(query.links(&paging, &found)))
}

async fn entitled(ask: &Ask, licence: &Licence) -> Result<Vec<EntitlementId>, Fault> {
    let db = ask.cx.db();
    let own = store::licence_member::entitlements(db, licence.id).await?;
    let of_policy = store::licence_member::entitlements_of_policy(db, licence.policy).await?;
    let mut ids: Vec<_> = own.iter().map(|one| one.entitlement).collect();
    for one in of_policy {
        if !ids.contains(&one.entitlement) {
            ids.push(one.entitlement);
        }
    }
    Ok(ids)
}

async fn drawn_features(
    ask: &Ask,
    licence: &Licence,
    ids: &[EntitlementId],
) -> Result<Vec<Resource>, Fault> {
    let own = store::licence_member::entitlements(ask.cx.db(), licence.id).await?;
    let found = store::entitlement::with_ids(ask.cx.db(), ids).await?;
    let found: HashMap<_, _> = found.into_iter().map(|one| (one.id, one)).collect();
    let draw = |id| {
        let one = found.get(id)?;
        let own = own.iter().find(|row| row.entitlement == *id);
        let own = own.map(|row| (&row.value, row.expires_at));
        Some(shown::entitlement(&ask.issuer, one, own))
    };
    Ok(ids.iter().filter_map(draw).collect())
}

async fn add_features(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    let licence = read(&ask, &id, "license.entitlements.attach").await?;
    let ids: Vec<EntitlementId> = sent.need_ids("/data")?;
    let members = sent.many("/data").or(None).unwrap_or_default();
    let mut new = Vec::with_capacity(ids.len());
    for (at, (entitlement, member)) in ids.iter().zip(&members).enumerate() {
        let expires_at = match member.text("expiry") {
            None => None,
            Some(text) => Some(super::words::time_of(text).ok_or_else(|| {
                let place = format!("/data/{at}/attributes/expiry");
                Fault::bad("EXPIRY_INVALID", "must be a time").about(Source::Pointer(place.into()))
            })?),
        };
        let value = member.text("value").map(str::to_owned);
        new.push(Attachment { entitlement: *entitlement, value, expires_at });
    }
    attach_entitlements(&ask.cx, licence.id, &new).await.map_err(placed)?;
    Ok(Document::many(drawn_features(&ask, &licence, &ids).await?))
}

async fn remove_features(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer<StatusCode> {
    let licence = read(&ask, &id, "license.entitlements.detach").await?;
    let ids: Vec<EntitlementId> = sent.need_ids("/data")?;
    detach_entitlements(&ask.cx, licence.id, &ids).await.map_err(placed)?;
    Ok(StatusCode::NO_CONTENT)
}
