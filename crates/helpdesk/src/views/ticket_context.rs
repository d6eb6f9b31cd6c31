//! Beside the ticket: its properties, the customer, what other apps know, and its history.

use super::choices::{Choices, levels, or_none, priorities, value};
use super::composer::Place;
use super::ticket::{Customer, Shown, version};
use super::{badge, happened, panel};
use crate::domain::ticket::{Status, Ticket};
use maud::{Markup, html};
use platform::app::About;
use platform::{Cx, Locale};
use ui::{Button, Facts, Field, Pane, avatar_large, date, panel as fold, tag};

pub(crate) fn pane(cx: &Cx, place: &Place, shown: &Shown, choices: &Choices) -> Pane {
    let l = &cx.locale;
    let properties =
        if shown.works { properties(l, place, shown, choices) } else { facts(l, shown, choices) };
    let history = html! {
        (happened::history(cx, &shown.history))
        (ui::audit_link(cx, &events::helpdesk::object(shown.ticket.id)))
    };
    let happenings = shown.history.len().to_string();
    let body = html! {
        (fold(l, &l.t("helpdesk-properties"), None, Some(properties), None))
        (fold(l, &l.t("helpdesk-customer"), None, Some(customer(cx, place, shown)), None))
        @for (label, href) in foreign(cx, shown) { (fold(l, &label, None, None, Some(&href))) }
        (fold(l, &l.t("helpdesk-history"), Some(&happenings), Some(history), None))
    };
    Pane::new(l.t("helpdesk-context"), body)
}

/// What other apps show about a ticket and its customer: label and address.
fn foreign(cx: &Cx, shown: &Shown) -> Vec<(String, String)> {
    let others = cx.kontor.apps_on().filter(|app| app.name != crate::APP.name);
    let id = |about| match about {
        About::Ticket => Some(shown.ticket.id.to_string()),
        About::Person => Some(shown.customer.person.id.to_string()),
        // what a person's panel shows covers what the organisation has
        About::Organisation => None,
    };
    others
        .flat_map(|app| app.panels)
        .filter(|panel| cx.may(panel.right))
        .filter_map(|panel| {
            Some((cx.locale.t(panel.label), format!("{}{}", panel.path, id(panel.about)?)))
        })
        .collect()
}

fn facts(l: &Locale, shown: &Shown, choices: &Choices) -> Markup {
    let ticket = &shown.ticket;
    let group = choices.groups.iter().find(|group| group.id == ticket.group);
    let category = choices.categories.iter().find(|one| Some(one.id) == ticket.category);
    let facts = Facts::new()
        .maybe(l.t("helpdesk-assignee"), shown.assignee.as_ref().map(|agent| agent.name.clone()))
        .row(l.t("helpdesk-status"), badge::status(l, ticket.status))
        .row(l.t("helpdesk-priority"), badge::priority(l, ticket.priority))
        .maybe(l.t("helpdesk-group"), group.map(|group| group.name.clone()))
        .maybe(l.t("helpdesk-category"), category.map(|one| one.name.clone()))
        .row(l.t("helpdesk-level"), badge::level(l, ticket.level));
    html! { (facts) div.line { @for word in &shown.tags { (tag(word)) } } }
}

/// The properties are one form: each changes at once, or all by one button without scripts.
fn properties(l: &Locale, place: &Place, shown: &Shown, choices: &Choices) -> Markup {
    let ticket = &shown.ticket;
    let agents = or_none(l.t("helpdesk-assignee-none"), choices.agents(shown.assignee.as_ref()));
    let categories = or_none(l.t("helpdesk-category-none"), choices.categories(ticket.category));
    let select = |name: &'static str, label: &str, of: Vec<ui::Choice>| {
        Field::select(name, l.t(label), of).id(format!("set-{name}")).at_once()
    };
    let fields = html! {
        @if ticket.open {
            (select("agent", "helpdesk-assignee", agents).value(value(ticket.assignee)).attr("data-key", "a"))
        }
        (select("priority", "helpdesk-priority", priorities(l))
            .value(ticket.priority.get().to_string()).attr("data-key", "p"))
        (select("group", "helpdesk-group", choices.groups(Some(ticket.group))).value(ticket.group.to_string()))
        (select("category", "helpdesk-category", categories).value(value(ticket.category)))
        (tags(l, shown))
        noscript { (Button::new(l.t("helpdesk-save")).icon("check")) }
    };
    html! {
        div.stack.tight {
            (status(l, place, ticket))
            (in_place("property stack tight", &place.at("/properties"), ticket, &fields))
            @if ticket.open { (level(l, place, ticket)) }
        }
    }
}

/// A form that changes this pane and nothing else; the rest of the page hears of it by itself. One change
/// after another, each with the version that the one before left.
fn in_place(class: &str, action: &str, ticket: &Ticket, content: &Markup) -> Markup {
    html! {
        form.(class) method="post" action=(action) hx-post=(action) hx-target=(PANE) hx-swap="outerMorph" hx-sync=(SYNC) {
            (version(ticket))
            (content)
        }
    }
}

