//! What happens in the directory of organisations and persons.

use platform::event::Event;
use serde::{Deserialize, Serialize};

platform::id!(OrganisationId);
platform::id!(PersonId);

/// Open lists of organisations listen to this.
pub const ORGANISATIONS: &str = "organisations";
/// Open lists of persons listen to this.
pub const PEOPLE: &str = "people";

/// One field before and after a change, as people read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldChange {
    pub field: String,
    pub from: String,
    pub to: String,
}

/// What an organisation's timeline is found by, and its page listens to.
pub fn organisation_object(id: OrganisationId) -> String {
    format!("organisation:{id}")
}

/// What a person's timeline is found by, and the page listens to.
pub fn person_object(id: PersonId) -> String {
    format!("person:{id}")
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrganisationCreated {
    pub organisation: OrganisationId,
    pub name: String,
}

/// Facts of an organisation changed; never empty.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OrganisationChanged {
    pub organisation: OrganisationId,
    pub changes: Vec<FieldChange>,
}

/// Someone became known: entered by hand, or `by_mail` because they wrote.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PersonCreated {
    pub person: PersonId,
    pub name: String,
    pub organisation: Option<OrganisationId>,
    pub by_mail: bool,
}

/// Facts of a person changed; never empty.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PersonChanged {
    pub person: PersonId,
    pub changes: Vec<FieldChange>,
}

/// Two entries were one person: what belonged to `merged` belongs to `into` from now on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PersonMerged {
    pub merged: PersonId,
    pub into: PersonId,
    /// The e-mail addresses that moved.
    pub addresses: Vec<String>,
}

impl Event for OrganisationCreated {
    const NAME: &'static str = "directory.organisation_created";
    fn object(&self) -> String {
        organisation_object(self.organisation)
    }
    fn topics(&self) -> Vec<String> {
        vec![self.object(), ORGANISATIONS.into()]
    }
}

impl Event for OrganisationChanged {
    const NAME: &'static str = "directory.organisation_changed";
    fn object(&self) -> String {
        organisation_object(self.organisation)
    }
    fn topics(&self) -> Vec<String> {
        vec![self.object(), ORGANISATIONS.into()]
    }
}

impl Event for PersonCreated {
    const NAME: &'static str = "directory.person_created";
    fn object(&self) -> String {
        person_object(self.person)
    }
    fn topics(&self) -> Vec<String> {
        let of = self.organisation.map(organisation_object);
        [self.object(), PEOPLE.into()].into_iter().chain(of).collect()
    }
}

impl Event for PersonChanged {
    const NAME: &'static str = "directory.person_changed";
    fn object(&self) -> String {
        person_object(self.person)
    }
    fn topics(&self) -> Vec<String> {
        vec![self.object(), PEOPLE.into()]
    }
}

impl Event for PersonMerged {
    const NAME: &'static str = "directory.person_merged";
    fn object(&self) -> String {
        person_object(self.into)
    }
    fn topics(&self) -> Vec<String> {
        vec![self.object(), person_object(self.merged), PEOPLE.into()]
    }
}
