//! Composing a mail: from finished text, addresses and files to the bytes that are handed over.

use anyhow::Context;
use chrono::{DateTime, Utc};
use lettre::message::header::{Cc, ContentType, HeaderName, HeaderValue, Headers, To};
use lettre::message::{Attachment, Body, Mailbox as Addressee, Mailboxes, MultiPart, SinglePart};
use lettre::{Address, Message};

/// A name (may be blank) and an address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    pub name: String,
    pub address: String,
}

/// A file that goes along. With a Content-ID it is shown inside the HTML.
#[derive(Clone, Debug, Default)]
pub struct File {
    pub name: String,
    pub mime: String,
    pub bytes: Vec<u8>,
    pub content_id: Option<String>,
}

/// Everything that a mail says.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    pub from: Mailbox,
    pub to: Vec<Mailbox>,
    pub cc: Vec<Mailbox>,
    pub reply_to: Option<Mailbox>,
    pub subject: String,
    pub date: DateTime<Utc>,
    /// Without angle brackets, as are the next two.
    pub message_id: String,
    pub in_reply_to: Option<String>,
    pub references: Vec<String>,
    /// Further headers, such as `Auto-Submitted`.
    pub headers: Vec<(String, String)>,
    pub text: String,
    pub html: Option<String>,
    pub attachments: Vec<File>,
}

/// The marks of a mail that no person wrote, so that no machine answers it: RFC 3834 §5 with its `kind`
/// (`auto-generated`, `auto-replied`), and what Exchange reads.
pub fn automatic(kind: &str) -> Vec<(String, String)> {
    [("Auto-Submitted", kind), ("X-Auto-Response-Suppress", "All")]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into()
}

/// The mail as bytes with CRLF line ends (RFC 5322, MIME). Fails on an address that is none and on a line end
/// inside a header.
pub fn compose(draft: &Draft) -> anyhow::Result<Vec<u8>> {
    let mut mail = Message::builder()
        .from(addressee(&draft.from)?)
        .subject(one_line("the subject", &draft.subject)?)
        .date(draft.date.into())
        .message_id(Some(bracketed(&draft.message_id)?));
    for to in &draft.to {
        mail = mail.to(addressee(to)?);
    }
    for cc in &draft.cc {
        mail = mail.cc(addressee(cc)?);
    }
    if let Some(reply_to) = &draft.reply_to {
        mail = mail.reply_to(addressee(reply_to)?);
    }
    if let Some(id) = &draft.in_reply_to {
        mail = mail.in_reply_to(bracketed(id)?);
    }
    if !draft.references.is_empty() {
        let ids: anyhow::Result<Vec<String>> =
            draft.references.iter().map(|id| bracketed(id)).collect();
        mail = mail.references(ids?.join(" "));
    }
    for (name, value) in &draft.headers {
        let value = one_line(name, value)?;
        let name = HeaderName::new_from_ascii(name.clone())
            .with_context(|| format!("{name:?} is no header name"))?;
        mail = mail.raw_header(HeaderValue::new(name, value));
    }
    let mail = match body(draft)? {
        Content::One(part) => mail.singlepart(part)?,
        Content::Many(parts) => mail.multipart(parts)?,
    };
    Ok(mail.formatted())
}

