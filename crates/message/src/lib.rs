//! Understanding a mail: raw bytes in, facts out. No I/O, no clock, no failure.

pub mod address;
pub mod attachment;
pub mod authentication;
pub mod automatic;
pub mod body;
pub mod bounce;
pub mod charset;
pub mod encoded_word;
pub mod header;
pub mod html;
pub mod inspect;
pub mod mime;
pub mod params;
pub mod references;
pub mod subject;
pub mod tnef;
pub mod transfer;
pub mod trim;

use chrono::{DateTime, Utc};

pub use address::Address;
pub use attachment::Attachment;
pub use automatic::Automatic;
pub use body::{Body, Kind};
pub use bounce::Bounce;
use header::Headers;
use mime::Part;

/// Everything that a mail says, as far as it can be read.
#[derive(Clone, Debug)]
pub struct Message {
    /// Who wrote it; an empty address if nobody can be found.
    pub from: Address,
    pub sender: Option<Address>,
    pub reply_to: Vec<Address>,
    pub to: Vec<Address>,
    pub cc: Vec<Address>,
    /// The envelope's sender; `None` where the server noted none, an empty string for `<>`.
    pub return_path: Option<String>,
    /// Where it was delivered to: `Delivered-To`, `X-Original-To`, `Envelope-To`.
    pub delivered_to: Vec<Address>,
    /// One line, decoded.
    pub subject: String,
    /// Without brackets; made from the bytes if the mail has none.
    pub message_id: String,
    /// Whether `message_id` had to be made.
    pub message_id_synthesised: bool,
    pub in_reply_to: Vec<String>,
    /// As in the header: oldest first. See [`Message::ancestors`].
    pub references: Vec<String>,
    /// When the sender says it was written.
    pub date: Option<DateTime<Utc>>,
    pub body: Body,
    pub attachments: Vec<Attachment>,
    pub automatic: Automatic,
    pub bounce: Option<Bounce>,
    /// What was wrong with the mail, in words for a person.
    pub error: Option<String>,
    pub headers: Headers,
}

impl Message {
    /// Reads a mail. Whatever the bytes are, there is an answer.
    pub fn read(raw: &[u8]) -> Self {
        let mail = Part::read(raw);
        let headers = &mail.headers;
        let from = address::sender(headers);
        let bounce = bounce::read(&mail);
        let declared = references::message_id(headers);
        let (body, attachments) = body::read(&mail);
        let date = headers.ascii("date").and_then(|text| date(&text));
        let error = fault(raw, &mail, &from);
        Self {
            sender: address::list(headers, "sender").into_iter().next(),
            reply_to: address::list(headers, "reply-to"),
            to: address::list(headers, "to"),
            cc: address::list(headers, "cc"),
            return_path: headers.ascii("return-path").map(|path| {
                path.trim_matches(|c: char| c.is_whitespace() || "<>".contains(c)).to_owned()
            }),
            delivered_to: ["delivered-to", "x-original-to", "envelope-to", "x-envelope-to"]
                .iter()
                .flat_map(|f| address::list(headers, f))
                .collect(),
            subject: subject::of(headers),
            message_id_synthesised: declared.is_none(),
            message_id: declared.unwrap_or_else(|| references::synthesised(raw, &from.email)),
            in_reply_to: references::ids(headers, "in-reply-to"),
            references: references::ids(headers, "references"),
            automatic: automatic::detect(
                headers,
                bounce.is_some()
                    && headers
                        .ascii("content-type")
                        .is_some_and(|t| t.to_ascii_lowercase().contains("report")),
            ),
            date,
            body,
            attachments,
            bounce,
            error,
            from,
            headers: mail.headers,
        }
    }

    /// The mails that this one answers, nearest first.
    pub fn ancestors(&self) -> Vec<String> {
        references::newest_first(&self.headers)
    }

    /// What the sender wrote new, as plain text.
    pub fn new_text(&self) -> String {
        match self.body.kind {
            Kind::Plain => trim::plain(&self.body.text),
            Kind::Html => trim::plain(&html::text(&html::fold_quote(&self.body.content).0)),
        }
    }

    /// What our receiving server says about the sender; see [`authentication::read`].
    pub fn authentication(&self, authserv_id: &str) -> authentication::Authentication {
        // several domains in `From` are a trick: nobody can say which one was checked
        let from = address::list(&self.headers, "from");
        let mut domains = from.iter().filter_map(Address::domain);
        let first = domains.next();
        let domain = first.filter(|first| domains.all(|other| other == *first));
        authentication::read(&self.headers, authserv_id, domain.as_deref())
    }
}

fn date(text: &str) -> Option<DateTime<Utc>> {
    let parsed = mail_parser::DateTime::parse_rfc822(text)?;
    (parsed.is_valid() && parsed.year >= 1970)
        .then(|| DateTime::from_timestamp(parsed.to_timestamp(), 0))?
}

/// What a person would say is wrong with this mail.
fn fault(raw: &[u8], mail: &Part<'_>, from: &Address) -> Option<String> {
    let mut faults = Vec::new();
    if raw.is_empty() {
        faults.push("the mail is empty");
    } else if mail.headers.is_empty() {
        faults.push("there is no mail header");
    }
    if !raw.is_empty() && !from.is_sendable() {
        faults.push("the sender has no valid address");
    }
    if mail.is_multipart() && mail.boundary().is_none() {
        faults.push("a multipart mail names no boundary");
    } else if mail.is_multipart() && mail.parts.is_empty() {
        faults.push("the boundary of a multipart mail never occurs");
    }
    (!faults.is_empty()).then(|| faults.join("; "))
}
