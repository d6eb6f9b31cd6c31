//! One contribution to a conversation: who, to whom, when, what, with which files, and where it stands.

use super::badge;
use crate::domain::attachment::Attachment;
use crate::domain::message::{Delivery, Kind, Message, MessageId, RELATED};
use crate::domain::outgoing::Outgoing;
use ::message::{html::fold_quote, trim};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use platform::{Cx, Locale};
use ui::{Badge, Button, Facts, Tone, ago, avatar, icon};

/// A message with everything that its article shows.
#[derive(Debug)]
pub(crate) struct Said {
    pub message: Message,
    /// What the directory calls the writer, where the mail gave no name.
    pub known_as: Option<String>,
    /// The files that are not shown inside the text.
    pub files: Vec<Attachment>,
    /// Our mail, where it did not leave at once or a person has to look at it.
    pub leaving: Option<Leaving>,
    /// Images on other people's servers, and the first of these servers.
    pub remote: Option<(usize, String)>,
    /// The reader has asked for them.
    pub images: bool,
}

/// A mail of ours that has not arrived.
#[derive(Debug)]
pub(crate) struct Leaving {
    pub mail: Outgoing,
    /// Why, in the reader's language.
    pub why: String,
    /// What becomes of one that waits to be sent; none of the others is tried by itself.
    pub attempt: Option<Attempt>,
}

/// The next attempt to send a mail, as its job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    At(DateTime<Utc>),
    /// It is being tried.
    Now,
    /// The job failed too often for reasons of our own.
    GivenUp,
    /// The job brought its worker down, and is left alone.
    PutAside,
    /// There is no job.
    Gone,
}

impl Said {
    fn class(&self) -> &'static str {
        match self.message.kind {
            Kind::Customer if self.message.automatic.is_empty() => "customer",
            Kind::Customer => "customer machine",
            Kind::Agent => "agent",
            Kind::Note => "internal",
            Kind::Automatic => "agent machine",
        }
    }

    fn name(&self, l: &Locale) -> String {
        let message = &self.message;
        let given = [Some(&message.from_name), self.known_as.as_ref(), Some(&message.from_address)];
        match given.into_iter().flatten().find(|text| !text.trim().is_empty()) {
            Some(name) => name.clone(),
            None if message.kind == Kind::Customer => l.t("helpdesk-message-nobody"),
            None => l.t("helpdesk-message-system"),
        }
    }
}

/// `at` is the ticket's address, to which the way back leads.
pub(crate) fn article(cx: &Cx, said: &Said, at: &str) -> Markup {
    let l = &cx.locale;
    html! {
        article.article.(said.class()) #{ "m-" (said.message.id) } {
            (head(cx, said))
            div.article-body { (body(l, said, at)) }
            @if !said.files.is_empty() || said.message.delivery.is_some() || said.message.mail.is_some() {
                div.article-foot { (foot(cx, said)) }
            }
        }
    }
}

fn head(cx: &Cx, said: &Said) -> Markup {
    let l = &cx.locale;
    let message = &said.message;
    let name = said.name(l);
    html! {
        header.article-head {
            (avatar(&name)) b { (name) }
            @if message.kind == Kind::Note { (Badge::new(Tone::Brass, "sticky-note", l.t("helpdesk-note"))) }
            @if message.kind == Kind::Automatic { (Badge::new(Tone::Quiet, "bot", l.t("helpdesk-message-automatic"))) }
            @if !message.automatic.is_empty() && message.kind == Kind::Customer { (machine(l, &message.automatic)) }
            @if message.unverified { (badge::unverified(l)) }
            @if !message.from_address.is_empty() && message.from_address != name { span.meta { (message.from_address) } }
            @if !message.to_addresses.is_empty() || !message.cc_addresses.is_empty() {
                details.recipients {
                    summary { (l.t("helpdesk-message-details")) }
                    (recipients(l, message))
                }
            }
            (ago(l, message.written_at.0, cx.now))
        }
    }
}

/// What kind of machine wrote it.
fn machine(l: &Locale, kind: &str) -> Badge {
    let key = match kind {
        "out-of-office" => "helpdesk-automatic-out-of-office",
        "auto-reply" => "helpdesk-automatic-reply",
        "bounce" => "helpdesk-automatic-bounce",
        "list" => "helpdesk-automatic-list",
        "own-mailbox" => "helpdesk-automatic-own",
        _ => "helpdesk-automatic-notification",
    };
    Badge::new(Tone::Quiet, "bot", l.t(key))
}

