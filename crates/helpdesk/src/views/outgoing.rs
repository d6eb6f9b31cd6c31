//! Mails that wait for a person's decision.

use super::{badge, message};
use crate::domain::outgoing::Outgoing;
use crate::domain::ticket::Ticket;
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Page, datetime, empty, page as whole};

pub(crate) fn page(cx: &Cx, mails: &[(Outgoing, Option<Ticket>)]) -> Markup {
    let l = &cx.locale;
    let title = l.t("helpdesk-outgoing");
    let content = html! {
        div.sheet-head { div { h1 { (title) } p { (l.t("helpdesk-outgoing-text")) } } }
        @if mails.is_empty() { (empty("check-check", &l.t("helpdesk-outgoing-none"), None, None)) }
        @for (mail, ticket) in mails { (one(l, mail, ticket.as_ref())) }
    };
    whole(cx, Page::form(title, content).crumb(l.t("ui-admin"), "/admin"))
}

fn one(l: &Locale, mail: &Outgoing, ticket: Option<&Ticket>) -> Markup {
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
            (message::undecided(l, mail))
        }
    }
}
