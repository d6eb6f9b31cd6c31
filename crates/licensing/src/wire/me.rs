//! Who asks, as they are known here.

use super::Answer;
use super::ask::Ask;
use super::bearer::Bearer as Asker;
use super::document::{Document, Resource};
use super::fault::Fault;
use super::token;
use crate::domain::environment::EnvironmentId;
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::product::ProductId;
use crate::domain::token::Bearer;
use crate::domain::user::LicenceUserId;
use crate::store;
use axum::Router;
use axum::http::StatusCode;
use axum::routing::get;
use platform::Kontor;
use platform::keys::Aad;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/me", get(show))
}

/// A licence, a product, a user or an environment. Who stands for the account itself is told of the token.
async fn show(ask: Ask) -> Answer {
    let drawn = match ask.bearer {
        Asker::Nobody => return Err(Fault::of_status(StatusCode::UNAUTHORIZED)),
        Asker::Licence(id) => licence(&ask, id).await?,
        Asker::Token { kind, of: Some(of), .. } if !kind.is_of_account() => match kind {
            Bearer::Product => product(&ask, ProductId(of)).await?,
            Bearer::User => user(&ask, LicenceUserId(of)).await?,
            Bearer::Environment => environment(&ask, EnvironmentId(of)).await?,
            _ => licence(&ask, LicenceId(of)).await?,
        },
        Asker::Token { id, .. } => {
            let token = store::token::get(ask.cx.db(), id).await?;
            token::drawn(&ask.issuer, &token, None)
        }
    };
    Ok(Document::one(drawn))
}

async fn licence(ask: &Ask, id: LicenceId) -> Result<Resource, Fault> {
    let licence = store::licence::get(ask.cx.db(), id).await?;
    let status = licence.status(false, ask.now).name();
    Ok(Resource::new(&ask.issuer, "licenses", id)
        .with("name", named(&licence.name))
        .with("key", key(ask, &licence)?)
        .time("expiry", licence.expires_at)
        .with("status", status)
        .with("uses", licence.uses)
        .with("suspended", licence.suspended)
        .time("lastValidated", licence.last_validated_at)
        .time("lastCheckIn", licence.last_checked_in_at)
        .time("lastCheckOut", licence.last_checked_out_at)
        .metadata(&licence.metadata)
        .time("created", licence.created_at)
        .time("updated", licence.updated_at)
        .to_one("environment", licence.environment.map(|id| ("environments", id)))
        .to_one("product", Some(("products", licence.product)))
        .to_one("policy", Some(("policies", licence.policy)))
        .to_one("group", licence.group.map(|id| ("groups", id)))
        .to_one("owner", licence.owner.map(|id| ("users", id)))
        .to_many("users")
        .to_many("machines")
        .to_many("tokens")
        .to_many("entitlements"))
}

/// Who came in with a key knows it; who came in with a token of the licence may.
fn key(ask: &Ask, licence: &Licence) -> Result<Option<String>, Fault> {
    if licence.key.is_empty() {
        return Ok(None);
    }
    let place = Aad::new("licences", "key", &licence.id);
    let plain = ask.cx.kontor.keys.unseal(&place, &licence.key).map_err(anyhow::Error::from);
    let plain = plain.map_err(platform::Error::from)?;
    Ok(String::from_utf8(plain).ok())
}

async fn product(ask: &Ask, id: ProductId) -> Result<Resource, Fault> {
    let product = store::product::get(ask.cx.db(), id).await?;
    Ok(Resource::new(&ask.issuer, "products", id)
        .with("name", &product.name)
        .with("code", &product.code)
        .with("url", &product.url)
        .with("distributionStrategy", product.distribution.name())
        .with("platforms", product.platforms().collect::<Vec<_>>())
        .metadata(&product.metadata)
        .time("created", product.created_at)
        .time("updated", product.updated_at)
        .to_one("environment", product.environment.map(|id| ("environments", id)))
        .to_many("policies")
        .to_many("licenses")
        .to_many("machines")
        .to_many("tokens")
        .to_many("users"))
}

async fn user(ask: &Ask, id: LicenceUserId) -> Result<Resource, Fault> {
    let user = store::user::get(ask.cx.db(), id).await?;
    Ok(Resource::new(&ask.issuer, "users", id)
        .with("fullName", user.label())
        .with("firstName", named(&user.first_name))
        .with("lastName", named(&user.last_name))
        .with("email", &user.email)
        .with("status", user.standing.name())
        .with("role", "user")
        .metadata(&user.metadata)
        .time("created", user.created_at)
        .time("updated", user.updated_at)
        .to_one("environment", user.environment.map(|id| ("environments", id)))
        .to_one("group", user.group.map(|id| ("groups", id)))
        .to_many("licenses")
        .to_many("machines")
        .to_many("tokens"))
}

async fn environment(ask: &Ask, id: EnvironmentId) -> Result<Resource, Fault> {
    let environment = store::environment::get(ask.cx.db(), id).await?;
    Ok(Resource::new(&ask.issuer, "environments", id)
        .with("name", &environment.name)
        .with("code", &environment.code)
        .with("isolationStrategy", environment.isolation.name())
        .time("created", environment.created_at)
        .time("updated", environment.updated_at)
        .to_many("tokens"))
}

/// A name that is blank is none.
fn named(name: &str) -> Option<&str> {
    Some(name).filter(|name| !name.is_empty())
}
