//! The audit trail, newest first, and the state of its chain.

use super::address;
use events::operations::{AuditVerified, CHAIN};
use maud::{Markup, html};
use platform::event::Recorded;
use platform::{Cx, Locale, Millis, User, UserId};
use serde::Deserialize;
use ui::{Badge, Button, Chip, Choice, Field, Notice, Page, Table, Tone, ago, datetime, seal};

const BASE: &str = "/admin/audit";

/// What the address says; the address is the filter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub name: String,
    pub object: String,
    pub actor: String,
    pub before: String,
}

pub struct Shown {
    pub asked: Asked,
    pub facts: Vec<Recorded>,
    pub more: bool,
    /// Those who did what is shown.
    pub actors: Vec<User>,
    /// Those who may be chosen as a filter.
    pub staff: Vec<User>,
    pub last_check: Option<(AuditVerified, Millis)>,
    /// The number of the newest link.
    pub sealed: Option<i64>,
}

fn to(asked: &Asked, before: &str) -> String {
    let Asked { name, object, actor, .. } = asked;
    address(BASE, &[("name", name), ("object", object), ("actor", actor), ("before", before)])
}

pub fn page(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("operations-audit")) } p { (l.t("operations-audit-intro")) } }
        }
        div.stack {
            (chain(cx, shown.last_check.as_ref(), shown.sealed))
            (filters(l, shown))
            @if shown.facts.is_empty() {
                (ui::empty("search", &l.t("operations-audit-empty"), Some(Button::new(l.t("operations-audit-all")).href(BASE)), None))
            } @else {
                (table(cx, shown))
            }
            @if let (true, Some(last)) = (shown.more, shown.facts.last()) {
                div.pager { (Button::new(l.t("ui-more")).href(to(&shown.asked, &last.id.to_string()))) }
            }
        }
    };
    ui::page(cx, Page::wide(l.t("operations-audit"), content).crumb(l.t("ui-admin"), "/admin"))
}

/// Whether the chain was whole when it was last computed; asks for itself again after each check.
pub fn chain(cx: &Cx, last_check: Option<&(AuditVerified, Millis)>, sealed: Option<i64>) -> Markup {
    let l = &cx.locale;
    let links = [("n", l.number(sealed.unwrap_or(0)).into())];
    html! {
        section.line.spread #chain data-live=(CHAIN) hx-get=(BASE) hx-trigger="live" hx-target="this" hx-swap="outerMorph" {
            div.line {
                @match last_check {
                    Some((found, at)) if found.broken.is_none() && found.links == 0 => {
                        span.meta { (l.t("operations-audit-new")) " · " (ago(l, at.0, cx.now)) }
                    }
                    Some((found, at)) if found.broken.is_none() => {
                        (seal(&l.ta("operations-audit-whole", &[("n", l.number(found.links).into())])))
                        span.meta { (ago(l, at.0, cx.now)) }
                    }
                    Some((found, at)) => {
                        (Badge::new(Tone::Danger, "octagon-alert", l.ta("operations-audit-broken", &[("n", l.number(found.links + 1).into())])))
                        span.meta { (found.broken.as_deref().unwrap_or_default()) " · " (ago(l, at.0, cx.now)) }
                    }
                    None => span.meta { (l.t("operations-audit-unchecked")) },
                }
                @if sealed.is_some() { span.meta { (l.ta("operations-audit-links", &links)) } }
            }
            form method="post" action="/admin/audit/verification" {
                (Button::new(l.t("operations-audit-verify")).icon("shield-check"))
            }
            @if last_check.is_some_and(|(found, _)| found.broken.is_some()) {
                (Notice::danger(l.t("operations-health-audit-remedy")))
            }
        }
    }
}

