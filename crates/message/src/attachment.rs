//! The files of a mail and what they are called.

use crate::{charset, html, mime::Part, subject, tnef};

/// One file: its content decoded, its name fit for any file system.
#[derive(Clone, Debug)]
pub struct Attachment {
    /// Never empty, never a path, unique within the mail.
    pub filename: String,
    /// Media type in lower case; empty where the sender gave none.
    pub mime: String,
    /// `Content-ID` without brackets.
    pub content_id: Option<String>,
    /// Whether the body shows it: then it need not be listed below.
    pub inline: bool,
    pub bytes: Vec<u8>,
}

/// Extension and stem by media type, for parts without a name.
const DEFAULT_NAMES: &[(&str, &str, &str)] = &[
    ("message/delivery-status", "delivery-status", "txt"),
    ("text/plain", "document", "txt"),
    ("text/html", "document", "html"),
    ("text/calendar", "invite", "ics"),
    ("text/x-vcard", "contact", "vcf"),
    ("text/vcard", "contact", "vcf"),
    ("image/jpeg", "image", "jpg"),
    ("image/jpg", "image", "jpg"),
    ("image/pjpeg", "image", "jpg"),
    ("image/png", "image", "png"),
    ("image/gif", "image", "gif"),
    ("image/bmp", "image", "bmp"),
    ("image/webp", "image", "webp"),
    ("video/quicktime", "video", "mov"),
    ("video/mp4", "video", "mp4"),
    ("audio/mpeg", "audio", "mp3"),
    ("application/pdf", "document", "pdf"),
    ("application/ms-tnef", "winmail", "dat"),
    ("application/pkcs7-mime", "smime", "p7m"),
    ("application/x-pkcs7-mime", "smime", "p7m"),
    ("application/pkcs7-signature", "smime", "p7s"),
    ("application/x-pkcs7-signature", "smime", "p7s"),
    ("application/pgp-signature", "signature", "asc"),
];

/// File systems stop at 255 bytes; ours stops earlier so that a number fits in.
const LONGEST: usize = 200;

impl Attachment {
    /// Takes a part as a file; its name must still be made unique.
    pub fn of(part: &Part<'_>) -> Self {
        let bytes = part.bytes().into_owned();
        Self {
            filename: name(part, &bytes),
            mime: part.content_type.value.clone(),
            content_id: part.content_id(),
            inline: false,
            bytes,
        }
    }
}

impl Attachment {
    /// The files inside a `winmail.dat`; none for every other file.
    pub fn unpacked(&self) -> Vec<Self> {
        let is_envelope = self.mime.ends_with("/ms-tnef")
            || self.mime.ends_with("/vnd.ms-tnef")
            || self.filename.eq_ignore_ascii_case("winmail.dat");
        let contents = is_envelope.then(|| tnef::unpack(&self.bytes)).flatten().unwrap_or_default();
        let mut files: Vec<Self> = contents.files.into_iter().map(Self::of_envelope).collect();
        make_unique(&mut files);
        files
    }

    fn of_envelope(file: tnef::File) -> Self {
        let tnef::File { filename, mime, bytes } = file;
        Self { filename, mime, content_id: None, inline: false, bytes }
    }
}

/// Marks the files that stand inside the HTML body.
pub fn mark_inline(attachments: &mut [Attachment], html: &str) {
    for attachment in attachments {
        let Some(id) = attachment.content_id.as_deref() else { continue };
        let written = html::escape(id);
        let encoded = written.replace('@', "%40");
        attachment.inline = [written, encoded].iter().any(|id| {
            let needle = format!("cid:{id}");
            html.match_indices(&needle)
                .any(|(at, _)| html[at + needle.len()..].starts_with(['"', '\'']))
        });
    }
}

/// Gives every second file of a name a number before its extension: `x1.jpg`.
pub fn make_unique(attachments: &mut [Attachment]) {
    for index in 1..attachments.len() {
        let (before, rest) = attachments.split_at_mut(index);
        let taken = |name: &str| before.iter().any(|a| a.filename.eq_ignore_ascii_case(name));
        let wanted = rest[0].filename.clone();
        if !taken(&wanted) {
            continue;
        }
        let (stem, extension) =
            wanted.split_once('.').map_or((wanted.as_str(), None), |(s, e)| (s, Some(e)));
        let numbered = |n: usize| match extension {
            Some(extension) => format!("{stem}{n}.{extension}"),
            None => format!("{stem}{n}"),
        };
        if let Some(free) = (1..=before.len() + 1).map(numbered).find(|name| !taken(name)) {
            rest[0].filename = free;
        }
    }
}

