//! Whether a program is up to date: `/api/version/check` and `/api/version/latest`, in flat objects as its neighbour answers.

use super::around::{Face, around};
use super::said::Said;
use super::told::{Noted, nonce_of};
use super::update::Published;
use crate::domain::artifact::Artifact;
use crate::domain::release::{Channel, Number, Release};
use crate::wire::Answer;
use crate::wire::ask::Ask;
use crate::wire::fault::Fault;
use crate::wire::newest::Wish;
use crate::wire::origin::Origin;
use crate::wire::query::Query;
use crate::wire::sent::Sent;
use crate::wire::transfer::{self, Verb};
use crate::wire::words::iso;
use axum::Router;
use axum::routing::{get, post};
use platform::http::address_key;
use platform::limit::Limit;
use platform::wire::Wire;
use serde_json::{Value, json};

const LONGEST_BODY: usize = 64 * 1024;
const OFTEN: Limit = Limit::per_minute("licensing.version", 100, 100);

pub const WIRE: Wire = Wire {
    at: "/api/version",
    routes: |_| Router::new().route("/check", post(check)).route("/latest", get(latest)),
    longest_body: LONGEST_BODY,
    files: false,
    around: |kontor, request, rest| Box::pin(around(kontor, Face::Version, request, rest)),
};

/// What a program says of itself.
#[derive(Default)]
struct Told {
    product: Option<String>,
    version: Option<Number>,
    channel: Option<Channel>,
    platform: Option<String>,
    arch: Option<String>,
}

async fn check(ask: Ask, origin: Origin, noted: Noted, mut sent: Sent) -> Answer<Said> {
    if let Some(nonce) = sent.raw("/nonce").filter(|nonce| !nonce.is_null()) {
        noted.echo(nonce_of(nonce)?);
    }
    let text = |sent: &mut Sent, name: &str| {
        sent.text(name).or(None).filter(|text| !text.trim().is_empty())
    };
    let version = text(&mut sent, "/version");
    let told = Told {
        product: text(&mut sent, "/product"),
        version: version.as_deref().and_then(Number::parse),
        channel: sent.word("/channel", Channel::of_name).or(None),
        platform: text(&mut sent, "/platform"),
        arch: text(&mut sent, "/arch"),
    };
    match (&version, &told.version) {
        (None, _) => sent.refuse("/version", "MISSING", "is missing"),
        (Some(_), None) => sent.refuse("/version", "INVALID", "must be a version such as 1.2.3"),
        _ => {}
    }
    sent.done()?;
    answered(&ask, &origin, told).await
}

async fn latest(ask: Ask, origin: Origin, noted: Noted, mut query: Query) -> Answer<Said> {
    if let Some(nonce) = query.text("nonce").map(Value::String) {
        noted.echo(nonce_of(&nonce)?);
    }
    let told = Told {
        product: query.text("product"),
        version: None,
        channel: query.word("channel", Channel::of_name),
        platform: query.text("platform"),
        arch: query.text("arch"),
    };
    query.done()?;
    answered(&ask, &origin, told).await
}

async fn answered(ask: &Ask, origin: &Origin, told: Told) -> Answer<Said> {
    if let Some(info) = &ask.cx.request {
        ask.cx.kontor.limits.check(&OFTEN, &address_key(info.ip)).await?;
    }
    ask.may_read("release.upgrade")?;
    let product = ask.product(told.product.as_deref()).await?.ok_or_else(Fault::not_found)?;
    let access = ask.access().await?;
    let channel = told.channel.or_else(|| told.version.as_ref().map(Number::channel));
    let channel = channel.unwrap_or_default();
    let wish = Wish { channel, platform: told.platform, arch: told.arch, ..Wish::default() };
    let found = Published::of(ask, &access, &product, &wish).await?;
    let above = |one: &Number| told.version.as_ref().is_some_and(|has| has.key() < one.key());
    let newest_number = found.number();
    let mut body = json!({
        "product": product.code.clone().unwrap_or_else(|| product.id.to_string()),
        "channel": channel,
        "update_available": newest_number.as_ref().is_some_and(above),
        "required": found.least.as_ref().is_some_and(above),
        "latest": newest_number.as_ref().map(ToString::to_string),
        "min_supported": found.least.as_ref().map(ToString::to_string),
    });
    put_file(ask, origin, &mut body, (found.release(), found.file(&wish)));
    Ok(Said::ok(body))
}

fn put_file(
    ask: &Ask,
    origin: &Origin,
    body: &mut Value,
    (release, file): (Option<&Release>, Option<&Artifact>),
) {
    body["notes"] = json!(release.map(|one| &one.description));
    body["published"] = json!(release.and_then(|one| one.published_at).map(|at| iso(at.0)));
    body["url"] = json!(file.map(|one| transfer::address(&ask.cx, origin, Verb::Get, one)));
    body["sha256"] = json!(file.and_then(|one| one.sha256.as_ref()));
    body["signature"] = json!(file.and_then(|one| one.signature.as_ref()));
}
