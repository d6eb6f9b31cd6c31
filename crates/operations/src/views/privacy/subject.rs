//! One person: their archive, the preview of an erasure, and the hold on them.

use super::{BASE, state, subject_path};
use crate::domain::erasure::Erasure;
use crate::domain::export::{Export, State, file};
use maud::{Markup, html};
use platform::privacy::hold::{Hold, LONGEST};
use platform::privacy::{Fate, Subject, What};
use platform::{Cx, Locale, Refusal};
use ui::{
    Badge, Button, Choice, Column, Facts, Field, Notice, Page, Table, Tone, ago, datetime, part_of,
    progress,
};

/// All that the page knows.
pub struct Seen {
    pub object: String,
    pub subject: Subject,
    /// Whether business letters are to be kept; the address says it.
    pub letters: bool,
    pub fates: Vec<Fate>,
    pub hold: Option<Hold>,
    pub exports: Vec<Export>,
    pub files: Vec<file::Model>,
    pub erasures: Vec<Erasure>,
}

/// What was entered, when it was refused.
#[derive(Default)]
pub struct Entered {
    pub confirm: String,
    pub reason: String,
}

pub fn page(cx: &Cx, seen: &Seen, entered: &Entered, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let person = !seen.subject.objects().is_empty();
    let facts = Facts::new()
        .row(l.t("operations-privacy-address"), html! { (seen.subject.emails.join(", ")) })
        .row(
            l.t("operations-privacy-known-as"),
            html! {
                @for object in seen.subject.held_by() { code { (object) } " " }
            },
        );
    let content = html! {
        div.sheet-head { div { h1 { (seen.subject.name) } p { (l.t("operations-privacy-subject")) } } }
        div.stack.loose {
            @for refusal in wrong.iter().filter(|one| one.field.is_none()) {
                (Notice::danger(refusal.say(l)))
            }
            (facts)
            @if person { (archives(cx, seen)) }
            (holding(cx, seen, entered, wrong))
            @if person { (erasing(cx, seen, entered, wrong)) }
        }
    };
    let page = Page::sheet(&seen.subject.name, content).crumb(l.t("ui-admin"), "/admin");
    ui::page(cx, page.crumb(l.t("operations-privacy"), BASE))
}

fn archives(cx: &Cx, seen: &Seen) -> Markup {
    let l = &cx.locale;
    let path = subject_path(&seen.object);
    html! {
        section.stack {
            h2 { (l.t("operations-export")) }
            p { (l.t("operations-export-text")) }
            (exports(cx, (&seen.exports, &seen.files), (&path, &format!("{BASE}/exports"))))
            form method="post" action={ (path) "/exports" } {
                (Button::new(l.t("operations-export-ask")).icon("archive"))
            }
        }
    }
}

/// Archives, and the buttons that fetch their files. `here` is the page itself, `below` where archives are fetched.
pub fn exports(
    cx: &Cx,
    (all, files): (&[Export], &[file::Model]),
    (here, below): (&str, &str),
) -> Markup {
    let l = &cx.locale;
    if all.is_empty() {
        return html! {};
    }
    let mine = |export: &Export| cx.user_id() == Some(export.asked_by);
    let row = |export: &Export| {
        let of = |file: &&file::Model| file.export == export.id;
        html! {
            th scope="row" { (ago(l, export.created_at.0, cx.now)) }
            td data-label=(l.t("operations-health-state")) { (standing(l, export)) }
            td data-label=(l.t("operations-export-until")) { (datetime(l, export.expires_at.0)) }
            td.actions {
                @if export.state == State::Ready && mine(export) {
                    form method="post" action={ (below) "/" (export.id) "/download" } {
                        @for file in files.iter().filter(of) { (fetch(l, file)) }
                    }
                } @else if export.state == State::Ready { (l.t("operations-export-others")) }
            }
        }
    };
    let table = Table::new(l.t("operations-export"))
        .cards()
        .column(Column::new(l.t("operations-export-asked")))
        .column(Column::new(l.t("operations-health-state")))
        .column(Column::new(l.t("operations-export-until")))
        .column(Column::hidden(l.t("operations-actions")));
    let topics = format!("{} {}", events::operations::PRIVACY, events::operations::QUEUES);
    html! {
        div #exports data-live=(topics) hx-get=(here) hx-trigger="live" hx-target="this" hx-select="#exports"
            hx-swap="outerMorph" {
            (table.rows(all.iter().map(row)))
        }
    }
}

fn fetch(l: &Locale, file: &file::Model) -> Button {
    let size = l.bytes(u64::try_from(file.size).unwrap_or(0));
    let args = [("n", file.number.into()), ("size", size.into())];
    Button::quiet(l.ta("operations-export-fetch", &args))
        .icon("download")
        .value("number", file.number.to_string())
}

