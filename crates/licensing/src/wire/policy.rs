//! Policies on the wire: their product, and what their licences have.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::entry::{self, Resourced, environment};
use super::fault::Fault;
use super::issuer::Issuer;
use super::query::Query;
use super::sent::Sent;
use crate::domain::draft::{Given, attribute};
use crate::domain::entitlement::{Entitlement, EntitlementId};
use crate::domain::policy::{Policy, ProductId};
use crate::domain::product::Product;
use crate::store::entry::Asked;
use crate::{actions, store};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use platform::Kontor;
use serde_json::Value;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/policies", get(entry::list::<Policy>).post(entry::create::<Policy>))
        .route(
            "/policies/{id}",
            get(entry::show::<Policy>)
                .patch(entry::change::<Policy>)
                .put(entry::change::<Policy>)
                .delete(entry::remove::<Policy>),
        )
        .route("/policies/{id}/product", get(product))
        .route("/policies/{id}/entitlements", get(entitlements).post(attach).delete(detach))
        .route("/policies/{id}/entitlements/{entitlement}", get(entitlement))
        .route("/products/{id}/policies", get(of_product))
}

async fn product(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("product.read")?;
    let policy: Policy = entry::find(&ask, &id).await?;
    let product: Product = entry::find(&ask, &policy.product.to_string()).await?;
    Ok(Document::one(product.resource(&ask.issuer)))
}

async fn of_product(ask: Ask, At(id): At<String>, query: Query) -> Answer {
    ask.permitted("policy.read")?;
    let product: Product = entry::find(&ask, &id).await?;
    let asked = Asked { product: Some(product.id), ..Asked::default() };
    entry::listed::<Policy>(&ask, query, asked).await
}

async fn entitlements(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("entitlement.read")?;
    let policy: Policy = entry::find(&ask, &id).await?;
    let all = store::entitlement::of_policy(ask.cx.db(), policy.id).await?;
    Ok(Document::many(all.iter().map(|one| one.resource(&ask.issuer)).collect()))
}

async fn entitlement(ask: Ask, At((id, named)): At<(String, String)>) -> Answer {
    ask.permitted("entitlement.read")?;
    let policy: Policy = entry::find(&ask, &id).await?;
    let all = store::entitlement::of_policy(ask.cx.db(), policy.id).await?;
    let is = |one: &&Entitlement| one.id.to_string() == named || one.code == named;
    let one = all.iter().find(is).ok_or_else(Fault::not_found)?;
    Ok(Document::one(one.resource(&ask.issuer)))
}

async fn attach(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    ask.permitted("policy.entitlements.attach")?;
    let policy: Policy = entry::find(&ask, &id).await?;
    let these: Vec<EntitlementId> = sent.need_ids("/data")?;
    for one in store::entitlement::with_ids(ask.cx.db(), &these).await? {
        ask.sees_entitlement(&one).await?;
    }
    let all = actions::attach_policy_entitlements(&ask.cx, policy.id, &these).await?;
    Ok(Document::many(all.iter().map(|one| one.resource(&ask.issuer)).collect()))
}

async fn detach(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer<StatusCode> {
    ask.permitted("policy.entitlements.detach")?;
    let policy: Policy = entry::find(&ask, &id).await?;
    let these: Vec<EntitlementId> = sent.need_ids("/data")?;
    actions::detach_policy_entitlements(&ask.cx, policy.id, &these).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl Resourced for Policy {
    const KIND: &'static str = "policies";
    const NAMED: &'static str = "policy";
    const RELATED: &'static [&'static str] = &["product"];

    fn resource(&self, issuer: &Issuer) -> Resource {
        let values = attribute::object(&self.settings);
        let resource = Resource::new(issuer, Self::KIND, self.id).with("name", &self.name);
        let resource = attribute::all().fold(resource, |resource, attribute| {
            resource.with(attribute.name, values.get(attribute.name).unwrap_or(&Value::Null))
        });
        resource
            .metadata(&self.metadata)
            .time("created", self.created_at)
            .time("updated", self.updated_at)
            .to_one("environment", environment(self.environment))
            .to_one("product", Some(("products", self.product)))
            .to_many("pool")
            .to_many("licenses")
            .to_many("entitlements")
    }

    async fn seen_by(&self, ask: &Ask) -> Result<(), Fault> {
        ask.sees_policy(self).await
    }

    fn narrow(query: &mut Query, asked: &mut Asked) {
        asked.product = query.id("product");
    }

    /// A product beyond reach is not there.
    async fn allowed(ask: &Ask, given: &mut Given, _: Option<&Self>) -> Result<(), Fault> {
        let Some(id) = given.text("product").and_then(|id| id.parse::<ProductId>().ok()) else {
            return Ok(());
        };
        let there = match store::product::find(ask.cx.db(), id).await? {
            Some(product) => ask.sees_product(&product).await.is_ok(),
            None => false,
        };
        let fault = || Fault::refused("PRODUCT_NOT_FOUND", "must exist");
        if there { Ok(()) } else { Err(fault().at("/data/relationships/product")) }
    }
}