fn recipients(l: &Locale, message: &Message) -> Facts {
    let filled = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Facts::new()
        .maybe(l.t("helpdesk-message-from"), filled(&message.from_address))
        .maybe(l.t("helpdesk-message-to"), filled(&message.to_addresses))
        .maybe(l.t("helpdesk-message-cc"), filled(&message.cc_addresses))
        .maybe(l.t("helpdesk-subject"), filled(&message.subject))
        .row(l.t("helpdesk-message-written"), ui::datetime(l, message.written_at.0))
}

fn body(l: &Locale, said: &Said, at: &str) -> Markup {
    let message = &said.message;
    let new = message.text_new.trim();
    let rest = folded(message);
    let inside = |file: &Attachment| file.inline;
    if message.is_html() {
        return html! {
            @if let (Some((n, host)), false) = (&said.remote, said.images) {
                p.remote-images {
                    (icon("image-off"))
                    a href=(with_images(at, message.id)) {
                        (l.ta("helpdesk-images-load", &[("n", (*n).into()), ("host", host.as_str().into())]))
                    }
                }
            }
            (frame(l, said, "", new))
            @if let Some((label, rest)) = rest {
                details.quote { (summary(&l.t(label))) (frame(l, said, "quoted", rest)) }
            }
        };
    }
    html! {
        @if new.is_empty() && said.files.iter().all(inside) { p.meta { (l.t("helpdesk-message-empty")) } }
        @else if message.automatic == RELATED { p.article-text { (leading(new)) } }
        @else { p.article-text { (linked(new)) } }
        @if let Some((label, rest)) = rest {
            details.quote { (summary(&l.t(label))) p.article-text { (linked(rest)) } }
        }
    }
}

fn summary(label: &str) -> Markup {
    html! { summary title=(label) { "…" span.visually-hidden { (label) } } }
}

/// What stands below the new text – the whole where it cannot be cut off – and what it is called.
fn folded(message: &Message) -> Option<(&'static str, &str)> {
    let (all, new) = (message.text.trim(), message.text_new.trim());
    let rest = all.strip_prefix(new).unwrap_or(all).trim();
    if all.len() <= new.len() || rest.is_empty() {
        return None;
    }
    if trim::has_quote(rest) {
        return Some(("helpdesk-message-quoted", rest));
    }
    if !message.is_html() {
        return Some(("helpdesk-message-signature", rest));
    }
    // of HTML only what looks like a quote is folded; a signature stays in sight
    let (_, quote) = fold_quote(&message.body);
    (!quote.is_empty()).then_some(("helpdesk-message-quoted", rest))
}

/// A note of the house in which `#1234` leads to that ticket.
fn leading(text: &str) -> Markup {
    html! {
        @for (i, piece) in text.split('#').enumerate() {
            @let end = piece.find(|c: char| !c.is_ascii_digit()).unwrap_or(piece.len());
            @if i > 0 && end > 0 { a href={ "/tickets/" (piece[..end]) } { "#" (piece[..end]) } (piece[end..]) }
            @else { @if i > 0 { "#" } (piece) }
        }
    }
}

fn with_images(at: &str, id: MessageId) -> String {
    let mark = if at.contains('?') { '&' } else { '?' };
    format!("{at}{mark}images={id}#m-{id}")
}

/// HTML from outside never stands in our page: a frame shows it that may run nothing.
fn frame(l: &Locale, said: &Said, part: &str, text: &str) -> Markup {
    let mut src = format!("/messages/{}/frame", said.message.id);
    let images = said.images.then_some("images=1");
    let part = (!part.is_empty()).then(|| format!("part={part}"));
    let query: Vec<&str> = images.into_iter().chain(part.as_deref()).collect();
    if !query.is_empty() {
        src = format!("{src}?{}", query.join("&"));
    }
    let title = l.ta("helpdesk-message-frame", &[("name", said.name(l).into())]);
    let own_look = said.message.has_own_look();
    // pictures and margins of their own take room that the text does not tell of
    let more = if said.message.body.contains("<img") { 6 } else { usize::from(own_look) };
    let (wide, narrow) = (lines(text, 90) + more, lines(text, 36) + more);
    html! {
        div.mail-box.own-look[own_look].{ "lines-" (step(wide)) }.{ "narrow-" (step(narrow)) } {
            iframe.mail-frame src=(src) title=(title) loading="lazy"
                sandbox="allow-popups allow-popups-to-escape-sandbox" {}
        }
    }
}

/// The heights that the style sheet knows, in lines; whoever wants another pulls at the corner.
const STEPS: [usize; 20] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 16, 18, 20, 24, 28, 32, 40];

fn step(lines: usize) -> usize {
    STEPS.into_iter().find(|step| *step >= lines).unwrap_or(40)
}

