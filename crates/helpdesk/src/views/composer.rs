//! Where an agent writes: the reply that leaves by mail, and the note that stays in the house.

use super::choices::Customers;
use super::message::file_link;
use crate::actions::{NewNote, NewReply};
use crate::domain::attachment::Attachment;
use crate::domain::mailbox::Mailbox;
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use platform::op::OpId;
use platform::{Cx, Locale, Refusal};
use ui::{Badge, Button, Composer, Notice, Tone, draft_status, icon};

/// What a form of the ticket was refused for, with what was typed.
#[derive(Debug, Default)]
pub(crate) struct Wrong {
    pub reply: Option<(NewReply, Vec<Refusal>)>,
    pub note: Option<(NewNote, Vec<Refusal>)>,
    /// Who the ticket was to be moved to.
    pub customer: Option<(Customers, Vec<Refusal>)>,
}

impl Wrong {
    pub fn reply(reply: NewReply, refusals: Vec<Refusal>) -> Self {
        Self { reply: Some((reply, refusals)), ..Self::default() }
    }

    pub fn note(note: NewNote, refusals: Vec<Refusal>) -> Self {
        Self { note: Some((note, refusals)), ..Self::default() }
    }
}

/// A composer as it stands: new, restored from a draft, or sent back with its mistakes.
#[derive(Debug)]
pub(crate) struct Writing {
    pub op: OpId,
    pub body: String,
    pub to: String,
    pub cc: String,
    pub files: Vec<Attachment>,
    pub wrong: Vec<Refusal>,
    /// When the draft that it was restored from was kept.
    pub kept_at: Option<DateTime<Utc>>,
    /// Who wrote meanwhile, and when.
    pub newer: Option<(String, DateTime<Utc>)>,
    /// Addressees who are not the ticket's customer.
    pub strangers: Vec<String>,
    /// Who wrote last, where that is not the ticket's customer.
    pub other_writer: Option<String>,
    /// The customer has no mail address; their numbers.
    pub no_address: Option<Vec<String>>,
}

impl Writing {
    pub fn blank() -> Self {
        Self {
            op: OpId::new(),
            body: String::new(),
            to: String::new(),
            cc: String::new(),
            files: Vec::new(),
            wrong: Vec::new(),
            kept_at: None,
            newer: None,
            strangers: Vec::new(),
            other_writer: None,
            no_address: None,
        }
    }

    /// What is wrong with a field, in the reader's language.
    fn error(&self, l: &Locale, fields: &[&str]) -> Option<String> {
        let about = |refusal: &&Refusal| {
            refusal.field.as_deref().is_none_or(|field| fields.contains(&field))
        };
        let said: Vec<String> = self.wrong.iter().filter(about).map(|one| one.say(l)).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// What is wrong and belongs to no field that is shown.
    fn other(&self, l: &Locale) -> Option<String> {
        let shown = ["body", "to", "cc", "attachments"];
        let other = |refusal: &&Refusal| {
            refusal.field.as_deref().is_some_and(|field| !shown.contains(&field))
        };
        let said: Vec<String> = self.wrong.iter().filter(other).map(|one| one.say(l)).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }
}

/// The addresses of one ticket's forms: its number, and the query that keeps the list.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub number: i64,
    pub query: String,
}

impl Place {
    pub fn at(&self, what: &str) -> String {
        let mark = if self.query.is_empty() { "" } else { "?" };
        format!("/tickets/{}{what}{mark}{}", self.number, self.query)
    }
}

pub(crate) fn reply(
    cx: &Cx,
    place: &Place,
    writing: &Writing,
    mailbox: Option<&Mailbox>,
) -> Markup {
    let l = &cx.locale;
    let Some(mailbox) = mailbox else {
        return html! { (Notice::warn(l.t("helpdesk-reply-no-mailbox"))) };
    };
    let head = html! {
        @if let Some(text) = writing.other(l) { (Notice::danger(text)) }
        (meanwhile(l, writing))
        (to_whom(l, writing))
        (no_address(l, writing))
        input type="hidden" name="op" value=(writing.op);
        div.composer-to {
            (Badge::new(Tone::Plain, "reply", l.t("helpdesk-reply")))
            (recipient(l, "to", &l.t("helpdesk-message-to"), &writing.to, writing))
            (recipient(l, "cc", &l.t("helpdesk-message-cc"), &writing.cc, writing))
            span.meta { (l.ta("helpdesk-reply-from", &[("address", mailbox.address.as_str().into())])) }
        }
    };
    let signed = !mailbox.signature.trim().is_empty();
    let foot = html! {
        (Button::primary(l.t("helpdesk-reply-send")).icon("send").value("after", "wait"))
        (Button::new(l.t("helpdesk-reply-send-close")).icon("check").value("after", "close"))
        (files(l, place, "reply", writing))
        @if signed { span.meta { (l.t("helpdesk-reply-signed")) } }
        span.push { (draft_status(l, writing.kept_at.map(|at| l.time(at)).as_deref())) }
    };
    Composer::new(place.at("/reply"))
        .draft(format!("/tickets/{}/drafts/reply", place.number))
        .head(head)
        .text("body", l.t("helpdesk-reply-write"), &writing.body, Some("r"))
        .error(writing.error(l, &["body"]))
        .foot(foot)
        .attr("id", "reply")
        .draw()
}

