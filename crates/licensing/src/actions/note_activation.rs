//! Writing down who took or freed a seat, in the transaction of whoever did.

use crate::domain::activation_event::{
    ActivationEvent, ActivationEventId, By, Kind, LicenceId, MachineId,
};
use crate::domain::machine::Machine;
use crate::store;
use platform::{Cx, Millis, Result, Tx};

pub(super) async fn note_activation(
    tx: &Tx,
    cx: &Cx,
    machine: &Machine,
    what: (Kind, By),
) -> Result<()> {
    let row = of(cx, (machine.licence, machine.id), what);
    store::activation_event::insert_all(tx, &[row]).await
}

/// Of several machines, or of what ran on them.
pub(super) async fn note_activations(
    tx: &Tx,
    cx: &Cx,
    machines: &[(LicenceId, MachineId)],
    what: (Kind, By),
) -> Result<()> {
    let rows: Vec<_> = machines.iter().map(|machine| of(cx, *machine, what)).collect();
    store::activation_event::insert_all(tx, &rows).await
}

fn of(
    cx: &Cx,
    (licence, machine): (LicenceId, MachineId),
    (kind, by): (Kind, By),
) -> ActivationEvent {
    let counted = matches!(kind, Kind::Deactivate | Kind::Transfer) && by.serves_himself();
    let (id, actor, at) = (ActivationEventId::new(), by.actor(), Millis(cx.now));
    ActivationEvent { id, licence, machine, kind, actor, counted, at }
}
