use super::{Asked, PEOPLE, changed, created};
use crate::actions;
use crate::domain::draft::PersonDraft;
use crate::domain::person::{self as domain, OrganisationId, PersonId};
use crate::{rights, store};
use axum::Json;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use platform::api::{Answer, AtVersion, Given, Named, Once, Page, page_size, version_tag};
use platform::op::OpId;
use platform::{Cx, Lang, Result};
use schemars::JsonSchema;
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// A person in a list.
#[derive(Serialize, JsonSchema)]
pub struct Line {
    id: Uuid,
    name: String,
    organisation: Option<Uuid>,
    /// Where we write to.
    email: Option<String>,
    active: bool,
}

pub(super) async fn list(cx: Cx, Query(asked): Query<Asked>) -> Answer<Page<Line>> {
    cx.require(rights::VIEW)?;
    let (shown, after, size) = (asked.shown()?, asked.after()?, page_size(&asked.limit)?);
    let found =
        store::person_search::page(cx.db(), &asked.text(), shown, after, size as u64 + 1).await?;
    let ids: Vec<_> = found.iter().map(|person| person.id).collect();
    let emails = store::person::first_addresses(cx.db(), &ids).await?;
    let mut emails: HashMap<_, _> = emails.into_iter().collect();
    let after = |person: &domain::Person| person.id.to_string();
    Ok(Json(Page::of(found, size, after, |person| Line {
        id: person.id.0,
        email: emails.remove(&person.id),
        name: person.name,
        organisation: person.organisation.map(|id| id.0),
        active: person.active,
    })))
}

/// Somebody whom we deal with.
#[derive(Serialize, JsonSchema)]
pub struct Person {
    id: Uuid,
    name: String,
    organisation: Option<Uuid>,
    job_title: String,
    /// `de`, `en` or null.
    #[schemars(with = "Option<String>")]
    lang: Option<Lang>,
    notes: String,
    /// The first one is where we write to.
    emails: Vec<String>,
    phones: Vec<String>,
    active: bool,
    /// The entry that took this one's place.
    merged_into: Option<Uuid>,
    created_at: DateTime<Utc>,
    version: i32,
}

pub(super) async fn show(cx: Cx, Named(id): Named<PersonId>) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let person = store::person::get(cx.db(), id).await?;
    let facts = store::person::facts(cx.db(), &person).await?;
    let shown = Person {
        id: person.id.0,
        name: person.name,
        organisation: person.organisation.map(|id| id.0),
        job_title: person.job_title,
        lang: person.lang,
        notes: person.notes,
        emails: facts.emails,
        phones: facts.phones,
        active: person.active,
        merged_into: person.merged_into.map(|id| id.0),
        created_at: person.created_at.0,
        version: person.version,
    };
    Ok((version_tag(person.version), Json(shown)).into_response())
}

/// A person as it is to be; a new one needs a name.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Draft {
    name: Option<String>,
    organisation: Given<Uuid>,
    job_title: Option<String>,
    /// `de`, `en` or empty.
    lang: Option<String>,
    notes: Option<String>,
    emails: Option<Vec<String>>,
    phones: Option<Vec<String>>,
    /// The version that was read; `If-Match` says the same.
    version: Option<i32>,
}

impl Draft {
    fn over(self, old: PersonDraft) -> PersonDraft {
        PersonDraft {
            name: self.name.unwrap_or(old.name),
            job_title: self.job_title.unwrap_or(old.job_title),
            lang: self.lang.unwrap_or(old.lang),
            notes: self.notes.unwrap_or(old.notes),
            emails: self.emails.unwrap_or(old.emails),
            phones: self.phones.unwrap_or(old.phones),
        }
    }
}

pub(super) async fn create(cx: Cx, Once(op): Once, Json(new): Json<Draft>) -> Result<Response> {
    let organisation = new.organisation.or(None).map(OrganisationId);
    let draft = new.over(PersonDraft::default());
    let op = op.unwrap_or_else(OpId::new);
    let id = actions::create_person(&cx, op, organisation, &draft).await?;
    Ok(created(PEOPLE, id.0))
}

pub(super) async fn change(
    cx: Cx,
    Named(id): Named<PersonId>,
    AtVersion(version): AtVersion,
    Json(new): Json<Draft>,
) -> Result<Response> {
    cx.require(rights::EDIT)?;
    let person = store::person::get(cx.db(), id).await?;
    let facts = store::person::facts(cx.db(), &person).await?;
    let version = version.or(new.version).unwrap_or(person.version);
    let organisation = new.organisation.or(person.organisation.map(|id| id.0));
    let organisation = organisation.map(OrganisationId);
    let draft = new.over(facts.into());
    let person = actions::change_person(&cx, (id, version), organisation, &draft).await?;
    Ok(changed(person.id.0, person.version))
}
