//! A mail of ours that came back: noted on the message that it carried; nothing is reopened.

use super::id_key;
use crate::domain::outgoing::Delivery;
use crate::domain::ticket::TicketId;
use crate::store;
use ::message::{Bounce, references};
use events::helpdesk::DeliveryChanged;
use platform::{Cx, Result, Tx, event};

/// Notes the bounce, if it is about a mail that we really sent. A forged one proves nothing: our ids cannot be made up.
pub(super) async fn note(tx: &Tx, cx: &Cx, ticket: TicketId, bounce: &Bounce) -> Result<()> {
    let Some(id) = &bounce.original_message_id else { return Ok(()) };
    if references::verify_ticket_message_id(&id_key(&cx.kontor.keys), id).is_none() {
        return Ok(());
    }
    let Some(mut sent) = store::outgoing::find_by_message_id(tx, id).await? else { return Ok(()) };
    if !bounce.is_permanent() {
        return Ok(());
    }
    let detail =
        [bounce.recipient.as_deref(), bounce.status.as_deref(), bounce.diagnostic.as_deref()];
    let detail = detail.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    sent.state = Delivery::Bounced;
    sent.detail = super::cut(&detail, 2000);
    let message = sent.message;
    store::outgoing::save(tx, &mut sent).await?;
    if let Some(message) = message {
        store::message::set_delivery(tx, message, Delivery::Bounced).await?;
    }
    let state = Delivery::Bounced.name().to_owned();
    event::record(tx, cx, &DeliveryChanged { ticket, message, state, detail }).await
}
