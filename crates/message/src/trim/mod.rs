//! The part of a text that its sender wrote new: without quotes, old headers and signatures.

mod introduction;
mod lines;
mod markers;
mod tables;

use lines::{Line, classify};

/// Lines of text after a quote that are taken for a footer, not for an answer.
const FOOTER_LINES: usize = 7;

/// So many introductions are looked at.
const MOST_INTRODUCTIONS: usize = 100;

/// What the sender wrote new in a plain-text body; all of it where nothing can be told apart.
pub fn plain(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let all: Vec<&str> = text.split('\n').collect();
    let lines = classify(&all);
    let mut kept: Vec<(Line, &str)> = lines.into_iter().zip(all.iter().copied()).collect();
    cut_at_delimiter(&mut kept);
    answer_below(&mut kept);
    cut_at_introduction(&mut kept);
    cut_at_headers(&mut kept);
    kept.retain(|(line, _)| *line != Line::Introduction);
    cut_tail(&mut kept);
    let text: Vec<&str> = kept.into_iter().map(|(_, text)| text).collect();
    text.join("\n").trim_matches(['\n', '\r']).trim_end().to_owned()
}

/// Whether a line (or a few, joined) opens the quoted mail: "On … wrote:", "-----Original Message-----".
pub fn starts_quote(text: &str) -> bool {
    let length = text.len();
    (4..1_000).contains(&length)
        && (introduction::is_introduction(text)
            || markers::is_separator(text)
            || markers::opens_headers(text))
}

/// Whether a line could be the first half of what [`starts_quote`] knows.
pub fn may_continue(text: &str) -> bool {
    text.len() < 400 && (introduction::may_begin(text) || markers::header_key(text).is_some())
}

/// Whether something in the text is another mail: a quote, its introduction or its header. What was cut off and has
/// none of these is a signature.
pub fn has_quote(text: &str) -> bool {
    let all: Vec<&str> = text.lines().collect();
    let is_quote = |(line, text): (Line, &&str)| match line {
        Line::Quote | Line::Introduction | Line::Headers => true,
        Line::Delimiter => markers::is_separator(text.trim()),
        Line::Text | Line::Empty | Line::Signature => false,
    };
    classify(&all).into_iter().zip(&all).any(is_quote)
}

fn has_text(lines: &[(Line, &str)]) -> bool {
    lines.iter().any(|(line, _)| *line == Line::Text)
}

/// Everything after `-- `, `____` or `-----Original Message-----` that stands below some text.
fn cut_at_delimiter(kept: &mut Vec<(Line, &str)>) {
    let cut =
        (0..kept.len()).find(|i| matches!(kept[*i].0, Line::Delimiter) && has_text(&kept[..*i]));
    if let Some(cut) = cut {
        kept.truncate(cut);
    }
}

/// "On … wrote:", the quote, and one answer below it: only the answer is new.
fn answer_below(kept: &mut Vec<(Line, &str)>) {
    let Some(first) = kept.iter().position(|(line, _)| *line != Line::Empty) else { return };
    if kept[first].0 != Line::Introduction {
        return;
    }
    let answer = kept.iter().position(|(line, _)| matches!(line, Line::Text | Line::Signature));
    if let Some(answer) = answer
        && kept[answer..]
            .iter()
            .all(|(line, _)| matches!(line, Line::Text | Line::Empty | Line::Signature))
    {
        kept.drain(..answer);
    }
}

/// Text above an introduction is the answer, unless answers stand between the quotes below.
fn cut_at_introduction(kept: &mut Vec<(Line, &str)>) {
    let introductions: Vec<usize> = (0..kept.len())
        .filter(|at| kept[*at].0 == Line::Introduction)
        .take(MOST_INTRODUCTIONS)
        .collect();
    let cut = introductions
        .into_iter()
        .find(|at| has_text(&kept[..*at]) && !is_answered_between(&kept[*at..]));
    if let Some(cut) = cut {
        kept.truncate(cut);
    }
}

/// Whether quotes after an introduction are followed by more of the sender's words than a footer has.
fn is_answered_between(rest: &[(Line, &str)]) -> bool {
    let Some(last_quote) = rest.iter().rposition(|(line, _)| *line == Line::Quote) else {
        return false;
    };
    let first_quote = rest.iter().position(|(line, _)| *line == Line::Quote).unwrap_or(last_quote);
    let between =
        rest[first_quote..last_quote].iter().filter(|(line, _)| *line == Line::Text).count();
    let below = rest[last_quote..].iter().filter(|(line, _)| *line == Line::Text).count();
    between > 0 || below >= FOOTER_LINES
}

/// Three lines of an old mail's header below some text.
fn cut_at_headers(kept: &mut Vec<(Line, &str)>) {
    let cut = (0..kept.len()).find(|i| kept[*i].0 == Line::Headers && has_text(&kept[..*i]));
    if let Some(cut) = cut {
        kept.truncate(cut);
    }
}

/// Quotes, blank lines and signatures at the end, as long as some text stays.
fn cut_tail(kept: &mut Vec<(Line, &str)>) {
    if !has_text(kept) {
        return;
    }
    while let Some((line, _)) = kept.last()
        && *line != Line::Text
    {
        kept.pop();
    }
}