fn standing(l: &Locale, export: &Export) -> Markup {
    let number = |n: i32| u64::try_from(n).unwrap_or(0);
    html! {
        @match export.state {
            State::Ready => (Badge::new(Tone::Ok, "circle-check", l.t("operations-export-ready"))),
            State::Waiting => {
                (Badge::new(Tone::Accent, "hourglass", l.t("operations-export-waiting"))) " "
                @let (done, whole) = (number(export.done), number(export.whole));
                (progress(&l.t("operations-export-waiting"), &part_of(l, done, whole), (done, whole), ""))
            }
        }
    }
}

fn holding(cx: &Cx, seen: &Seen, entered: &Entered, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let path = format!("{}/hold", subject_path(&seen.object));
    html! {
        section.stack {
            h2 { (l.t("operations-hold")) }
            @if let Some(hold) = &seen.hold {
                (Notice::warn(l.ta("operations-privacy-held", &[("reason", hold.reason.as_str().into())])))
                @if hold.object == seen.object {
                    form method="post" action={ (path) "/removal" } {
                        (Button::new(l.t("operations-hold-lift")).icon("lock-open"))
                    }
                }
            } @else {
                p { (l.t("operations-hold-text")) }
                form.stack method="post" action=(path) {
                    (Field::text("reason", l.t("operations-privacy-reason")).value(&entered.reason)
                        .max(LONGEST).errors(l, wrong).required())
                    div.form-foot { (Button::new(l.t("operations-hold-put")).icon("lock")) }
                }
            }
        }
    }
}

fn erasing(cx: &Cx, seen: &Seen, entered: &Entered, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let path = subject_path(&seen.object);
    let refused = seen.fates.iter().find(|fate| fate.what == What::Refused);
    let choices = [("no", "operations-erase-all"), ("yes", "operations-erase-letters")];
    let choices = choices.map(|(value, key)| Choice::new(value, l.t(key)));
    let letters = if seen.letters { "yes" } else { "no" };
    html! {
        section.stack {
            h2 { (l.t("operations-erase")) }
            p { (l.t("operations-erase-text")) }
            @for one in &seen.erasures { p { (state(l, one)) } }
            form.stack method="get" action=(path) {
                (Field::radio("letters", l.t("operations-erase-how"), choices).value(letters).at_once())
                div.form-foot { (Button::new(l.t("operations-erase-preview")).icon("eye")) }
            }
            (fates(l, &seen.fates))
            p.meta { (l.t("operations-erase-not-found")) }
            @if let Some(hold) = &seen.hold {
                (Notice::warn(l.ta("operations-privacy-held", &[("reason", hold.reason.as_str().into())])))
            } @else if let Some(fate) = refused {
                (Notice::warn(l.t(fate.why)))
            } @else {
                form.stack method="post" action={ (path) "/erasure" } {
                    input type="hidden" name="letters" value=(letters);
                    (Field::text("confirm", l.t("operations-erase-confirm")).value(&entered.confirm)
                        .hint(l.ta("operations-erase-confirm-hint", &[("name", seen.subject.name.as_str().into())]))
                        .attr("autocomplete", "off").errors(l, wrong).required())
                    div.form-foot {
                        (Button::danger(l.ta("operations-erase-do", &[("name", seen.subject.name.as_str().into())]))
                            .icon("trash-2"))
                    }
                }
            }
        }
    }
}

/// What would become of what.
pub fn fates(l: &Locale, all: &[Fate]) -> Markup {
    let word = |what: What| match what {
        What::Deleted => Badge::new(Tone::Danger, "trash-2", l.t("operations-fate-deleted")),
        What::Pseudonymised => {
            Badge::new(Tone::Warn, "user-x", l.t("operations-fate-pseudonymised"))
        }
        What::Kept => Badge::new(Tone::Quiet, "lock", l.t("operations-fate-kept")),
        What::Letters => Badge::new(Tone::Brass, "hourglass", l.t("operations-fate-letters")),
        What::Refused => Badge::new(Tone::Danger, "ban", l.t("operations-fate-refused")),
    };
    let row = |fate: &Fate| {
        html! {
            th scope="row" { (l.t(fate.noun)) }
            td.number data-label=(l.t("operations-erase-count")) {
                (l.number(i64::try_from(fate.count).unwrap_or(i64::MAX)))
            }
            td data-label=(l.t("operations-erase-what")) { (word(fate.what)) }
            td data-label=(l.t("operations-erase-why")) { (l.t(fate.why)) }
        }
    };
    let table = Table::new(l.t("operations-erase-preview"))
        .shown_caption()
        .cards()
        .column(Column::new(l.t("operations-erase-noun")))
        .column(Column::number(l.t("operations-erase-count")))
        .column(Column::new(l.t("operations-erase-what")))
        .column(Column::new(l.t("operations-erase-why")));
    html! { (table.rows(all.iter().map(row))) }
}
