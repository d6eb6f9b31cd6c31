//! Entitlements.

use super::entry::{self, Served};
use crate::domain::entitlement::Entitlement;
use crate::store::dependants;
use crate::views::entry::Around;
use axum::Router;
use axum::routing::get;
use platform::{Cx, Kontor, Result};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route(
            "/licences/entitlements",
            get(entry::list::<Entitlement>).post(entry::create::<Entitlement>),
        )
        .route("/licences/entitlements/new", get(entry::new::<Entitlement>))
        .route(
            "/licences/entitlements/{id}",
            get(entry::show::<Entitlement>).post(entry::change::<Entitlement>),
        )
        .route("/licences/entitlements/{id}/edit", get(entry::edit::<Entitlement>))
        .route(
            "/licences/entitlements/{id}/removal",
            get(entry::ask::<Entitlement>).post(entry::remove::<Entitlement>),
        )
}

impl Served for Entitlement {
    async fn around(cx: &Cx, entries: &[Self], counted: bool) -> Result<Around> {
        let environments = entry::environments(cx).await?;
        let mut counts = Vec::new();
        for one in entries.iter().filter(|_| counted) {
            let (id, db) = (one.id, cx.db());
            let policies = dependants::policies_with(db, id).await?;
            counts.push(("licensing-policies", policies, "/licences/policies".to_owned()));
            let licences = dependants::licences_with(db, id).await?;
            counts.push(("licensing-app", licences, "/licences".to_owned()));
        }
        Ok(Around { environments, counts, ..Around::default() })
    }

    async fn choices(cx: &Cx) -> Result<Around> {
        let environments = entry::environments(cx).await?;
        Ok(Around { environments, ..Around::default() })
    }
}
