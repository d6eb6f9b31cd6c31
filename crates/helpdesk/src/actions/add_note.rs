use super::{add_message, ticket_at, touch, written};
use crate::domain::attachment::AttachmentId;
use crate::domain::message::{Body, Kind, Message};
use crate::domain::ticket::TicketId;
use crate::{rights, store};
use events::helpdesk::NoteAdded;
use platform::op::{self, OpId};
use platform::{Cx, Error, Result, event};

/// An internal note as it was written.
#[derive(Clone, Debug, Default)]
pub struct NewNote {
    pub body: String,
    pub attachments: Vec<AttachmentId>,
    /// The form's own number: sent twice, it is added once.
    pub op: Option<OpId>,
}

/// Adds an internal note; the customer never sees it.
pub async fn add_note(cx: &Cx, id: TicketId, note: NewNote) -> Result<Message> {
    cx.require(rights::WORK)?;
    let user = cx.user_id().ok_or(Error::Forbidden)?;
    let tx = cx.begin().await?;
    if let Some(op) = note.op
        && let Some(before) = op::find(&tx, cx, op).await?
    {
        let message = before.parse().map_err(|_| Error::NotFound)?;
        return store::message::get(&tx, message).await;
    }
    let body = Body::new(&note.body)?;
    let mut ticket = ticket_at(&tx, cx, id, None).await?;
    let message = written(cx, id, Kind::Note, &body);
    let files = super::add_upload::claim(&tx, cx, &note.attachments).await?;
    add_message(&tx, &mut ticket, message.clone()).await?;
    let ids: Vec<AttachmentId> = files.iter().map(|file| file.id).collect();
    store::attachment::attach(&tx, Some(user), &ids, message.id).await?;
    touch(&tx, cx, &mut ticket).await?;
    store::draft::forget(&tx, id, user, "note").await?;
    if let Some(op) = note.op {
        op::keep(&tx, cx, op, message.id.to_string()).await?;
    }
    event::record(&tx, cx, &NoteAdded { ticket: id, message: message.id }).await?;
    cx.commit(tx).await?;
    Ok(message)
}
