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
    if let Some(after) = lot(tx, cx, (organisation, domains), None).await? {
        let rest = GatherPeople { organisation, after };
        job::enqueue(tx, cx, Queued::of(&rest)?).await?;
    }
    Ok(())
}

/// Looks at the next people without an organisation who have such an address; returns the last of them, when there
/// may be more.
async fn lot(
    tx: &Tx,
    cx: &Cx,
    (organisation, domains): (OrganisationId, &[String]),
    after: Option<PersonId>,
) -> Result<Option<PersonId>> {
    let found = store::person::unplaced_at(tx, domains, after, AT_ONCE).await?;
    let last = found.last().map(|person| person.id);
    let full = found.len() as u64 == AT_ONCE;
    for mut person in found {
        for email in store::person::addresses_of(tx, person.id).await? {
            let of = organisation_of(tx, &platform::users::email_key(&email)).await?;
            // an address of a nearer domain belongs to the organisation that has that one
            if of == Some(organisation) {
                join(tx, cx, &mut person, organisation).await?;
                break;
            }
        }
    }
    Ok(last.filter(|_| full))
}

/// Goes on where a transaction had enough.
#[derive(Debug, Serialize, Deserialize)]
pub struct GatherPeople {
    organisation: OrganisationId,
    after: PersonId,
}

impl Job for GatherPeople {
    const NAME: &'static str = "directory.gather_people";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let mut after = Some(self.after);
        while after.is_some() {
            let tx = cx.begin().await?;
            let organisation = match store::organisation::get(&tx, self.organisation).await {
                Err(Error::NotFound) => return Ok(()),
                found => found?,
            };
            let domains = store::organisation::facts(&tx, &organisation).await?.domains;
            after = lot(&tx, &cx, (self.organisation, &domains), after).await?;
            cx.commit(tx).await?;
        }
        Ok(())
    }
}
