//! What is answered, as JSON:API writes it: resources with attributes, relationships and links.

use super::issuer::Issuer;
use super::words::{Moment, camelised_names, iso};
use crate::domain::metadata::Metadata;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::borrow::Cow;
use std::fmt::Display;
use std::sync::Arc;

pub const MEDIA_TYPE: &str = "application/vnd.api+json; charset=utf-8";

/// Names with their values, in the order in which they were given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields(Vec<(Cow<'static, str>, Value)>);

impl Fields {
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn put(&mut self, name: impl Into<Cow<'static, str>>, value: impl Serialize) {
        // what we write ourselves can be written
        self.0.push((name.into(), serde_json::to_value(value).unwrap_or_default()));
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

/// A type and an id.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Identifier {
    #[serde(rename = "type")]
    pub kind: &'static str,
    pub id: String,
}

impl Identifier {
    pub fn new(kind: &'static str, id: impl Display) -> Self {
        Self { kind, id: id.to_string() }
    }
}

/// What a resource is related to.
#[derive(Clone, Debug, PartialEq)]
enum Linkage {
    /// Nothing is said but where to ask.
    Unsaid,
    One(Option<Identifier>),
    Many(Vec<Identifier>),
}

#[derive(Clone, Debug, PartialEq)]
struct Relationship {
    linkage: Linkage,
    meta: Fields,
}

/// One thing, as the wire sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    base: Arc<str>,
    identifier: Identifier,
    attributes: Fields,
    relationships: Vec<(&'static str, Relationship)>,
    meta: Fields,
    has_address: bool,
}

impl Resource {
    /// A resource of the account, which lies at `/{kind}/{id}`.
    pub fn new(issuer: &Issuer, kind: &'static str, id: impl Display) -> Self {
        Self {
            base: issuer.base.clone(),
            identifier: Identifier::new(kind, id),
            // a licence's are not moved while they are put in
            attributes: Fields(Vec::with_capacity(32)),
            relationships: Vec::with_capacity(12),
            meta: Fields::default(),
            has_address: true,
        }
    }

    /// The same without an address of its own, such as a licence file.
    #[must_use]
    pub fn nowhere(self) -> Self {
        Self { has_address: false, ..self }
    }

    /// An attribute, named as the wire names it (`maxMachines`).
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Serialize) -> Self {
        self.attributes.put(name, value);
        self
    }

    /// A time, or none.
    #[must_use]
    pub fn time(self, name: &'static str, at: impl Into<Moment>) -> Self {
        let Moment(at) = at.into();
        self.with(name, at.map(iso))
    }

    /// What the vendor notes about it, its names in the wire's spelling.
    #[must_use]
    pub fn metadata(self, metadata: &Metadata) -> Self {
        self.with("metadata", camelised_names(metadata.as_object().clone()))
    }

    /// What it belongs to, or null, and where that is to be had.
    #[must_use]
    pub fn to_one(self, name: &'static str, to: Option<(&'static str, impl Display)>) -> Self {
        let to = to.map(|(kind, id)| Identifier::new(kind, id));
        self.related(name, Linkage::One(to), Fields::default())
    }

    /// Where the many that belong to it are to be had.
    #[must_use]
    pub fn to_many(self, name: &'static str) -> Self {
        self.related(name, Linkage::Unsaid, Fields::default())
    }

    /// The same with what is counted of them, such as the cores of all machines.
    #[must_use]
    pub fn counted(self, name: &'static str, meta: Fields) -> Self {
        self.related(name, Linkage::Unsaid, meta)
    }

    /// The many that belong to it, each by its id.
    #[must_use]
    pub fn to_these(self, name: &'static str, these: Vec<Identifier>) -> Self {
        self.related(name, Linkage::Many(these), Fields::default())
    }

    /// What is said about it beside its attributes.
    #[must_use]
    pub fn meta(mut self, name: &'static str, value: impl Serialize) -> Self {
        self.meta.put(name, value);
        self
    }

    fn related(mut self, name: &'static str, linkage: Linkage, meta: Fields) -> Self {
        self.relationships.push((name, Relationship { linkage, meta }));
        self
    }

    /// Where it is to be had.
    pub fn address(&self) -> String {
        format!("{}/{}/{}", self.base, self.identifier.kind, self.identifier.id)
    }
}

/// The account, which everything belongs to, and what else a resource is related to. Written without a detour by values: an
/// answer to a validation has nine of them.
struct Relationships<'a>(&'a Resource);

impl Serialize for Relationships<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let resource = self.0;
        let mut all = out.serialize_map(None)?;
        let account = resource.base.rsplit('/').next().unwrap_or_default();
        let account = Identifier::new("accounts", account);
        all.serialize_entry(
            "account",
            &OfAccount { links: Related::at(&resource.base), data: account },
        )?;
        let mut at = resource.address();
        let base = at.len();
        for (name, to) in &resource.relationships {
            at.truncate(base);
            at.extend(["/", name]);
            let links = resource.has_address.then(|| Related::at(&at));
            all.serialize_entry(name, &Said { links, linkage: &to.linkage, meta: &to.meta })?;
        }
        all.end()
    }
}

#[derive(Serialize)]
struct OfAccount<'a> {
    links: Related<'a>,
    data: Identifier,
}

