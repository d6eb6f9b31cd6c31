//! Products on the wire.

use super::ask::Ask;
use super::document::Resource;
use super::entry::{self, Resourced, environment};
use super::fault::Fault;
use super::issuer::Issuer;
use super::query::Query;
use crate::domain::product::Product;
use crate::store;
use crate::store::entry::Asked;
use axum::Router;
use axum::routing::get;
use platform::Kontor;
use platform::db::Reader;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/products", get(entry::list::<Product>).post(entry::create::<Product>))
        .route(
            "/products/{id}",
            get(entry::show::<Product>)
                .patch(entry::change::<Product>)
                .put(entry::change::<Product>)
                .delete(entry::remove::<Product>),
        )
}

impl Resourced for Product {
    const KIND: &'static str = "products";
    const NAMED: &'static str = "product";

    fn resource(&self, issuer: &Issuer) -> Resource {
        Resource::new(issuer, Self::KIND, self.id)
            .with("name", &self.name)
            .with("code", &self.code)
            .with("distributionStrategy", self.distribution.name())
            .with("url", &self.url)
            .with("platforms", self.platforms().collect::<Vec<_>>())
            .metadata(&self.metadata)
            .time("created", self.created_at)
            .time("updated", self.updated_at)
            .to_one("environment", environment(self.environment))
            .to_many("policies")
            .to_many("licenses")
            .to_many("machines")
            .to_many("users")
            .to_many("tokens")
    }

    async fn seen_by(&self, ask: &Ask) -> Result<(), Fault> {
        ask.sees_product(self).await
    }

    fn narrow(query: &mut Query, asked: &mut Asked) {
        asked.exactly = query.text("code");
    }

    async fn known_as(db: &Reader, named: &str) -> platform::Result<Option<Self>> {
        store::product::find_by_code(db, named).await
    }
}
