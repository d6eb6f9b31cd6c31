//! One machine beside the list: what is known of it, its parts, what runs on it, and what happened to it.

use super::actor::Actors;
use super::licence_list::label as licence_label;
use super::machine_list::{self, List, label};
use super::{badge, happened};
use crate::domain::group::Group;
use crate::domain::licence::Licence;
use crate::domain::machine::{Component, Heartbeat, Machine};
use crate::domain::process::Process;
use crate::domain::product::Product;
use crate::domain::surroundings::Surroundings;
use crate::domain::user::User;
use crate::rights;
use crate::web::Address;
use crate::web::machine_list::PATH;
use maud::{Markup, html};
use platform::event::Recorded;
use platform::{Cx, Refusal};
use ui::{Badge, Button, Facts, Field, Notice, Page, Pane, Panes, Table, Tone};

/// One machine with all that its page shows.
pub(crate) struct Shown {
    pub machine: Machine,
    pub licence: Licence,
    pub product: Product,
    pub owner: Option<User>,
    pub group: Option<Group>,
    pub components: Vec<Component>,
    pub processes: Vec<Process>,
    pub history: Vec<Recorded>,
    pub actors: Actors,
}

impl Shown {
    fn path(&self) -> String {
        format!("{PATH}/{}", self.machine.id)
    }
}

pub(crate) fn page(cx: &Cx, address: &Address, list: &List, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let topics = events::licensing::machine_object(shown.machine.id);
    let detail = Pane::new(l.t("licensing-machine"), body(cx, shown))
        .head(head(cx, shown))
        .padded()
        .live(topics, address.at(&shown.path()));
    let panes = Panes::new(address.href())
        .list(machine_list::pane(cx, address, list, Some(shown.machine.id)))
        .detail(detail);
    let title = label(&shown.machine).to_owned();
    ui::page(cx, Page::panes(title, panes).crumb(l.t("licensing-machines"), PATH))
}

fn head(cx: &Cx, shown: &Shown) -> Markup {
    let (l, path) = (&cx.locale, shown.path());
    html! {
        h1 { (label(&shown.machine)) }
        div.line {
            (badge::heartbeat(l, shown.machine.heartbeat(cx.now)).framed())
            a href={ "/licences/" (shown.licence.id) } { (licence_label(l, &shown.licence)) }
            @if cx.may(rights::WORK) {
                (Button::new(l.t("licensing-pages-edit")).icon("pencil").href(format!("{path}/edit")).key("e"))
                (Button::quiet(l.t("licensing-machine-release")).icon("unlink").href(format!("{path}/release")))
            }
        }
        p.meta { (heartbeat(cx, &shown.machine)) }
    }
}

/// How it lives, in words.
fn heartbeat(cx: &Cx, machine: &Machine) -> Markup {
    let l = &cx.locale;
    let last = machine.last_beat_at.unwrap_or(machine.created_at);
    let with_time = |key: &str, name: &'static str, at: platform::Millis| {
        html! { (l.ta(key, &[(name, l.datetime(at.0).into())])) }
    };
    match machine.heartbeat(cx.now) {
        Heartbeat::NotStarted => html! { (l.t("licensing-beat-not-started")) },
        Heartbeat::Alive => with_time("licensing-beat-alive", "at", last),
        Heartbeat::Dead => with_time("licensing-beat-dead", "at", machine.dies_at.unwrap_or(last)),
        Heartbeat::Resurrected => {
            with_time("licensing-beat-resurrected", "at", machine.revived_at.unwrap_or(last))
        }
    }
}

fn body(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let object = events::licensing::machine_object(shown.machine.id);
    html! {
        section.section { h2 { (l.t("licensing-pages-facts")) } (facts(cx, shown)) }
        section.section { h2 { (l.t("licensing-components")) } (components(cx, &shown.components)) }
        section.section { h2 { (l.t("licensing-processes")) } (processes(cx, &shown.processes)) }
        section.section {
            h2 { (l.t("licensing-pages-history")) }
            (happened::timeline(cx, &shown.history, &shown.actors))
            (ui::audit_link(cx, &object))
        }
    }
}

