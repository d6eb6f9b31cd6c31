//! Mails that wait for a person's decision.

use super::badge;
use super::message::{self, Leaving};
use crate::domain::ticket::Ticket;
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Page, datetime, empty, page as whole};

/// A mail with the ticket that it is about.
pub(crate) type Line = (Leaving, Option<Ticket>);

pub(crate) fn page(cx: &Cx, undecided: &[Line], waiting: &[Line]) -> Markup {
    let l = &cx.locale;
    let title = l.t("helpdesk-outgoing");
    let content = html! {
        div.sheet-head { div { h1 { (title) } p { (l.t("helpdesk-outgoing-text")) } } }
        @if undecided.is_empty() && waiting.is_empty() {
            (empty("check-check", &l.t("helpdesk-outgoing-none"), None, None))
        }
        @for (mail, ticket) in undecided { (one(l, mail, ticket.as_ref())) }
        @if !waiting.is_empty() {
            div.sheet-head { div { h2 { (l.t("helpdesk-outgoing-waiting")) } p { (l.t("helpdesk-outgoing-waiting-text")) } } }
        }
        @for (mail, ticket) in waiting { (one(l, mail, ticket.as_ref())) }
    };
    whole(cx, Page::form(title, content).crumb(l.t("ui-admin"), "/admin"))
}

fn one(l: &Locale, leaving: &Leaving, ticket: Option<&Ticket>) -> Markup {
    let mail = &leaving.mail;
    let to = mail.waiting();
    html! {
        section.section {
            h2 {
                @match ticket {
                    Some(ticket) => a href={ "/tickets/" (ticket.number) } { "#" (ticket.number) " " (ticket.subject.as_str()) },
                    None => (l.t("helpdesk-outgoing-no-ticket")),
                }
            }
            div.line {
                (badge::delivery(l, mail.state).framed())
                span { (to.join(", ")) }
                span.meta { (datetime(l, mail.created_at.0)) }
            }
            (message::unsent(l, leaving))
        }
    }
}
