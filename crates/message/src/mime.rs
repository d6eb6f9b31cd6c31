//! The tree of parts: bytes in, borrowed pieces out. Nothing is decoded before it is asked for.

use std::borrow::Cow;

use crate::{charset, header::Headers, params::Typed, transfer::Encoding};

/// Deeper nesting is kept as one opaque part.
const DEEPEST: usize = 40;
/// More parts than this are not taken apart.
const MOST_PARTS: usize = 2_000;

/// A mail, or one part of it.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    pub headers: Headers,
    pub content_type: Typed,
    pub disposition: Typed,
    /// The body as it travelled.
    pub raw: &'a [u8],
    /// Children of a multipart.
    pub parts: Vec<Part<'a>>,
    /// What stands before the first boundary of a multipart.
    pub preamble: &'a [u8],
}

impl<'a> Part<'a> {
    /// Reads a whole mail.
    pub fn read(raw: &'a [u8]) -> Self {
        let mut left = MOST_PARTS;
        Self::read_nested(raw, None, 0, &mut left)
    }

    fn read_nested(raw: &'a [u8], parent: Option<&Self>, depth: usize, left: &mut usize) -> Self {
        let (mut headers, body) = Headers::read(raw);
        let content_type = headers.raw("content-type").map(Typed::read).unwrap_or_default();
        let hint = content_type.token("charset").or_else(|| headers.charset());
        headers.set_hint(hint.or_else(|| parent.and_then(|p| p.headers.hint().map(str::to_owned))));
        let disposition = headers.raw("content-disposition").map(Typed::read).unwrap_or_default();
        let mut part = Self {
            headers,
            content_type,
            disposition,
            raw: &raw[body..],
            parts: Vec::new(),
            preamble: b"",
        };
        if part.is_multipart() && depth < DEEPEST {
            part.split(depth, left);
        }
        part
    }

    fn split(&mut self, depth: usize, left: &mut usize) {
        let Some(boundary) = self.boundary().map(<[u8]>::to_vec) else {
            self.preamble = self.raw;
            return;
        };
        let (preamble, pieces) = pieces(self.raw, &boundary);
        self.preamble = preamble;
        for piece in pieces {
            if *left == 0 {
                return;
            }
            *left -= 1;
            let part = Self::read_nested(piece, Some(self), depth + 1, left);
            self.parts.push(part);
        }
    }

    /// The media type in lower case; `text/plain` where none is given (RFC 2045 §5.2).
    pub fn mime(&self) -> &str {
        match self.content_type.value.as_str() {
            "" | "text" => "text/plain",
            "html" => "text/html",
            other => other,
        }
    }

    /// The boundary of a multipart; an empty one is none.
    pub fn boundary(&self) -> Option<&[u8]> {
        self.content_type.bytes("boundary").map(<[u8]>::trim_ascii_end).filter(|b| !b.is_empty())
    }

    pub fn is_multipart(&self) -> bool {
        self.mime().starts_with("multipart/")
    }

    pub fn encoding(&self) -> Encoding {
        self.headers
            .ascii("content-transfer-encoding")
            .map_or(Encoding::Identity, |name| Encoding::named(&name))
    }

    /// The content, decoded from its transfer form.
    pub fn bytes(&self) -> Cow<'a, [u8]> {
        match self.encoding() {
            Encoding::Identity => Cow::Borrowed(self.raw),
            other => Cow::Owned(other.decode(self.raw).into_owned()),
        }
    }

    /// The content as text with `\n` line ends.
    pub fn text(&self) -> String {
        let bytes = self.bytes();
        let label = self.content_type.token("charset");
        let label =
            label.or_else(|| (self.mime() == "text/html").then(|| html_charset(&bytes)).flatten());
        let text = charset::decode_with_hint(&bytes, label.as_deref(), self.headers.hint());
        if text.contains('\r') { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
    }

    /// The `Content-ID` without its brackets.
    pub fn content_id(&self) -> Option<String> {
        let id = self.headers.ascii("content-id")?;
        let id = id.trim().trim_start_matches('<').trim_end_matches('>').trim();
        (!id.is_empty()).then(|| id.to_owned())
    }

    /// The file name that the sender gave: disposition first, then the type's `name`.
    pub fn given_name(&self) -> Option<String> {
        let headers = &self.headers;
        self.disposition
            .text("filename", headers)
            .or_else(|| self.disposition.text("name", headers))
            .or_else(|| self.content_type.text("name", headers))
            .or_else(|| self.content_type.text("filename", headers))
    }

    /// Whether the sender meant this part as a file rather than as words to read.
    pub fn is_file(&self) -> bool {
        self.disposition.value == "attachment" || self.given_name().is_some()
    }

    pub fn is_inline(&self) -> bool {
        self.disposition.value == "inline"
    }

    /// All leaves in order; a contained mail is a leaf.
    pub fn leaves(&self) -> Vec<&Self> {
        let mut leaves = Vec::new();
        self.collect_leaves(&mut leaves);
        leaves
    }

    fn collect_leaves<'p>(&'p self, leaves: &mut Vec<&'p Self>) {
        if self.is_multipart() && (!self.parts.is_empty() || self.boundary().is_some()) {
            for part in &self.parts {
                part.collect_leaves(leaves);
            }
        } else {
            leaves.push(self);
        }
    }
}

/// `<meta charset>` of an HTML part whose header says nothing.
fn html_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(1024)]).to_ascii_lowercase();
    let rest = head.split_once("charset=")?.1.trim_start_matches(['"', '\'', ' ']);
    let end = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || "-_.:".contains(c)))
        .unwrap_or(rest.len());
    charset::canonical(&rest[..end]).map(str::to_owned)
}

/// What stands before the first boundary line, and the pieces between the others.
fn pieces<'a>(raw: &'a [u8], boundary: &[u8]) -> (&'a [u8], Vec<&'a [u8]>) {
    let mut pieces = Vec::new();
    let mut preamble = raw;
    let mut start: Option<usize> = None;
    let mut at = 0;
    while at < raw.len() {
        let end = memchr::memchr(b'\n', &raw[at..]).map_or(raw.len(), |p| at + p + 1);
        if let Some(last) = delimiter(&raw[at..end], boundary) {
            match start {
                Some(from) => pieces.push(without_last_break(&raw[from..at.max(from)])),
                None => preamble = &raw[..at],
            }
            start = Some(end);
            if last {
                return (preamble, pieces);
            }
        }
        at = end;
    }
    if let Some(from) = start
        && !raw[from..].trim_ascii().is_empty()
    {
        pieces.push(&raw[from..]);
    }
    (preamble, pieces)
}

/// Whether a line is a boundary; `Some(true)` for the closing one.
fn delimiter(line: &[u8], boundary: &[u8]) -> Option<bool> {
    let rest = line.strip_prefix(b"--")?.strip_prefix(boundary)?.trim_ascii_end();
    match rest {
        b"" => Some(false),
        b"--" => Some(true),
        _ => None,
    }
}

/// The line break before a boundary belongs to the boundary (RFC 2046 §5.1.1).
fn without_last_break(piece: &[u8]) -> &[u8] {
    let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
    piece.strip_suffix(b"\r").unwrap_or(piece)
}
