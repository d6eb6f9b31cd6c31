//! What a licence is used for: its meters, and what was added up of it.

use super::entry::{self, refused};
use super::fields::Id;
use super::meter::Typed;
use crate::actions::{self, LimitOf};
use crate::domain::licence::LicenceId;
use crate::domain::meter::MeterId;
use crate::domain::statistics::{By, days};
use crate::domain::usage::{Added, DAY, floor};
use crate::views::usage::{self as views, Shown};
use crate::{rights, store};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Form, Router};
use chrono::{TimeDelta, Utc};
use maud::Markup;
use platform::{Cx, Kontor, Millis, Result};
use std::collections::BTreeMap;
use ui::{Toast, flash};

/// So many days are shown.
const SPAN: i64 = 30;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/licences/{id}/usage", get(show).post(limit))
}

async fn show(cx: Cx, Id(id): Id<LicenceId>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    draw(&cx, id, Typed::default()).await
}

async fn draw(cx: &Cx, id: LicenceId, typed: Typed) -> Result<Markup> {
    let licence = store::licence::get(cx.db(), id).await?;
    let meters = actions::meters_of(cx, &licence).await?;
    let since = floor(Millis(cx.now - TimeDelta::days(SPAN - 1)), DAY);
    let counted = store::usage_sums::of_licence(cx.db(), id, since).await?;
    let beats = || counted.iter().filter(|one| one.feature.is_empty());
    let span = (since.0, cx.now);
    // what is counted by days is counted by those of the server
    let by_day = |all: Vec<_>| days(&all, span, (&Utc, By::Most));
    let heartbeats = by_day(beats().map(|one| (one.day.0, one.uses)).collect());
    let users = by_day(beats().map(|one| (one.day.0, one.users)).collect());
    let mut features: BTreeMap<&str, i64> = BTreeMap::new();
    for one in counted.iter().filter(|one| !one.feature.is_empty()) {
        *features.entry(&one.feature).or_default() += one.uses;
    }
    let mut features: Vec<_> = features.into_iter().map(|(name, n)| (name.to_owned(), n)).collect();
    features.sort_by(|one, other| (other.1, &one.0).cmp(&(one.1, &other.0)));
    let added = store::usage_sums::added(cx.db()).await?.map(|added| added.until);
    let added = Added::of(added, cx.now);
    Ok(views::show(cx, &Shown { licence, meters, heartbeats, users, features, added, typed }))
}

/// Says what this licence may use of a meter.
async fn limit(cx: Cx, Id(id): Id<LicenceId>, Form(form): Form<Typed>) -> Result<Response> {
    cx.require(rights::WORK)?;
    let meter = MeterId(entry::id(&form.meter)?);
    let done = match form.limits() {
        Ok(limits) => actions::limit_meter(&cx, meter, LimitOf::Licence(id), limits).await,
        Err(error) => Err(error),
    };
    match done {
        Ok(()) => {
            let toast = Toast::ok(cx.locale.t("licensing-saved"));
            let to = format!("/licences/{id}/usage");
            Ok(([flash(&toast)], Redirect::to(&to)).into_response())
        }
        Err(error) => {
            let typed = Typed { wrong: refused(error)?, ..form };
            Ok(entry::again(draw(&cx, id, typed).await?))
        }
    }
}
