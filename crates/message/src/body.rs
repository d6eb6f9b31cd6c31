//! The words of a mail: which parts are text to read, and how they make one body.

use crate::{
    attachment::{self, Attachment},
    html,
    mime::Part,
};

/// How the main body is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    #[default]
    Plain,
    Html,
}

/// The main body, all its pieces joined in order.
#[derive(Clone, Debug, Default)]
pub struct Body {
    pub kind: Kind,
    /// As it is stored: plain text, or HTML without anything active. Remote images and `cid:` still stand in it.
    pub content: String,
    /// The plain text of it, for search, mail and trimming.
    pub text: String,
}

impl Body {
    /// Whether a reader sees nothing at all.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
            && !(self.kind == Kind::Html && self.content.contains("src=\"cid:"))
    }

    /// `text/html` where a reader sees HTML, else `text/plain`.
    pub fn content_type(&self) -> &'static str {
        if self.kind == Kind::Html && !self.is_blank() { "text/html" } else { "text/plain" }
    }
}

/// A piece of the body in reading order.
enum Piece<'p, 'a> {
    Plain(String),
    Html(String),
    Image(&'p Part<'a>),
    /// A file: HTML after it goes on, HTML without it is a document of its own.
    File,
}

/// Sorts the parts into words and files.
pub fn read(mail: &Part<'_>) -> (Body, Vec<Attachment>) {
    let mut reader =
        Reader { pieces: Vec::new(), files: Vec::new(), passed_over: Vec::new(), alternatives: 0 };
    reader.walk(mail, true);
    let Reader { pieces, files, passed_over, .. } = reader;
    let mut body = join(pieces);
    if body.kind == Kind::Html
        && body.is_blank()
        && !body.content.contains("<img")
        && !passed_over.is_empty()
    {
        // the HTML form is an empty shell: its plain twin has the words
        body = join_plain(
            &passed_over.iter().map(|part| Piece::Plain(part.text())).collect::<Vec<_>>(),
        );
    }
    let mut attachments: Vec<Attachment> = files.iter().map(|part| Attachment::of(part)).collect();
    attachment::make_unique(&mut attachments);
    attachment::mark_inline(&mut attachments, &body.content);
    (body, attachments)
}

struct Reader<'p, 'a> {
    pieces: Vec<Piece<'p, 'a>>,
    files: Vec<&'p Part<'a>>,
    /// Plain forms of what is read as HTML.
    passed_over: Vec<&'p Part<'a>>,
    /// How many `multipart/alternative` the reader stands in.
    alternatives: usize,
}

impl<'p, 'a> Reader<'p, 'a> {
    fn walk(&mut self, part: &'p Part<'a>, root: bool) {
        if part.is_multipart() {
            return self.multipart(part);
        }
        match part.mime() {
            // without a type and behind a file it is one more file, however it reads
            "text/plain"
                if !root && part.content_type.value.is_empty() && !self.files.is_empty() =>
            {
                self.file(part);
            }
            "text/plain" if root || !part.is_file() => self.pieces.push(Piece::Plain(part.text())),
            "text/html" if root || !part.is_file() => self.html(part),
            _ => self.file(part),
        }
    }

    fn multipart(&mut self, part: &'p Part<'a>) {
        if part.parts.is_empty() && part.boundary().is_none() {
            // no boundary was declared: all of it is one text
            self.pieces.push(Piece::Plain(part.text()));
        } else if part.mime() == "multipart/alternative" {
            self.alternative(part);
        } else {
            for child in &part.parts {
                self.walk(child, false);
            }
        }
    }

    /// Of several forms of the same words the HTML one is read; files inside any of them are kept.
    fn alternative(&mut self, part: &'p Part<'a>) {
        let html = part.parts.iter().any(has_html);
        self.alternatives += 1;
        for child in &part.parts {
            if html && child.mime() == "text/plain" && !child.is_file() {
                self.passed_over.push(child);
                continue;
            }
            self.walk(child, false);
        }
        self.alternatives -= 1;
    }

    /// An alternative has one HTML form: a second one right behind it is a document of its own.
    fn html(&mut self, part: &'p Part<'a>) {
        let text = part.text();
        let directly_after_html =
            matches!(self.pieces.last(), Some(Piece::Html(before)) if !before.trim().is_empty());
        if directly_after_html && self.alternatives > 0 {
            self.files.push(part);
        } else {
            self.pieces.push(Piece::Html(text));
        }
    }

    fn file(&mut self, part: &'p Part<'a>) {
        self.files.push(part);
        let image = part.is_inline() && part.mime().starts_with("image/");
        self.pieces.push(if image { Piece::Image(part) } else { Piece::File });
    }
}

fn has_html(part: &Part<'_>) -> bool {
    let own = part.mime() == "text/html" && !part.is_file() && !part.raw.trim_ascii().is_empty();
    own || part.parts.iter().any(has_html)
}

fn join(pieces: Vec<Piece<'_, '_>>) -> Body {
    let html = pieces.iter().any(|p| matches!(p, Piece::Html(text) if !text.trim().is_empty()));
    let words = pieces.iter().any(|p| matches!(p, Piece::Plain(text) if !text.trim().is_empty()));
    let images = pieces.iter().any(|p| matches!(p, Piece::Image(_)));
    if html || (words && images) { join_html(&pieces) } else { join_plain(&pieces) }
}

fn join_plain(pieces: &[Piece<'_, '_>]) -> Body {
    let texts: Vec<&str> = pieces
        .iter()
        .filter_map(|p| if let Piece::Plain(text) = p { Some(text.as_str()) } else { None })
        .collect();
    let content = texts.join("\n");
    Body { kind: Kind::Plain, text: content.clone(), content }
}

fn join_html(pieces: &[Piece<'_, '_>]) -> Body {
    let mut source = String::new();
    let all: String = pieces
        .iter()
        .filter_map(|p| if let Piece::Html(text) = p { Some(text.as_str()) } else { None })
        .collect();
    for piece in pieces {
        match piece {
            Piece::Plain(text) if !text.trim().is_empty() => {
                source.push_str("<div>");
                source.push_str(&html::from_text(text.trim_end()));
                source.push_str("</div>");
            }
            Piece::Html(text) => source.push_str(&html::for_storage(text)),
            Piece::Image(part) => {
                if let Some(id) = part.content_id().filter(|id| !all.contains(id.as_str())) {
                    source.push_str("<img src=\"cid:");
                    source.push_str(&html::escape(&id));
                    source.push_str("\">");
                }
            }
            Piece::Plain(_) | Piece::File => {}
        }
    }
    let text = html::text(&source);
    Body { kind: Kind::Html, content: source, text }
}
