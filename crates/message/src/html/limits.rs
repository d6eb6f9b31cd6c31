//! HTML that would cost more to understand than it is worth, told before it is parsed.
//!
//! An HTML parser walks its open elements for each tag, and opens unclosed formatting again in
//! every block: a small file can ask for hours of work. The scan here is linear and errs on the
//! side of refusing.

use std::collections::{HashMap, HashSet};

/// Bytes of HTML.
const LONGEST: usize = 4_000_000;
/// A mail with more links than this is no letter.
const MOST_LINKS: usize = 5_000;
/// Open elements within each other.
const DEEPEST: usize = 1_000;
/// Up to so many tags their nesting does not matter.
const FEW_TAGS: usize = 20_000;
/// Formatting elements that could be opened again, times the tags that could do it.
const MOST_WORK: usize = 3_000_000;

/// Written without an end, or ended by their next sibling.
const LEFT_OPEN: [&str; 18] = [
    "br", "img", "p", "li", "td", "tr", "th", "hr", "meta", "link", "input", "o:p", "col", "dd",
    "dt", "wbr", "base", "option",
];
/// What a parser opens again after a block has closed them (HTML §13.2.4.3), without `a`.
const FORMATTING: [&str; 13] =
    ["b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];
/// Their content is text up to their own end.
const RAW: [&str; 8] =
    ["style", "script", "title", "textarea", "xmp", "iframe", "noembed", "noframes"];

/// Whether this HTML must be read as plain text.
pub fn is_unreasonable(html: &str) -> bool {
    html.len() > LONGEST || Scan::of(html).is_unreasonable()
}

#[derive(Default)]
struct Scan<'h> {
    tags: usize,
    links: usize,
    depth: usize,
    deepest: usize,
    open: HashMap<String, usize>,
    formatting: HashSet<&'h str>,
    /// Tags whose end cannot be told without a real parser.
    odd: usize,
    odd_formatting: usize,
    /// Inside SVG and `MathML` other rules hold.
    foreign: bool,
    /// Ends that were looked for and do not come any more.
    endless: HashSet<String>,
}

impl<'h> Scan<'h> {
    fn of(html: &'h str) -> Self {
        let mut scan = Self::default();
        let mut at = 0;
        while let Some(found) = html[at..].find('<') {
            at += found + 1;
            at += scan.tag(&html[at..]);
        }
        scan
    }

    fn is_unreasonable(&self) -> bool {
        let nested =
            self.deepest > DEEPEST || (self.tags > FEW_TAGS && (self.odd > 0 || self.foreign));
        // a parser keeps three formatting elements of each kind
        let work = self.tags.saturating_mul(3 * (self.formatting.len() + self.odd_formatting));
        self.links > MOST_LINKS || nested || work > MOST_WORK
    }

    /// Counts what follows a `<`; answers how many bytes of it need no further look.
    fn tag(&mut self, rest: &'h str) -> usize {
        if let Some(comment) = rest.strip_prefix("!--") {
            return self.comment(comment);
        }
        let (close, name_at) = if rest.starts_with('/') { (true, 1) } else { (false, 0) };
        let tail = &rest[name_at..];
        if !tail.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return 0;
        }
        let name_end =
            tail.find(|c: char| c.is_whitespace() || "/><".contains(c)).unwrap_or(tail.len());
        let name = tail[..name_end].to_ascii_lowercase();
        if close {
            self.close(&name);
            return 0;
        }
        self.tags += 1;
        self.links += usize::from(name == "a");
        let Some(length) = plain_tag(&tail[name_end..]) else {
            self.odd += 1;
            self.odd_formatting += usize::from(FORMATTING.contains(&name.as_str()));
            return 0;
        };
        self.foreign |= name == "svg" || name == "math";
        let tag = &tail[..name_end + length];
        if FORMATTING.contains(&name.as_str()) {
            self.formatting.insert(tag);
        }
        if RAW.contains(&name.as_str()) && !self.foreign {
            return tag.len() + self.raw(&tail[tag.len()..], &name);
        }
        self.open(name);
        tag.len()
    }

    /// The rest of a comment; `<!-->` is a whole one.
    fn comment(&mut self, text: &str) -> usize {
        if text.starts_with('>') || text.starts_with("->") || self.endless.contains("--") {
            return 0;
        }
        let end = memchr::memmem::find_iter(text.as_bytes(), b"--")
            .find(|at| text[at + 2..].starts_with('>') || text[at + 2..].starts_with("!>"));
        if end.is_none() {
            self.endless.insert("--".to_owned());
        }
        end.map_or(0, |end| end + 2)
    }

    /// Up to the end tag of an element whose content is text.
    fn raw(&mut self, rest: &str, name: &str) -> usize {
        if self.endless.contains(name) {
            return 0;
        }
        let end = format!("</{name}");
        let found = memchr::memmem::find_iter(rest.as_bytes(), b"</").find(|at| {
            rest.as_bytes()[*at..]
                .iter()
                .take(end.len())
                .map(u8::to_ascii_lowercase)
                .eq(end.bytes())
        });
        if found.is_none() {
            self.endless.insert(name.to_owned());
        }
        found.unwrap_or(0)
    }

    fn open(&mut self, name: String) {
        if !LEFT_OPEN.contains(&name.as_str()) {
            *self.open.entry(name).or_default() += 1;
            self.depth += 1;
            self.deepest = self.deepest.max(self.depth);
        }
    }

    fn close(&mut self, name: &str) {
        if let Some(count) = self.open.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            self.depth -= 1;
        }
    }
}

/// The length of attributes and `>` if they are written so that every parser agrees about them.
fn plain_tag(attributes: &str) -> Option<usize> {
    let bytes = attributes.as_bytes();
    let mut at = 0;
    loop {
        at += bytes[at..].iter().take_while(|b| b.is_ascii_whitespace() || **b == b'/').count();
        if *bytes.get(at)? == b'>' {
            return Some(at + 1);
        }
        let name = bytes[at..].iter().take_while(|b| is_plain(**b) && **b != b'=').count();
        at += name;
        at += bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        if name == 0 {
            return None;
        }
        if bytes.get(at) == Some(&b'=') {
            at += 1;
            at += bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
            at += value_length(&bytes[at..])?;
        }
    }
}

fn value_length(bytes: &[u8]) -> Option<usize> {
    match bytes.first()? {
        quote @ (b'"' | b'\'') => {
            let end = bytes[1..].iter().position(|b| b == quote)?;
            (!bytes[1..=end].contains(&b'<')).then_some(end + 2)
        }
        b'>' => None,
        _ => Some(bytes.iter().take_while(|b| is_plain(**b)).count()).filter(|length| *length > 0),
    }
}

/// Part of a name or of a value without quotes.
fn is_plain(byte: u8) -> bool {
    !byte.is_ascii_whitespace() && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'`')
}
