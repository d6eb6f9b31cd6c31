//! Releases: the list, one of them, and what is done with it.

use super::actors;
use super::fields::moved;
use crate::domain::access::Access;
use crate::domain::artifact::Draft;
use crate::domain::entitlement::EntitlementId;
use crate::domain::product::ProductId;
use crate::domain::release::{Channel, ReleaseId, Status};
use crate::store::release::{Cursor, Filter};
use crate::views::release::{self as views, Shown, Start};
use crate::views::release_form::{self as forms, Question};
use crate::{actions, rights, store};
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use chrono::DateTime;
use maud::Markup;
use platform::config::ServerConfig;
use platform::{Cx, Error, Kontor, Millis, Refusal, Result, event};
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};
use ui::{Toast, flash};

/// Rows of one page of the list.
const PAGE: usize = 50;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/releases", get(list))
        .route("/licences/releases/{id}", get(show))
        .route("/licences/releases/{id}/publication", post(publish))
        .route("/licences/releases/{id}/yanking", get(ask_to_yank).post(yank))
        .route("/licences/releases/{id}/removal", get(ask_to_remove).post(remove))
        .route("/licences/releases/{id}/constraints", post(require))
        .route("/licences/releases/{id}/constraints/removal", post(require_less))
}

/// What the list's address says; the address is the filter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Asked {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub product: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub channel: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub status: String,
    /// The last row that was seen.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub after: String,
}

impl Asked {
    pub fn get(&self, name: &str) -> &str {
        match name {
            "product" => &self.product,
            "channel" => &self.channel,
            "status" => &self.status,
            _ => &self.after,
        }
    }

    /// The same list with another value, from its first page.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut asked = Self { after: String::new(), ..self.clone() };
        let field = match name {
            "product" => &mut asked.product,
            "channel" => &mut asked.channel,
            "status" => &mut asked.status,
            _ => &mut asked.after,
        };
        value.clone_into(field);
        asked
    }

    pub fn is_bare(&self) -> bool {
        *self == Self::default()
    }

    pub fn href(&self) -> String {
        let query = serde_urlencoded::to_string(self).unwrap_or_default();
        if query.is_empty() { views::BASE.into() } else { format!("{}?{query}", views::BASE) }
    }

    fn filter(&self) -> Filter {
        Filter {
            product: self.product.parse::<ProductId>().ok(),
            channel: Channel::of_name(&self.channel),
            status: Status::of_name(&self.status),
            ..Filter::default()
        }
    }

    fn cursor(&self) -> Option<Cursor> {
        let (at, id) = self.after.split_once('.')?;
        let created_at = Millis(DateTime::from_timestamp_millis(at.parse().ok()?)?);
        Some(Cursor { created_at, id: id.parse().ok()? })
    }
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let (filter, after) = (asked.filter(), asked.cursor());
    let all = Access::EVERYTHING;
    let limit = PAGE as u64 + 1;
    let mut found = store::release::page(cx.db(), &filter, &all, after, limit).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let products = store::release_access::products(cx.db()).await?;
    let start = Start { found, products, more, asked };
    Ok(if ui::wants_more(&cx) { views::lines(&cx, &start) } else { views::list(&cx, &start) })
}

/// An id out of an address; anything else is an address where nothing is.
pub(super) fn id<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::NotFound)
}

async fn show(cx: Cx, Path(text): Path<String>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    draw(&cx, id(&text)?, Draft::default(), Vec::new()).await
}

/// The page of a release, with what was said of a file and what was refused.
pub(super) async fn draw(
    cx: &Cx,
    id: ReleaseId,
    file: Draft,
    wrong: Vec<Refusal>,
) -> Result<Markup> {
    let db = cx.db();
    let release = store::release::get(db, id).await?;
    let product = store::product::get(db, release.product).await?;
    let artifacts = store::artifact::of_releases(db, &[id]).await?;
    let required = store::release::required(db, &[id]).await?;
    let entitlements = store::release_access::entitlements_to_choose(db, &required).await?;
    let history = event::timeline(db, &format!("release:{id}")).await?;
    let actors = actors::of(cx, &history).await?;
    let most_bytes = cx.kontor.config.section::<ServerConfig>().max_body_bytes;
    let shown = Shown {
        release,
        product,
        artifacts,
        required,
        entitlements,
        history,
        actors,
        most_bytes,
        file,
        wrong,
    };
    Ok(views::show(cx, &shown))
}

/// Back to the release; or its page again, with what was refused.
pub(super) async fn said<T>(
    cx: &Cx,
    id: ReleaseId,
    done: Result<T>,
    key: &str,
) -> Result<Response> {
    match done {
        Ok(_) => {
            let toast = Toast::ok(cx.locale.t(key));
            let to = format!("{}/{id}", views::BASE);
            Ok(([flash(&toast)], Redirect::to(&to)).into_response())
        }
        Err(Error::Refused(wrong)) => {
            let page = draw(cx, id, Draft::default(), wrong).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other),
    }
}

async fn publish(cx: Cx, Path(text): Path<String>) -> Result<Response> {
    let id = id(&text)?;
    let done = actions::publish_release(&cx, id).await;
    said(&cx, id, done, "licensing-release-was-published").await
}

async fn ask_to_yank(cx: Cx, Path(text): Path<String>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let release = store::release::get(cx.db(), id(&text)?).await?;
    Ok(forms::question(&cx, &release, &Question::Yank))
}

async fn yank(cx: Cx, Path(text): Path<String>) -> Result<Response> {
    let id = id(&text)?;
    let done = actions::yank_release(&cx, id).await;
    said(&cx, id, done, "licensing-release-was-yanked").await
}

async fn ask_to_remove(cx: Cx, Path(text): Path<String>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let release = store::release::get(cx.db(), id(&text)?).await?;
    let files = store::artifact::of_releases(cx.db(), &[release.id]).await?.len();
    Ok(forms::question(&cx, &release, &Question::Remove { files }))
}

async fn remove(cx: Cx, Path(text): Path<String>) -> Result<Response> {
    actions::remove_release(&cx, id(&text)?).await?;
    let toast = Toast::ok(cx.locale.t("licensing-release-was-removed"));
    Ok(([flash(&toast)], Redirect::to(views::BASE)).into_response())
}

#[derive(Deserialize)]
struct Feature {
    #[serde(default)]
    entitlement: String,
}

async fn require(cx: Cx, Path(text): Path<String>, Form(form): Form<Feature>) -> Result<Response> {
    let id = id(&text)?;
    let chosen: Option<EntitlementId> = form.entitlement.parse().ok();
    let chosen = chosen.unwrap_or(EntitlementId(Uuid::nil()));
    let done = actions::require_for_release(&cx, id, &[chosen]).await;
    // the field of the form is the one that programs call `constraints`
    let done = done.map_err(|error| moved(error, "constraints", "entitlement"));
    said(&cx, id, done, "licensing-release-saved").await
}

#[derive(Deserialize)]
struct Constraint {
    #[serde(default)]
    constraint: String,
}

async fn require_less(
    cx: Cx,
    Path(text): Path<String>,
    Form(form): Form<Constraint>,
) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let (id, row): (ReleaseId, Uuid) = (id(&text)?, self::id(&form.constraint)?);
    let done = actions::require_less_for_release(&cx, id, &[row]).await;
    said(&cx, id, done, "licensing-release-saved").await
}
