use super::reclaim_machines::reclaim_machines;
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::licence_facts::iso;
use crate::domain::licence_refused::Refused;
use crate::domain::policy::PolicyId;
use crate::{rights, store};
use events::licensing::LicenceMoved;
use platform::{Cx, Millis, Result, event};

/// Puts a licence under another policy of the same product.
pub async fn move_licence(cx: &Cx, id: LicenceId, to: PolicyId) -> Result<Licence> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut licence = store::licence::lock(&tx, id).await?;
    if licence.policy == to {
        return Ok(licence);
    }
    let from = store::policy::get(&tx, licence.policy).await?;
    let to = store::issuing::keep_policy(&tx, to).await?.ok_or(Refused::PolicyUnknown)?;
    let users = super::attach_users::count(&tx, &licence).await?;
    licence.fits_policy(&from, &to, users)?;
    let from_end = licence.expires_at.map(|end| iso(end.0));
    licence.policy = to.id;
    licence.expires_at = licence.end_under(&to.settings, cx.now).map(Millis);
    licence.updated_at = Millis(cx.now);
    store::licence::save(&tx, &mut licence).await?;
    store::issuing::move_machines(&tx, id, to.id).await?;
    reclaim_machines(&tx, &licence, &to).await?;
    let (from_id, from, to) = (Some(from.id), from.name, to.name);
    event::record(&tx, cx, &LicenceMoved { licence: id, from, to, from_id, from_end }).await?;
    cx.commit(tx).await?;
    Ok(licence)
}
