//! The ticket: its head, the conversation with what happened in between, and the composers.

use super::choices::{Choices, Customers};
use super::composer::{self, Place, Writing};
use super::happened::{self, Happened};
use super::message::{self, Said};
use super::ticket_list::{self, List};
use super::{badge, ticket_context};
use crate::domain::mailbox::Mailbox;
use crate::domain::ticket::{Subject, Ticket};
use crate::web::TicketFilter;
use directory::{Organisation, Person};
use maud::{Markup, html};
use platform::users::User;
use platform::{Cx, Locale, Refusal};
use ui::{Badge, Button, Field, Notice, Page, Pane, Panes, Tone, icon, page as whole, who};

/// A ticket with everything that its page shows.
#[derive(Debug)]
pub(crate) struct Shown {
    pub ticket: Ticket,
    /// Whether who looks works on it.
    pub works: bool,
    pub customer: Customer,
    pub assignee: Option<User>,
    pub tags: Vec<String>,
    pub entries: Vec<Entry>,
    /// There are older messages than those that are shown.
    pub older: bool,
    pub history: Vec<Happened>,
    /// Who else is writing right now.
    pub writing: Vec<String>,
    /// Who the ticket was to be moved to, and why it was not.
    pub moving: Option<(Customers, Vec<Refusal>)>,
    pub reply: Writing,
    pub note: Writing,
    /// Where answers leave from.
    pub mailbox: Option<Mailbox>,
}

/// Who asks.
#[derive(Debug)]
pub(crate) struct Customer {
    pub person: Person,
    pub emails: Vec<String>,
    pub phones: Vec<String>,
    pub organisation: Option<Organisation>,
    /// Their other tickets, the newest first.
    pub others: Vec<Ticket>,
}

/// One entry of the conversation.
#[derive(Debug)]
pub(crate) enum Entry {
    Said(Box<Said>),
    Happened(Happened),
}

pub(crate) fn page(
    cx: &Cx,
    filter: &TicketFilter,
    list: &List,
    shown: &Shown,
    choices: &Choices,
) -> Markup {
    let l = &cx.locale;
    let ticket = &shown.ticket;
    let place = Place { number: ticket.number, query: filter.query() };
    let here = place.at("");
    let topics = events::helpdesk::object(ticket.id);
    let body = html! {
        div.thread.from-end[shown.entries.len() > 6] {
            (conversation(cx, shown, &here))
            @if shown.works { (composers(cx, &place, shown)) }
        }
    };
    let detail = Pane::new(l.t("helpdesk-ticket"), body)
        .head(head(cx, &place, shown))
        .padded()
        .live(topics.clone(), here.clone());
    let context = ticket_context::pane(cx, &place, shown, choices).live(topics, here);
    let panes = Panes::new(filter.href())
        .list(ticket_list::pane(cx, filter, list, choices, Some(ticket.number)))
        .detail(detail)
        .context(context);
    let title = format!("#{} {}", ticket.number, ticket.subject.as_str());
    whole(cx, Page::panes(title, panes).crumb(l.t("helpdesk-tickets"), "/tickets"))
}

/// A longer subject takes more than three lines of a phone, which shows those and the way to the rest.
const LONG_SUBJECT: usize = 60;

fn head(cx: &Cx, place: &Place, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let ticket = &shown.ticket;
    html! {
        h1 { span.mono.tone-quiet { "#" (ticket.number) } " " (ticket.subject.as_str()) }
        @if shown.works { (rename(l, place, ticket)) }
        @if ticket.subject.as_str().chars().count() > LONG_SUBJECT {
            details.unfold { summary { (l.t("helpdesk-subject-whole")) } }
        }
        div.line.ticket-facts {
            (badge::status(l, ticket.status).framed())
            (badge::priority(l, ticket.priority).framed())
            (badge::level(l, ticket.level).framed())
            @if ticket.unverified { (badge::unverified(l).framed()) }
            @match &shown.assignee {
                Some(agent) => (who(&agent.name)),
                None => span.meta { (l.t("helpdesk-list-free")) },
            }
            @if !shown.writing.is_empty() { (others_write(l, &shown.writing)) }
        }
    }
}

fn others_write(l: &Locale, names: &[String]) -> Badge {
    let names = names.join(", ");
    Badge::new(Tone::Brass, "pencil", l.ta("helpdesk-others-write", &[("names", names.into())]))
}

fn rename(l: &Locale, place: &Place, ticket: &Ticket) -> Markup {
    html! {
        details.rename {
            summary.button.quiet.icon-only title=(l.t("helpdesk-subject-change")) {
                (icon("pencil")) span.visually-hidden { (l.t("helpdesk-subject-change")) }
            }
            form.line method="post" action=(place.at("/subject")) hx-post=(place.at("/subject"))
                hx-target="#detail" hx-swap="outerMorph" {
                (version(ticket))
                (Field::text("subject", l.t("helpdesk-subject")).id("set-subject").value(ticket.subject.as_str())
                    .hide_label().max(Subject::MAX).required())
                (Button::new(l.t("helpdesk-save")))
            }
        }
    }
}

fn conversation(cx: &Cx, shown: &Shown, here: &str) -> Markup {
    let l = &cx.locale;
    let mark = if here.contains('?') { '&' } else { '?' };
    html! {
        @if shown.ticket.unverified { (Notice::warn(l.t("helpdesk-unverified-hint"))) }
        @if shown.older {
            p.older { (Button::quiet(l.t("helpdesk-conversation-older")).icon("history").href(format!("{here}{mark}older=1"))) }
        }
        ol.conversation {
            @for entry in &shown.entries {
                @match entry {
                    Entry::Said(said) => li { (message::article(cx, said, here)) },
                    Entry::Happened(fact) => (happened::line(cx, fact)),
                }
            }
        }
    }
}

fn composers(cx: &Cx, place: &Place, shown: &Shown) -> Markup {
    html! {
        section.stack aria-label=(cx.locale.t("helpdesk-compose")) {
            (composer::reply(cx, place, &shown.reply, shown.mailbox.as_ref()))
            (composer::note(cx, place, &shown.note))
        }
    }
}

/// The hidden field that says which reading of the ticket a form was drawn from.
pub(crate) fn version(ticket: &Ticket) -> Markup {
    html! { input type="hidden" name="version" value=(ticket.version); }
}
