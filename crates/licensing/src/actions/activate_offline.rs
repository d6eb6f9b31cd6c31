use super::activate_machine::{take, warn};
use super::check_out::Of;
use super::seating::Seating;
use super::transfer_machine::handed_out;
use crate::domain::activation::MachineDraft;
use crate::domain::activation_event::By;
use crate::domain::check_out::Wish;
use crate::domain::licence::LicenceId;
use crate::domain::machine::Machine;
use crate::{recent, rights, store};
use platform::{Cx, Error, Result};

/// Takes a seat for a machine that cannot do so itself, with the file for it: both or neither.
pub async fn activate_offline(
    cx: &Cx,
    id: LicenceId,
    draft: &MachineDraft,
    wish: &Wish,
) -> Result<(Machine, Of)> {
    cx.require(rights::WORK)?;
    let facts = draft.read().map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let licence = store::licence::lock(&tx, id).await?;
    let policy = recent::policy_in(&tx, cx, licence.policy).await?;
    let seating = Seating { licence, policy };
    let mut machine = take(&tx, cx, &seating, (draft, &facts), By::House).await?;
    let of = handed_out(&tx, cx, &mut machine, wish).await?;
    cx.commit(tx).await?;
    warn(cx, &seating, &machine).await?;
    Ok((machine, of))
}
