//! Meters, and what the licences of a policy may use of them.

use super::entry::{self, Served};
use super::fields::{counted, or_wrong};
use crate::actions::LimitOf;
use crate::domain::meter::{Limits, Meter, MeterId};
use crate::domain::policy::PolicyId;
use crate::views::entry::{self as views, Around, PolicyLimit};
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
pub struct Typed {
    pub policy: String,
    pub meter: String,
    pub soft: String,
    pub hard: String,
    #[serde(skip)]
    pub wrong: Vec<Refusal>,
}

impl Typed {
    /// What it says, or all that is wrong with it.
    pub(super) fn limits(&self) -> Result<Option<Limits>> {
        let mut wrong = Vec::new();
        let mut read = |text, field| or_wrong(&mut wrong, counted(text, field));
        let (soft, hard) = (read(&self.soft, "soft"), read(&self.hard, "hard"));
        if !wrong.is_empty() {
            return Err(Error::Refused(wrong));
        }
        let signed = |limit: Option<u64>| limit.and_then(|n| i64::try_from(n).ok());
        let limits = Limits { soft: signed(soft), hard: signed(hard) };
        Ok((limits != Limits::default()).then_some(limits))
    }
}

async fn limit(cx: Cx, Path(path): Path<String>, Form(form): Form<Typed>) -> Result<Response> {
    cx.require(rights::MANAGE)?;
    let id = MeterId(entry::id(&path)?);
    let of = LimitOf::Policy(PolicyId(entry::id(&form.policy)?));
    let done = match form.limits() {
        Ok(limits) => actions::limit_meter(&cx, id, of, limits).await,
        Err(error) => Err(error),
    };
    let Err(error) = done else { return Ok(entry::saved::<Meter>(&cx, id.0)) };
    let limiting = Typed { wrong: entry::refused(error)?, ..form };
    let mut shown = entry::shown::<Meter>(&cx, &path).await?;
    shown.around.limiting = limiting;
    Ok(entry::again(views::show(&cx, &shown)))
}
