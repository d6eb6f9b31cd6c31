use super::add_upload::MOST_FILES;
use crate::domain::attachment::AttachmentId;
use crate::domain::draft::Draft;
use crate::domain::message::{Body, Refused};
use crate::domain::ticket::TicketId;
use crate::{rights, store};
use platform::{Cx, Error, Millis, Result};

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DraftKind {
    Reply,
    Note,
}

impl DraftKind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Note => "note",
        }
    }
}

/// The composer's fields as they stand.
#[derive(Clone, Debug, Default)]
pub struct Written {
    pub body: String,
    pub to: String,
    pub cc: String,
    /// Files that are up already.
    pub uploads: Vec<AttachmentId>,
}

/// Keeps what an agent has written so far, with its files; one without either is forgotten. Records nothing: nothing happened yet.
pub async fn keep_draft(
    cx: &Cx,
    ticket: TicketId,
    kind: DraftKind,
    written: Written,
) -> Result<()> {
    let Written { body, to, cc, uploads } = written;
    cx.require(rights::WORK)?;
    if body.chars().count() > Body::MAX {
        return Err(Refused::BodyTooLong.into());
    }
    let ticket = store::ticket::get(cx.db(), ticket).await?;
    let draft = Draft {
        ticket: store::reach::to_work(cx, cx.db(), ticket).await?.id,
        user: cx.user_id().ok_or(Error::Forbidden)?,
        kind: kind.name().into(),
        to_addresses: crate::mail::cut(&to, 10_000),
        cc_addresses: crate::mail::cut(&cc, 10_000),
        body: body.replace('\0', ""),
        files: listed(&uploads),
        updated_at: Millis(cx.now),
    };
    let tx = cx.begin().await?;
    store::draft::keep(&tx, draft).await?;
    cx.commit(tx).await
}

fn listed(uploads: &[AttachmentId]) -> Option<String> {
    let ids: Vec<String> = uploads.iter().take(MOST_FILES).map(ToString::to_string).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}
