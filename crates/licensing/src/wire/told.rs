//! What webhooks are told of a licence or a machine: the same as whoever asks for it.

use super::document::Document;
use super::shown::{self, Shown};
use super::{issuer, machine};
use crate::domain::licence::LicenceId;
use crate::domain::machine::MachineId;
use crate::store;
use platform::{Cx, Result};

/// The document of a licence as it is now; none where it is no more.
pub async fn licence(cx: &Cx, id: LicenceId) -> Result<Option<String>> {
    let db = cx.db();
    let Some(licence) = store::licence::find(db, id).await? else { return Ok(None) };
    let policy = store::policy::get(db, licence.policy).await?;
    let owner = match licence.owner {
        Some(owner) => store::user::find(db, owner).await?,
        None => None,
    };
    let issuer = issuer::of(&cx.kontor).await?;
    let owner_banned = owner.is_some_and(|owner| owner.is_banned());
    // what is told lies in the database for a while, where no key stands unsealed
    let shown = Shown {
        licence: &licence,
        policy: &policy,
        key: "",
        owner_banned,
        validated: licence.last_validated_at,
        now: cx.now,
    };
    Ok(Some(Document::one(shown::licence(&issuer, &shown)).json()))
}

/// The document of a machine as it is now; none where it is no more.
pub async fn machine(cx: &Cx, id: MachineId) -> Result<Option<String>> {
    let Some(found) = store::machine::find(cx.db(), id).await? else { return Ok(None) };
    let issuer = issuer::of(&cx.kontor).await?;
    let shown = machine::shown(cx.db(), vec![found]).await?;
    let drawn = shown.first().map(|one| machine::resource(&issuer, one, cx.now));
    Ok(drawn.map(|one| Document::one(one).json()))
}
