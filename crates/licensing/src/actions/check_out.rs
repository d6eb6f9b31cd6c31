//! Handing out a licence or machine file: who may have one, and that they got it.

use crate::domain::check_out::{Refused, Wish};
use crate::domain::licence::{Licence, LicenceId};
use crate::domain::machine::{Machine, MachineId};
use crate::domain::policy::Policy;
use crate::domain::strategy::Expiration;
use crate::domain::user::User;
use crate::{recent, rights, store};
use events::licensing::{LicenceCheckedOut, MachineCheckedOut};
use platform::{Cx, Millis, Result, Tx, event};
use std::sync::Arc;

/// A licence that a file is made of, as it is now.
pub struct Of {
    pub licence: Licence,
    pub policy: Arc<Policy>,
}

/// Notes that a licence's file is handed out.
pub async fn check_out_licence(cx: &Cx, id: LicenceId, wish: &Wish) -> Result<Of> {
    cx.require(rights::WORK)?;
    wish.check(Wish::OF_LICENCE)?;
    let tx = cx.begin().await?;
    let mut of = good(cx, &tx, id).await?;
    store::check_out::note_licence(&tx, id, Millis(cx.now)).await?;
    of.licence.last_checked_out_at = Some(Millis(cx.now));
    event::record(&tx, cx, &LicenceCheckedOut { licence: id, ttl: wish.ttl }).await?;
    cx.commit(tx).await?;
    Ok(of)
}

/// Notes that a machine's file is handed out.
pub async fn check_out_machine(cx: &Cx, id: MachineId, wish: &Wish) -> Result<(Machine, Of)> {
    cx.require(rights::WORK)?;
    wish.check(Wish::OF_MACHINE)?;
    let tx = cx.begin().await?;
    let mut machine = store::machine::get(&tx, id).await?;
    let of = good(cx, &tx, machine.licence).await?;
    store::check_out::note_machine(&tx, id, Millis(cx.now)).await?;
    machine.last_checked_out_at = Some(Millis(cx.now));
    let fact = MachineCheckedOut { machine: id, licence: machine.licence, ttl: wish.ttl };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    Ok((machine, of))
}

/// The licence, unless it is to answer nothing any more: a file would outlive that.
pub(super) async fn good(cx: &Cx, tx: &Tx, id: LicenceId) -> Result<Of> {
    let licence = store::licence::get(tx, id).await?;
    let policy = recent::policy_in(tx, cx, licence.policy).await?;
    if licence.suspended {
        return Err(Refused::Suspended.into());
    }
    if let Some(owner) = licence.owner
        && store::user::find(tx, owner).await?.as_ref().is_some_and(User::is_banned)
    {
        return Err(Refused::Banned.into());
    }
    let is_revoked = policy.settings.expiration_strategy == Expiration::Revoke;
    if is_revoked && licence.is_expired(cx.now) {
        return Err(Refused::Expired.into());
    }
    Ok(Of { licence, policy })
}
