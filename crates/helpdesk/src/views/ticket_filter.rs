//! A list's filter: ready-made ones as chips, the rest as a form that needs no scripts.

use super::choices::{Choices, levels, or_none, priorities};
use super::ticket_list::List;
use crate::domain::ticket::{Priority, Status};
use crate::web::TicketFilter;
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Button, Chip, Choice, Field};

type Preset = (&'static str, Option<&'static str>, Option<&'static str>);

/// Text key, status, assignee.
const PRESETS: [Preset; 5] = [
    ("helpdesk-list-mine", None, Some("me")),
    ("helpdesk-list-free", None, Some("none")),
    ("helpdesk-list-open", None, None),
    ("helpdesk-list-waiting", Some("waiting"), None),
    ("helpdesk-list-closed", Some("closed"), None),
];

fn preset(filter: &TicketFilter) -> Option<&'static Preset> {
    PRESETS.iter().find(|(_, status, assignee)| {
        filter.get("status") == *status && filter.get("assignee") == *assignee
    })
}

/// What the list is called.
pub(crate) fn title(l: &Locale, filter: &TicketFilter) -> String {
    if let Some(text) = filter.get("q") {
        return l.ta("helpdesk-list-found", &[("text", text.to_owned().into())]);
    }
    match (preset(filter), filter.get("status")) {
        (Some((key, ..)), _) => l.t(key),
        (None, Some("all")) => l.t("helpdesk-list-all"),
        _ => l.t("helpdesk-tickets"),
    }
}

/// The ready-made lists, and everything else that is set, each with a cross.
pub(crate) fn chips(cx: &Cx, filter: &TicketFilter, list: &List, choices: &Choices) -> Markup {
    let l = &cx.locale;
    let here = preset(filter).map(|(key, ..)| *key);
    let mut all: Vec<Chip> = PRESETS
        .iter()
        .map(|(key, status, assignee)| {
            let to = TicketFilter::default().with("status", *status).with("assignee", *assignee);
            Chip::new(l.t(key), to.href(), here == Some(*key))
        })
        .collect();
    for (name, value) in filter.kept() {
        if here.is_some() && matches!(name, "status" | "assignee") {
            continue;
        }
        let label = l.ta(
            "helpdesk-filter-chip",
            &[
                ("name", l.t(label_of(name)).into()),
                ("value", said(l, (name, value), list, choices).into()),
            ],
        );
        all.push(Chip {
            removable: true,
            ..Chip::new(label, filter.with(name, None).href(), true)
        });
    }
    ui::chips(&l.t("helpdesk-filter"), &all)
}

fn label_of(name: &str) -> &'static str {
    match name {
        "status" => "helpdesk-status",
        "assignee" => "helpdesk-assignee",
        "group" => "helpdesk-group",
        "category" => "helpdesk-category",
        "priority" => "helpdesk-priority",
        "level" => "helpdesk-level",
        "tag" => "helpdesk-tag",
        "person" => "helpdesk-person",
        _ => "helpdesk-organisation",
    }
}

/// A filter's value as people read it.
fn said(l: &Locale, (name, value): (&str, &str), list: &List, choices: &Choices) -> String {
    let found = match name {
        "status" => match value {
            "all" => Some(l.t("helpdesk-status-all")),
            "unclosed" => Some(l.t("helpdesk-status-unclosed")),
            _ => Status::of_name(value).map(|status| l.t(status.key())),
        },
        "assignee" => match value {
            "me" => Some(l.t("helpdesk-assignee-me")),
            "none" => Some(l.t("helpdesk-assignee-none")),
            id => id.parse().ok().and_then(|id| choices.agent_name(id)).map(str::to_owned),
        },
        "group" => {
            choices.groups.iter().find(|g| g.id.to_string() == value).map(|g| g.name.clone())
        }
        "category" => {
            choices.categories.iter().find(|c| c.id.to_string() == value).map(|c| c.name.clone())
        }
        "priority" => {
            let known = value.parse().ok().and_then(|level| Priority::new(level).ok());
            known.map(|priority| l.t(priority.key()))
        }
        "person" | "organisation" => {
            list.names.iter().find(|(n, _)| *n == name).map(|(_, value)| value.clone())
        }
        _ => None,
    };
    found.unwrap_or_else(|| value.to_owned())
}

/// All filters as a form; its address is the filter.
pub(crate) fn form(cx: &Cx, filter: &TicketFilter, choices: &Choices) -> Markup {
    let l = &cx.locale;
    let any = || l.t("helpdesk-filter-any");
    let field = |name: &'static str, choices: Vec<Choice>| {
        Field::select(name, l.t(label_of(name)), or_none(any(), choices))
            .id(format!("filter-{name}"))
            .value(filter.get(name).unwrap_or_default())
    };
    let mut agents = vec![
        Choice::new("me", l.t("helpdesk-assignee-me")),
        Choice::new("none", l.t("helpdesk-assignee-none")),
    ];
    agents.extend(choices.agents(None));
    html! {
        details.filter {
            summary { (ui::icon("sliders-horizontal")) (l.t("helpdesk-filter")) }
            form.form method="get" action="/tickets" {
                @for name in ["q", "person", "organisation"] {
                    @if let Some(value) = filter.get(name) { input type="hidden" name=(name) value=(value); }
                }
                div.form-row { (status(l, filter)) (field("assignee", agents)) }
                div.form-row {
                    (field("group", choices.groups(None)))
                    (field("category", choices.categories(None)))
                }
                div.form-row { (field("priority", priorities(l))) (field("level", levels(l))) }
                (Field::text("tag", l.t("helpdesk-tag")).id("filter-tag").value(filter.get("tag").unwrap_or_default()).max(40))
                div.form-foot {
                    (Button::new(l.t("helpdesk-filter-apply")).icon("funnel"))
                    (Button::quiet(l.t("helpdesk-filter-reset")).href("/tickets"))
                }
            }
        }
    }
}

fn status(l: &Locale, filter: &TicketFilter) -> Field {
    let mut states = vec![
        Choice::new("", l.t("helpdesk-status-unclosed")),
        Choice::new("all", l.t("helpdesk-status-all")),
    ];
    states.extend(Status::ALL.map(|status| Choice::new(status.name(), l.t(status.key()))));
    Field::select("status", l.t("helpdesk-status"), states)
        .id("filter-status")
        .value(filter.get("status").unwrap_or_default())
}
