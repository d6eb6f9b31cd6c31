//! Whether there is a newer release for a program: `GET /releases/{version}/upgrade`.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::Document;
use super::fault::{Fault, Source};
use super::newest::{Wish, newest};
use super::query::Query;
use super::release::draw;
use crate::domain::release::{Channel, Constraint, Number};
use crate::store;
use axum::Router;
use axum::routing::get;
use platform::Kontor;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/releases/actions/upgrade", get(by_query))
        .route("/releases/{id}/upgrade", get(upgrade))
        .route("/releases/{id}/actions/upgrade", get(upgrade))
}

async fn upgrade(ask: Ask, At(name): At<String>, query: Query) -> Answer {
    found(&ask, &name, query).await
}

/// As programs of before ask: with the version in the query.
async fn by_query(ask: Ask, query: Query) -> Answer {
    let name = query.text("version").ok_or_else(|| missing("version"))?;
    found(&ask, &name, query).await
}

fn missing(name: &'static str) -> Fault {
    Fault::bad("VERSION_MISSING", "is missing").about(Source::Parameter(name.into()))
}

/// What a query says about the release that is wanted.
pub(super) fn wish(query: &mut Query, current: Option<Number>) -> Result<Wish, Fault> {
    let constraint = match query.text("constraint") {
        None => None,
        Some(text) => Some(Constraint::parse(&text).ok_or_else(|| {
            Fault::bad("CONSTRAINT_INVALID", "must be a version constraint such as 1.0 or ^1.2")
                .about(Source::Parameter("constraint".into()))
        })?),
    };
    let usual = current.as_ref().map(Number::channel).unwrap_or_default();
    let channel = query.word("channel", Channel::of_name).unwrap_or(usual);
    let (platform, arch) = (query.text("platform"), query.text("arch"));
    query.done()?;
    Ok(Wish { above: current, channel, constraint, platform, arch })
}

async fn found(ask: &Ask, name: &str, mut query: Query) -> Answer {
    ask.may_read("release.upgrade")?;
    let product = query.text("product");
    let is_named = product.is_some();
    let product = ask.product(product.as_deref()).await?;
    if is_named && product.is_none() {
        return Err(Fault::not_found());
    }
    let known =
        store::release::named(ask.cx.db(), product.as_ref().map(|one| one.id), name).await?;
    // a program may run a version that was never given out here
    let current = known
        .as_ref()
        .and_then(crate::domain::release::Release::semver)
        .or_else(|| Number::parse(name));
    let current = current.ok_or_else(Fault::not_found)?;
    let product = match (product, &known) {
        (Some(product), _) => product,
        (None, Some(known)) => store::product::get(ask.cx.db(), known.product).await?,
        (None, None) => return Err(Fault::not_found()),
    };
    let mut wish = wish(&mut query, Some(current.clone()))?;
    if query.text("channel").is_none() {
        wish.channel = known.as_ref().map_or(wish.channel, |known| known.channel);
    }
    let access = ask.access().await?;
    let found = newest(ask, &access, &product, &wish).await?;
    let (next, _) = found.ok_or_else(Fault::not_found)?;
    let document = Document::one(draw(&ask.issuer, &next));
    Ok(document.meta("current", current.to_string()).meta("next", &next.number))
}
