use super::domains_are_free;
use super::gather_people::gather;
use crate::domain::draft::{OrganisationDraft, changes};
use crate::domain::organisation::{Organisation, OrganisationId};
use crate::domain::words::sort_key;
use crate::{rights, store};
use events::directory::OrganisationChanged;
use platform::{Cx, Error, Result, event};

/// Puts the draft in the place of what is written down, if that is still of this `version`.
pub async fn change_organisation(
    cx: &Cx,
    id: OrganisationId,
    version: i32,
    draft: &OrganisationDraft,
) -> Result<Organisation> {
    cx.require(rights::EDIT)?;
    let facts = draft.read().map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let mut organisation = store::organisation::get(&tx, id).await?;
    if organisation.version != version {
        return Err(Error::Stale);
    }
    domains_are_free(&tx, &draft.domains, &facts, id).await?;
    let old = store::organisation::facts(&tx, &organisation).await?;
    let changes = changes(old.fields(), facts.fields());
    if changes.is_empty() {
        return Ok(organisation);
    }
    organisation.name_key = sort_key(&facts.name);
    organisation.name.clone_from(&facts.name);
    organisation.kind = facts.kind;
    organisation.lang = facts.lang;
    organisation.notes.clone_from(&facts.notes);
    store::organisation::save(&tx, &mut organisation).await?;
    store::organisation::replace_rows(&tx, id, &facts).await?;
    event::record(&tx, cx, &OrganisationChanged { organisation: id, changes }).await?;
    if old.domains != facts.domains {
        gather(&tx, cx, id, &facts.domains).await?;
    }
    cx.commit(tx).await?;
    Ok(organisation)
}
