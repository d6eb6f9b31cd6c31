//! "On Monday X wrote:" in the languages that mailers speak.

use super::tables::{MONTHS, OPENERS, WROTE, WROTE_BEFORE_NAME};

/// A line that may be an introduction, looked at once.
struct Candidate {
    /// In lower case, without what closes it.
    bare: String,
    /// Whether a colon or dashes closed it.
    closed: bool,
    /// The end of the last "wrote".
    verb: Option<usize>,
    address: bool,
    dated: bool,
}

impl Candidate {
    fn of(text: &str) -> Option<Self> {
        let text =
            text.trim_matches(|c: char| c.is_whitespace() || "*_\u{200e}\u{200f}".contains(c));
        if !(8..=400).contains(&text.chars().count()) {
            return None;
        }
        let lower = text.to_lowercase();
        let bare =
            lower.trim_end_matches(|c: char| c.is_whitespace() || "-:：>*_".contains(c)).to_owned();
        let closed = lower[bare.len()..].contains([':', '：', '-']);
        // nearly every line of a mail ends here
        let ends_with_verb = || WROTE.iter().any(|verb| bare.ends_with(verb));
        if !closed && !bare.contains('@') && !ends_with_verb() {
            return None;
        }
        let (address, dated) = (has_address(&bare), has_date(&bare));
        Some(Self { closed, verb: verb_position(&bare), address, dated, bare })
    }

    /// "… wrote" at the end, or a verb that its subject may follow.
    fn verb_fits(&self) -> bool {
        let Some(end) = self.verb else { return false };
        let before_name = || WROTE_BEFORE_NAME.iter().any(|verb| self.bare[..end].ends_with(verb));
        end == self.bare.len() || self.address || before_name()
    }

    fn is_introduction(&self) -> bool {
        let named = || self.bare.starts_with(|c: char| c.is_alphanumeric() || "\"'<*".contains(c));
        if self.verb.is_some() {
            let at_end = self.verb == Some(self.bare.len());
            // "On Monday … wrote:", or without the colon where "wrote" is the last word
            begins(&self.bare) && (self.dated || self.address) && self.verb_fits() && (self.closed || at_end)
                // "Name <address> wrote on Monday:"
                || self.closed && self.address && (self.dated || named())
                // "Name via Forum wrote:"
                || self.closed && at_end && self.bare.contains(" via ")
        } else {
            // "2013-07-20 Name <address>:", and "Monday, 20 July, Name <address>:" with its colon
            let closes_with_address = || {
                self.closed
                    && begins(&self.bare)
                    && self.dated
                    && self.bare.rsplit(' ').next().is_some_and(has_address)
            };
            self.address
                && self.bare.len() < 200
                && (starts_with_date(&self.bare) || closes_with_address())
        }
    }

    /// A quote follows: much less is needed to know that this line introduces it.
    fn introduces_quote(&self) -> bool {
        self.closed
            && self.bare.len() < 300
            && (self.verb.is_some() || self.address || (self.dated && begins(&self.bare)))
    }
}

/// Whether a line, or a few joined lines, are an introduction.
pub fn is_introduction(text: &str) -> bool {
    Candidate::of(text).is_some_and(|line| line.is_introduction())
}

/// Whether a line right above a quote introduces it.
pub fn introduces_quote(text: &str) -> bool {
    Candidate::of(text).is_some_and(|line| line.introduces_quote())
}

/// Whether a line could be the first of an introduction that goes on below.
pub fn may_begin(text: &str) -> bool {
    let digits = text.bytes().any(|b| b.is_ascii_digit());
    if !digits && !text.contains('@') {
        return false;
    }
    let lower = text.trim_start_matches(['*', '_']).to_lowercase();
    (digits && begins(&lower))
        || (lower.contains('<') && lower.len() < 200 && has_address(&lower))
        || verb_position(&lower).is_some()
}

/// Whether the later lines alone are the introduction that they are together with an earlier one.
pub fn stands_alone(later: &str, joined: &str) -> bool {
    let lower = later.to_lowercase();
    begins(&lower)
        && has_date(&lower)
        && has_address(later) == has_address(joined)
        && is_introduction(later)
}

fn begins(lower: &str) -> bool {
    lower.starts_with(|c: char| c.is_ascii_digit())
        || OPENERS.iter().any(|opener| lower.starts_with(opener))
}

/// The end of the last "wrote" that stands as a word.
fn verb_position(lower: &str) -> Option<usize> {
    WROTE
        .iter()
        .flat_map(|verb| lower.rmatch_indices(verb))
        .filter(|(at, verb)| {
            let wide = verb.chars().next().is_some_and(|c| c > '\u{2e80}');
            let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric) && !wide;
            !joins(lower[..*at].chars().next_back())
                && !joins(lower[at + verb.len()..].chars().next())
        })
        .map(|(at, verb)| at + verb.len())
        .max()
}

fn has_address(text: &str) -> bool {
    text.split(|c: char| c.is_whitespace() || "<>()[]\",;".contains(c)).any(|word| {
        word.split_once('@')
            .is_some_and(|(local, domain)| !local.is_empty() && domain.contains('.'))
    })
}

/// A year, a time, or a day with a month.
fn has_date(lower: &str) -> bool {
    let mut runs = lower.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    let year = runs.any(|run| run.len() == 4 && (run.starts_with("19") || run.starts_with("20")));
    let bytes = lower.as_bytes();
    let time = bytes.windows(4).any(|w| {
        w[0].is_ascii_digit()
            && matches!(w[1], b':' | b'.' | b'h')
            && w[2].is_ascii_digit()
            && w[3].is_ascii_digit()
    });
    let day = lower.chars().any(|c| c.is_ascii_digit())
        && MONTHS.iter().any(|month| lower.contains(month));
    year || time || day
}

/// `2013/7/20`, `2016-10-24`, `23 mar 2017`, `20.10.2016`
fn starts_with_date(lower: &str) -> bool {
    let head: String = lower.chars().take(24).collect();
    let Some(first) = head.split(|c: char| !c.is_ascii_digit()).next().filter(|d| !d.is_empty())
    else {
        return false;
    };
    let rest = &head[first.len()..];
    match first.len() {
        4 => {
            rest.starts_with(['-', '/', '.', '年'])
                && rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit())
        }
        1 | 2 => rest.starts_with(['.', '/', '-', ' ']) && has_date(&head),
        _ => false,
    }
}
