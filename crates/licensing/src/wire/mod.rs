//! What licensed programs ask, as Keygen spells it: JSON:API, and every answer signed.
//!
//! A resource has a file of its own here, such as `licence.rs`, with `pub fn routes() -> Router<Kontor>` whose addresses are
//! relative to the account (`/licenses/{id}`), and stands in [`resources`]. A handler reads with [`ask::Ask`] (who asks, and what
//! they may), [`at::At`] (what stands in the address), [`query::Query`] and [`sent::Sent`]; calls one action; and answers with a
//! [`document::Document`] or a [`fault::Fault`], into which every [`platform::Error`] turns by `?`:
//!
//! ```ignore
//! pub fn routes() -> Router<Kontor> {
//!     Router::new().route("/licenses", get(list).post(create)).route("/licenses/{id}", get(show))
//! }
//!
//! async fn create(ask: Ask, mut sent: Sent) -> Answer {
//!     ask.permitted("license.create")?;
//!     sent.is("licenses");
//!     let (name, metadata) = (sent.text("name").or(None), sent.metadata().or(None));
//!     let policy: PolicyId = sent.need_one("policy")?; // or all that was wrong until here; `sent.done()?` where nothing is needed
//!     let licence = actions::create_licence(&ask.cx, &LicenceDraft { policy, name, metadata }).await?;
//!     Ok(Document::one(resource(&ask.issuer, &licence)).created())
//! }
//!
//! async fn list(ask: Ask, mut query: Query) -> Answer {
//!     ask.permitted("license.read")?;
//!     let (paging, status) = (query.paging(), query.word("status", Status::of_name));
//!     query.done()?;
//!     let found = store::licence::page(ask.cx.db(), status, &paging).await?;
//!     let all = found.rows.iter().map(|one| resource(&ask.issuer, one)).collect();
//!     Ok(Document::many(all).paged(query.links(&paging, &Found::Next(found.next))))
//! }
//!
//! pub fn resource(issuer: &Issuer, licence: &Licence) -> Resource {
//!     Resource::new(issuer, "licenses", licence.id)
//!         .with("name", &licence.name)
//!         .time("expiry", licence.expiry)
//!         .metadata(&licence.metadata)
//!         .to_one("policy", Some(("policies", licence.policy)))
//!         .to_many("machines")
//! }
//! ```
//!
//! A delete answers `Ok::<_, Fault>(StatusCode::NO_CONTENT)`. A rule's refusal gets its code from `Refuse::code` and its place from
//! `Refuse::field`: a name among the attributes in either spelling, or a place such as `/data/relationships/policy`.
//!
//! Everything that leaves here passes [`around`]: it counts, writes faults down, says the headers and signs. So no handler
//! writes headers of its own, and no answer is streamed; files are handed over by a redirect.

pub mod account;
mod around;
mod artifact;
pub mod ask;
pub mod at;
pub mod bearer;
mod check_out;
mod component;
mod constraint;
pub mod credential;
pub(crate) mod description;
pub mod document;
mod drawn;
mod engine;
pub mod entitlement;
pub mod entry;
pub mod environment;
mod facade;
pub mod fault;
pub(crate) mod file;
pub mod group;
pub mod headers;
mod health;
pub mod issuer;
pub mod licence;
mod licence_actions;
mod licence_filter;
mod licence_members;
mod listing;
pub mod log;
pub mod machine;
mod machine_related;
pub mod me;
mod meter;
mod metering;
mod newest;
pub(crate) mod origin;
pub mod page;
mod ping;
pub mod policy;
pub mod pool;
mod process;
pub mod product;
pub mod query;
pub mod reach;
pub mod related;
mod release;
mod release_access;
mod search;
pub mod sent;
mod shown;
mod sign;
pub mod token;
pub mod token_of;
pub mod told;
pub(crate) mod transfer;
mod upgrade;
pub mod user;
mod validate;
pub mod version;
pub mod webhook;
pub mod words;

use axum::Router;
use axum::middleware::from_fn_with_state;
use fault::Fault;
use platform::Kontor;
use platform::wire::Wire;

/// What a handler gives.
pub type Answer<T = document::Document> = Result<T, Fault>;

/// Longer bodies are no requests but files, which go elsewhere.
const LONGEST_BODY: usize = 1024 * 1024;

pub const WIRES: &[Wire] = &[
    Wire {
        at: "/v1",
        routes,
        longest_body: LONGEST_BODY,
        files: false,
        around: |kontor, request, rest| Box::pin(around::around(kontor, request, rest)),
    },
    facade::WIRE,
    facade::version::WIRE,
    transfer::WIRE,
];

/// The same resources for programs that name the account and for those that know there is but one.
fn routes(kontor: &Kontor) -> Router<Kontor> {
    let named = resources().merge(account::routes());
    let named = named.layer(from_fn_with_state(kontor.clone(), issuer::is_ours));
    resources().nest(issuer::NAMED, named)
}

/// Every resource; a new one is one line here.
fn resources() -> Router<Kontor> {
    Router::new()
        .merge(artifact::routes())
        .merge(check_out::routes())
        .merge(component::routes())
        .merge(constraint::routes())
        .merge(description::routes())
        .merge(engine::routes())
        .merge(entitlement::routes())
        .merge(environment::routes())
        .merge(group::routes())
        .merge(health::routes())
        .merge(licence::routes())
        .merge(licence_actions::routes())
        .merge(licence_members::routes())
        .merge(machine::routes())
        .merge(me::routes())
        .merge(metering::routes())
        .merge(ping::routes())
        .merge(policy::routes())
        .merge(pool::routes())
        .merge(process::routes())
        .merge(product::routes())
        .merge(release::routes())
        .merge(related::routes())
        .merge(search::routes())
        .merge(token::routes())
        .merge(token_of::routes())
        .merge(upgrade::routes())
        .merge(user::routes())
        .merge(validate::routes())
        .merge(webhook::routes())
}

#[cfg(test)]
mod tests;