pub(crate) fn note(cx: &Cx, place: &Place, writing: &Writing) -> Markup {
    let l = &cx.locale;
    let head = html! {
        @if let Some(text) = writing.other(l) { (Notice::danger(text)) }
        input type="hidden" name="op" value=(writing.op);
        div.line {
            (Badge::new(Tone::Brass, "sticky-note", l.t("helpdesk-note")))
            span.meta { (l.t("helpdesk-note-hint")) }
        }
    };
    let foot = html! {
        (Button::primary(l.t("helpdesk-note-add")).icon("sticky-note"))
        (files(l, place, "note", writing))
        span.push { (draft_status(l, writing.kept_at.map(|at| l.time(at)).as_deref())) }
    };
    Composer::new(place.at("/notes"))
        .draft(format!("/tickets/{}/drafts/note", place.number))
        .internal(true)
        .head(head)
        .text("body", l.t("helpdesk-note-write"), &writing.body, Some("n"))
        .id("c-note")
        .error(writing.error(l, &["body"]))
        .foot(foot)
        .attr("id", "note")
        .draw()
}

/// Somebody wrote while this was being written: look before it is sent.
fn meanwhile(l: &Locale, writing: &Writing) -> Markup {
    let Some((name, at)) = &writing.newer else { return html! {} };
    let args = [("name", name.as_str().into()), ("time", l.time(*at).into())];
    html! { (Notice::warn(l.ta("helpdesk-reply-newer", &args))) }
}

/// Who reads along is a decision, not an accident.
fn to_whom(l: &Locale, writing: &Writing) -> Markup {
    let others = writing.strangers.join(", ");
    html! {
        @if !others.is_empty() {
            (Notice::warn(l.ta("helpdesk-reply-strangers", &[("addresses", others.into())])))
        } @else if let Some(writer) = &writing.other_writer {
            (Notice::warn(l.ta("helpdesk-reply-other-writer", &[("address", writer.as_str().into())])))
        }
    }
}

/// The customer has no mail address: what is said on the phone is written down as a note.
fn no_address(l: &Locale, writing: &Writing) -> Markup {
    let Some(phones) = &writing.no_address else { return html! {} };
    let more = html! {
        p {
            @for phone in phones { a href={ "tel:" (phone.replace(' ', "")) } { (phone) } " " }
            a href="#c-note" { (l.t("helpdesk-note-write")) }
        }
    };
    html! { (Notice::info(l.t("helpdesk-reply-no-address")).with(more)) }
}

fn recipient(l: &Locale, name: &str, label: &str, value: &str, writing: &Writing) -> Markup {
    let id = format!("reply-{name}");
    let about = |refusal: &&Refusal| refusal.field.as_deref() == Some(name);
    let wrong: Vec<String> = writing.wrong.iter().filter(about).map(|one| one.say(l)).collect();
    let bad = (!wrong.is_empty()).then_some("true");
    html! {
        div.composer-address {
            label for=(id) { (label) }
            input.input.small type="text" id=(id) name=(name) value=(value) autocomplete="off" spellcheck="false"
                autocapitalize="none" aria-invalid=[bad] aria-describedby=[bad.map(|_| format!("{id}-error"))];
            @if bad.is_some() {
                p.field-error #{ (id) "-error" } { (icon("circle-alert")) span { (wrong.join(" ")) } }
            }
        }
    }
}

/// Choosing files. Without scripts they come with the form; with them each goes up at once.
fn files(l: &Locale, place: &Place, kind: &str, writing: &Writing) -> Markup {
    let (id, list) = (format!("{kind}-file"), format!("{kind}-files"));
    let about = |refusal: &&Refusal| refusal.field.as_deref() == Some("attachments");
    let wrong: Vec<String> = writing.wrong.iter().filter(about).map(|one| one.say(l)).collect();
    html! {
        label.button.quiet.attach for=(id) {
            (icon("paperclip")) (l.t("helpdesk-attach"))
            input type="file" id=(id) name="file" multiple data-list=(list)
                data-upload={ "/tickets/" (place.number) "/files" };
        }
        ul.files.composer-files #(list) aria-label=(l.t("helpdesk-attachments")) {
            @for file in &writing.files { (uploaded(l, file)) }
        }
        @if !wrong.is_empty() { p.field-error { (icon("circle-alert")) span { (wrong.join(" ")) } } }
    }
}

/// The line of a file that is up; unticking it leaves it out.
pub(crate) fn uploaded(l: &Locale, file: &Attachment) -> Markup {
    let keep = l.ta("helpdesk-attach-keep", &[("name", file.name.as_str().into())]);
    html! {
        li.attached {
            input.tick type="checkbox" name="attachment" value=(file.id) checked aria-label=(keep);
            (file_link(l, file))
        }
    }
}
