//! What is said in a ticket.

use crate::actions::{self, NewNote, NewReply};
use crate::domain::attachment::{Attachment, AttachmentId};
use crate::domain::message as domain;
use crate::web::reply_recipients;
use crate::{rights, store};
use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use platform::api::{Named, Once};
use platform::{Cx, Result};
use schemars::JsonSchema;
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};

/// One entry of a conversation.
#[derive(Serialize, JsonSchema)]
pub struct Message {
    id: Uuid,
    /// `customer`, `agent`, `note` (internal) or `automatic`.
    #[schemars(with = "String")]
    kind: domain::Kind,
    from_name: String,
    from_address: String,
    /// Addresses as they stand in the mail, comma-separated.
    to: String,
    cc: String,
    subject: String,
    /// The whole text.
    text: String,
    /// What of it is new, without quotes and signature.
    text_new: String,
    /// Whether the receiving server doubts the sender.
    unverified: bool,
    /// Where our own mail stands: `queued`, `handing_over`, `sent`, `failed`, `uncertain`, `bounced`.
    delivery: Option<&'static str>,
    written_at: DateTime<Utc>,
    files: Vec<File>,
}

/// A file that came or went with an entry.
#[derive(Serialize, JsonSchema)]
pub struct File {
    id: Uuid,
    name: String,
    mime: String,
    bytes: i64,
}

impl File {
    pub(super) fn of(file: &Attachment) -> Self {
        let (name, mime) = (file.name.clone(), file.mime.clone());
        Self { id: file.id.0, name, mime, bytes: file.size }
    }
}

impl Message {
    pub(super) fn of(entry: domain::Message, files: &[Attachment]) -> Self {
        let own = files.iter().filter(|file| file.message == Some(entry.id));
        Self {
            files: own.map(File::of).collect(),
            id: entry.id.0,
            kind: entry.kind,
            from_name: entry.from_name,
            from_address: entry.from_address,
            to: entry.to_addresses,
            cc: entry.cc_addresses,
            subject: entry.subject,
            text: entry.text,
            text_new: entry.text_new,
            unverified: entry.unverified,
            delivery: entry.delivery.map(domain::Delivery::name),
            written_at: entry.written_at.0,
        }
    }
}

/// What was written.
#[derive(Serialize, JsonSchema)]
pub struct Written {
    id: Uuid,
    ticket: i64,
}

fn written(message: &domain::Message, ticket: i64) -> Response {
    (StatusCode::CREATED, Json(Written { id: message.id.0, ticket })).into_response()
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// Plain text; greeting, signature and quote are added as in the house.
    body: String,
    /// Addresses; where left out, the customer's with those who got copies.
    #[serde(default)]
    to: Option<Vec<String>>,
    #[serde(default)]
    cc: Option<Vec<String>>,
    /// Files that were sent to `/api/v1/attachments` before, each good for one entry.
    #[serde(default)]
    attachments: Vec<Uuid>,
    /// Whether the ticket is closed with it.
    #[serde(default)]
    close: bool,
}

pub(super) async fn reply(
    cx: Cx,
    Named(number): Named<i64>,
    Once(op): Once,
    Json(reply): Json<Reply>,
) -> Result<Response> {
    cx.require(rights::WORK)?;
    let ticket = store::reach::work_by_number(&cx, number).await?;
    let (to, cc) = match reply.to {
        Some(to) => (to.join(", "), String::new()),
        None => reply_recipients(&cx, &ticket).await?,
    };
    let new = NewReply {
        body: reply.body,
        to,
        cc: reply.cc.map_or(cc, |cc| cc.join(", ")),
        attachments: reply.attachments.into_iter().map(AttachmentId).collect(),
        close: reply.close,
        op,
    };
    let message = actions::reply_to_ticket(&cx, ticket.id, new).await?;
    Ok(written(&message, number))
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Note {
    /// Plain text.
    body: String,
    /// Files that were sent to `/api/v1/attachments` before, each good for one entry.
    #[serde(default)]
    attachments: Vec<Uuid>,
}

pub(super) async fn note(
    cx: Cx,
    Named(number): Named<i64>,
    Once(op): Once,
    Json(note): Json<Note>,
) -> Result<Response> {
    cx.require(rights::WORK)?;
    let ticket = store::reach::work_by_number(&cx, number).await?;
    let attachments = note.attachments.into_iter().map(AttachmentId).collect();
    let note = NewNote { body: note.body, attachments, op };
    let message = actions::add_note(&cx, ticket.id, note).await?;
    Ok(written(&message, number))
}
