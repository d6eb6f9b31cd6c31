//! The directory's routes.

mod organisation;
mod organisation_form;
mod people;
mod person;
mod person_form;
mod typed;

use crate::domain::refused::Refused;
use crate::store::Shown;
use axum::Router;
use platform::{Error, Kontor, Refusal, Result};
use serde::Deserialize;
use std::str::FromStr;

pub fn routes() -> Router<Kontor> {
    organisation::routes()
        .merge(organisation_form::routes())
        .merge(people::routes())
        .merge(person::routes())
        .merge(person_form::routes())
}

/// Rows of one page of a list.
const PAGE: usize = 50;
/// Lines of an autocomplete list.
const OPTIONS: usize = 8;

/// An id out of an address; anything else is an address where nothing is.
fn id<T: FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::NotFound)
}

/// What a list's address says; the address is the filter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub q: String,
    /// `inactive`, `all`, or empty for the active ones.
    pub show: String,
    /// The id of the last row that was seen.
    pub after: String,
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
        let refused = || Refusal::from(Refused::NoFilter).on("after").into();
        self.after.parse().map(Some).map_err(|_| refused())
    }

    /// The words that are looked for: more than anybody types is cut.
    fn text(&self) -> String {
        self.q.trim().chars().take(200).collect()
    }
}
