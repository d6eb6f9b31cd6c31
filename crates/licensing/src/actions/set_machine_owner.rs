use super::seating::Seating;
use crate::domain::activation::Refused;
use crate::domain::machine::{LicenceUserId, Machine, MachineId};
use crate::domain::seats::Seats;
use crate::domain::strategy::Leasing;
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::MachineChanged;
use platform::{Cx, Error, Millis, Refusal, Result, Tx, event};

/// Gives a machine to another user of its licence, or to nobody. Where each user has seats of their own there must be one.
pub async fn set_machine_owner(
    cx: &Cx,
    id: MachineId,
    owner: Option<LicenceUserId>,
) -> Result<Machine> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let (seating, mut machine) = Seating::of_machine(&tx, cx, id).await?;
    if machine.owner == owner {
        return Ok(machine);
    }
    if let Some(owner) = owner
        && !seating.may_own(&tx, owner).await?
    {
        return Err(Refused::OwnerNotAllowed.into());
    }
    if seating.policy.settings.machine_leasing_strategy == Leasing::User {
        let seats = (Seats::default(), Seats::of(&machine));
        let full = seating.full(&tx, owner, seats).await?;
        if !full.is_empty() {
            return Err(Error::Refused(full.into_iter().map(Refusal::from).collect()));
        }
    }
    let (from, to) = (named(&tx, machine.owner).await?, named(&tx, owner).await?);
    machine.owner = owner;
    machine.updated_at = Millis(cx.now);
    store::machine::save_facts(&tx, &mut machine).await?;
    let changes = vec![FieldChange { field: "owner".into(), from, to }];
    event::record(&tx, cx, &MachineChanged { machine: id, licence: machine.licence, changes })
        .await?;
    cx.commit(tx).await?;
    Ok(machine)
}

async fn named(tx: &Tx, user: Option<LicenceUserId>) -> Result<String> {
    let Some(user) = user else { return Ok(String::new()) };
    let known = store::user::find(tx, user).await?;
    Ok(known.map(|user| user.label()).unwrap_or_default())
}
