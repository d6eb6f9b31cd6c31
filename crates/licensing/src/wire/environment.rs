//! Environments on the wire.

use super::ask::Ask;
use super::document::Resource;
use super::entry::{self, Resourced};
use super::fault::Fault;
use super::issuer::Issuer;
use crate::domain::environment::Environment;
use crate::store;
use axum::Router;
use axum::routing::get;
use platform::Kontor;
use platform::db::Reader;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/environments", get(entry::list::<Environment>).post(entry::create::<Environment>))
        .route(
            "/environments/{id}",
            get(entry::show::<Environment>)
                .patch(entry::change::<Environment>)
                .put(entry::change::<Environment>)
                .delete(entry::remove::<Environment>),
        )
}

impl Resourced for Environment {
    const KIND: &'static str = "environments";
    const NAMED: &'static str = "environment";

    fn resource(&self, issuer: &Issuer) -> Resource {
        Resource::new(issuer, Self::KIND, self.id)
            .with("name", &self.name)
            .with("code", &self.code)
            .with("isolationStrategy", self.isolation.name())
            .time("created", self.created_at)
            .time("updated", self.updated_at)
            .to_many("tokens")
    }

    async fn seen_by(&self, ask: &Ask) -> Result<(), Fault> {
        ask.sees_environment(self)
    }

    async fn known_as(db: &Reader, named: &str) -> platform::Result<Option<Self>> {
        store::environment::find_by_code(db, &named.to_lowercase()).await
    }
}
