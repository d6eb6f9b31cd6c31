use crate::domain::licence::{Licence, LicenceId};
use crate::domain::licence_facts::LicenceFacts;
use crate::domain::licence_refused::Refused;
use crate::{rights, store};
use events::licensing::{LicenceChanged, LicenceReinstated, LicenceSuspended};
use platform::{Cx, Error, Millis, Result, event};

/// Changes what is written down about a licence. With a `version` only if it is still of that one.
pub async fn change_licence(
    cx: &Cx,
    id: LicenceId,
    version: Option<i32>,
    edit: impl FnOnce(&mut LicenceFacts) + Send,
) -> Result<Licence> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut licence = store::licence::lock(&tx, id).await?;
    if version.is_some_and(|version| version != licence.version) {
        return Err(Error::Stale);
    }
    let old = LicenceFacts::of(&licence);
    let mut new = old.clone();
    edit(&mut new);
    let new = new.read().map_err(Error::Refused)?;
    if new == old {
        return Ok(licence);
    }
    if let Some(organisation) = new.organisation
        && old.organisation != new.organisation
        && directory::find_organisation(&tx, organisation).await?.is_none()
    {
        return Err(Refused::OrganisationUnknown.into());
    }
    new.write_to(&mut licence);
    licence.updated_at = Millis(cx.now);
    store::licence::save(&tx, &mut licence).await?;
    if old.name != new.name {
        store::words::rename_licence(&tx, &licence).await?;
    }
    let changes = old.changes(&new);
    if !changes.is_empty() {
        event::record(&tx, cx, &LicenceChanged { licence: id, changes }).await?;
    }
    match (old.suspended, new.suspended) {
        (false, true) => event::record(&tx, cx, &LicenceSuspended { licence: id }).await?,
        (true, false) => event::record(&tx, cx, &LicenceReinstated { licence: id }).await?,
        _ => {}
    }
    cx.commit(tx).await?;
    Ok(licence)
}
