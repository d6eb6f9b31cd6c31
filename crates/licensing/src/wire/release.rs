//! Releases on the wire.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::fault::Fault;
use super::issuer::Issuer;
use super::page::Found;
use super::query::{Paging, Query};
use super::sent::Sent;
use crate::actions;
use crate::domain::access::Access;
use crate::domain::entitlement::EntitlementId;
use crate::domain::product::ProductId;
use crate::domain::release::{Channel, Draft, Refused, Release, ReleaseId, Status};
use crate::store;
use crate::store::release::{Cursor, Filter};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use chrono::DateTime;
use platform::{Kontor, Millis};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/releases", get(list).post(create))
        .route("/releases/{id}", get(show).patch(change).delete(remove))
        .route("/releases/{id}/actions/publish", post(publish))
        .route("/releases/{id}/actions/yank", post(yank))
}

pub fn draw(issuer: &Issuer, release: &Release) -> Resource {
    let parts = release.semver();
    let parts = parts.as_ref().map(|number| number.parts());
    let semver = parts.map(|(major, minor, patch, prerelease, build)| {
        serde_json::json!({
            "major": major, "minor": minor, "patch": patch, "prerelease": prerelease, "build": build,
        })
    });
    let name = Some(&release.name).filter(|name| !name.is_empty());
    let description = Some(&release.description).filter(|text| !text.is_empty());
    Resource::new(issuer, "releases", release.id)
        .with("name", name)
        .with("description", description)
        .with("channel", release.channel)
        .with("status", release.status)
        .with("tag", &release.tag)
        .with("version", &release.number)
        .with("semver", semver)
        .with("minSupported", release.min_supported)
        .metadata(&release.metadata)
        .time("backdated", release.backdated_at)
        .time("published", release.published_at)
        .time("yanked", release.yanked_at)
        .time("created", release.created_at)
        .time("updated", release.updated_at)
        .to_one("product", Some(("products", release.product)))
        .to_one("environment", release.environment.map(|id| ("environments", id)))
        .to_many("entitlements")
        .to_many("constraints")
        .to_many("artifacts")
        .to_many("upgrade")
}

/// The release that is named by its id, its version or its tag, if whoever asks may have it.
pub(super) async fn named(ask: &Ask, query: &Query, name: &str) -> Result<Release, Fault> {
    let product = match query.text("product") {
        Some(name) => Some(ask.product(Some(&name)).await?.ok_or_else(Fault::not_found)?.id),
        None => match ask.access().await? {
            Access::Holder(holdings) => holdings.first().map(|holding| holding.product),
            Access::Vendor { product, .. } => product,
            Access::Nobody => None,
        },
    };
    let release = store::release::named(ask.cx.db(), product, name).await?;
    let release = release.ok_or_else(Fault::not_found)?;
    ask.opens(&ask.access().await?, &release).await?;
    Ok(release)
}

async fn show(ask: Ask, At(name): At<String>, query: Query) -> Answer {
    ask.may_read("release.read")?;
    Ok(Document::one(draw(&ask.issuer, &named(&ask, &query, &name).await?)))
}

async fn list(ask: Ask, mut query: Query) -> Answer {
    ask.may_read("release.read")?;
    let paging = query.paging();
    let product = query.text("product");
    let mut filter = Filter {
        product: None,
        channel: query.word("channel", Channel::of_name),
        status: query.word("status", Status::of_name),
        version: query.text("version"),
        tag: query.text("tag"),
        entitlements: Vec::new(),
    };
    query.done()?;
    if let Some(name) = product {
        // of a product that is not there, there are none
        let id = ask.product(Some(&name)).await?.map(|one| one.id);
        filter.product = Some(id.unwrap_or(ProductId(sea_orm::prelude::Uuid::nil())));
    }
    for code in query.texts("entitlements") {
        filter.entitlements.extend(code.parse::<EntitlementId>().ok());
    }
    let access = ask.access().await?;
    page(&ask, &query, &paging, (&filter, &access)).await
}

async fn page(
    ask: &Ask,
    query: &Query,
    paging: &Paging,
    (filter, access): (&Filter, &Access),
) -> Answer {
    let (db, size) = (ask.cx.db(), paging.size());
    let (rows, found) = if let Paging::Numbered { .. } = paging {
        let count = store::release::count(db, filter, access).await?;
        let at = (paging.offset(), size);
        (store::release::numbered(db, filter, access, at).await?, Found::Counted(count))
    } else {
        let after = match paging {
            Paging::After { cursor: Some(cursor), .. } => Some(read_cursor(cursor)?),
            _ => None,
        };
        let mut rows = store::release::page(db, filter, access, after, size + 1).await?;
        let more = rows.len() as u64 > size;
        rows.truncate(usize::try_from(size).unwrap_or(usize::MAX));
        let next = rows.last().filter(|_| more);
        let next = next.map(|one| cursor(one.created_at, &one.id));
        (rows, Found::Next(next))
    };
    let drawn = rows.iter().map(|one| draw(&ask.issuer, one)).collect();
    Ok(Document::many(drawn).paged(query.links(paging, &found)))
}

