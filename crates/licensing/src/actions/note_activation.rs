//! Writing down who took or freed a seat, in the transaction of whoever did.

use crate::domain::activation_event::{ActivationEvent, ActivationEventId, By, Kind};
use crate::domain::machine::Machine;
use crate::store;
use platform::{Cx, Millis, Result, Tx};

pub(super) async fn note_activation(
    tx: &Tx,
    cx: &Cx,
    machine: &Machine,
    (kind, by): (Kind, By),
) -> Result<()> {
    let row = ActivationEvent {
        id: ActivationEventId::new(),
        licence: machine.licence,
        machine: machine.id,
        kind,
        actor: by.actor(),
        counted: kind != Kind::Activate && by.serves_himself(),
        at: Millis(cx.now),
    };
    store::activation_event::insert(tx, &row).await
}
