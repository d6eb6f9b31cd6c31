use super::{Asked, ORGANISATIONS, changed, created};
use crate::actions;
use crate::domain::draft::{self, OrganisationDraft};
use crate::domain::organisation::{self as domain, Kind, OrganisationId};
use crate::{rights, store};
use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use platform::api::{Answer, AtVersion, Named, Once, Page, page_size, version_tag};
use platform::op::OpId;
use platform::{Cx, Lang, Result};
use schemars::JsonSchema;
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};

/// An organisation in a list.
#[derive(Serialize, JsonSchema)]
pub struct Line {
    id: Uuid,
    name: String,
    /// `customer`, `prospect`, `supplier`, `partner` or `other`.
    #[schemars(with = "String")]
    kind: Kind,
    active: bool,
}

pub(super) async fn list(cx: Cx, Query(asked): Query<Asked>) -> Answer<Page<Line>> {
    cx.require(rights::VIEW)?;
    let (shown, after, size) = (asked.shown()?, asked.after()?, page_size(&asked.limit)?);
    let text = asked.text();
    let found =
        store::organisation_search::page(cx.db(), &text, shown, after, size as u64 + 1).await?;
    let after = |organisation: &domain::Organisation| organisation.id.to_string();
    Ok(Json(Page::of(found, size, after, |organisation| Line {
        id: organisation.id.0,
        name: organisation.name,
        kind: organisation.kind,
        active: organisation.active,
    })))
}

/// A postal address.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Address {
    #[serde(default)]
    street: String,
    #[serde(default)]
    zip: String,
    #[serde(default)]
    city: String,
    /// ISO 3166-1 alpha-2, or empty.
    #[serde(default)]
    country: String,
}

impl From<draft::Address> for Address {
    fn from(old: draft::Address) -> Self {
        Self { street: old.street, zip: old.zip, city: old.city, country: old.country }
    }
}

impl From<Address> for draft::Address {
    fn from(new: Address) -> Self {
        Self { street: new.street, zip: new.zip, city: new.city, country: new.country }
    }
}

/// An organisation that we deal with.
#[derive(Serialize, JsonSchema)]
pub struct Organisation {
    id: Uuid,
    name: String,
    /// `customer`, `prospect`, `supplier`, `partner` or `other`.
    #[schemars(with = "String")]
    kind: Kind,
    /// `de`, `en` or null.
    #[schemars(with = "Option<String>")]
    lang: Option<Lang>,
    notes: String,
    /// Who writes from one of these belongs here.
    domains: Vec<String>,
    addresses: Vec<Address>,
    phones: Vec<String>,
    websites: Vec<String>,
    emails: Vec<String>,
    active: bool,
    created_at: DateTime<Utc>,
    version: i32,
}

pub(super) async fn show(cx: Cx, Named(id): Named<OrganisationId>) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let organisation = store::organisation::get(cx.db(), id).await?;
    let facts = store::organisation::facts(cx.db(), &organisation).await?;
    let version = organisation.version;
    let shown = Organisation {
        id: organisation.id.0,
        name: facts.name,
        kind: facts.kind,
        lang: facts.lang,
        notes: facts.notes,
        domains: facts.domains,
        addresses: facts.addresses.into_iter().map(Address::from).collect(),
        phones: facts.phones,
        websites: facts.websites,
        emails: facts.emails,
        active: organisation.active,
        created_at: organisation.created_at.0,
        version,
    };
    Ok((version_tag(version), Json(shown)).into_response())
}

/// An organisation as it is to be; a new one needs a name.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Draft {
    name: Option<String>,
    /// `customer` (of a new one, where nothing is said), `prospect`, `supplier`, `partner` or `other`.
    kind: Option<String>,
    /// `de`, `en` or empty.
    lang: Option<String>,
    notes: Option<String>,
    domains: Option<Vec<String>>,
    addresses: Option<Vec<Address>>,
    phones: Option<Vec<String>>,
    websites: Option<Vec<String>>,
    emails: Option<Vec<String>>,
    /// The version that was read; `If-Match` says the same.
    version: Option<i32>,
}

impl Draft {
    fn over(self, old: OrganisationDraft) -> OrganisationDraft {
        let addresses = self.addresses.map(|all| all.into_iter().map(Into::into).collect());
        OrganisationDraft {
            name: self.name.unwrap_or(old.name),
            kind: self.kind.unwrap_or(old.kind),
            lang: self.lang.unwrap_or(old.lang),
            notes: self.notes.unwrap_or(old.notes),
            domains: self.domains.unwrap_or(old.domains),
            addresses: addresses.unwrap_or(old.addresses),
            phones: self.phones.unwrap_or(old.phones),
            websites: self.websites.unwrap_or(old.websites),
            emails: self.emails.unwrap_or(old.emails),
        }
    }
}

pub(super) async fn create(cx: Cx, Once(op): Once, Json(new): Json<Draft>) -> Result<Response> {
    let usual = OrganisationDraft { kind: Kind::Customer.name().into(), ..Default::default() };
    let op = op.unwrap_or_else(OpId::new);
    let id = actions::create_organisation(&cx, op, &new.over(usual)).await?;
    Ok(created(ORGANISATIONS, id.0))
}

pub(super) async fn change(
    cx: Cx,
    Named(id): Named<OrganisationId>,
    AtVersion(version): AtVersion,
    Json(new): Json<Draft>,
) -> Result<Response> {
    cx.require(rights::EDIT)?;
    let organisation = store::organisation::get(cx.db(), id).await?;
    let facts = store::organisation::facts(cx.db(), &organisation).await?;
    let version = version.or(new.version).unwrap_or(organisation.version);
    let changed_one =
        actions::change_organisation(&cx, id, version, &new.over(facts.into())).await?;
    Ok(changed(changed_one.id.0, changed_one.version))
}
