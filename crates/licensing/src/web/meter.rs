//! Meters, and what the licences of a policy may use of them.

use super::entry::{self, Served};
use crate::actions::LimitOf;
use crate::domain::meter::{Limits, Meter, MeterId};
use crate::domain::policy::PolicyId;
use crate::views::entry::{Around, PolicyLimit};
use crate::{actions, rights, store};
use axum::extract::Path;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Form, Router};
use platform::{Cx, Error, Kontor, Refusal, Result};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/meters", get(entry::list::<Meter>).post(entry::create::<Meter>))
        .route("/licences/meters/new", get(entry::new::<Meter>))
        .route("/licences/meters/{id}", get(entry::show::<Meter>).post(entry::change::<Meter>))
        .route("/licences/meters/{id}/edit", get(entry::edit::<Meter>))
        .route(
            "/licences/meters/{id}/removal",
            get(entry::ask::<Meter>).post(entry::remove::<Meter>),
        )
        .route("/licences/meters/{id}/limits", post(limit))
}

impl Served for Meter {
    async fn around(cx: &Cx, entries: &[Self], counted: bool) -> Result<Around> {
        let environments = entry::environments(cx).await?;
        let Some(meter) = entries.first().filter(|_| counted) else {
            return Ok(Around { environments, ..Around::default() });
        };
        let said = store::meter::limits_of(cx.db(), meter.id).await?;
        let ids: Vec<_> = said.iter().map(|one| PolicyId(one.of)).collect();
        let named = store::policy::with_ids(cx.db(), &ids).await?;
        let limits = named.into_iter().filter_map(|policy| {
            let one = said.iter().find(|one| one.of == policy.id.0)?;
            Some(PolicyLimit { policy, soft: one.soft, hard: one.hard })
        });
        let limits = limits.collect();
        let policies = entry::first(cx).await?;
        Ok(Around { environments, limits, policies, ..Around::default() })
    }

    async fn choices(cx: &Cx) -> Result<Around> {
        let environments = entry::environments(cx).await?;
        Ok(Around { environments, ..Around::default() })
    }
}

/// Limits as a form says them; both blank: none of one's own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Typed {
    pub policy: String,
    pub meter: String,
    pub soft: String,
    pub hard: String,
}

impl Typed {
    pub fn limits(&self) -> Result<Option<Limits>> {
        let (soft, hard) = (limit_of(&self.soft, "soft")?, limit_of(&self.hard, "hard")?);
        Ok((soft.is_some() || hard.is_some()).then_some(Limits { soft, hard }))
    }
}

fn limit_of(text: &str, field: &'static str) -> Result<Option<i64>> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let number = text.parse().ok().filter(|n| (1..=9_007_199_254_740_991).contains(n));
    let wrong =
        || Error::Refused(vec![Refusal::from(crate::domain::draft::Refused::NoNumber).on(field)]);
    number.map(Some).ok_or_else(wrong)
}

async fn limit(cx: Cx, Path(path): Path<String>, Form(form): Form<Typed>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let id = MeterId(entry::id(&path)?);
    let of = LimitOf::Policy(PolicyId(entry::id(&form.policy)?));
    actions::limit_meter(&cx, id, of, form.limits()?).await?;
    Ok(entry::saved::<Meter>(&cx, id.0))
}
