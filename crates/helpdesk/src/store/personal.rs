//! What an archive of someone's data asks of conversations.

use crate::domain::attachment::{self, Attachment, AttachmentId};
use crate::domain::draft::{self, Draft};
use crate::domain::mail::MailId;
use crate::domain::message::{self, Kind, MessageId};
use crate::domain::ticket::TicketId;
use platform::Result;
use platform::db::{Rows, Source};
use sea_orm::prelude::*;
use sea_orm::sea_query::{Alias, Query};
use sea_orm::{ActiveEnum, Condition, ExprTrait, FromQueryResult, QueryOrder, QuerySelect};

/// An entry as far as it leads to files; its texts may be many.
#[derive(Clone, Copy, Debug, FromQueryResult)]
pub struct Entry {
    pub id: MessageId,
    pub kind: Kind,
    pub mail: Option<MailId>,
}

async fn entries(
    db: &impl Source,
    these: impl sea_orm::sea_query::IntoCondition,
) -> Result<Vec<Entry>> {
    let some = message::Entity::find()
        .filter(these)
        .select_only()
        .column(message::Column::Id)
        .column(message::Column::Kind)
        .column(message::Column::Mail)
        .order_by_asc(message::COLUMN.id);
    Ok(some.into_model().all(db).await?)
}

/// All entries of these conversations.
pub async fn entries_of(db: &impl Source, tickets: &[TicketId]) -> Result<Vec<Entry>> {
    entries(db, message::COLUMN.ticket.is_in(tickets.iter().copied())).await
}

pub async fn entries_with(db: &impl Source, ids: &[MessageId]) -> Result<Vec<Entry>> {
    entries(db, message::COLUMN.id.is_in(ids.iter().copied())).await
}

/// The files that are up for answers to these conversations that were never sent.
pub async fn uploads_of(db: &impl Source, tickets: &[TicketId]) -> Result<Vec<Attachment>> {
    let drafts = draft::Entity::find()
        .filter(draft::COLUMN.ticket.is_in(tickets.iter().copied()))
        .rows(db)
        .await?;
    let uploads: Vec<AttachmentId> = drafts.iter().flat_map(Draft::uploads).collect();
    let unsent = attachment::Entity::find()
        .filter(attachment::COLUMN.id.is_in(uploads))
        .filter(attachment::COLUMN.message.is_null());
    unsent.rows(db).await
}

/// Of entries and drafts: those that are no internal notes.
pub fn no_note() -> Condition {
    Condition::all().add(ExprTrait::ne(Expr::col(Alias::new("kind")), Kind::Note.to_value()))
}

/// Of attachments: those that are in no internal note.
pub fn in_no_note() -> Condition {
    let notes = Query::select()
        .column(message::Column::Id)
        .from(message::Entity)
        .and_where(message::COLUMN.kind.eq(Kind::Note))
        .to_owned();
    Condition::any()
        .add(attachment::COLUMN.message.is_null())
        .add(attachment::COLUMN.message.not_in_subquery(notes))
}
