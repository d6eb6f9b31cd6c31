//! Tickets on pages of others: on an organisation's or a person's page, and on the home page.

use super::badge;
use crate::domain::ticket::Ticket;
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{ago, figure, figures};

/// The newest tickets, and the way to all of them.
pub(crate) fn tickets(cx: &Cx, tickets: &[Ticket], all: &str) -> Markup {
    let l = &cx.locale;
    html! {
        @if tickets.is_empty() { p.meta { (l.t("helpdesk-panel-none")) } }
        @else {
            ul.ticket-links {
                @for ticket in tickets {
                    li {
                        (link(l, ticket))
                        span.meta { (ago(l, ticket.updated_at.0, cx.now)) }
                    }
                }
            }
            a.meta href=(all) { (l.t("helpdesk-tickets-all")) }
        }
    }
}

/// Tickets as links, one a line.
pub(crate) fn short_list(l: &Locale, tickets: &[Ticket]) -> Markup {
    html! { ul.ticket-links { @for ticket in tickets { li { (link(l, ticket)) } } } }
}

fn link(l: &Locale, ticket: &Ticket) -> Markup {
    html! {
        (badge::status(l, ticket.status).bare())
        a.truncate href={ "/tickets/" (ticket.number) } {
            span.mono { "#" (ticket.number) } " " (ticket.subject.as_str())
        }
    }
}

/// `counts` are mine, nobody's and all open ones, counted up to 100.
pub(crate) fn tile(cx: &Cx, counts: [u64; 3], newest: &[Ticket]) -> Markup {
    let l = &cx.locale;
    let shown = |n: u64| if n >= 100 { "99+".to_owned() } else { n.to_string() };
    let [mine, free, open] = counts.map(shown);
    html! {
        (figures(html! {
            a.figure-link href="/tickets?assignee=me" { (figure(&mine, &l.t("helpdesk-list-mine"))) }
            a.figure-link href="/tickets?assignee=none" { (figure(&free, &l.t("helpdesk-list-free"))) }
            a.figure-link href="/tickets" { (figure(&open, &l.t("helpdesk-list-open"))) }
        }))
        @if newest.is_empty() { p.meta { (l.t("helpdesk-list-none-mine")) } }
        @else { (short_list(l, newest)) }
    }
}
