//! The audit trail, newest first, and the state of its chain.

use super::address;
use events::operations::{AuditVerified, CHAIN, HeadSigned, QUEUES};
use maud::{Markup, html};
use platform::event::{Cursor, Recorded};
use platform::{Cx, Locale, Millis, Refusal, User, UserId, job};
use serde::Deserialize;
use ui::{Badge, Button, Choice, Facts, Field, Notice, Page, Table, Tone, ago, datetime, seal};

const BASE: &str = "/admin/audit";

/// What the address says; the address is the filter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub name: String,
    pub object: String,
    pub actor: String,
    pub ip: String,
    pub request: String,
    pub via: String,
    pub from: String,
    pub to: String,
    pub before: String,
}

impl Asked {
    /// The filters and their values.
    fn filters(&self) -> [(&'static str, &str); 8] {
        [
            ("name", &self.name),
            ("object", &self.object),
            ("actor", &self.actor),
            ("ip", &self.ip),
            ("request", &self.request),
            ("via", &self.via),
            ("from", &self.from),
            ("to", &self.to),
        ]
    }

    /// The filter as it stands in the address; empty when it lets everything through.
    pub fn query(&self) -> String {
        let path = self.address("");
        path.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default()
    }

    fn address(&self, before: &str) -> String {
        let mut all = self.filters().to_vec();
        all.push(("before", before));
        address(BASE, &all)
    }
}

pub struct Shown {
    pub asked: Asked,
    /// What is wrong with the filter; then nothing is shown.
    pub wrong: Vec<Refusal>,
    pub facts: Vec<Recorded>,
    pub more: bool,
    /// Those who did what is shown.
    pub actors: Vec<User>,
    /// Those who may be chosen as a filter.
    pub staff: Vec<User>,
    /// The names of all facts that happened here.
    pub names: Vec<String>,
    pub chain: Chain,
}

/// How the chain stands.
pub struct Chain {
    pub last_check: Option<(AuditVerified, Millis)>,
    /// The number of the newest link.
    pub sealed: Option<i64>,
    /// The check that runs, the one that waits, and the one that was given up.
    pub running: Option<job::Row>,
    pub waiting: Option<job::Row>,
    pub failed: Option<job::Row>,
    pub heads: Heads,
}

/// Where the signed heads go, and how that goes.
pub struct Heads {
    /// Whether they go anywhere.
    pub ship: bool,
    /// The house's public key for them.
    pub key: String,
    pub last: Option<(HeadSigned, Millis)>,
    /// The one that could not be brought away.
    pub stuck: Option<job::Row>,
}

pub fn page(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("operations-audit")) } p { (l.t("operations-audit-intro")) } }
        }
        div.stack {
            (chain(cx, &shown.chain))
            (filters(l, shown))
            @if !shown.wrong.is_empty() {
                (Notice::danger(l.t("operations-audit-wrong")))
            } @else if shown.facts.is_empty() {
                (ui::empty("search", &l.t("operations-audit-empty"), Some(Button::new(l.t("operations-audit-all")).href(BASE)), None))
            } @else {
                (export(l, &shown.asked))
                (table(cx, shown))
            }
            @if let (true, Some(last)) = (shown.more, shown.facts.last()) {
                div.pager { (Button::new(l.t("ui-more")).href(shown.asked.address(&Cursor::from(last).to_string()))) }
            }
        }
    };
    ui::page(cx, Page::wide(l.t("operations-audit"), content).crumb(l.t("ui-admin"), "/admin"))
}

/// Whether the chain was whole when it was last computed; asks for itself again as checks begin and end.
pub fn chain(cx: &Cx, chain: &Chain) -> Markup {
    let l = &cx.locale;
    let links = [("n", l.number(chain.sealed.unwrap_or(0)).into())];
    let broken = chain.last_check.as_ref().is_some_and(|(found, _)| found.broken.is_some());
    html! {
        section.stack.tight #chain data-live={ (CHAIN) " " (QUEUES) } hx-get=(BASE) hx-trigger="live" hx-target="this" hx-swap="outerMorph" {
            div.line.spread {
                div.line {
                    (last_check(cx, chain.last_check.as_ref()))
                    @if chain.sealed.is_some() { span.meta { (l.ta("operations-audit-links", &links)) } }
                    (under_way(cx, chain))
                }
                @if chain.running.is_none() && chain.waiting.is_none() {
                    form method="post" action="/admin/audit/verification" {
                        (Button::new(l.t("operations-audit-verify")).icon("shield-check"))
                    }
                }
            }
            @if broken { (Notice::danger(l.t("operations-health-audit-remedy"))) }
            (heads(cx, &chain.heads))
        }
    }
}

