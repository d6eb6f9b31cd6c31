//! Products.

use super::entry::{self, Served};
use crate::domain::product::Product;
use crate::store::dependants;
use crate::views::entry::Around;
use axum::Router;
use axum::routing::get;
use platform::{Cx, Kontor, Result};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/products", get(entry::list::<Product>).post(entry::create::<Product>))
        .route("/licences/products/new", get(entry::new::<Product>))
        .route(
            "/licences/products/{id}",
            get(entry::show::<Product>).post(entry::change::<Product>),
        )
        .route("/licences/products/{id}/edit", get(entry::edit::<Product>))
        .route(
            "/licences/products/{id}/removal",
            get(entry::ask::<Product>).post(entry::remove::<Product>),
        )
}

impl Served for Product {
    async fn around(cx: &Cx, entries: &[Self], counted: bool) -> Result<Around> {
        let environments = entry::environments(cx).await?;
        let mut counts = Vec::new();
        for product in entries.iter().filter(|_| counted) {
            let (id, db) = (product.id, cx.db());
            let policies = format!("/licences/policies?product={id}");
            counts.push(("licensing-policies", dependants::policies_of(db, id).await?, policies));
            let licences = format!("/licences?product={id}");
            let n = dependants::licences_of_product(db, id).await?;
            counts.push(("licensing-app", n, licences));
        }
        Ok(Around { environments, counts, ..Around::default() })
    }

    async fn choices(cx: &Cx) -> Result<Around> {
        let environments = entry::environments(cx).await?;
        Ok(Around { environments, ..Around::default() })
    }
}