fn name(part: &Part<'_>, bytes: &[u8]) -> String {
    let name = part
        .given_name()
        .map(|name| clean(&name))
        .filter(|name| !name.is_empty())
        .or_else(|| location(part))
        .or_else(|| contained_subject(part, bytes))
        .or_else(|| content_id_name(part, true))
        .or_else(|| default_name(part))
        .or_else(|| content_id_name(part, false))
        .unwrap_or_default();
    if name.is_empty() { "file".to_owned() } else { name }
}

/// The last piece of `Content-Location`.
fn location(part: &Part<'_>) -> Option<String> {
    let location = part.headers.text("content-location")?;
    let path = location.split(['?', '#']).next().unwrap_or("");
    let name = clean(path.rsplit('/').next().unwrap_or(""));
    (!name.is_empty() && name.contains('.')).then_some(name)
}

/// A contained mail is called by its subject, or else by its description.
fn contained_subject(part: &Part<'_>, bytes: &[u8]) -> Option<String> {
    if part.mime() != "message/rfc822" && part.mime() != "message/global" {
        return None;
    }
    let inner = Part::read(bytes);
    let subject = subject::of(&inner.headers);
    let title = Some(subject)
        .filter(|s| !s.is_empty())
        .or_else(|| part.headers.text("content-description"))?;
    let title = clean(&title.replace(['/', '\\'], "-"));
    (!title.is_empty()).then(|| format!("{title}.eml"))
}

/// `name.ext@host` as a content id is a file name.
fn content_id_name(part: &Part<'_>, with_extension: bool) -> Option<String> {
    let id = part.content_id()?;
    let stem = id.split_once('@')?.0;
    let mut dots = stem.match_indices('.');
    let plausible = dots.any(|(dot, _)| (2..=6).contains(&stem[dot + 1..].chars().count()));
    let name = clean(stem);
    (!name.is_empty() && plausible == with_extension).then_some(name)
}

fn default_name(part: &Part<'_>) -> Option<String> {
    let mime = part.content_type.value.as_str();
    let (_, stem, extension) = DEFAULT_NAMES.iter().find(|(of, ..)| *of == mime)?;
    let described =
        part.headers.text("content-description").map(|d| clean(&d)).filter(|d| !d.is_empty());
    let stem = described.as_deref().unwrap_or(stem);
    let dotted = format!(".{extension}");
    Some(if stem.to_lowercase().ends_with(&dotted) {
        stem.to_owned()
    } else {
        format!("{stem}{dotted}")
    })
}

/// A name without path, control and bidi characters, in composed form, short enough to be stored.
pub fn clean(name: &str) -> String {
    let name = charset::visible(name);
    // a path keeps its last piece only
    let name = name.trim().trim_end_matches(['/', '\\']);
    let name = name.rsplit(['/', '\\']).next().unwrap_or("");
    let name: String = name.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let name = charset::nfc(name.split_whitespace().collect::<Vec<_>>().join(" "));
    let name = name.trim_matches(|c: char| c == '"' || c == '\'' || c.is_whitespace());
    let name = if name.chars().all(|c| c == '.') { "" } else { name };
    shorten(name)
}

/// Cuts the stem, keeps the extension.
fn shorten(name: &str) -> String {
    if name.len() <= LONGEST {
        return name.to_owned();
    }
    let extension = name.rsplit_once('.').map(|(_, e)| e).filter(|e| e.len() <= 12);
    let room = LONGEST - extension.map_or(0, |e| e.len() + 1);
    let end = (0..=room).rev().find(|i| name.is_char_boundary(*i)).unwrap_or(0);
    let stem = name[..end].trim_end();
    extension.map_or_else(|| stem.to_owned(), |extension| format!("{stem}.{extension}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_path_nor_reordered() {
        assert_eq!(clean("../../etc/passwd"), "passwd");
        assert_eq!(clean("C:\\Users\\x\\Rechnung.pdf"), "Rechnung.pdf");
        assert_eq!(clean("ein\u{202e}fdp.exe"), "einfdp.exe");
        assert_eq!(clean(".."), "");
        assert_eq!(clean("Tu\u{308}r.txt"), "Tür.txt");
        assert_eq!(clean(&format!("{}.pdf", "ü".repeat(500))), format!("{}.pdf", "ü".repeat(98)));
    }
}
