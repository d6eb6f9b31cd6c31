//! The directory from outside: a whole server on its own database.

mod access;
mod identify_sender;
mod organisation;
mod person;
mod plan;
mod search;

use directory::*;
use platform::op::OpId;
use platform::testing::TestKontor;

/// A server with nothing but the shell and the directory.
pub async fn start() -> TestKontor {
    TestKontor::start(&[ui::APP, APP]).await
}

pub async fn organisation(t: &TestKontor, name: &str, domains: &[&str]) -> OrganisationId {
    let draft = OrganisationDraft {
        name: name.into(),
        kind: "customer".into(),
        domains: domains.iter().map(|d| (*d).to_owned()).collect(),
        ..OrganisationDraft::default()
    };
    create_organisation(&t.cx(), OpId::new(), &draft).await.unwrap()
}

pub async fn person(t: &TestKontor, name: &str, emails: &[&str]) -> PersonId {
    let draft = PersonDraft {
        name: name.into(),
        emails: emails.iter().map(|e| (*e).to_owned()).collect(),
        ..PersonDraft::default()
    };
    create_person(&t.cx(), OpId::new(), None, &draft).await.unwrap()
}