fn filters(l: &Locale, shown: &Shown) -> Markup {
    let asked = &shown.asked;
    let anyone = Choice::new("", l.t("operations-audit-anyone"));
    let mut people: Vec<&User> = shown.staff.iter().collect();
    let chosen = shown.actors.iter().find(|user| user.id.to_string() == asked.actor);
    people.extend(chosen.filter(|user| !shown.staff.iter().any(|s| s.id == user.id)));
    let people = people.into_iter().map(|user| Choice::new(user.id.to_string(), &user.name));
    let without = |field: &str| {
        let keep = |name: &str, value: &str| {
            if name == field { String::new() } else { value.to_owned() }
        };
        let asked = Asked {
            name: keep("name", &asked.name),
            object: keep("object", &asked.object),
            actor: keep("actor", &asked.actor),
            before: String::new(),
        };
        to(&asked, "")
    };
    let on = [("name", &asked.name), ("object", &asked.object)];
    let chips: Vec<_> = on
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(field, value)| Chip { removable: true, ..Chip::new(value, without(field), true) })
        .collect();
    html! {
        form.form.wide method="get" action=(BASE) {
            div.form-row {
                (Field::select("actor", l.t("operations-audit-actor"), [anyone].into_iter().chain(people)).value(&asked.actor))
                (Field::text("name", l.t("operations-audit-name")).value(&asked.name).mono().max(100))
                (Field::text("object", l.t("operations-audit-object")).value(&asked.object).mono().max(100))
            }
            div.form-foot { (Button::new(l.t("operations-audit-filter")).icon("filter")) }
        }
        @if !chips.is_empty() { (ui::chips(&l.t("operations-audit-filter"), &chips)) }
    }
}

fn table(cx: &Cx, shown: &Shown) -> Table {
    let l = &cx.locale;
    let heads = [
        "operations-audit-when",
        "operations-audit-actor",
        "operations-audit-name",
        "operations-audit-object",
        "operations-audit-origin",
        "operations-audit-details",
    ];
    Table::new(l.t("operations-audit"))
        .columns(heads.map(|key| l.t(key)))
        .cards()
        .rows(shown.facts.iter().map(|fact| line(l, shown, fact)))
}

fn actor(l: &Locale, shown: &Shown, id: Option<UserId>) -> String {
    let Some(id) = id else { return l.t("operations-audit-system") };
    let user = shown.actors.iter().find(|user| user.id == id);
    user.map_or_else(|| id.to_string(), |user| user.name.clone())
}

/// The page of an object, for those nouns whose pages carry their id.
fn page_of(object: &str) -> Option<String> {
    let (noun, id) = object.split_once(':')?;
    let base = match noun {
        "organisation" => "/organisations",
        "person" => "/people",
        "job" => "/admin/queues",
        _ => return None,
    };
    Some(format!("{base}/{id}"))
}

fn line(l: &Locale, shown: &Shown, fact: &Recorded) -> Markup {
    let narrowed = |asked: Asked| to(&asked, "");
    let asked = &shown.asked;
    let by_name = narrowed(Asked { name: fact.name.clone(), ..asked.clone() });
    let by_object = narrowed(Asked { object: fact.object.clone(), ..asked.clone() });
    html! {
        th scope="row" { (datetime(l, fact.at.0)) }
        td data-label=(l.t("operations-audit-actor")) { (actor(l, shown, fact.actor)) }
        td data-label=(l.t("operations-audit-name")) { a href=(by_name) { code { (fact.name) } } }
        td data-label=(l.t("operations-audit-object")) {
            a href=(by_object) { code { (fact.object) } }
            @if let Some(page) = page_of(&fact.object) { " " a href=(page) { (l.t("operations-audit-open")) } }
        }
        td data-label=(l.t("operations-audit-origin")) {
            @if let Some(ip) = &fact.ip { code { (ip) } }
            @if let Some(request) = &fact.request { " " code.meta { (request) } }
        }
        td data-label=(l.t("operations-audit-details")) { (details(l, fact)) }
    }
}

fn details(l: &Locale, fact: &Recorded) -> Markup {
    let Some(payload) = &fact.payload else {
        return html! { span.meta { (l.t("operations-audit-erased")) } };
    };
    let pretty = serde_json::from_str::<serde_json::Value>(payload)
        .and_then(|value| serde_json::to_string_pretty(&value))
        .unwrap_or_else(|_| payload.clone());
    html! {
        details {
            summary { (l.t("operations-audit-show")) }
            pre.pre { code { (pretty) } }
            @if !fact.sealed { p.meta { (l.t("operations-audit-unsealed")) } }
        }
    }
}