fn facts(cx: &Cx, shown: &Shown) -> Markup {
    let (l, machine) = (&cx.locale, &shown.machine);
    let text = |text: &String| (!text.is_empty()).then(|| text.clone());
    let count = |n: Option<i64>| n.map(|n| l.number(n));
    let bytes = |n: Option<i64>| n.and_then(|n| u64::try_from(n).ok()).map(|n| l.bytes(n));
    let owner = shown.owner.as_ref().map(|one| {
        html! { a href={ "/licences/users/" (one.id) } { (one.label()) } }
    });
    let metadata = (!machine.metadata.is_empty())
        .then(|| html! { code.mono.pre { (machine.metadata.to_string()) } });
    let around = Surroundings::of(&machine.metadata);
    let vague = around.vague.then(|| l.t("licensing-machine-vague"));
    let drawn = Facts::new()
        .row(l.t("licensing-field-fingerprint"), html! { span.mono { (machine.fingerprint) } })
        .row(l.t("licensing-field-product"), html! { (shown.product.name) })
        .maybe(l.t("licensing-field-hostname"), text(&machine.hostname))
        .maybe(l.t("licensing-field-platform"), text(&machine.platform))
        .maybe(l.t("licensing-field-ip"), text(&machine.ip))
        .maybe(l.t("licensing-field-hypervisor"), around.hypervisor)
        .maybe(l.t("licensing-field-container"), around.container)
        .maybe(l.t("licensing-field-recognition"), vague)
        .maybe(l.t("licensing-field-cores"), count(machine.cores))
        .maybe(l.t("licensing-field-memory"), bytes(machine.memory))
        .maybe(l.t("licensing-field-disk"), bytes(machine.disk))
        .maybe(l.t("licensing-field-owner"), owner)
        .maybe(l.t("licensing-field-group"), shown.group.as_ref().map(|one| one.name.clone()))
        .row(l.t("licensing-field-activated"), ui::datetime(l, machine.created_at.0))
        .maybe(
            l.t("licensing-field-last-beat"),
            machine.last_beat_at.map(|at| ui::datetime(l, at.0)),
        )
        .maybe(
            l.t("licensing-field-last-check-out"),
            machine.last_checked_out_at.map(|at| ui::datetime(l, at.0)),
        )
        .maybe(l.t("licensing-field-metadata"), metadata)
        .row(l.t("licensing-field-id"), html! { span.mono { (machine.id) } });
    html! { (drawn) }
}

fn components(cx: &Cx, all: &[Component]) -> Markup {
    let l = &cx.locale;
    if all.is_empty() {
        return html! { p.meta { (l.t("licensing-components-none")) } };
    }
    let table = Table::new(l.t("licensing-components"))
        .cards()
        .columns([
            l.t("licensing-field-name"),
            l.t("licensing-field-fingerprint"),
            l.t("licensing-field-created"),
        ])
        .rows(all.iter().map(|one| {
            html! {
                th scope="row" { (one.name) }
                td.mono data-label=(l.t("licensing-field-fingerprint")) { (one.fingerprint) }
                td data-label=(l.t("licensing-field-created")) { (ui::date(l, one.created_at.0)) }
            }
        }));
    html! { (table) }
}

fn processes(cx: &Cx, all: &[Process]) -> Markup {
    let l = &cx.locale;
    if all.is_empty() {
        return html! { p.meta { (l.t("licensing-processes-none")) } };
    }
    let state = |one: &Process| {
        if one.dies_at.0 <= cx.now {
            Badge::new(Tone::Danger, "circle-x", l.t("licensing-heartbeat-dead"))
        } else {
            Badge::new(Tone::Ok, "activity", l.t("licensing-heartbeat-alive"))
        }
    };
    let table = Table::new(l.t("licensing-processes"))
        .cards()
        .columns([
            l.t("licensing-field-pid"),
            l.t("licensing-field-heartbeat"),
            l.t("licensing-field-last-beat"),
        ])
        .rows(all.iter().map(|one| {
            html! {
                th.mono scope="row" { (one.pid) }
                td data-label=(l.t("licensing-field-heartbeat")) { (state(one)) }
                td data-label=(l.t("licensing-field-last-beat")) { (ui::datetime(l, one.last_beat_at.0)) }
            }
        }));
    html! { (table) }
}

/// The form of its name.
pub(crate) fn edit(cx: &Cx, machine: &Machine, name: &str, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let title = l.ta("licensing-machine-edit", &[("name", label(machine).to_owned().into())]);
    let path = format!("{PATH}/{}", machine.id);
    let content = html! {
        div.sheet-head { h1 { (title) } }
        form.form method="post" action=(path) {
            (Field::text("name", l.t("licensing-field-name")).value(name).errors(l, wrong).max(200).autofocus())
            div.form-foot {
                (Button::primary(l.t("licensing-pages-save")).icon("save"))
                (Button::quiet(l.t("licensing-pages-cancel")).href(&path))
            }
        }
    };
    ui::page(cx, Page::form(title, content).crumb(l.t("licensing-machines"), PATH))
}

/// Before a seat is freed: what that means.
pub(crate) fn release(cx: &Cx, machine: &Machine, licence: &Licence) -> Markup {
    let l = &cx.locale;
    let title =
        l.ta("licensing-machine-release-title", &[("name", label(machine).to_owned().into())]);
    let path = format!("{PATH}/{}", machine.id);
    let text =
        l.ta("licensing-machine-release-text", &[("licence", licence_label(l, licence).into())]);
    let content = html! {
        div.sheet-head { h1 { (title) } }
        (Notice::warn(text))
        form.form method="post" action={ (path) "/release" } {
            div.form-foot {
                (Button::danger(l.t("licensing-machine-release")).icon("unlink"))
                (Button::quiet(l.t("licensing-pages-cancel")).href(&path))
            }
        }
    };
    ui::page(cx, Page::form(title, content).crumb(l.t("licensing-machines"), PATH))
}
