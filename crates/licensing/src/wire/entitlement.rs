//! Entitlements on the wire.

use super::ask::Ask;
use super::document::Resource;
use super::entry::{self, Resourced, environment};
use super::fault::Fault;
use super::issuer::Issuer;
use super::query::Query;
use crate::domain::entitlement::Entitlement;
use crate::store;
use crate::store::entry::Asked;
use axum::Router;
use axum::routing::get;
use platform::Kontor;
use platform::db::Reader;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/entitlements", get(entry::list::<Entitlement>).post(entry::create::<Entitlement>))
        .route(
            "/entitlements/{id}",
            get(entry::show::<Entitlement>)
                .patch(entry::change::<Entitlement>)
                .put(entry::change::<Entitlement>)
                .delete(entry::remove::<Entitlement>),
        )
}

impl Resourced for Entitlement {
    const KIND: &'static str = "entitlements";
    const NAMED: &'static str = "entitlement";

    fn resource(&self, issuer: &Issuer) -> Resource {
        Resource::new(issuer, Self::KIND, self.id)
            .with("name", &self.name)
            .with("code", &self.code)
            .metadata(&self.metadata)
            .time("created", self.created_at)
            .time("updated", self.updated_at)
            .to_one("environment", environment(self.environment))
    }

    async fn seen_by(&self, ask: &Ask) -> Result<(), Fault> {
        ask.sees_entitlement(self).await
    }

    fn narrow(query: &mut Query, asked: &mut Asked) {
        asked.exactly = query.text("code");
    }

    async fn known_as(db: &Reader, named: &str) -> platform::Result<Option<Self>> {
        store::entitlement::find_by_code(db, named).await
    }
}
