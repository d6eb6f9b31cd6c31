use super::attach_users::{count, fits};
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::licence_refused::Refused;
use crate::domain::user::LicenceUserId;
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::LicenceChanged;
use platform::{Cx, Millis, Result, event};

/// Gives a licence to another user, or to none. Who owns it is not attached beside that.
pub async fn change_owner(cx: &Cx, id: LicenceId, owner: Option<LicenceUserId>) -> Result<Licence> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut licence = store::licence::lock(&tx, id).await?;
    if licence.owner == owner {
        return Ok(licence);
    }
    // ids, since who they are may be erased elsewhere
    let text = |id: Option<LicenceUserId>| id.map(|id| id.to_string()).unwrap_or_default();
    let change = FieldChange { field: "owner".into(), from: text(licence.owner), to: text(owner) };
    if let Some(owner) = owner {
        store::user::find(&tx, owner).await?.ok_or(Refused::OwnerUnknown)?;
        store::licence_member::delete_users(&tx, id, &[owner]).await?;
    }
    licence.owner = owner;
    if owner.is_some() {
        let policy = store::policy::get(&tx, licence.policy).await?;
        fits(&licence, &policy, count(&tx, &licence).await?)?;
    }
    licence.updated_at = Millis(cx.now);
    store::licence::save(&tx, &mut licence).await?;
    event::record(&tx, cx, &LicenceChanged { licence: id, changes: vec![change] }).await?;
    cx.commit(tx).await?;
    Ok(licence)
}
