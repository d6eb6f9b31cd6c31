//! The list pane: what it shows, the tickets, and what can be done to several at once.

use super::choices::Choices;
use super::{badge, ticket_filter};
use crate::domain::ticket::{Priority, Ticket};
use crate::rights;
use crate::web::TicketFilter;
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{
    Button, Field, Page, Pane, Panes, Row, ago, bulk, count, empty, more, page as whole, rows,
    search,
};

/// One ticket with the names that its row shows.
#[derive(Debug)]
pub(crate) struct Line {
    pub ticket: Ticket,
    pub person: String,
    pub organisation: Option<String>,
    pub assignee: Option<String>,
}

/// One page of a list.
#[derive(Debug, Default)]
pub(crate) struct List {
    pub lines: Vec<Line>,
    /// The address of the next page.
    pub more: Option<String>,
    /// How many there are, counted no further than 100.
    pub count: u64,
    /// How many tickets the search finds in all, whatever the list shows.
    pub found: u64,
    /// The search stopped there.
    pub found_more: bool,
    /// The names behind the ids in the filter: `person`, `organisation`.
    pub names: Vec<(&'static str, String)>,
}

/// The list with no ticket chosen.
pub(crate) fn page(cx: &Cx, filter: &TicketFilter, list: &List, choices: &Choices) -> Markup {
    let l = &cx.locale;
    let vacant = if list.lines.is_empty() {
        empty("inbox", &l.t("helpdesk-detail-nothing"), None, None)
    } else {
        empty("ticket", &l.t("helpdesk-detail-choose"), None, Some("J"))
    };
    let panes = Panes::new(filter.href())
        .list(pane(cx, filter, list, choices, None))
        .detail(Pane::new(l.t("helpdesk-ticket"), vacant).vacant());
    whole(
        cx,
        Page::panes(ticket_filter::title(l, filter), panes)
            .crumb(l.t("helpdesk-tickets"), "/tickets"),
    )
}

/// The list pane; `chosen` is the number of the ticket that is open beside it.
pub(crate) fn pane(
    cx: &Cx,
    filter: &TicketFilter,
    list: &List,
    choices: &Choices,
    chosen: Option<i64>,
) -> Pane {
    let l = &cx.locale;
    let title = ticket_filter::title(l, filter);
    let body = html! {
        @if list.lines.is_empty() { (nothing(cx, filter, list)) }
        @else {
            form method="post" action=(filter.at("/tickets/bulk")) {
                (rows(&title, lines(cx, filter, list, chosen)))
                @if cx.may(rights::WORK) { (bulk_bar(l, choices)) }
            }
        }
    };
    let shown = if list.count >= 100 { "99+".to_owned() } else { list.count.to_string() };
    let new = Button::quiet(l.t("helpdesk-ticket-new")).icon("square-pen").icon_only().key("c");
    let kept = filter.kept();
    let head = html! {
        h2 { (title) " " (count(&shown)) }
        @if cx.may(rights::WORK) { (new.href("/tickets/new")) }
        (search(l, "/tickets", filter.get("q").unwrap_or_default(), &kept))
        (ticket_filter::chips(cx, filter, list, choices))
        @if !list.lines.is_empty() && let Some((href, label)) = everywhere(l, filter, list) {
            p.meta { a href=(href) { (label) } }
        }
        (ticket_filter::form(cx, filter, choices))
    };
    Pane::new(l.t("helpdesk-list"), body).head(head).live(events::helpdesk::LIST, filter.href())
}

/// The rows alone: also what `more` gets.
pub(crate) fn lines(cx: &Cx, filter: &TicketFilter, list: &List, chosen: Option<i64>) -> Markup {
    html! {
        @for line in &list.lines { (row(cx, filter, line, chosen)) }
        (more(&cx.locale, list.more.as_deref()))
    }
}

fn row(cx: &Cx, filter: &TicketFilter, line: &Line, chosen: Option<i64>) -> Row {
    let l = &cx.locale;
    let ticket = &line.ticket;
    let number = ticket.number;
    let row = Row::new(filter.at(&format!("/tickets/{number}")), ticket.subject.as_str())
        .shape(badge::status(l, ticket.status))
        .unread(is_our_turn(ticket))
        .open(chosen == Some(number))
        .meta(html! {
            span.mono { "#" (number) }
            span { (line.organisation.as_deref().unwrap_or(&line.person)) }
        })
        .end(html! {
            @if ticket.unverified { (badge::unverified(l).bare()) }
            @if ticket.open && ticket.priority >= Priority::HIGH { (badge::priority(l, ticket.priority).bare()) }
            (ago(l, ticket.updated_at.0, cx.now))
        })
        .below(html! { @if let Some(name) = &line.assignee { span.truncate { (name) } } });
    if !cx.may(rights::WORK) {
        return row;
    }
    row.pick("ticket", number.to_string(), format!("#{number} {}", ticket.subject.as_str()))
}

/// The customer wrote last, and nobody has answered.
fn is_our_turn(ticket: &Ticket) -> bool {
    ticket.open
        && ticket
            .last_customer_at
            .is_some_and(|at| ticket.last_agent_at.is_none_or(|ours| at.0 > ours.0))
}

fn bulk_bar(l: &Locale, choices: &Choices) -> Markup {
    bulk(
        l,
        html! {
            (Button::new(l.t("helpdesk-close")).icon("check").value("action", "close").key("e"))
            (Button::new(l.t("helpdesk-take")).icon("user-check").value("action", "take"))
            (Field::select("agent", l.t("helpdesk-assignee"), choices.agents(None)).id("bulk-agent").hide_label().attr("data-key", "a"))
            (Button::new(l.t("helpdesk-assign")).icon("user-plus").value("action", "assign"))
        },
    )
}

/// The way from a search within the list to one through all tickets, where that finds more.
fn everywhere(l: &Locale, filter: &TicketFilter, list: &List) -> Option<(String, String)> {
    let all = filter.everywhere().filter(|_| list.found > list.count)?;
    let more = if list.found_more { "+" } else { "" };
    let shown = format!("{}{more}", list.found);
    Some((all.href(), l.ta("helpdesk-list-search-all", &[("n", shown.into())])))
}

/// An empty list says why it is empty, and what to do.
fn nothing(cx: &Cx, filter: &TicketFilter, list: &List) -> Markup {
    let l = &cx.locale;
    if let Some((href, label)) = everywhere(l, filter, list) {
        let text = l.t("helpdesk-list-none-found-here");
        return empty("search", &text, Some(Button::new(label).icon("search").href(href)), None);
    }
    let (shape, text) = match (filter.get("q"), filter.get("assignee"), filter.get("status")) {
        (Some(_), ..) => ("search", "helpdesk-list-none-found"),
        (_, Some("me"), _) => ("check-check", "helpdesk-list-none-mine"),
        (_, Some("none"), _) => ("check-check", "helpdesk-list-none-free"),
        (_, _, Some("waiting")) => ("circle-pause", "helpdesk-list-none-waiting"),
        (_, _, Some("closed")) => ("archive", "helpdesk-list-none-closed"),
        _ if filter.query().is_empty() => ("check-check", "helpdesk-list-none-open"),
        _ => ("funnel", "helpdesk-list-none-filtered"),
    };
    let may = cx.may(rights::WORK);
    let action = if filter.get("q").is_some() || shape == "funnel" {
        Some((Button::new(l.t("helpdesk-filter-reset")).href("/tickets"), None))
    } else {
        may.then(|| {
            (
                Button::new(l.t("helpdesk-ticket-new")).icon("square-pen").href("/tickets/new"),
                Some("C"),
            )
        })
    };
    let (button, key) = action.map_or((None, None), |(button, key)| (Some(button), key));
    empty(shape, &l.t(text), button, key)
}