/// The heads that are kept elsewhere, with the key by which anybody can check them.
fn heads(cx: &Cx, heads: &Heads) -> Markup {
    let l = &cx.locale;
    html! {
        details.panel {
            summary {
                @match (&heads.last, heads.ship) {
                    (Some((head, at)), true) => {
                        (l.ta("operations-heads-last", &[("n", l.number(head.number).into())])) " · " (ago(l, at.0, cx.now))
                    }
                    (None, true) => (l.t("operations-heads-none")),
                    (_, false) => (l.t("operations-heads-off")),
                }
            }
            div.panel-body {
                p { (l.t("operations-heads-text")) }
                @if let Some(job) = &heads.stuck {
                    (Notice::warn(l.t("operations-health-heads-remedy")).with(html! {
                        p { a href={ "/admin/queues/" (job.id) } { (l.t("operations-job-look")) } }
                    }))
                }
                (Facts::new().row(l.t("operations-heads-key"), html! { code { (heads.key) } }))
            }
        }
    }
}

fn last_check(cx: &Cx, last: Option<&(AuditVerified, Millis)>) -> Markup {
    let l = &cx.locale;
    html! {
        @match last {
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
    }
}

/// The check that somebody asked for, as long as it has no result.
fn under_way(cx: &Cx, chain: &Chain) -> Markup {
    let l = &cx.locale;
    html! {
        @if let Some(job) = &chain.running {
            (Badge::new(Tone::Info, "loader", l.t("operations-audit-running")))
            span.meta { (ago(l, job.due.0, cx.now)) }
        } @else if let Some(job) = &chain.waiting {
            (Badge::new(Tone::Info, "clock", l.t("operations-audit-waiting")))
            @if let Some(cause) = &job.last_error { span.meta { (cause) } }
        } @else if let Some(job) = &chain.failed {
            (Badge::new(Tone::Danger, "octagon-alert", l.t("operations-audit-failed")))
            a href={ "/admin/queues/" (job.id) } { (l.t("operations-job-look")) }
        }
    }
}

/// What may be chosen as a name: all facts of an app, or one kind of them.
fn names(l: &Locale, shown: &Shown) -> Vec<Choice> {
    let mut choices = vec![Choice::new("", l.t("operations-audit-any"))];
    let mut app = "";
    for name in &shown.names {
        let of = &name[..name.find('.').map_or(name.len(), |dot| dot + 1)];
        if of != app && of.ends_with('.') {
            choices.push(Choice::new(
                of,
                l.ta("operations-audit-app", &[("app", of.trim_end_matches('.').into())]),
            ));
        }
        app = of;
        choices.push(Choice::new(name, name));
    }
    let asked = &shown.asked.name;
    if !choices.iter().any(|choice| choice.value == *asked) {
        choices.push(Choice::new(asked, asked));
    }
    choices
}

fn filters(l: &Locale, shown: &Shown) -> Markup {
    let (asked, wrong) = (&shown.asked, &shown.wrong);
    let anyone = Choice::new("", l.t("operations-audit-anyone"));
    let mut people: Vec<&User> = shown.staff.iter().collect();
    let chosen = shown.actors.iter().find(|user| user.id.to_string() == asked.actor);
    people.extend(chosen.filter(|user| !shown.staff.iter().any(|s| s.id == user.id)));
    let people = people.into_iter().map(|user| Choice::new(user.id.to_string(), &user.name));
    let people = [anyone].into_iter().chain(people);
    html! {
        form.form.wide method="get" action=(BASE) {
            div.form-row {
                (Field::select("actor", l.t("operations-audit-actor"), people).value(&asked.actor).errors(l, wrong))
                (Field::select("name", l.t("operations-audit-name"), names(l, shown)).value(&asked.name).errors(l, wrong))
                (Field::text("object", l.t("operations-audit-object")).value(&asked.object).mono().max(100).errors(l, wrong))
            }
            div.form-row {
                (Field::text("ip", l.t("operations-audit-ip")).value(&asked.ip).mono().max(45).errors(l, wrong))
                (Field::text("request", l.t("operations-audit-request")).value(&asked.request).mono().max(64).errors(l, wrong))
                (Field::text("via", l.t("operations-audit-via")).value(&asked.via).mono().max(50).errors(l, wrong))
                (Field::input("date", "from", l.t("operations-audit-from")).value(&asked.from).errors(l, wrong))
                (Field::input("date", "to", l.t("operations-audit-to")).value(&asked.to).errors(l, wrong))
            }
            div.form-foot {
                (Button::new(l.t("operations-audit-filter")).icon("filter"))
                @if !asked.query().is_empty() { (Button::quiet(l.t("operations-audit-all")).href(BASE)) }
            }
        }
    }
}

/// What the filter lets through, as a file.
fn export(l: &Locale, asked: &Asked) -> Markup {
    html! {
        form method="post" action="/admin/audit/export" {
            @for (name, value) in asked.filters().into_iter().filter(|(_, value)| !value.is_empty()) {
                input type="hidden" name=(name) value=(value);
            }
            div.line {
                (Button::quiet(l.t("operations-audit-jsonl")).icon("download").value("format", "jsonl"))
                (Button::quiet(l.t("operations-audit-csv")).icon("download").value("format", "csv"))
            }
        }
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
        "user" => "/admin/users",
        "job" => "/admin/queues",
        "licence_user" => "/licences/users",
        _ => return None,
    };
    Some(format!("{base}/{id}"))
}

fn line(l: &Locale, shown: &Shown, fact: &Recorded) -> Markup {
    let asked = &shown.asked;
    let by_name = Asked { name: fact.name.clone(), ..asked.clone() }.address("");
    let by_object = Asked { object: fact.object.clone(), ..asked.clone() }.address("");
    let by_ip = |ip: &str| Asked { ip: ip.to_owned(), ..asked.clone() }.address("");
    let by_request = |id: &str| Asked { request: id.to_owned(), ..asked.clone() }.address("");
    html! {
        th scope="row" { (datetime(l, fact.at.0)) }
        td data-label=(l.t("operations-audit-actor")) { (actor(l, shown, fact.actor)) (via(l, asked, fact)) }
        td data-label=(l.t("operations-audit-name")) { a href=(by_name) { code { (fact.name) } } }
        td data-label=(l.t("operations-audit-object")) {
            a href=(by_object) { code { (fact.object) } }
            @if let Some(page) = page_of(&fact.object) { " " a href=(page) { (l.t("operations-audit-open")) } }
        }
        td data-label=(l.t("operations-audit-origin")) {
            @if let Some(ip) = &fact.ip { a href=(by_ip(ip)) { code { (ip) } } }
            @if let Some(request) = &fact.request { " " a href=(by_request(request)) { code.meta { (request) } } }
        }
        td data-label=(l.t("operations-audit-details")) { (details(l, fact)) }
    }
}

/// The key or program that acted in the person's name, or the customer who came by the portal.
fn via(l: &Locale, asked: &Asked, fact: &Recorded) -> Markup {
    let Some(via) = &fact.via else { return Markup::default() };
    let to = Asked { via: via.clone(), ..asked.clone() }.address("");
    let key = match via.split_once(':') {
        Some(("key", _)) => "operations-audit-by-key",
        Some(("person" | "organisation" | "licence_user", _)) => {
            return html! {
                div.meta {
                    a href=(to) { (l.t("operations-audit-by-portal")) }
                    @if let Some(page) = page_of(via) { " " a href=(page) { (l.t("operations-audit-open")) } }
                }
            };
        }
        _ => "operations-audit-by-program",
    };
    let name = fact.via_name.as_deref().filter(|name| !name.is_empty()).unwrap_or(via);
    html! { div.meta { a href=(to) { (l.ta(key, &[("name", name.into())])) } } }
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
