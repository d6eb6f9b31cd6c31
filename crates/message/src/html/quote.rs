//! Where the old mail begins inside an HTML answer.

use super::{
    sanitise::QUOTE_MARKS,
    text::{self, Token, Tokens, attribute},
};
use crate::trim;

/// Deeper HTML is shown whole.
const DEEPEST: usize = 500;

/// Elements that never hold anything.
const VOID: &[&str] = &["br", "img", "hr", "col", "wbr"];

/// Marks that stand at the start of what is quoted (the others only dress text).
const NOT_QUOTES: &[&str] = &[
    "WordSection1",
    "MsoNormal",
    "gmail_signature",
    "gmail_signature_prefix",
    "moz-signature",
    "AppleMailSignature",
    "gmail_extra",
    "js-signatureMarker",
];

/// Splits clean HTML into what was written new and the quoted rest behind "…".
///
/// Both halves are balanced. The second is empty where nothing is quoted or where nothing would
/// be left to see.
pub fn fold_quote(html: &str) -> (String, String) {
    match find(html) {
        Some((at, open)) => {
            let (visible, quoted) = split(html, at, &open);
            if text::text(&visible).trim().is_empty() && !visible.contains("<img") {
                (html.to_owned(), String::new())
            } else {
                (visible, quoted)
            }
        }
        None => (html.to_owned(), String::new()),
    }
}

/// Offset of the first quote, and the tags that are open there (offset and length of each).
fn find(html: &str) -> Option<(usize, Vec<(usize, usize)>)> {
    let mut open: Vec<(&str, usize, usize)> = Vec::new();
    let mut tokens = Tokens::new(html);
    let mut line = Line::default();
    let mut answered_below: Option<bool> = None;
    let mut at = 0;
    while let Some(token) = tokens.next() {
        let end = tokens.offset();
        if line.shows_quote(token, at, &open) {
            let inline = matches!(token, Token::Open("blockquote", _))
                && *answered_below.get_or_insert_with(|| is_answered_below(html));
            if !inline {
                return Some((line.start, line.open));
            }
        }
        if open.len() > DEEPEST {
            return None;
        }
        match token {
            Token::Open(name, _) if !VOID.contains(&name) => open.push((name, at, end - at)),
            Token::Close(name) => {
                if let Some(position) = open.iter().rposition(|(n, ..)| *n == name) {
                    open.truncate(position);
                }
            }
            _ => {}
        }
        at = end;
    }
    None
}

/// The text line being read: a "wrote:" line may span several tags.
#[derive(Default)]
struct Line {
    text: String,
    start: usize,
    /// The tags that are open where it starts: offset and length of each.
    open: Vec<(usize, usize)>,
}

impl Line {
    /// Whether `token` shows that a quote has begun, at `self.start`.
    fn shows_quote(&mut self, token: Token<'_>, at: usize, open: &[(&str, usize, usize)]) -> bool {
        match token {
            Token::Open(name, attributes)
                if name == "blockquote"
                    || has_quote_mark(attributes)
                    || is_outlook_rule(attributes) =>
            {
                // a quote takes its "… wrote:" line with it
                if !trim::starts_quote(self.text.trim()) {
                    self.begin(at, open);
                }
                return true;
            }
            Token::Open("br" | "div" | "p" | "td" | "hr", _) | Token::Close("div" | "p" | "td") => {
                let text = self.text.trim();
                if trim::starts_quote(text) {
                    return true;
                }
                if trim::may_continue(text) {
                    self.text.push(' ');
                } else {
                    self.text.clear();
                }
            }
            Token::Text(text) => {
                if self.text.trim().is_empty() {
                    self.begin(at, open);
                }
                if self.text.len() < 1_000 {
                    self.text.push_str(&text::unescape(text));
                }
            }
            _ => {}
        }
        false
    }

    fn begin(&mut self, at: usize, open: &[(&str, usize, usize)]) {
        self.text.clear();
        self.start = at;
        self.open = open.iter().map(|(_, from, length)| (*from, *length)).collect();
    }
}

fn has_quote_mark(attributes: &str) -> bool {
    if !attributes.contains("class=") && !attributes.contains("id=") {
        return false;
    }
    ["class", "id"]
        .iter()
        .filter_map(|name| attribute(attributes, name))
        .flat_map(str::split_whitespace)
        .any(|mark| {
            let mark = mark.trim_start_matches("x_");
            QUOTE_MARKS.contains(&mark) && !NOT_QUOTES.contains(&mark)
        })
}

/// Outlook draws a line above the old mail: `border-top:solid #E1E1E1 1.0pt` with all else none.
fn is_outlook_rule(attributes: &str) -> bool {
    attribute(attributes, "style").is_some_and(|style| {
        let style = style.to_ascii_lowercase().replace(' ', "");
        style.contains("border:none")
            && style.contains("border-top:solid")
            && style.contains("padding:3")
    })
}

/// An answer below the last quoted text means that the quotes must stay in sight.
fn is_answered_below(html: &str) -> bool {
    let Some(end) = html.rfind("</blockquote>") else { return false };
    !trim::plain(&text::text(&html[end..])).trim().is_empty()
}

/// Cuts and closes what is open; opens it again in the second half.
fn split(html: &str, at: usize, open: &[(usize, usize)]) -> (String, String) {
    let tags: Vec<&str> = open.iter().map(|(from, length)| &html[*from..from + length]).collect();
    let mut visible = html[..at].to_owned();
    for tag in tags.iter().rev() {
        let name = tag[1..].split(|c: char| c.is_whitespace() || c == '>').next().unwrap_or("");
        visible.extend(["</", name, ">"]);
    }
    let quoted = format!("{}{}", tags.concat(), &html[at..]);
    (visible, quoted)
}
