//! Lines of a plain-text mail and what each one is.

use super::{introduction, markers};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Text,
    Empty,
    /// `> quoted`
    Quote,
    /// "On … wrote:"
    Introduction,
    /// A line of dashes, or "-----Original Message-----".
    Delimiter,
    /// One of at least three header lines of an older mail.
    Headers,
    /// "Sent from my telephone"
    Signature,
}

/// An introduction is folded over this many lines at most.
const LONGEST_INTRODUCTION: usize = 6;

pub fn classify(all: &[&str]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(all.len());
    let mut fenced = false;
    while lines.len() < all.len() {
        let at = lines.len();
        let text =
            all[at].trim_matches(|c: char| c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}');
        if text.starts_with("```")
            && (fenced || all[at + 1..].iter().any(|l| l.trim().starts_with("```")))
        {
            fenced = !fenced;
            lines.push(Line::Text);
        } else if fenced {
            lines.push(Line::Text);
        } else if let Some(length) = introduction_length(&all[at..]) {
            lines.extend(std::iter::repeat_n(Line::Introduction, length));
        } else {
            lines.push(kind(text));
        }
    }
    mark_headers(all, &mut lines);
    lines
}

fn kind(text: &str) -> Line {
    if text.is_empty() {
        Line::Empty
    } else if text.starts_with('>') {
        Line::Quote
    } else if markers::is_delimiter(text) || markers::is_separator(text) {
        Line::Delimiter
    } else if markers::is_signature(text) {
        Line::Signature
    } else {
        Line::Text
    }
}

/// How many lines the introduction has that starts here.
fn introduction_length(rest: &[&str]) -> Option<usize> {
    let first = rest.first()?.trim();
    if first.is_empty() || first.starts_with('>') {
        return None;
    }
    let quote_follows = rest[1..]
        .iter()
        .map(|l| l.trim())
        .find(|l| !l.is_empty())
        .is_some_and(|l| l.starts_with('>'));
    if introduction::is_introduction(first)
        || (quote_follows && introduction::introduces_quote(first))
    {
        return Some(1);
    }
    if !introduction::may_begin(first) {
        return None;
    }
    let mut joined = first.to_owned();
    for (index, line) in rest.iter().enumerate().take(LONGEST_INTRODUCTION).skip(1) {
        let line = line.trim();
        // a blank line ends it, unless an address is still to come
        if line.is_empty() && !rest.get(index + 1).is_some_and(|next| next.trim().starts_with('<'))
        {
            return None;
        }
        joined.push(' ');
        joined.push_str(line);
        if introduction::is_introduction(joined.trim()) {
            // it begins as late as it can: the line before may only look like a beginning
            let later = rest[1..=index].iter().map(|l| l.trim()).collect::<Vec<_>>().join(" ");
            return (!introduction::stands_alone(later.trim(), &joined)).then_some(index + 1);
        }
    }
    None
}

/// Three or more header lines close together are an older mail's header; two if they begin with the sender.
fn mark_headers(all: &[&str], lines: &mut [Line]) {
    let is_header = |at: usize, lines: &[Line]| {
        lines[at] == Line::Text && markers::header_key(all[at].trim()).is_some()
    };
    let mut at = 0;
    while at < all.len() {
        if !is_header(at, lines) {
            at += 1;
            continue;
        }
        let (mut end, mut keys, mut gap, mut next) = (at + 1, 1, 0, at + 1);
        // a folded value or a blank line may stand between two of them
        while next < all.len() && gap <= 1 {
            if is_header(next, lines) {
                (keys, gap, end) = (keys + 1, 0, next + 1);
            } else {
                gap += 1;
            }
            next += 1;
        }
        if keys >= 3 || (keys == 2 && markers::names_sender(all[at].trim())) {
            lines[at..end].fill(Line::Headers);
        }
        at = end;
    }
}
