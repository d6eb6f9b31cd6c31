//! Subjects: one clean line, its core without reply prefixes, and our ticket numbers in it.

use crate::{charset, header::Headers};

/// The subject of a mail as one line.
pub fn of(headers: &Headers) -> String {
    let text = headers.text("subject").unwrap_or_default();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    charset::visible(&text).into_owned()
}

/// Reply prefixes of the languages that mailers speak, in lower case.
const REPLY: &[&str] = &[
    "re",
    "aw",
    "antw",
    "antwort",
    "sv",
    "vs",
    "odp",
    "ynt",
    "res",
    "ref",
    "ref.",
    "rif",
    "r",
    "bls",
    "atb",
    "vá",
    "вiдп",
    "отв",
    "ответ",
    "回复",
    "回覆",
    "答复",
    "答覆",
    "返信",
    "回信",
    "תשובה",
    "رد",
    "réf",
    "rép",
    "resp",
    "svar",
    "vast",
    "ang",
];

/// Forward prefixes, in lower case.
const FORWARD: &[&str] = &[
    "fw",
    "fwd",
    "wg",
    "tr",
    "rv",
    "enc",
    "i",
    "vb",
    "vl",
    "vs",
    "pd",
    "doorst",
    "továbbítás",
    "пересл",
    "转发",
    "轉寄",
    "転送",
    "w.",
    "ilt",
    "inoltro",
    "reenv",
    "hl",
    "λσ",
    "προωθ",
];

/// The subject without its prefixes, and whether one of them said "forwarded".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core<'a> {
    pub text: &'a str,
    pub reply: bool,
    pub forward: bool,
}

/// Strips `Re:`, `AW:`, `Fwd[2]:` … from the front, as often as they stand there.
pub fn core(subject: &str) -> Core<'_> {
    let mut core = Core { text: subject.trim(), reply: false, forward: false };
    while let Some((prefix, rest)) = prefix(core.text) {
        core.reply |= REPLY.contains(&prefix.as_str());
        core.forward |= FORWARD.contains(&prefix.as_str()) && !REPLY.contains(&prefix.as_str());
        core.text = rest;
    }
    core
}

fn prefix(text: &str) -> Option<(String, &str)> {
    let colon = text.char_indices().take(16).find(|(_, c)| matches!(c, ':' | '：'))?;
    let (head, rest) = (&text[..colon.0], &text[colon.0 + colon.1.len_utf8()..]);
    // Re[2]:, Re(3):, Re^2:, AW 4:
    let word = head
        .trim()
        .trim_end_matches(|c: char| c.is_ascii_digit() || "[]()^ *".contains(c))
        .to_lowercase();
    let known = REPLY.contains(&word.as_str()) || FORWARD.contains(&word.as_str());
    known.then(|| (word, rest.trim_start()))
}

/// The numbers in `[hook…number]`, e.g. `[Ticket#4711]`, each once, in order.
///
/// `hook` is what stands before the number ("Ticket#"). A number inside a larger word does not count.
pub fn tokens<'a>(text: &'a str, hook: &str) -> Vec<&'a str> {
    let mut found = Vec::new();
    if hook.is_empty() {
        return found;
    }
    let (lower, hook) = (text.to_ascii_lowercase(), hook.to_ascii_lowercase());
    let mut from = 0;
    while let Some(at) = lower[from..].find(&hook).map(|p| from + p) {
        from = at + hook.len();
        let before = text[..at].chars().next_back();
        let rest = &text[from..];
        let trimmed = rest.trim_start_matches([' ', ':']);
        let end = trimmed.find(|c: char| !c.is_ascii_digit()).unwrap_or(trimmed.len());
        let after = trimmed[end..].chars().next();
        let number = &trimmed[..end];
        let alone = !before.is_some_and(joins) && !after.is_some_and(joins);
        if alone && (1..=20).contains(&number.len()) && !found.contains(&number) {
            found.push(number);
        }
    }
    found
}

/// Whether a character next to a token makes it part of a larger word.
fn joins(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '=' | '&' | '#' | '@' | '%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_are_stripped_as_often_as_they_stand() {
        assert_eq!(core("AW: Re[2]: WG: Drucker kaputt").text, "Drucker kaputt");
        assert!(core("Fwd: x").forward && !core("Fwd: x").reply);
        assert_eq!(core("Antwort：Frage").text, "Frage");
        assert_eq!(core("Server: down").text, "Server: down");
    }

    #[test]
    fn a_token_counts_only_as_a_word_of_its_own() {
        assert_eq!(tokens("Re: Hilfe [Ticket#4711]", "Ticket#"), ["4711"]);
        assert_eq!(tokens("ticket# 12 und Ticket#12, Ticket#13", "Ticket#"), ["12", "13"]);
        assert!(tokens("MyTicket#4711 Ticket#4711a https://x/?Ticket#9-8", "Ticket#").is_empty());
        assert!(tokens("ſſſſſſ Ticket#", "Ticket#").is_empty());
    }
}
