//! Users of licences, and their bans.

use super::entry::{self, Served};
use crate::domain::user::{LicenceUserId, User};
use crate::store::{self, dependants};
use crate::views::entry::Around;
use crate::{actions, rights};
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Form, Router};
use platform::{Cx, Kontor, Result};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/users", get(entry::list::<User>).post(entry::create::<User>))
        .route("/licences/users/new", get(entry::new::<User>))
        .route("/licences/users/{id}", get(entry::show::<User>).post(entry::change::<User>))
        .route("/licences/users/{id}/edit", get(entry::edit::<User>))
        .route("/licences/users/{id}/removal", get(entry::ask::<User>).post(entry::remove::<User>))
        .route("/licences/users/{id}/ban", post(ban))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Ban {
    banned: String,
}

async fn ban(cx: Cx, Path(path): Path<String>, Form(to): Form<Ban>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let id = entry::id(&path)?;
    actions::ban_user(&cx, LicenceUserId(id), to.banned == "true").await?;
    Ok(entry::saved::<User>(&cx, id))
}

impl Served for User {
    async fn around(cx: &Cx, entries: &[Self], counted: bool) -> Result<Around> {
        let environments = entry::environments(cx).await?;
        let groups: Vec<_> = entries.iter().filter_map(|user| user.group).collect();
        let groups = store::group::with_ids(cx.db(), &groups).await?;
        let mut counts = Vec::new();
        for user in entries.iter().filter(|_| counted) {
            let licences = dependants::licences_of_owner(cx.db(), user.id).await?;
            counts.push(("licensing-app", licences, format!("/licences?owner={}", user.id)));
        }
        Ok(Around { environments, groups, counts, ..Around::default() })
    }

    async fn choices(cx: &Cx) -> Result<Around> {
        let environments = entry::environments(cx).await?;
        Ok(Around { environments, groups: entry::first(cx).await?, ..Around::default() })
    }
}
