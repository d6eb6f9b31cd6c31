//! The filter of the list of licences: ready-made lists as chips, the rest as a form that needs no scripts.

use super::badge;
use super::licence_list::{Choices, List};
use crate::domain::licence::Status;
use crate::domain::policy::Policy;
use crate::rights;
use crate::web::Address;
use crate::web::licence_list::{PATH, bare};
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Button, Chip, Choice, Field};

/// Text key, name, value.
const PRESETS: [(&str, &str, &str); 6] = [
    ("licensing-status-active", "status", "active"),
    ("licensing-list-ending", "ends", "30"),
    ("licensing-status-expired", "status", "expired"),
    ("licensing-status-suspended", "status", "suspended"),
    ("licensing-list-unassigned", "assigned", "no"),
    ("licensing-list-tests", "test", "yes"),
];

/// The ready-made list that this one is, whatever it is sorted by.
fn preset(address: &Address) -> Option<&'static str> {
    let set: Vec<_> = address.kept().into_iter().filter(|(name, _)| *name != "sort").collect();
    let [(name, value)] = set.as_slice() else { return None };
    PRESETS.iter().find(|(_, n, v)| n == name && v == value).map(|(key, ..)| *key)
}

/// What the list is called.
pub(crate) fn title(l: &Locale, address: &Address) -> String {
    if let Some(text) = address.get("q") {
        return l.ta("licensing-list-found", &[("text", text.to_owned().into())]);
    }
    l.t(preset(address).unwrap_or("licensing-app"))
}

/// The ready-made lists, and everything else that is set, each with a cross.
pub(crate) fn chips(cx: &Cx, address: &Address, list: &List) -> Markup {
    let l = &cx.locale;
    let here = preset(address);
    let mut all = vec![Chip::new(l.t("licensing-list-all"), address.whole(), address.is_bare())];
    all.extend(PRESETS.iter().map(|(key, name, value)| {
        Chip::new(l.t(key), bare().with(name, Some(value)).href(), here == Some(*key))
    }));
    for (name, value) in address.kept() {
        if here.is_some() && name != "sort" {
            continue;
        }
        let said = said(l, (name, value), list);
        let args = [("name", l.t(label_of(name)).into()), ("value", said.into())];
        let label = l.ta("licensing-filter-chip", &args);
        all.push(Chip {
            removable: true,
            ..Chip::new(label, address.with(name, None).href(), true)
        });
    }
    ui::chips(&l.t("licensing-pages-filter"), &all)
}

fn label_of(name: &str) -> &'static str {
    match name {
        "status" => "licensing-field-status",
        "product" => "licensing-field-product",
        "policy" => "licensing-field-policy",
        "organisation" => "licensing-field-organisation",
        "owner" => "licensing-field-owner",
        "group" => "licensing-field-group",
        "environment" => "licensing-field-environment",
        "test" => "licensing-field-test",
        "assigned" => "licensing-field-assigned",
        "ends" => "licensing-filter-ends",
        "from" => "licensing-filter-from",
        "until" => "licensing-filter-until",
        _ => "licensing-filter-sort",
    }
}

fn sort_key(name: &str) -> &'static str {
    match name {
        "name" => "licensing-sort-name",
        "end" => "licensing-sort-end",
        "end_last" => "licensing-sort-end-last",
        _ => "licensing-sort-newest",
    }
}

/// Filters whose value is the id of something that may be removed.
const ENTRIES: [&str; 6] = ["product", "policy", "group", "environment", "organisation", "owner"];

fn known<'a>(name: &str, list: &'a List) -> Option<&'a str> {
    list.names.iter().find(|(n, _)| *n == name).map(|(_, name)| name.as_str())
}

/// Whether something is asked for that is no longer there.
pub(crate) fn names_gone(address: &Address, list: &List) -> bool {
    address.kept().into_iter().any(|(name, value)| {
        ENTRIES.contains(&name) && value != "none" && known(name, list).is_none()
    })
}

