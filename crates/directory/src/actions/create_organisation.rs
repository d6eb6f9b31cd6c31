use super::domains_are_free;
use super::gather_people::gather;
use crate::domain::draft::OrganisationDraft;
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::words::sort_key;
use crate::{rights, store};
use events::directory::OrganisationCreated;
use platform::op::{self, OpId};
use platform::{Cx, Error, Millis, Result, event};

/// Writes down a new organisation, once per `op`.
pub async fn create_organisation(
    cx: &Cx,
    op: OpId,
    draft: &OrganisationDraft,
) -> Result<OrganisationId> {
    cx.require(rights::EDIT)?;
    if let Some(done) = op::find(cx.db(), cx, op).await? {
        return done.parse().map_err(|_| Error::NotFound);
    }
    let facts = draft.read().map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let organisation = Organisation {
        id: OrganisationId::new(),
        name: facts.name.clone(),
        name_key: sort_key(&facts.name),
        kind: facts.kind,
        notes: facts.notes.clone(),
        lang: facts.lang,
        active: true,
        created_at: Millis(cx.now),
        version: 0,
    };
    let id = organisation.id;
    domains_are_free(&tx, &draft.domains, &facts, id).await?;
    store::organisation::insert(&tx, &organisation, &facts).await?;
    op::keep(&tx, cx, op, id.to_string()).await?;
    let name = organisation.name;
    event::record(&tx, cx, &OrganisationCreated { organisation: id, name }).await?;
    gather(&tx, cx, id, &facts.domains).await?;
    cx.commit(tx).await?;
    Ok(id)
}
