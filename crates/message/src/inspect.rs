//! What `kontor mail inspect` prints about one mail.

use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::{Message, address::Address, automatic::Automatic, bounce::Bounce};

/// One JSON object; its field names are a promise to people's scripts.
#[derive(Debug, Serialize)]
pub struct Report {
    pub file: String,
    pub from_email: String,
    pub from_display_name: String,
    pub reply_to: String,
    pub to: String,
    pub cc: String,
    pub subject: String,
    pub message_id: String,
    /// Usually one id; several with a blank between them.
    pub in_reply_to: String,
    pub references: Vec<String>,
    /// RFC 3339, or null.
    pub date: Option<String>,
    /// `text/html` where the main body is HTML, else `text/plain`; empty where no mail could be read.
    pub content_type: &'static str,
    /// As it is stored.
    pub body: String,
    pub attachments: Vec<File>,
    pub automatic: Automatic,
    pub bounce: Option<Bounce>,
    /// What was wrong with the mail.
    pub error: Option<String>,
}

/// One attachment of a [`Report`].
#[derive(Debug, Serialize)]
pub struct File {
    pub filename: String,
    pub mime: String,
    pub content_id: Option<String>,
    pub inline: bool,
    /// Bytes, decoded.
    pub size: usize,
    /// Of the decoded content, in hex.
    pub sha256: String,
}

impl Report {
    /// About a file that could not be read: nothing is known of any mail.
    pub fn unread(file: &str, error: String) -> Self {
        let (message_id, content_type) = (String::new(), "");
        Self { message_id, content_type, error: Some(error), ..Self::of(file, Message::read(&[])) }
    }

    pub fn of(file: &str, message: Message) -> Self {
        let content_type = message.body.content_type();
        let body = if message.body.is_blank() { String::new() } else { message.body.content };
        Self {
            file: file.to_owned(),
            from_email: message.from.email,
            from_display_name: message.from.name,
            reply_to: list(&message.reply_to),
            to: list(&message.to),
            cc: list(&message.cc),
            subject: message.subject,
            message_id: message.message_id,
            in_reply_to: message.in_reply_to.join(" "),
            references: message.references,
            date: message.date.map(|date| date.to_rfc3339()),
            content_type,
            body,
            attachments: message.attachments.into_iter().map(File::of).collect(),
            automatic: message.automatic,
            bounce: message.bounce,
            error: message.error,
        }
    }
}

impl File {
    fn of(attachment: crate::attachment::Attachment) -> Self {
        Self {
            sha256: hex::encode(Sha256::digest(&attachment.bytes)),
            size: attachment.bytes.len(),
            filename: attachment.filename,
            mime: attachment.mime,
            content_id: attachment.content_id,
            inline: attachment.inline,
        }
    }
}

fn list(addresses: &[Address]) -> String {
    addresses
        .iter()
        .filter(|a| !a.email.is_empty())
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}