/// A composed mail with another To and Cc; all else stays byte by byte.
pub fn readdressed(mail: &[u8], to: &[Mailbox], cc: &[Mailbox]) -> anyhow::Result<Vec<u8>> {
    let all = |list: &[Mailbox]| list.iter().map(addressee).collect::<anyhow::Result<Mailboxes>>();
    let mut new = Headers::new();
    if !to.is_empty() {
        new.set(To::from(all(to)?));
    }
    if !cc.is_empty() {
        new.set(Cc::from(all(cc)?));
    }
    let end = mail.windows(4).position(|four| four == b"\r\n\r\n");
    let (head, body) = mail.split_at(end.context("the mail has no head")? + 2);
    let mut readdressed = new.to_string().into_bytes();
    let mut left_out = false;
    for line in head.split_inclusive(|byte| *byte == b'\n') {
        // a line that begins with a space goes on with the field above it (RFC 5322 §2.2.3)
        if !line.starts_with(b" ") && !line.starts_with(b"\t") {
            let named = |name: &[u8]| {
                line.len() > name.len() && line[..name.len()].eq_ignore_ascii_case(name)
            };
            left_out = named(b"to:") || named(b"cc:");
        }
        if !left_out {
            readdressed.extend_from_slice(line);
        }
    }
    readdressed.extend_from_slice(body);
    Ok(readdressed)
}

enum Content {
    One(SinglePart),
    Many(MultiPart),
}

/// text, or text with HTML beside it; around that inline files; around that attachments.
fn body(draft: &Draft) -> anyhow::Result<Content> {
    let text = SinglePart::plain(crlf(&draft.text));
    let (inline, attached): (Vec<_>, Vec<_>) =
        draft.attachments.iter().partition(|file| file.content_id.is_some());
    let words = match &draft.html {
        None => Content::One(text),
        Some(html) => {
            let html = SinglePart::html(crlf(html));
            let alternative = MultiPart::alternative().singlepart(text);
            Content::Many(if inline.is_empty() {
                alternative.singlepart(html)
            } else {
                let mut related = MultiPart::related().singlepart(html);
                for file in &inline {
                    related = related.singlepart(part(file)?);
                }
                alternative.multipart(related)
            })
        }
    };
    let loose: Vec<_> =
        if draft.html.is_none() { draft.attachments.iter().collect() } else { attached };
    if loose.is_empty() {
        return Ok(words);
    }
    let mut mixed = match words {
        Content::One(text) => MultiPart::mixed().singlepart(text),
        Content::Many(parts) => MultiPart::mixed().multipart(parts),
    };
    for file in loose {
        mixed = mixed.singlepart(part(file)?);
    }
    Ok(Content::Many(mixed))
}

fn part(file: &File) -> anyhow::Result<SinglePart> {
    let unknown = || ContentType::parse("application/octet-stream");
    let kind = ContentType::parse(&file.mime).or_else(|_| unknown())?;
    let name = one_line("a file name", &file.name)?;
    let body = Body::new(file.bytes.clone());
    Ok(match &file.content_id {
        Some(id) => Attachment::new_inline_with_name(id.clone(), name).body(body, kind),
        None => Attachment::new(name).body(body, kind),
    })
}

fn addressee(mailbox: &Mailbox) -> anyhow::Result<Addressee> {
    let address: Address = mailbox
        .address
        .parse()
        .with_context(|| format!("{:?} is no mail address", mailbox.address))?;
    let name = one_line("a name", &mailbox.name)?;
    Ok(Addressee::new((!name.trim().is_empty()).then_some(name), address))
}

fn one_line(what: &str, text: &str) -> anyhow::Result<String> {
    anyhow::ensure!(!text.contains(['\r', '\n', '\0']), "{what} has a line end in it");
    Ok(text.to_owned())
}

fn bracketed(id: &str) -> anyhow::Result<String> {
    let id = id.trim().trim_matches(['<', '>']);
    anyhow::ensure!(!id.is_empty() && !id.contains(char::is_whitespace), "{id:?} is no Message-ID");
    Ok(format!("<{id}>"))
}

