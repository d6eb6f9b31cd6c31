//! Delivery reports (RFC 3464): whose mail did not arrive, why, and which mail it was.

use serde::Serialize;

use crate::{mime::Part, references, subject};

/// What happened to the mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    Failed,
    Delayed,
    Delivered,
    Relayed,
    Expanded,
}

/// One delivery report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bounce {
    pub action: Action,
    /// The enhanced status code, e.g. `5.1.1` (RFC 3463).
    pub status: Option<String>,
    /// The address that could not be reached.
    pub recipient: Option<String>,
    /// What the other server said.
    pub diagnostic: Option<String>,
    /// The `Message-ID` of the mail that the report is about, without brackets.
    pub original_message_id: Option<String>,
    pub original_subject: Option<String>,
}

impl Bounce {
    /// Whether trying again is useless: the address is to be flagged.
    pub fn is_permanent(&self) -> bool {
        self.action == Action::Failed
            && self.status.as_deref().is_none_or(|status| status.starts_with('5'))
    }
}

/// Reads the report in a mail, if it is one.
pub fn read(mail: &Part<'_>) -> Option<Bounce> {
    let leaves = mail.leaves();
    let report = leaves.iter().find(|part| {
        matches!(part.mime(), "message/delivery-status" | "message/global-delivery-status")
    });
    let failed = mail.headers.text("x-failed-recipients");
    let from_daemon = crate::address::list(&mail.headers, "from")
        .first()
        .is_some_and(|a| a.folded().starts_with("mailer-daemon"));
    if report.is_none() && failed.is_none() && !from_daemon {
        return None;
    }
    let text =
        report.map(|part| String::from_utf8_lossy(&part.bytes()).into_owned()).unwrap_or_default();
    let fields = Fields::read(&text);
    let (original_message_id, original_subject) = original(&leaves);
    let words = leaves
        .iter()
        .find(|part| part.mime() == "text/plain")
        .map(|part| part.text())
        .unwrap_or_default();
    Some(Bounce {
        action: fields.get("action").map_or(Action::Failed, action),
        status: fields
            .get("status")
            .and_then(status)
            .or_else(|| status_in(fields.get("diagnostic-code").unwrap_or(&words))),
        recipient: recipient(&fields)
            .or_else(|| failed.and_then(|list| first_address(&list)))
            .or_else(|| bracketed_address(&words)),
        diagnostic: fields
            .get("diagnostic-code")
            .map(|text| after_type(text).chars().take(500).collect()),
        original_message_id: original_message_id.or_else(|| message_id_in(&words)),
        original_subject,
    })
}

/// The per-recipient fields; of several recipients the first that failed.
struct Fields(Vec<(String, String)>);

impl Fields {
    fn read(text: &str) -> Self {
        let text = text.replace("\r\n", "\n");
        let blocks: Vec<Self> = text
            .split("\n\n")
            .map(Self::block)
            .filter(|block| block.get("final-recipient").is_some() || block.get("action").is_some())
            .collect();
        let failed = blocks.iter().position(|block| {
            block.get("action").is_some_and(|a| a.trim().eq_ignore_ascii_case("failed"))
        });
        blocks.into_iter().nth(failed.unwrap_or(0)).unwrap_or(Self(Vec::new()))
    }

    fn block(text: &str) -> Self {
        let mut fields: Vec<(String, String)> = Vec::new();
        for line in text.lines() {
            match (line.starts_with([' ', '\t']), fields.last_mut(), line.split_once(':')) {
                (true, Some((_, value)), _) => value.extend([" ", line.trim()]),
                (false, _, Some((name, value))) => {
                    fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
                }
                _ => {}
            }
        }
        Self(fields)
    }

    fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }
}

fn action(text: &str) -> Action {
    match text
        .trim()
        .to_ascii_lowercase()
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or("")
    {
        "delayed" => Action::Delayed,
        "delivered" => Action::Delivered,
        "relayed" => Action::Relayed,
        "expanded" => Action::Expanded,
        _ => Action::Failed,
    }
}

/// `5.1.1 (bad address)` → `5.1.1`
fn status(text: &str) -> Option<String> {
    let code = text.trim().split(|c: char| !(c.is_ascii_digit() || c == '.')).next()?;
    let plausible = code.split('.').count() == 3
        && code.starts_with(['2', '4', '5'])
        && code.split('.').all(|p| (1..=3).contains(&p.len()));
    plausible.then(|| code.to_owned())
}

fn status_in(text: &str) -> Option<String> {
    text.split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .find_map(|word| status(word.trim_matches('.')))
}

/// `rfc822; a@b.de` → `a@b.de`
fn after_type(text: &str) -> &str {
    text.split_once(';').map_or(text, |(_, rest)| rest).trim()
}

fn recipient(fields: &Fields) -> Option<String> {
    let text = fields
        .get("original-recipient")
        .filter(|t| t.contains('@'))
        .or_else(|| fields.get("final-recipient"))?;
    first_address(after_type(text))
}

fn first_address(text: &str) -> Option<String> {
    text.split(|c: char| c.is_whitespace() || "<>,;\"()".contains(c))
        .find(|word| word.contains('@'))
        .map(|word| word.trim_end_matches([':', '.']).to_owned())
}

/// `<someone@example.com>: host said …`
fn bracketed_address(words: &str) -> Option<String> {
    words.lines().filter(|line| line.trim_start().starts_with('<')).find_map(first_address)
}

/// The id and subject of the mail that came back, from its copy or its header.
fn original(leaves: &[&Part<'_>]) -> (Option<String>, Option<String>) {
    let copy = leaves.iter().find(|part| {
        matches!(
            part.mime(),
            "message/rfc822"
                | "text/rfc822-headers"
                | "message/rfc822-headers"
                | "message/global"
                | "message/global-headers"
        )
    });
    let Some(copy) = copy else { return (None, None) };
    let bytes = copy.bytes();
    let inner = Part::read(&bytes);
    (
        references::message_id(&inner.headers),
        Some(subject::of(&inner.headers)).filter(|s| !s.is_empty()),
    )
}

/// Mail servers that send no copy quote its header in their words.
fn message_id_in(words: &str) -> Option<String> {
    words.lines().find_map(|line| {
        let line = line.trim().trim_start_matches('>').trim();
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("message-id").then(|| references::clean(value))?
    })
}