#[derive(Serialize)]
struct Related<'a> {
    related: &'a str,
}

impl<'a> Related<'a> {
    fn at(related: &'a str) -> Self {
        Self { related }
    }
}

/// One relationship.
struct Said<'a> {
    links: Option<Related<'a>>,
    linkage: &'a Linkage,
    meta: &'a Fields,
}

impl Serialize for Said<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut said = out.serialize_map(None)?;
        if let Some(links) = &self.links {
            said.serialize_entry("links", links)?;
        }
        match self.linkage {
            Linkage::Unsaid => {}
            Linkage::One(one) => said.serialize_entry("data", one)?,
            Linkage::Many(many) => said.serialize_entry("data", many)?,
        }
        if !self.meta.is_empty() {
            said.serialize_entry("meta", self.meta)?;
        }
        said.end()
    }
}

fn named(name: &'static str, value: &str) -> Fields {
    let mut one = Fields::default();
    one.put(name, value);
    one
}

impl Serialize for Resource {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        map.serialize_entry("id", &self.identifier.id)?;
        map.serialize_entry("type", self.identifier.kind)?;
        map.serialize_entry("attributes", &self.attributes)?;
        map.serialize_entry("relationships", &Relationships(self))?;
        if self.has_address {
            map.serialize_entry("links", &named("self", &self.address()))?;
        }
        if !self.meta.is_empty() {
            map.serialize_entry("meta", &self.meta)?;
        }
        map.end()
    }
}

#[derive(Clone, Debug, PartialEq)]
enum Data {
    Unsaid,
    One(Option<Box<Resource>>),
    Many(Vec<Resource>),
}

/// A whole answer. Files and webhooks write it down by [`Document::json`].
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    status: StatusCode,
    data: Data,
    included: Option<Vec<Resource>>,
    meta: Fields,
    links: Fields,
}

impl Document {
    fn of(data: Data) -> Self {
        let (meta, links) = (Fields::default(), Fields::default());
        Self { status: StatusCode::OK, data, included: None, meta, links }
    }

    pub fn one(resource: Resource) -> Self {
        Self::of(Data::One(Some(Box::new(resource))))
    }

    /// One, or null.
    pub fn maybe(resource: Option<Resource>) -> Self {
        Self::of(Data::One(resource.map(Box::new)))
    }

    pub fn many(resources: Vec<Resource>) -> Self {
        Self::of(Data::Many(resources))
    }

    /// Nothing but what is said about it ([`Self::meta`]).
    pub fn bare() -> Self {
        Self::of(Data::Unsaid)
    }

    /// A new thing came into being.
    #[must_use]
    pub fn created(self) -> Self {
        Self { status: StatusCode::CREATED, ..self }
    }

    /// What was asked for along with it. An empty list is written too: a client of licence files needs it.
    #[must_use]
    pub fn including(self, included: Vec<Resource>) -> Self {
        Self { included: Some(included), ..self }
    }

    #[must_use]
    pub fn meta(mut self, name: &'static str, value: impl Serialize) -> Self {
        self.meta.put(name, value);
        self
    }

    /// A time among what is said about it.
    #[must_use]
    pub fn meta_time(self, name: &'static str, at: impl Into<Moment>) -> Self {
        let Moment(at) = at.into();
        self.meta(name, at.map(iso))
    }

    #[must_use]
    pub fn link(mut self, name: &'static str, to: impl Serialize) -> Self {
        self.links.put(name, to);
        self
    }

    /// One page of many, with the links to the others.
    #[must_use]
    pub fn paged(mut self, page: super::page::Links) -> Self {
        self.links.0.extend(page.links.0);
        self.meta.0.extend(page.meta.0);
        self
    }

    pub fn json(&self) -> String {
        json(self)
    }
}

/// What we write ourselves can be written.
pub fn json(what: &impl Serialize) -> String {
    let mut bytes = Vec::with_capacity(4_096); // an answer about one thing has not to grow
    let written = serde_json::to_writer(&mut bytes, what);
    written.ok().and_then(|()| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A whole answer that is written already.
pub struct Written(pub Vec<u8>);

impl IntoResponse for Written {
    fn into_response(self) -> Response {
        let mut response = Body::from(self.0).into_response();
        let kind = HeaderValue::from_static(MEDIA_TYPE);
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response
    }
}

impl Serialize for Document {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let mut map = out.serialize_map(None)?;
        match &self.data {
            Data::Unsaid => {}
            Data::One(one) => map.serialize_entry("data", one)?,
            Data::Many(many) => map.serialize_entry("data", many)?,
        }
        if let Some(included) = &self.included {
            map.serialize_entry("included", included)?;
        }
        if !self.meta.is_empty() {
            map.serialize_entry("meta", &self.meta)?;
        }
        if !self.links.is_empty() {
            map.serialize_entry("links", &self.links)?;
        }
        map.end()
    }
}

impl IntoResponse for Document {
    fn into_response(self) -> Response {
        let mut response = (self.status, Body::from(self.json())).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        if let (StatusCode::CREATED, Data::One(Some(one))) = (self.status, &self.data)
            && one.has_address
            && let Ok(at) = HeaderValue::try_from(one.address())
        {
            headers.insert(header::LOCATION, at);
        }
        response
    }
}
