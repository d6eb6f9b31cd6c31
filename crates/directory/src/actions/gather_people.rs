//! Known people join the organisation that has the domain of one of their addresses, as new senders do.

use crate::domain::email::domains_of;
use crate::domain::organisation::OrganisationId;
use crate::domain::person::{Person, PersonId};
use crate::domain::provider;
use crate::store;
use events::directory::{FieldChange, PersonChanged};
use platform::job::{self, Failure, Job, Queued};
use platform::{Cx, Error, Result, Tx, event};
use serde::{Deserialize, Serialize};

/// So many are looked at in one transaction; where there may be more, a job goes on.
const AT_ONCE: u64 = 50;

/// The organisation of an address: the one that has its domain, or one above it. Public providers are nobody's.
pub(super) async fn organisation_of(tx: &Tx, email_key: &str) -> Result<Option<OrganisationId>> {
    let domains = domains_of(email_key);
    match domains.first() {
        Some(domain) if !provider::is_public(domain) => {
            store::organisation::find_by_domains(tx, &domains).await
        }
        _ => Ok(None),
    }
}

/// Puts a person who has no organisation into this one, and records it.
pub(super) async fn join(
    tx: &Tx,
    cx: &Cx,
    person: &mut Person,
    organisation: OrganisationId,
) -> Result<()> {
    person.organisation = Some(organisation);
    store::person::save(tx, person).await?;
    let to = store::organisation::get(tx, organisation).await?.name;
    let change = FieldChange { field: "organisation".into(), from: String::new(), to };
    event::record(tx, cx, &PersonChanged { person: person.id, changes: vec![change] }).await
}

/// Gathers the people of an organisation whose domains were just saved, those of the first lot at once.
pub(super) async fn gather(
    tx: &Tx,
    cx: &Cx,
    organisation: OrganisationId,
    domains: &[String],
) -> Result<()> {
    let Looked { more, missed } = lot(tx, cx, (organisation, domains), None).await?;
    if more.is_some() || missed {
        // who was missed is still without an organisation, and so among those from the first on
        let rest = GatherPeople { organisation, after: more.filter(|_| !missed) };
        job::enqueue(tx, cx, Queued::of(&rest)?).await?;
    }
    Ok(())
}

/// What a look at some people leaves to be done.
struct Looked {
    /// The last of them, when there may be more behind.
    more: Option<PersonId>,
    /// Somebody else saved one of them at the same moment.
    missed: bool,
}

/// Looks at the next people without an organisation who have such an address.
async fn lot(
    tx: &Tx,
    cx: &Cx,
    (organisation, domains): (OrganisationId, &[String]),
    after: Option<PersonId>,
) -> Result<Looked> {
    let found = store::person::unplaced_at(tx, domains, after, AT_ONCE).await?;
    let last = found.last().map(|person| person.id);
    let full = found.len() as u64 == AT_ONCE;
    let missed = place(tx, cx, organisation, found).await?;
    Ok(Looked { more: last.filter(|_| full), missed })
}

/// Puts those into the organisation who belong there; true when one of them was saved by somebody else meanwhile, and
/// so is left for later.
async fn place(tx: &Tx, cx: &Cx, organisation: OrganisationId, found: Vec<Person>) -> Result<bool> {
    let mut missed = false;
    for mut person in found {
        for email in store::person::addresses_of(tx, person.id).await? {
            let of = organisation_of(tx, &platform::users::email_key(&email)).await?;
            // an address of a nearer domain belongs to the organisation that has that one
            if of == Some(organisation) {
                match join(tx, cx, &mut person, organisation).await {
                    Err(Error::Stale) => missed = true,
                    joined => joined?,
                }
                break;
            }
        }
    }
    Ok(missed)
}

/// Goes on where a transaction had enough.
#[derive(Debug, Serialize, Deserialize)]
pub struct GatherPeople {
    organisation: OrganisationId,
    after: Option<PersonId>,
}

impl Job for GatherPeople {
    const NAME: &'static str = "directory.gather_people";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let (mut after, mut again) = (self.after, false);
        loop {
            let tx = cx.begin().await?;
            let organisation = match store::organisation::get(&tx, self.organisation).await {
                Err(Error::NotFound) => return Ok(()),
                found => found?,
            };
            let domains = store::organisation::facts(&tx, &organisation).await?.domains;
            let looked = lot(&tx, &cx, (self.organisation, &domains), after).await?;
            cx.commit(tx).await?;
            again |= looked.missed;
            after = looked.more;
            if after.is_none() {
                break;
            }
        }
        if again { Err(Error::Stale.into()) } else { Ok(()) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actions::{create_organisation, create_person};
    use crate::domain::draft::{OrganisationDraft, PersonDraft};
    use platform::op::OpId;
    use platform::testing::TestKontor;

    async fn person(cx: &Cx, email: &str) -> Person {
        let draft = PersonDraft {
            name: email.into(),
            emails: vec![email.into()],
            ..PersonDraft::default()
        };
        let id = create_person(cx, OpId::new(), None, &draft).await.unwrap();
        store::person::get(cx.db(), id).await.unwrap()
    }

    #[tokio::test]
    async fn somebody_who_is_saved_at_the_same_moment_is_gathered_later_and_stops_nobody() {
        let t = TestKontor::start(&[crate::APP]).await;
        let cx = t.cx();
        // they were read, and then somebody else saved the first
        let found = vec![person(&cx, "ada@acme.de").await, person(&cx, "bob@acme.de").await];
        let (ada, bob) = (found[0].id, found[1].id);
        let tx = cx.begin().await.unwrap();
        store::person::save(&tx, &mut found[0].clone()).await.unwrap();
        cx.commit(tx).await.unwrap();
        let draft = OrganisationDraft {
            name: "ACME".into(),
            kind: "customer".into(),
            ..OrganisationDraft::default()
        };
        let acme = create_organisation(&cx, OpId::new(), &draft).await.unwrap();
        let tx = cx.begin().await.unwrap();
        let found_at = OrganisationDraft { domains: vec!["acme.de".into()], ..draft };
        let facts = found_at.read().unwrap();
        store::organisation::replace_rows(&tx, acme, &facts).await.unwrap();
        assert!(place(&tx, &cx, acme, found).await.unwrap(), "one was missed");
        let rest = GatherPeople { organisation: acme, after: None };
        job::enqueue(&tx, &cx, Queued::of(&rest).unwrap()).await.unwrap();
        cx.commit(tx).await.unwrap();

        let of = async |id| store::person::get(t.db(), id).await.unwrap().organisation;
        assert_eq!((of(ada).await, of(bob).await), (None, Some(acme)));
        t.run_jobs().await;
        assert_eq!(of(ada).await, Some(acme));
    }
}
