//! Policies, what their licences have, and their pools.

use super::entry::{self, Served};
use crate::domain::entitlement::EntitlementId;
use crate::domain::policy::{Policy, PolicyId};
use crate::store::{self, dependants};
use crate::views::entry::Around;
use crate::views::policy::{self as views, Pool};
use crate::{actions, rights};
use axum::extract::Path;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use maud::Markup;
use platform::{Cx, Error, Kontor, Result};
use serde::Deserialize;
use ui::Toast;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/policies", get(entry::list::<Policy>).post(entry::create::<Policy>))
        .route("/licences/policies/new", get(entry::new::<Policy>))
        .route("/licences/policies/{id}", get(entry::show::<Policy>).post(entry::change::<Policy>))
        .route("/licences/policies/{id}/edit", get(entry::edit::<Policy>))
        .route(
            "/licences/policies/{id}/removal",
            get(entry::ask::<Policy>).post(entry::remove::<Policy>),
        )
        .route("/licences/policies/{id}/entitlements", post(attach))
        .route("/licences/policies/{id}/pool", get(pool).post(fill))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Attach {
    entitlement: String,
    attach: String,
}

async fn attach(cx: Cx, Path(path): Path<String>, Form(form): Form<Attach>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let id = PolicyId(entry::id(&path)?);
    let entitlement = EntitlementId(entry::id(&form.entitlement)?);
    if form.attach == "true" {
        actions::attach_policy_entitlements(&cx, id, &[entitlement]).await?;
    } else {
        actions::detach_policy_entitlements(&cx, id, &[entitlement]).await?;
    }
    Ok(entry::saved::<Policy>(&cx, id.0))
}

/// The page of a policy that has a pool.
async fn pooled(cx: &Cx, path: &str) -> Result<Policy> {
    let policy: Policy = entry::stored(cx, path).await?;
    if policy.settings.use_pool { Ok(policy) } else { Err(Error::NotFound) }
}

async fn pool(cx: Cx, Path(path): Path<String>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let policy = pooled(&cx, &path).await?;
    let waiting = store::pool_key::count(cx.db(), policy.id).await?;
    let pool = Pool { waiting, typed: String::new(), refusals: Vec::new() };
    Ok(views::pool(&cx, &policy, &pool))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Keys {
    key: String,
}

async fn fill(cx: Cx, Path(path): Path<String>, Form(form): Form<Keys>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let policy = pooled(&cx, &path).await?;
    let keys: Vec<_> = form.key.lines().map(str::to_owned).collect();
    match actions::add_pool_keys(&cx, policy.id, &keys).await {
        Ok(_) => {
            let toast = Toast::ok(cx.locale.t("licensing-saved"));
            let path = format!("/licences/policies/{}/pool", policy.id);
            Ok(([ui::flash(&toast)], Redirect::to(&path)).into_response())
        }
        Err(error) => {
            let refusals = entry::refused(error)?;
            let waiting = store::pool_key::count(cx.db(), policy.id).await?;
            let pool = Pool { waiting, typed: form.key, refusals };
            Ok(entry::again(views::pool(&cx, &policy, &pool)))
        }
    }
}

impl Served for Policy {
    async fn around(cx: &Cx, entries: &[Self], counted: bool) -> Result<Around> {
        let environments = entry::environments(cx).await?;
        let products: Vec<_> = entries.iter().map(|policy| policy.product).collect();
        let products = store::product::with_ids(cx.db(), &products).await?;
        let mut around = Around { environments, products, ..Around::default() };
        for policy in entries.iter().filter(|_| counted) {
            let (id, db) = (policy.id, cx.db());
            let licences = dependants::licences_of_policy(db, id).await?;
            around.counts.push(("licensing-app", licences, format!("/licences?policy={id}")));
            if policy.settings.use_pool {
                let waiting = store::pool_key::count(db, id).await?;
                let path = format!("/licences/policies/{id}/pool");
                around.counts.push(("licensing-pool", waiting, path));
            }
            around.has = store::entitlement::of_policy(db, id).await?;
            around.entitlements = entry::first(cx).await?;
        }
        Ok(around)
    }

    async fn choices(cx: &Cx) -> Result<Around> {
        let environments = entry::environments(cx).await?;
        Ok(Around { environments, products: entry::first(cx).await?, ..Around::default() })
    }
}
