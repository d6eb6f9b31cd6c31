//! The form for a ticket by hand.

use super::choices::{Choices, or_none, priorities, value};
use crate::actions::NewTicket;
use crate::domain::ticket::{Priority, Subject};
use crate::rights;
use directory::Person;
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal};
use ui::{Button, Choice, Field, Notice, Page, page as whole};

/// The form as it was filled in, and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Filled {
    pub new: NewTicket,
    pub person: Option<Person>,
    /// Those in the directory who have the name that was given, where that is asked about.
    pub namesakes: Vec<Choice>,
    /// There is a mailbox that the customer can be written to from.
    pub can_mail: bool,
    pub wrong: Vec<Refusal>,
}

pub(crate) fn page(cx: &Cx, filled: &Filled, choices: &Choices) -> Markup {
    let l = &cx.locale;
    let title = l.t("helpdesk-ticket-new");
    let new = &filled.new;
    let content = html! {
        div.sheet-head { div { h1 { (title) } p { (l.t("helpdesk-ticket-new-text")) } } }
        (no_group(cx, choices))
        @for text in unplaced(l, &filled.wrong) { (Notice::danger(text)) }
        form.form method="post" action="/tickets" {
            input type="hidden" name="op" value=(value(new.op));
            (who(l, filled))
            (Field::text("subject", l.t("helpdesk-subject")).value(&new.subject).max(Subject::MAX)
                .required().errors(l, &filled.wrong))
            (Field::area("body", l.t("helpdesk-ticket-body"), 8).value(&new.body)
                .required().errors(l, &filled.wrong))
            (properties(cx, filled, choices))
            (Field::text("tags", l.t("helpdesk-tags")).value(&new.tags).optional(l)
                .hint(l.t("helpdesk-tags-hint")).errors(l, &filled.wrong))
            @if filled.can_mail {
                (Field::check("acknowledge", l.t("helpdesk-ticket-acknowledge")).checked(new.acknowledge)
                    .hint(l.t("helpdesk-ticket-acknowledge-hint")))
            }
            div.form-foot {
                (Button::primary(l.t("helpdesk-ticket-open")))
                (Button::quiet(l.t("helpdesk-cancel")).href("/tickets"))
            }
        }
    };
    whole(cx, Page::form(title, content).crumb(l.t("helpdesk-tickets"), "/tickets"))
}

/// Without a group there is no ticket: said before anything is typed.
fn no_group(cx: &Cx, choices: &Choices) -> Markup {
    let l = &cx.locale;
    // a house that never had one gets its first with the ticket
    if choices.groups.is_empty() || choices.groups.iter().any(|group| group.active) {
        return html! {};
    }
    let notice = Notice::warn(l.t("helpdesk-ticket-group-missing"));
    if cx.may(rights::MANAGE) {
        let to = Button::new(l.t("helpdesk-groups")).icon("users").href("/admin/groups");
        return html! { (notice.action(to)) };
    }
    html! { (notice) }
}

/// Somebody known, or what the caller said.
fn who(l: &Locale, filled: &Filled) -> Markup {
    let (new, wrong) = (&filled.new, &filled.wrong);
    let chosen = filled.person.as_ref().map_or("", |person| person.name.as_str());
    let said = [&new.email, &new.name, &new.phone].iter().any(|text| !text.is_empty());
    let here = |one: &Refusal| matches!(one.field.as_deref(), Some("email" | "name" | "phone"));
    html! {
        (Field::combobox("person", l.t("helpdesk-customer"), "/people/options", chosen)
            .value(value(new.person)).hint(l.t("helpdesk-ticket-customer-hint")).errors(l, wrong))
        (namesakes(l, filled))
        details.unknown-customer open[said || wrong.iter().any(here)] {
            summary { (l.t("helpdesk-ticket-customer-new")) }
            p.hint { (l.t("helpdesk-ticket-customer-new-hint")) }
            (Field::text("name", l.t("helpdesk-name")).value(&new.name).max(200).errors(l, wrong))
            div.form-row {
                (Field::email("email", l.t("helpdesk-email")).value(&new.email).errors(l, wrong))
                (Field::input("tel", "phone", l.t("helpdesk-phone")).value(&new.phone).max(50).errors(l, wrong))
            }
        }
    }
}

/// Is it one of these? Nobody is chosen beforehand: it is a question.
fn namesakes(l: &Locale, filled: &Filled) -> Markup {
    if filled.namesakes.is_empty() {
        return html! {};
    }
    let name = filled.new.name.trim();
    let new = l.ta("helpdesk-ticket-customer-namesake", &[("name", name.into())]);
    let all = filled.namesakes.iter().cloned().chain([Choice::new("new", new)]);
    html! { (Field::radio("known", l.t("helpdesk-ticket-customer-which"), all)) }
}

fn properties(cx: &Cx, filled: &Filled, choices: &Choices) -> Markup {
    let l = &cx.locale;
    let new = &filled.new;
    let select = |name: &'static str, label: &str, of: Vec<Choice>, chosen: String| {
        Field::select(name, l.t(label), of).value(chosen).errors(l, &filled.wrong)
    };
    let groups = choices.groups(new.group);
    let groups = if new.group.is_none() && groups.len() > 1 {
        or_none(l.t("helpdesk-group-choose"), groups)
    } else {
        groups
    };
    let categories = or_none(l.t("helpdesk-category-none"), choices.categories(new.category));
    let agents = or_none(l.t("helpdesk-assignee-none"), choices.agents(None));
    let priority = new.priority.unwrap_or(Priority::NORMAL.get()).to_string();
    html! {
        div.form-row {
            @if !groups.is_empty() { (select("group", "helpdesk-group", groups, value(new.group)).required()) }
            (select("category", "helpdesk-category", categories, value(new.category)))
        }
        div.form-row {
            (select("priority", "helpdesk-priority", priorities(l), priority))
            (select("assignee", "helpdesk-assignee", agents, value(new.assignee)))
        }
    }
}

/// What is wrong and belongs to no field that is shown.
fn unplaced(l: &Locale, wrong: &[Refusal]) -> Vec<String> {
    const SHOWN: [&str; 10] = [
        "person", "email", "name", "phone", "subject", "body", "group", "category", "priority",
        "assignee",
    ];
    let hidden = |one: &&Refusal| one.field.as_deref().is_none_or(|field| !SHOWN.contains(&field));
    wrong.iter().filter(hidden).map(|one| one.say(l)).collect()
}