fn crlf(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\n', "\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> Draft {
        let mailbox =
            |name: &str, address: &str| Mailbox { name: name.into(), address: address.into() };
        Draft {
            from: mailbox("Müller & Söhne, Support", "support@kontor.test"),
            to: vec![mailbox("", "kunde@kunde.test")],
            subject: "Re: [Ticket#4711] Drucker druckt leer – schon wieder".into(),
            date: DateTime::from_timestamp(1_795_248_000, 0).unwrap(),
            message_id: "kt.1.2.3@kontor.test".into(),
            in_reply_to: Some("a@b".into()),
            references: vec!["first@b".into(), "<a@b>".into()],
            headers: vec![("Auto-Submitted".into(), "auto-replied".into())],
            text: "Grüße\nvon uns".into(),
            ..Draft::default()
        }
    }

    #[test]
    fn what_is_composed_is_read_back_the_same() {
        let file = File {
            name: "Prüfbericht Größe.pdf".into(),
            mime: "application/pdf".into(),
            bytes: vec![0, 1, 2, 255],
            content_id: None,
        };
        let bytes = compose(&Draft { attachments: vec![file], ..draft() }).unwrap();
        let read = message::Message::read(&bytes);
        assert_eq!(read.from.name, "Müller & Söhne, Support");
        assert_eq!(read.subject, draft().subject);
        assert_eq!(read.message_id, "kt.1.2.3@kontor.test");
        assert_eq!(read.references, ["first@b", "a@b"]);
        assert_eq!(read.body.text.trim(), "Grüße\nvon uns");
        assert_eq!(read.attachments[0].filename, "Prüfbericht Größe.pdf");
        assert_eq!(read.attachments[0].bytes, [0, 1, 2, 255]);
        assert!(read.automatic.forbids_answer());
    }

    #[test]
    fn html_stands_beside_the_text_with_its_images() {
        let image = File {
            name: "a.png".into(),
            mime: "image/png".into(),
            bytes: b"\x89PNG\r\n\x1a\n".to_vec(),
            content_id: Some("logo".into()),
        };
        let html = Some("<p>Hallo <img src=\"cid:logo\"></p>".to_owned());
        let bytes = compose(&Draft { html, attachments: vec![image], ..draft() }).unwrap();
        let read = message::Message::read(&bytes);
        assert_eq!(read.body.content_type(), "text/html");
        assert_eq!(read.attachments[0].content_id.as_deref(), Some("logo"));
    }

    #[test]
    fn who_is_taken_out_of_a_mail_is_nowhere_in_it_and_the_rest_stays() {
        let many = |n: usize| -> Vec<Mailbox> {
            let one = |n| Mailbox { name: "Größe".into(), address: format!("eva{n}@firma.test") };
            (0..n).map(one).collect()
        };
        let bytes = compose(&Draft { cc: many(9), ..draft() }).unwrap();
        let cc = [Mailbox { name: "Bär, Bert".into(), address: "bert@firma.test".into() }];
        let other = readdressed(&bytes, &draft().to, &cc).unwrap();
        assert!(!String::from_utf8_lossy(&other).contains("eva"));
        let (before, after) = (message::Message::read(&bytes), message::Message::read(&other));
        let addresses: Vec<_> = after.cc.iter().map(|one| (&*one.name, &*one.email)).collect();
        assert_eq!(addresses, [("Bär, Bert", "bert@firma.test")]);
        assert_eq!(after.to, before.to);
        assert_eq!((after.subject, after.body.text), (before.subject, before.body.text));
        let none = readdressed(&bytes, &[], &cc).unwrap();
        assert!(message::Message::read(&none).to.is_empty());
    }

    #[test]
    fn nothing_can_be_smuggled_into_a_header() {
        let smuggled = "x\r\nBcc: victim@x.test";
        assert!(compose(&Draft { subject: smuggled.into(), ..draft() }).is_err());
        assert!(compose(&Draft { message_id: smuggled.into(), ..draft() }).is_err());
        let headers = vec![("X-A".to_owned(), smuggled.to_owned())];
        assert!(compose(&Draft { headers, ..draft() }).is_err());
        let to = vec![Mailbox { name: smuggled.into(), address: "a@x.test".into() }];
        assert!(compose(&Draft { to, ..draft() }).is_err());
    }
}
