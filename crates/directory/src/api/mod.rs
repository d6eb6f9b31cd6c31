//! Organisations and people for programs, through the same actions as the pages. Every endpoint of the directory stands
//! on this page.

mod organisation;
mod person;

use crate::domain::refused::Refused;
use crate::rights;
use crate::store::Shown;
use axum::Json;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use platform::api::{Endpoint, Page, Scope, version_tag};
use platform::{Refusal, Result};
use schemars::JsonSchema;
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};
use std::str::FromStr;

const READ: &str = "directory:read";
const WRITE: &str = "directory:write";

pub const SCOPES: &[Scope] = &[
    Scope { name: READ, label: "directory-scope-read", rights: &[rights::VIEW] },
    Scope { name: WRITE, label: "directory-scope-write", rights: &[rights::EDIT] },
];

const PEOPLE: &str = "/api/v1/people";
const PERSON: &str = "/api/v1/people/{id}";
const ORGANISATIONS: &str = "/api/v1/organisations";
const ORGANISATION: &str = "/api/v1/organisations/{id}";

pub fn endpoints() -> Vec<Endpoint> {
    people().into_iter().chain(organisations()).collect()
}

fn people() -> [Endpoint; 4] {
    [
        Endpoint::get(PEOPLE, person::list)
            .named("listPeople", "People by name.")
            .needs(READ)
            .query::<Asked>()
            .gives::<Page<person::Line>>(),
        Endpoint::post(PEOPLE, person::create)
            .named("createPerson", "Writes down a new person.")
            .needs(WRITE)
            .takes::<person::Draft>()
            .gives::<Receipt>()
            .once(),
        Endpoint::get(PERSON, person::show)
            .named("getPerson", "One person with addresses and numbers.")
            .needs(READ)
            .gives::<person::Person>(),
        Endpoint::patch(PERSON, person::change)
            .named("changePerson", "Changes a person; what is left out stays.")
            .needs(WRITE)
            .takes::<person::Draft>()
            .gives::<Receipt>()
            .versioned(),
    ]
}

fn organisations() -> [Endpoint; 4] {
    [
        Endpoint::get(ORGANISATIONS, organisation::list)
            .named("listOrganisations", "Organisations by name.")
            .needs(READ)
            .query::<Asked>()
            .gives::<Page<organisation::Line>>(),
        Endpoint::post(ORGANISATIONS, organisation::create)
            .named("createOrganisation", "Writes down a new organisation.")
            .needs(WRITE)
            .takes::<organisation::Draft>()
            .gives::<Receipt>()
            .once(),
        Endpoint::get(ORGANISATION, organisation::show)
            .named("getOrganisation", "One organisation with domains, addresses and numbers.")
            .needs(READ)
            .gives::<organisation::Organisation>(),
        Endpoint::patch(ORGANISATION, organisation::change)
            .named("changeOrganisation", "Changes an organisation; what is left out stays.")
            .needs(WRITE)
            .takes::<organisation::Draft>()
            .gives::<Receipt>()
            .versioned(),
    ]
}

/// Which rows of a list.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Asked {
    /// Beginnings of words: of names, addresses, domains, towns.
    q: String,
    /// `active` (as without), `inactive` or `all`.
    show: String,
    /// `next` of the page before.
    after: String,
    /// 1 to 100; 50 where nothing is said.
    limit: String,
}

impl Asked {
    fn shown(&self) -> Result<Shown> {
        match self.show.as_str() {
            "" | "active" => Ok(Shown::Active),
            "inactive" => Ok(Shown::Inactive),
            "all" => Ok(Shown::All),
            _ => Err(Refusal::from(Refused::NoFilter).on("show").into()),
        }
    }

    fn after<T: FromStr>(&self) -> Result<Option<T>> {
        if self.after.is_empty() {
            return Ok(None);
        }
        let refused = |_| Refusal::from(Refused::NoFilter).on("after").into();
        self.after.parse().map(Some).map_err(refused)
    }

    fn text(&self) -> String {
        self.q.trim().chars().take(200).collect()
    }
}

/// What became of a change. Reading more needs `directory:read`.
#[derive(Serialize, JsonSchema)]
pub struct Receipt {
    id: Uuid,
    version: i32,
}

fn created(path: &str, id: Uuid) -> Response {
    let place = [(header::LOCATION, format!("{path}/{id}"))];
    (StatusCode::CREATED, place, changed(id, 0)).into_response()
}

fn changed(id: Uuid, version: i32) -> Response {
    (version_tag(version), Json(Receipt { id, version })).into_response()
}
