//! Directory: the organisations and persons that we deal with, once for all apps.
//!
//! The only app that others may call. What they may use is re-exported here.

mod actions;
mod api;
mod domain;
mod migrations;
mod palette;
mod privacy;
pub mod rights;
mod store;
mod views;
mod web;

pub use actions::{
    Caller, change_organisation, change_person, create_organisation, create_person, find_caller,
    identify_sender, is_settled, merge_persons, note_caller, note_phone, switch_organisation,
    switch_person,
};
pub use domain::draft::{Address, OrganisationDraft, OrganisationFacts, PersonDraft, PersonFacts};
pub use domain::email::is_address;
pub use domain::organisation::{Kind, Organisation, OrganisationId};
pub use domain::person::{Person, PersonId};
pub use domain::refused::Refused;
pub use store::organisation::{
    facts as organisation_facts, find as find_organisation, get as get_organisation,
    insert as insert_organisation, with_ids as organisations_with_ids,
};
pub use store::organisation_search::search as search_organisations;
pub use store::person::{
    addresses_of, facts as person_facts, find as find_person,
    find_by_email as find_person_by_email, first_addresses, get as get_person,
    insert as insert_person, with_emails as persons_with_emails, with_ids as persons_with_ids,
};
pub use store::person_search::{
    named as persons_named, of_organisation as persons_of, search as search_persons,
};

/// How names are made comparable, for whoever keeps words of his own.
pub mod words {
    pub use crate::domain::words::{end_of_range, fold, split};
}

use platform::App;
use platform::app::RailEntry;
use platform::i18n::Messages;

const MESSAGES: Messages =
    Messages { de: include_str!("../i18n/de.ftl"), en: include_str!("../i18n/en.ftl") };

pub const APP: App = App {
    routes: web::routes,
    api: api::endpoints,
    scopes: api::SCOPES,
    migrations: migrations::all,
    rights: rights::of,
    grants: rights::GRANTS,
    rail: &[
        RailEntry {
            icon: "building-2",
            label: "directory-organisations-rail",
            path: "/organisations",
            chord: 'k',
            right: Some(rights::VIEW),
            hue: "people",
        },
        RailEntry {
            icon: "users",
            label: "directory-people",
            path: "/people",
            chord: 'p',
            right: Some(rights::VIEW),
            hue: "people",
        },
    ],
    jobs: |jobs| jobs.add::<actions::GatherPeople>(),
    palette: palette::find,
    privacy: privacy::PRIVACY,
    ..App::new("directory", MESSAGES)
};
