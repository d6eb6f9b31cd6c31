//! Writing a release down, and changing it.

use super::release::id;
use crate::domain::product::ProductId;
use crate::domain::release::{Draft, Refused, Release, ReleaseId};
use crate::views::release::BASE;
use crate::views::release_form::{self as views, Editing, Typed};
use crate::{actions, rights, store};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Router};
use chrono::{NaiveDate, NaiveTime};
use maud::Markup;
use platform::op::OpId;
use platform::{Cx, Error, Kontor, Locale, Millis, Refusal, Result};
use sea_orm::prelude::Uuid;
use serde::Deserialize;
use ui::{Difference, Toast, flash};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/releases", post(create))
        .route("/licences/releases/new", get(new))
        .route("/licences/releases/{id}", post(change))
        .route("/licences/releases/{id}/edit", get(edit))
}

/// The form as it is sent.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
struct Sent {
    op: String,
    drawn_from: String,
    product: String,
    version: String,
    channel: String,
    tag: String,
    name: String,
    description: String,
    min_supported: Option<String>,
    backdated: String,
}

impl Sent {
    fn typed(self) -> Typed {
        Typed {
            product: self.product,
            version: self.version,
            channel: self.channel,
            tag: self.tag,
            name: self.name,
            description: self.description,
            min_supported: self.min_supported.is_some(),
            backdated: self.backdated,
        }
    }
}

/// What was typed, as a draft; the day is a day in UTC, as it is told.
fn drafted(typed: &Typed) -> Result<Draft, Refusal> {
    let day = typed.backdated.trim();
    let backdated_at = if day.is_empty() {
        None
    } else {
        let read = NaiveDate::parse_from_str(day, "%Y-%m-%d").ok();
        let near = read.filter(|day| (1970..=9999).contains(&chrono::Datelike::year(day)));
        let day = near.ok_or_else(|| Refusal::from(Refused::BackdatedInvalid))?;
        Some(Millis(day.and_time(NaiveTime::MIN).and_utc()))
    };
    Ok(Draft {
        version: typed.version.clone(),
        channel: typed.channel.clone(),
        tag: typed.tag.clone(),
        name: typed.name.clone(),
        description: typed.description.clone(),
        min_supported: typed.min_supported,
        backdated_at,
        ..Draft::default()
    })
}

/// A release as its form shows it.
fn shown(release: &Release) -> Typed {
    let day = release.backdated_at.map(|at| at.0.format("%Y-%m-%d").to_string());
    Typed {
        product: release.product.to_string(),
        version: release.number.clone(),
        channel: release.channel.name().to_owned(),
        tag: release.tag.clone().unwrap_or_default(),
        name: release.name.clone(),
        description: release.description.clone(),
        min_supported: release.min_supported,
        backdated: day.unwrap_or_default(),
    }
}

async fn new(cx: Cx) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let products = store::release_access::products(cx.db()).await?;
    let editing = Editing { op: Some(OpId::new()), products, ..Editing::default() };
    Ok(views::form(&cx, &editing))
}

async fn create(cx: Cx, Form(sent): Form<Sent>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let op = sent.op.parse().unwrap_or_else(|_| OpId::new());
    let typed = sent.typed();
    let product: Option<ProductId> = typed.product.parse().ok();
    let product = product.unwrap_or(ProductId(Uuid::nil()));
    let made = match drafted(&typed) {
        Ok(draft) => actions::create_release(&cx, Some(op), product, &draft).await,
        Err(refusal) => Err(refusal.into()),
    };
    match made {
        Ok(release) => Ok(saved(&cx, release.id)),
        Err(Error::Refused(refusals)) => {
            let products = store::release_access::products(cx.db()).await?;
            let editing = Editing { op: Some(op), typed, products, refusals, ..Editing::default() };
            let page = views::form(&cx, &editing);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(other) => Err(other),
    }
}

fn editing(release: &Release, typed: Typed) -> Editing {
    Editing {
        stored: Some((release.id, release.label())),
        drawn_from: release.version,
        typed,
        ..Editing::default()
    }
}

async fn edit(cx: Cx, Path(text): Path<String>) -> Result<Markup> {
    cx.require(rights::MANAGE)?;
    let release = store::release::get(cx.db(), id(&text)?).await?;
    Ok(views::form(&cx, &editing(&release, shown(&release))))
}

async fn change(cx: Cx, Path(text): Path<String>, Form(sent): Form<Sent>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let id: ReleaseId = id(&text)?;
    let stored = store::release::get(cx.db(), id).await?;
    // a version that nobody has is an old one
    let drawn_from = sent.drawn_from.parse().unwrap_or(-1);
    let typed = sent.typed();
    let changed = match drafted(&typed) {
        Ok(draft) => {
            // what the form does not show stays
            let old = Draft::of(&stored);
            let (version, channel, metadata) = (old.version, old.channel, old.metadata);
            let draft = Draft { version, channel, metadata, ..draft };
            actions::change_release(&cx, id, Some(drawn_from), &draft).await
        }
        Err(refusal) => Err(refusal.into()),
    };
    match changed {
        Ok(_) => Ok(saved(&cx, id)),
        Err(Error::Refused(refusals)) => {
            let editing = Editing { drawn_from, refusals, ..editing(&stored, typed) };
            let page = views::form(&cx, &editing);
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(Error::Stale) => {
            let stored = store::release::get(cx.db(), id).await?;
            let conflict = differences(&cx.locale, &typed, &shown(&stored));
            let editing = Editing { conflict, ..editing(&stored, typed) };
            Ok((StatusCode::CONFLICT, views::form(&cx, &editing)).into_response())
        }
        Err(other) => Err(other),
    }
}

/// The fields that differ between what is sent and what is stored.
fn differences(l: &Locale, mine: &Typed, theirs: &Typed) -> Vec<Difference> {
    let least = |is: bool| l.t(if is { "licensing-pages-yes" } else { "licensing-pages-no" });
    let fields = |one: &Typed| {
        vec![
            ("name", one.name.clone()),
            ("tag", one.tag.clone()),
            ("description", one.description.replace("\r\n", "\n")),
            ("min_supported", least(one.min_supported)),
            ("backdated", one.backdated.clone()),
        ]
    };
    Difference::all(fields(mine), fields(theirs))
}

fn saved(cx: &Cx, id: ReleaseId) -> Response {
    let toast = Toast::ok(cx.locale.t("licensing-release-saved"));
    ([flash(&toast)], Redirect::to(&format!("{BASE}/{id}"))).into_response()
}
