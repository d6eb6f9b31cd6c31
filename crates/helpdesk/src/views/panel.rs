//! Tickets on pages of others: on an organisation's or a person's page, and on the home page.

use super::badge;
use crate::domain::ticket::{Priority, Ticket};
use crate::rights;
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Button, ago, figure, figures};

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

/// What the home page says about tickets.
pub(crate) struct Today {
    /// Mine, nobody's and all open ones, counted up to 100.
    pub counts: [u64; 3],
    /// What to do next: my own, else those that nobody has.
    pub waiting: Vec<Ticket>,
    pub are_mine: bool,
    /// There is a mailbox that tickets can come from.
    pub connected: bool,
}

pub(crate) fn tile(cx: &Cx, today: &Today) -> Markup {
    let l = &cx.locale;
    let shown = |n: u64| if n >= 100 { "99+".to_owned() } else { n.to_string() };
    let [mine, free, open] = today.counts.map(shown);
    let title = if today.are_mine { "helpdesk-list-mine" } else { "helpdesk-list-free" };
    html! {
        (figures(html! {
            a.figure-link href="/tickets?assignee=me" { (figure(&mine, &l.t("helpdesk-list-mine"))) }
            a.figure-link href="/tickets?assignee=none" { (figure(&free, &l.t("helpdesk-list-free"))) }
            a.figure-link href="/tickets" { (figure(&open, &l.t("helpdesk-list-open"))) }
        }))
        @if !today.connected && cx.may(rights::MANAGE) {
            div.stack.tight {
                p { (l.t("helpdesk-mailboxes-none")) }
                div { (Button::primary(l.t("helpdesk-mailbox-new")).icon("plus").href("/admin/mailboxes/new")) }
            }
        } @else if today.waiting.is_empty() {
            p.meta { (l.t("helpdesk-list-none-mine")) }
        } @else {
            h3.panel-title { (l.t(title)) }
            ul.ticket-links {
                @for ticket in &today.waiting {
                    li {
                        (link(l, ticket))
                        @if ticket.priority >= Priority::HIGH { (badge::priority(l, ticket.priority).bare()) }
                        span.meta { (ago(l, ticket.updated_at.0, cx.now)) }
                    }
                }
            }
        }
    }
}