/// A frame that may run nothing cannot tell how high it is: the lines that the text takes at so many letters a line.
fn lines(text: &str, letters: usize) -> usize {
    text.lines().map(|line| 1 + line.chars().count() / letters).sum::<usize>().max(1)
}

/// Plain text in which web addresses are links.
fn linked(text: &str) -> Markup {
    html! {
        @for piece in text.split_inclusive(char::is_whitespace) {
            @let word = piece.trim_end();
            @let address = word.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', ']', '>', '"', '\'']);
            @if address.len() > 10 && (address.starts_with("https://") || address.starts_with("http://")) {
                a href=(address) target="_blank" rel="noopener noreferrer nofollow" { (address) }
                (piece[address.len()..])
            } @else { (piece) }
        }
    }
}

fn foot(cx: &Cx, said: &Said) -> Markup {
    let l = &cx.locale;
    let message = &said.message;
    html! {
        @if !said.files.is_empty() {
            ul.files aria-label=(l.t("helpdesk-attachments")) {
                @for file in &said.files { li { (file_link(l, file)) } }
            }
        }
        div.line {
            @if let Some(state) = message.delivery { (badge::delivery(l, state)) }
            @if message.mail.is_some() {
                a.meta href={ "/messages/" (message.id) "/raw" } { (l.t("helpdesk-message-raw")) }
            }
        }
        @if let Some(leaving) = &said.leaving { (unsent(l, leaving)) }
    }
}

pub(crate) fn file_link(l: &Locale, file: &Attachment) -> Markup {
    let name = utf8_percent_encode(&file.name, NON_ALPHANUMERIC);
    let size = u64::try_from(file.size).unwrap_or(0);
    html! {
        a.file href={ "/attachments/" (file.id) "/" (name) } target="_blank" {
            (icon(shape(&file.mime))) span.name { (file.name) } span.meta { (l.bytes(size)) }
        }
    }
}

fn shape(mime: &str) -> &'static str {
    match mime.split('/').next() {
        Some("image") => "image",
        Some("text") => "file-text",
        Some("message") => "mail",
        _ if mime == "application/pdf" => "file-text",
        _ if mime.contains("zip") || mime.contains("compressed") => "archive",
        _ => "paperclip",
    }
}

/// Why it did not arrive, and what a person can do about it.
pub(crate) fn unsent(l: &Locale, leaving: &Leaving) -> Markup {
    match leaving.attempt {
        Some(attempt) => waiting(l, leaving, attempt),
        None => undecided(l, leaving),
    }
}

/// It is tried again by itself, and at once if somebody wants it; or what keeps it, and what helps.
fn waiting(l: &Locale, leaving: &Leaving, attempt: Attempt) -> Markup {
    let goes_on = |next: String| format!("{} {next}", l.t("helpdesk-delivery-waiting-hint"));
    let said = match attempt {
        Attempt::At(at) => {
            goes_on(l.ta("helpdesk-delivery-next", &[("time", l.datetime(at).into())]))
        }
        Attempt::Now => goes_on(l.t("helpdesk-delivery-trying")),
        Attempt::GivenUp => l.t("helpdesk-delivery-given-up"),
        Attempt::PutAside => l.t("helpdesk-delivery-put-aside"),
        Attempt::Gone => l.t("helpdesk-delivery-no-job"),
    };
    let may_try = matches!(attempt, Attempt::At(_) | Attempt::GivenUp);
    html! {
        div.undecided {
            p { (said) }
            @if !leaving.why.is_empty() { p.meta { (leaving.why) } }
            @if may_try {
                form.buttons method="post" action={ "/outgoing/" (leaving.mail.id) "/attempt" } {
                    (Button::new(l.t("helpdesk-delivery-try")).icon("send"))
                }
            }
        }
    }
}

/// What the server said, and the two answers that only a person can give.
fn undecided(l: &Locale, Leaving { mail, why, .. }: &Leaving) -> Markup {
    let hint = match mail.state {
        Delivery::Uncertain => "helpdesk-delivery-uncertain-hint",
        Delivery::Bounced => "helpdesk-delivery-bounced-hint",
        _ => "helpdesk-delivery-failed-hint",
    };
    let decide = matches!(mail.state, Delivery::Uncertain | Delivery::Failed);
    html! {
        div.undecided {
            p { (l.t(hint)) }
            @if !why.is_empty() { p.meta { (why) } }
            @if decide {
                form.buttons method="post" action={ "/outgoing/" (mail.id) "/decision" } {
                    (Button::new(l.t("helpdesk-outgoing-resend")).icon("refresh-cw").value("decision", "resend"))
                    (Button::quiet(l.t("helpdesk-outgoing-mark")).icon("check").value("decision", "sent"))
                }
            }
        }
    }
}