const PANE: &str = "#context";
const SYNC: &str = "#context:queue all";

fn status(l: &Locale, place: &Place, ticket: &Ticket) -> Markup {
    let closed = ticket.status == Status::Closed;
    let take = place.at("/assignment");
    let content = html! {
        div.line.spread {
            (badge::status(l, ticket.status))
            div.buttons {
                @if closed {
                    (Button::new(l.t("helpdesk-reopen")).icon("rotate-ccw").value("status", "open").attr("data-key-focus", "s"))
                } @else {
                    @if ticket.assignee.is_none() {
                        (Button::new(l.t("helpdesk-take")).icon("user-check").value("agent", "me").action(&take)
                            .attr("hx-post", &take).attr("hx-target", PANE).attr("hx-swap", "outerMorph").attr("hx-sync", SYNC))
                    }
                    (Button::new(l.t("helpdesk-close")).icon("check").value("status", "closed").key("e").attr("data-key-focus", "s"))
                }
            }
        }
        @if !closed { (Field::check("silent", l.t("helpdesk-close-silent")).id("set-silent")) }
    };
    in_place("property", &place.at("/status"), ticket, &content)
}

fn tags(l: &Locale, shown: &Shown) -> Field {
    Field::text("tags", l.t("helpdesk-tags"))
        .id("set-tags")
        .value(shown.tags.join(", "))
        .placeholder(l.t("helpdesk-tags-hint"))
        .attr("data-key", "l")
        .attr("autocomplete", "off")
        .at_once()
}

fn level(l: &Locale, place: &Place, ticket: &Ticket) -> Markup {
    let content = html! {
        (Field::select("level", l.t("helpdesk-level-to"), levels(l)).id("set-level")
            .value((ticket.level + 1).min(4).to_string()))
        (Field::area("reason", l.t("helpdesk-level-reason"), 2).id("set-reason").max(1000).required()
            .hint(l.t("helpdesk-level-hint")))
        (Button::new(l.t("helpdesk-level-change")).icon("layers"))
    };
    html! {
        details.property {
            summary { (l.t("helpdesk-level")) ": " (l.ta("helpdesk-level-n", &[("n", ticket.level.into())])) }
            (in_place("form", &place.at("/level"), ticket, &content))
        }
    }
}

fn customer(cx: &Cx, place: &Place, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let Customer { person, emails, phones, organisation, others } = &shown.customer;
    let linked = |scheme: &str, all: &[String]| {
        (!all.is_empty()).then(|| {
            html! {
                @for (i, one) in all.iter().enumerate() {
                    @if i > 0 { br; }
                    a href={ (scheme) (one.replace(' ', "")) } { (breakable(one)) }
                }
            }
        })
    };
    html! {
        div.stack {
            div.line.customer {
                (avatar_large(&person.name))
                div {
                    a href={ "/people/" (person.id) } { b { (person.name) } }
                    @if let Some(one) = organisation {
                        br; a.meta href={ "/organisations/" (one.id) } { (one.name) }
                    }
                }
            }
            (Facts::new()
                .maybe(l.t("helpdesk-email"), linked("mailto:", emails))
                .maybe(l.t("helpdesk-phone"), linked("tel:", phones))
                .row(l.t("helpdesk-channel"), l.t(shown.ticket.channel.key()))
                .row(l.t("helpdesk-opened-at"), date(l, shown.ticket.created_at.0)))
            @if !others.is_empty() {
                h2.panel-title { (l.t("helpdesk-other-tickets")) }
                (panel::short_list(l, others))
                a.meta href={ "/tickets?status=all&person=" (person.id) } { (l.t("helpdesk-tickets-all")) }
            }
            @if shown.works { (other_customer(l, place, shown)) }
        }
    }
}

/// A long address may break after its @ and nowhere else.
fn breakable(text: &str) -> Markup {
    html! {
        @if let Some((name, host)) = text.split_once('@') { (name) "@" wbr; (host) }
        @else { (text) }
    }
}

/// Handing the ticket to another person, when a colleague wrote for somebody.
fn other_customer(l: &Locale, place: &Place, shown: &Shown) -> Markup {
    let (moving, wrong) = shown.moving.clone().unwrap_or_default();
    let field = Field::combobox("person", l.t("helpdesk-person"), "/people/options", moving.text);
    let content = html! {
        (field.id("set-person").errors(l, &wrong).matches(l, moving.matches))
        (Button::new(l.t("helpdesk-save")))
    };
    html! {
        details open[shown.moving.is_some()] {
            summary.meta { (l.t("helpdesk-customer-change")) }
            (in_place("form", &place.at("/customer"), &shown.ticket, &content))
        }
    }
}