/// Where a page ended, as the next one is asked for.
pub(super) fn cursor(at: Millis, id: &impl ToString) -> String {
    format!("{}.{}", at.0.timestamp_millis(), id.to_string())
}

fn read_cursor(text: &str) -> Result<Cursor, Fault> {
    let (created_at, id) = cursor_parts::<ReleaseId>(text)?;
    Ok(Cursor { created_at, id })
}

pub(super) fn cursor_parts<I: std::str::FromStr>(text: &str) -> Result<(Millis, I), Fault> {
    let parts = text.split_once('.').and_then(|(at, id)| {
        let at = DateTime::from_timestamp_millis(at.parse().ok()?)?;
        Some((Millis(at), id.parse().ok()?))
    });
    parts.ok_or_else(|| Fault::bad("PAGE_CURSOR_INVALID", "is no cursor of this list"))
}

/// What is given of a release in place of what was there.
fn drafted(sent: &mut Sent, old: Draft) -> Draft {
    let text = |sent: &mut Sent, name: &str, old: String| {
        sent.text(name).or(Some(old)).unwrap_or_default()
    };
    Draft {
        version: text(sent, "version", old.version),
        channel: text(sent, "channel", old.channel),
        tag: text(sent, "tag", old.tag),
        name: text(sent, "name", old.name),
        description: text(sent, "description", old.description),
        min_supported: sent.flag("minSupported").or(Some(old.min_supported)).unwrap_or_default(),
        backdated_at: sent.time("backdated").or(old.backdated_at.map(|at| at.0)).map(Millis),
        metadata: sent.metadata().or(Some(old.metadata)).unwrap_or_default(),
    }
}

async fn create(ask: Ask, mut sent: Sent) -> Answer {
    ask.permitted("release.create")?;
    sent.is("releases");
    let draft = drafted(&mut sent, Draft::default());
    let status = sent.word("status", Status::of_name).or(None).unwrap_or_default();
    if status == Status::Yanked {
        sent.refuse("status", "NOT_ALLOWED", "must be DRAFT or PUBLISHED");
    }
    let required = super::constraint::wanted(&mut sent, "constraints");
    let product: ProductId = sent.need_one("product")?;
    sent.done()?;
    let product = store::product::find(ask.cx.db(), product).await?;
    let product = product.ok_or_else(|| platform::Error::from(Refused::ProductUnknown))?;
    ask.sees_product(&product).await?;
    if status == Status::Published {
        ask.permitted("release.publish")?;
    }
    super::constraint::are_known(&ask, &required).await?;
    let mut release = actions::create_release(&ask.cx, None, product.id, &draft).await?;
    if !required.is_empty() {
        actions::require_for_release(&ask.cx, release.id, &required).await?;
    }
    if status == Status::Published {
        release = actions::publish_release(&ask.cx, release.id).await?;
    }
    Ok(Document::one(draw(&ask.issuer, &release)).created())
}

/// A release that the vendor is to change.
pub(super) async fn own(ask: &Ask, query: &Query, name: &str) -> Result<Release, Fault> {
    if !ask.is_vendor() {
        return Err(Fault::of_status(StatusCode::FORBIDDEN));
    }
    named(ask, query, name).await
}

async fn change(ask: Ask, At(name): At<String>, query: Query, mut sent: Sent) -> Answer {
    ask.permitted("release.update")?;
    let release = own(&ask, &query, &name).await?;
    sent.is("releases");
    let draft = drafted(&mut sent, Draft::of(&release));
    sent.done()?;
    // what does not change is not read: an unknown word would be refused for nothing
    let draft = Draft { version: release.number, channel: release.channel.name().into(), ..draft };
    let release = actions::change_release(&ask.cx, release.id, None, &draft).await?;
    Ok(Document::one(draw(&ask.issuer, &release)))
}

async fn remove(ask: Ask, At(name): At<String>, query: Query) -> Answer<StatusCode> {
    ask.permitted("release.delete")?;
    let release = own(&ask, &query, &name).await?;
    actions::remove_release(&ask.cx, release.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

async fn publish(ask: Ask, At(name): At<String>, query: Query) -> Answer {
    ask.permitted("release.publish")?;
    let release = own(&ask, &query, &name).await?;
    let release = actions::publish_release(&ask.cx, release.id).await?;
    Ok(Document::one(draw(&ask.issuer, &release)))
}

async fn yank(ask: Ask, At(name): At<String>, query: Query) -> Answer {
    ask.permitted("release.yank")?;
    let release = own(&ask, &query, &name).await?;
    let release = actions::yank_release(&ask.cx, release.id).await?;
    Ok(Document::one(draw(&ask.issuer, &release)))
}
