//! Plain text from clean HTML, and HTML from plain text.

/// Makes text safe between tags and inside quoted attributes.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
    out
}

/// Plain text as HTML: escaped, line ends kept.
pub fn from_text(text: &str) -> String {
    escape(text).replace("\r\n", "\n").replace('\n', "<br>\n")
}

/// A tag or a run of text of well-formed HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'h> {
    Text(&'h str),
    /// Name in lower case as written, attributes as written.
    Open(&'h str, &'h str),
    Close(&'h str),
}

/// Walks over HTML that a serialiser wrote (see [`super::sanitise`]).
pub struct Tokens<'h> {
    html: &'h str,
    at: usize,
}

impl<'h> Tokens<'h> {
    pub fn new(html: &'h str) -> Self {
        Self { html, at: 0 }
    }

    /// Where the next token starts.
    pub fn offset(&self) -> usize {
        self.at
    }
}

impl<'h> Iterator for Tokens<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        let rest = self.html.get(self.at..).filter(|r| !r.is_empty())?;
        let tag = rest
            .strip_prefix('<')
            .filter(|r| r.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'));
        let Some(inner) = tag else {
            let skip = rest.chars().next().map_or(1, char::len_utf8);
            let length = rest[skip..].find('<').map_or(rest.len(), |p| p + skip);
            self.at += length;
            return Some(Token::Text(&rest[..length]));
        };
        let end = tag_end(inner);
        self.at += (end + 2).min(rest.len());
        let inner = &inner[..end];
        if let Some(name) = inner.strip_prefix('/') {
            return Some(Token::Close(name.trim()));
        }
        let name_end = inner.find(|c: char| c.is_whitespace() || c == '/').unwrap_or(inner.len());
        Some(Token::Open(&inner[..name_end], inner[name_end..].trim()))
    }
}

/// Where the tag ends: the first `>` outside of quotes.
fn tag_end(inner: &str) -> usize {
    let mut quote = None;
    for (at, byte) in inner.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return at,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    inner.len()
}

/// The value of an attribute of an [`Token::Open`], as written.
pub fn attribute<'h>(attributes: &'h str, name: &str) -> Option<&'h str> {
    let mut rest = attributes;
    while let Some(eq) = rest.find('=') {
        let key = rest[..eq].trim();
        let value = rest[eq + 1..].trim_start();
        let (value, after) = match value.chars().next()? {
            quote @ ('"' | '\'') => value[1..].split_once(quote)?,
            _ => value.split_once(' ').unwrap_or((value, "")),
        };
        if key.rsplit(' ').next().is_some_and(|k| k.eq_ignore_ascii_case(name)) {
            return Some(value);
        }
        rest = after;
    }
    None
}

const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];

/// The text of clean HTML: blocks become lines, quotes get `> `, links keep their words.
pub fn text(html: &str) -> String {
    let mut out = Writer::default();
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) => out.words(text),
            Token::Open("br", _) => out.newline(),
            Token::Open("td" | "th", _) => out.space(),
            Token::Open("li", _) => {
                out.line();
                out.words("* ");
            }
            Token::Open("blockquote", _) => out.quote(true),
            Token::Close("blockquote") => out.quote(false),
            Token::Open("pre", _) => {
                out.line();
                out.pre += 1;
            }
            Token::Close("pre") => {
                out.line();
                out.pre = out.pre.saturating_sub(1);
            }
            Token::Open("p", _) | Token::Close("p") => out.paragraph(),
            Token::Open(name, _) | Token::Close(name) if BLOCKS.contains(&name) => out.line(),
            Token::Open(..) | Token::Close(_) => {}
        }
    }
    without_gaps(&out.text)
}

/// At most one blank line in a row; a line of nothing but no-break spaces is blank.
fn without_gaps(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = true;
    for line in text.lines().map(str::trim_end) {
        if line.is_empty() && blank {
            continue;
        }
        blank = line.is_empty();
        out.push_str(line);
        out.push('\n');
    }
    out.trim_end().to_owned()
}

/// The words of HTML that was not cleaned, tags dropped without understanding them.
pub fn text_of_unclean(html: &str) -> String {
    let mut out = String::new();
    for token in Tokens::new(html) {
        match token {
            Token::Text(text) => out.push_str(&unescape(text)),
            Token::Open("br" | "BR", _) | Token::Close(_) => out.push('\n'),
            Token::Open(..) => {}
        }
    }
    let lines: Vec<&str> = out.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

#[derive(Default)]
struct Writer {
    text: String,
    /// Depth of quoting.
    depth: usize,
    pre: usize,
    /// A blank waits to be written before the next word.
    blank: bool,
}

impl Writer {
    fn words(&mut self, html: &str) {
        let text = unescape(html);
        if self.pre > 0 {
            return self.preformatted(&text);
        }
        for word in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
            let bare = word.trim_end_matches(|c: char| c.is_ascii_whitespace());
            if !bare.is_empty() {
                self.push(bare);
            }
            self.blank |= bare.len() < word.len();
        }
    }

    fn preformatted(&mut self, text: &str) {
        let mut lines = text.split('\n');
        self.push(lines.next().unwrap_or(""));
        for line in lines {
            self.newline();
            self.push(line);
        }
    }

    fn push(&mut self, text: &str) {
        if self.at_line_start() {
            for _ in 0..self.depth.min(20) {
                self.text.push_str("> ");
            }
        } else if self.blank {
            self.text.push(' ');
        }
        self.blank = false;
        self.text.push_str(text);
    }

    fn space(&mut self) {
        self.blank = true;
    }

    fn at_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with('\n')
    }

    fn newline(&mut self) {
        self.blank = false;
        self.text.push('\n');
    }

    fn line(&mut self) {
        if !self.at_line_start() {
            self.newline();
        }
    }

    fn paragraph(&mut self) {
        self.line();
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.newline();
        }
    }

    fn quote(&mut self, open: bool) {
        self.line();
        self.depth = if open { self.depth + 1 } else { self.depth.saturating_sub(1) };
    }
}

/// The few entities that a serialiser writes.
pub fn unescape(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
