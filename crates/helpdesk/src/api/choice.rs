//! What tickets can be given to and sorted by: ids with names.

use crate::{rights, store};
use axum::Json;
use platform::api::Answer;
use platform::{Cx, users};
use schemars::JsonSchema;
use sea_orm::prelude::Uuid;
use serde::Serialize;

#[derive(Serialize, JsonSchema)]
pub struct Choice {
    id: Uuid,
    name: String,
    /// Whether new tickets can get it.
    active: bool,
}

pub(super) async fn groups(cx: Cx) -> Answer<Vec<Choice>> {
    cx.require(rights::VIEW)?;
    let hidden = store::reach::hidden(&cx, rights::VIEW).await?;
    let all = store::group::all(cx.db()).await?.into_iter();
    let all = all.filter(|group| !hidden.contains(&group.id));
    Ok(Json(all.map(|one| Choice { id: one.id.0, name: one.name, active: one.active }).collect()))
}

pub(super) async fn categories(cx: Cx) -> Answer<Vec<Choice>> {
    cx.require(rights::VIEW)?;
    let all = store::category::all(cx.db()).await?.into_iter();
    Ok(Json(all.map(|one| Choice { id: one.id.0, name: one.name, active: one.active }).collect()))
}

pub(super) async fn agents(cx: Cx) -> Answer<Vec<Choice>> {
    cx.require(rights::VIEW)?;
    let staff = users::active_staff(cx.db()).await?;
    let all = store::reach::workers(&cx, None, staff).await?.into_iter();
    Ok(Json(all.map(|one| Choice { id: one.id.0, name: one.name, active: one.active }).collect()))
}