/// A filter's value as people read it.
fn said(l: &Locale, (name, value): (&str, &str), list: &List) -> String {
    let gone = || l.t("licensing-filter-gone");
    let found = match name {
        "status" => Status::of_name(&value.to_uppercase()).map(|one| l.t(badge::status_key(one))),
        "environment" if value == "none" => Some(l.t("licensing-environment-none")),
        _ if ENTRIES.contains(&name) => Some(known(name, list).map_or_else(gone, str::to_owned)),
        "test" | "assigned" => {
            Some(l.t(if value == "yes" { "licensing-pages-yes" } else { "licensing-pages-no" }))
        }
        "sort" => Some(l.t(sort_key(value))),
        _ => None,
    };
    found.unwrap_or_else(|| value.to_owned())
}

fn products(choices: &Choices) -> Vec<Choice> {
    choices.products.iter().map(|one| Choice::new(one.id.to_string(), &one.name)).collect()
}

/// Policies with the product that each is of: several products may have one of the same name.
pub(crate) fn policies(choices: &Choices) -> Vec<Choice> {
    let product = |id| choices.products.iter().find(|one| one.id == id).map(|one| &one.name);
    let label = |policy: &Policy| match product(policy.product) {
        Some(product) => format!("{} · {product}", policy.name),
        None => policy.name.clone(),
    };
    choices.policies.iter().map(|one| Choice::new(one.id.to_string(), label(one))).collect()
}

fn groups(choices: &Choices) -> Vec<Choice> {
    choices.groups.iter().map(|one| Choice::new(one.id.to_string(), &one.name)).collect()
}

fn environments(l: &Locale, choices: &Choices) -> Vec<Choice> {
    let live = Choice::new("none", l.t("licensing-environment-none"));
    let all = choices.environments.iter();
    let all = all.map(|one| Choice::new(one.id.to_string(), &one.name));
    [live].into_iter().chain(all).collect()
}

/// All filters as a form; its address is the filter.
pub(crate) fn form(cx: &Cx, address: &Address, choices: &Choices) -> Markup {
    let l = &cx.locale;
    let any = || Choice::new("", l.t("licensing-filter-any"));
    let yes_no = || {
        ["yes", "no"].map(|word| {
            let key = if word == "yes" { "licensing-pages-yes" } else { "licensing-pages-no" };
            Choice::new(word, l.t(key))
        })
    };
    let select = |name: &'static str, choices: Vec<Choice>| {
        Field::select(name, l.t(label_of(name)), [any()].into_iter().chain(choices))
            .id(format!("filter-{name}"))
            .value(address.get(name).unwrap_or_default())
    };
    let day = |name: &'static str| {
        Field::input("date", name, l.t(label_of(name)))
            .id(format!("filter-{name}"))
            .value(address.get(name).unwrap_or_default())
    };
    let states = Status::ALL
        .iter()
        .map(|one| Choice::new(one.name().to_lowercase(), l.t(badge::status_key(*one))));
    let sorts =
        ["newest", "name", "end", "end_last"].map(|one| Choice::new(one, l.t(sort_key(one))));
    html! {
        details.filter {
            summary { (ui::icon("sliders-horizontal")) (l.t("licensing-pages-filter")) }
            form.form method="get" action=(PATH) {
                @for name in ["q", "organisation", "owner", "ends"] {
                    @if let Some(value) = address.get(name) { input type="hidden" name=(name) value=(value); }
                }
                div.form-row { (select("status", states.collect())) (select("product", products(choices))) }
                div.form-row { (select("policy", policies(choices))) (select("group", groups(choices))) }
                div.form-row { (day("from")) (day("until")) }
                div.form-row { (select("assigned", yes_no().into())) (select("test", yes_no().into())) }
                div.form-row {
                    (select("environment", environments(l, choices)))
                    (select("sort", sorts.into()))
                }
                div.form-foot {
                    (Button::new(l.t("licensing-filter-apply")).icon("funnel"))
                    (Button::quiet(l.t("licensing-filter-reset")).href(address.whole()))
                    @if cx.may(rights::WORK) {
                        (Button::quiet(l.t("licensing-list-export")).icon("download").href(address.at("/licences/export.csv")))
                    }
                }
            }
        }
    }
}
