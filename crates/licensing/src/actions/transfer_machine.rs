use super::activate_machine::{take, warn};
use super::check_out::{Of, good};
use super::deactivate_machine::{free, may_free, noted};
use super::note_activation::note_activation;
use super::seating::Seating;
use crate::domain::activation::{MachineDraft, Refused};
use crate::domain::activation_event::{By, Kind};
use crate::domain::check_out::Wish;
use crate::domain::machine::{Machine, MachineId};
use crate::{rights, store};
use events::licensing::{Freed, MachineCheckedOut};
use platform::{Cx, Error, Millis, Result, Tx, event};

/// Gives the seat of a machine to another one of the same licence. It happens whole or not at all: a machine that is refused
/// costs the old one nothing.
pub async fn transfer_machine(
    cx: &Cx,
    from: MachineId,
    to: &MachineDraft,
    by: By,
) -> Result<Machine> {
    Ok(transfer(cx, (from, to), by, None).await?.0)
}

/// The same for the customer whose licence it is, with the file of the new machine where one is wished for.
pub async fn transfer_own_machine(
    cx: &Cx,
    from: MachineId,
    to: &MachineDraft,
    wish: Option<&Wish>,
) -> Result<(Machine, Option<Of>)> {
    transfer(cx, (from, to), By::Customer, wish).await
}

async fn transfer(
    cx: &Cx,
    (from, to): (MachineId, &MachineDraft),
    by: By,
    wish: Option<&Wish>,
) -> Result<(Machine, Option<Of>)> {
    cx.require(rights::WORK)?;
    let facts = to.read().map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let (seating, old) = Seating::of_machine(&tx, cx, from).await?;
    if by == By::Customer {
        // programs were asked this by their wire, which knows more of them
        seating.licence.may_be_activated(&seating.policy.settings, cx.now)?;
        if old.fingerprint == facts.fingerprint {
            return Err(Refused::FingerprintTaken.into());
        }
    }
    if let Err(refused) = may_free(&tx, cx, &seating, by).await {
        drop(tx);
        return Err(noted(cx, &old, refused).await?);
    }
    free(&tx, cx, &old, Freed::Transferred).await?;
    note_activation(&tx, cx, &old, (Kind::Transfer, by)).await?;
    // its seats are counted again, without the old machine's
    let licence = store::licence::get(&tx, old.licence).await?;
    let seating = Seating { licence, ..seating };
    let mut new = take(&tx, cx, &seating, (to, &facts), by).await?;
    let of = match wish {
        Some(wish) => Some(handed_out(&tx, cx, &mut new, wish).await?),
        None => None,
    };
    cx.commit(tx).await?;
    warn(cx, &seating, &new).await?;
    Ok((new, of))
}

/// Notes that the new machine's file is handed out, if it may be.
pub(super) async fn handed_out(tx: &Tx, cx: &Cx, new: &mut Machine, wish: &Wish) -> Result<Of> {
    wish.check(Wish::OF_MACHINE)?;
    let of = good(cx, tx, new.licence).await?;
    store::check_out::note_machine(tx, new.id, Millis(cx.now)).await?;
    new.last_checked_out_at = Some(Millis(cx.now));
    let fact = MachineCheckedOut { machine: new.id, licence: new.licence, ttl: wish.ttl };
    event::record(tx, cx, &fact).await?;
    Ok(of)
}
