//! What webhooks are told of a licence or a machine: the same as whoever asked for it when that happened.

use super::document::Document;
use super::shown::{self, Shown};
use super::{issuer, machine};
use crate::domain::licence::LicenceId;
use crate::domain::machine::MachineId;
use crate::{rewind, store};
use platform::event::Recorded;
use platform::{Cx, Result};

/// The document of a licence as a fact left it; none where it is no more.
pub async fn licence(cx: &Cx, fact: &Recorded, id: LicenceId) -> Result<Option<String>> {
    let db = cx.db();
    let Some(licence) = store::licence::find(db, id).await? else { return Ok(None) };
    let present = licence.policy;
    let licence = rewind::licence(cx, fact, licence).await?;
    let policy = match store::policy::find(db, licence.policy).await? {
        Some(policy) => policy,
        // the one of then is no more
        None => store::policy::get(db, present).await?,
    };
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
        now: fact.at.0,
    };
    Ok(Some(Document::one(shown::licence(&issuer, &shown)).json()))
}

/// The document of a machine as a fact left it; none where it is no more.
pub async fn machine(cx: &Cx, fact: &Recorded, id: MachineId) -> Result<Option<String>> {
    let Some(found) = store::machine::find(cx.db(), id).await? else { return Ok(None) };
    let found = rewind::machine(cx, fact, found).await?;
    let issuer = issuer::of(&cx.kontor).await?;
    let shown = machine::shown(cx.db(), vec![found]).await?;
    let drawn = shown.first().map(|one| machine::resource(&issuer, one, fact.at.0));
    Ok(drawn.map(|one| Document::one(one).json()))
}
