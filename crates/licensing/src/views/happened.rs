//! What happened to a licence or a machine, as sentences.

use super::actor::{Actors, actor};
use super::licence::Shown;
use crate::domain::activation_event::{ActivationEvent, Actor, Kind};
use chrono::DateTime;
use events::directory::FieldChange;
use events::licensing::*;
use maud::{Markup, html};
use platform::event::Recorded;
use platform::{Cx, Locale};
use std::collections::HashMap;
use ui::Moment;

type Said = (&'static str, String);

/// The newest first.
pub(crate) fn timeline(cx: &Cx, history: &[Recorded], actors: &Actors) -> Markup {
    let l = &cx.locale;
    if history.is_empty() {
        return html! { p.meta { (l.t("licensing-history-none")) } };
    }
    let moment = |one: &Recorded| Some(moment(cx, one, actors, said(l, one)?));
    let moments: Vec<_> = history.iter().rev().filter_map(moment).collect();
    ui::timeline(l, &moments, cx.now)
}

/// The same of a licence, with its devices by their names, and the copies of its program that ended.
pub(crate) fn of_licence_and_devices(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    if shown.history.is_empty() && shown.ended.is_empty() {
        return timeline(cx, &[], &shown.actors);
    }
    let then = shown.history.iter().filter_map(Recorded::facts::<MachineActivated>);
    let now = shown.machines.iter().map(|one| (one.id, one.label().to_owned()));
    let names: HashMap<MachineId, String> =
        then.map(|one| (one.machine, one.name)).chain(now).collect();
    let name = |machine| names.get(&machine).map_or("—", String::as_str);
    let fact = |one: &Recorded| {
        let file = one.facts::<MachineCheckedOut>();
        let file = file.map(|file| {
            let args = [("name", name(file.machine).into())];
            ("download", l.ta("licensing-happened-machine-file-of", &args))
        });
        Some(moment(cx, one, &shown.actors, file.or_else(|| said(l, one))?))
    };
    let facts = shown.history.iter().filter_map(fact);
    let ended = shown.ended.iter().map(|one| ended(l, one, name(one.machine)));
    let mut moments: Vec<_> = facts.chain(ended).collect();
    moments.sort_by_key(|one| std::cmp::Reverse(one.at));
    ui::timeline(l, &moments, cx.now)
}

/// A copy of the program that runs no more.
fn ended(l: &Locale, one: &ActivationEvent, name: &str) -> Moment {
    let (icon, key) = match one.kind {
        Kind::ProcessEnded => ("log-out", "licensing-happened-process-ended"),
        _ => ("circle-x", "licensing-happened-process-died"),
    };
    let who = match one.actor {
        Actor::House => "licensing-actor-house",
        Actor::Vendor => "licensing-actor-vendor",
        Actor::Program => "licensing-actor-program",
        Actor::Customer => "licensing-portal-customer",
        Actor::Server => "licensing-pages-by-system",
    };
    let said = l.ta(key, &[("name", name.into())]);
    Moment { icon, text: html! { b { (l.t(who)) } " " (said) }, at: one.at.0 }
}

fn moment(cx: &Cx, fact: &Recorded, actors: &Actors, (icon, said): Said) -> Moment {
    let text = html! { b { (actor(cx, fact, actors)) } " " (said) };
    Moment { icon, text, at: fact.at.0 }
}

/// The sentence of a fact; none for what is not of licensing or was erased.
pub(crate) fn said(l: &Locale, fact: &Recorded) -> Option<Said> {
    of_licence(l, fact).or_else(|| of_machine(l, fact))
}

fn of_licence(l: &Locale, fact: &Recorded) -> Option<Said> {
    if let Some(one) = fact.facts::<LicenceIssued>() {
        let args = [("policy", one.policy.into())];
        return Some(("plus", l.ta("licensing-happened-issued", &args)));
    }
    if let Some(one) = fact.facts::<LicenceChanged>() {
        return Some(("pencil", changed(l, &one.changes)));
    }
    if let Some(one) = fact.facts::<LicenceRenewed>() {
        let until = day(l, one.until.as_deref());
        let args = [("until", until.into())];
        return Some(("refresh-cw", l.ta("licensing-happened-renewed", &args)));
    }
    if let Some(one) = fact.facts::<LicenceMoved>() {
        let args = [("from", one.from.into()), ("to", one.to.into())];
        return Some(("forward", l.ta("licensing-happened-moved", &args)));
    }
    if let Some(one) = fact.facts::<LicenceUsed>() {
        let args = [("from", l.number(one.from).into()), ("to", l.number(one.to).into())];
        return Some(("gauge", l.ta("licensing-happened-used", &args)));
    }
    if let Some(one) = fact.facts::<LicenceMeterReached>() {
        let key = match one.limit.as_str() {
            "hard" => "licensing-happened-meter-hard",
            _ => "licensing-happened-meter-soft",
        };
        let args = [("meter", one.code.into()), ("n", l.number(one.counted).into())];
        return Some(("gauge", l.ta(key, &args)));
    }
    if let Some(one) = fact.facts::<LicenceMembersChanged>() {
        return Some(("list-checks", members(l, &one)));
    }
    if let Some(one) = fact.facts::<LicenceResourcesChanged>() {
        let signed = [signed('+', &one.given), signed('−', &one.taken)].concat().join(", ");
        let args = [("names", signed.into())];
        return Some(("list-checks", l.ta("licensing-happened-resources", &args)));
    }
    plain_of_licence(fact).map(|(icon, key)| (icon, l.t(key)))
}

/// Facts of a licence of which no more is to be said than that they happened.
fn plain_of_licence(fact: &Recorded) -> Option<(&'static str, &'static str)> {
    Some(match fact.name.as_str() {
        "licensing.licence_suspended" => ("pause", "licensing-happened-suspended"),
        "licensing.licence_reinstated" => ("play", "licensing-happened-reinstated"),
        "licensing.licence_revoked" => ("trash-2", "licensing-happened-revoked"),
        "licensing.licence_checked_in" => ("check", "licensing-happened-checked-in"),
        "licensing.licence_checked_out" => ("download", "licensing-happened-checked-out"),
        "licensing.machine_checked_out" => ("download", "licensing-happened-machine-file"),
        "licensing.licence_sent" => ("send", "licensing-happened-sent"),
        "licensing.licence_expired" => ("circle-x", "licensing-happened-expired"),
        "licensing.licence_expires_soon" => ("clock-alert", "licensing-happened-expires-soon"),
        "licensing.licence_check_in_overdue" => {
            ("clock-alert", "licensing-happened-check-in-overdue")
        }
        _ => return None,
    })
}

fn members(l: &Locale, one: &LicenceMembersChanged) -> String {
    let what = if one.what == "users" { "licensing-pages-users" } else { "licensing-features" };
    let all = [signed('+', &one.attached), signed('−', &one.detached)].concat().join(", ");
    l.ta("licensing-happened-members", &[("what", l.t(what).into()), ("names", all.into())])
}

fn signed(sign: char, names: &[String]) -> Vec<String> {
    names.iter().map(|name| format!("{sign}{name}")).collect()
}

fn of_machine(l: &Locale, fact: &Recorded) -> Option<Said> {
    let named = |icon, key: &str, name: String| (icon, l.ta(key, &[("name", name.into())]));
    if let Some(one) = fact.facts::<MachineActivated>() {
        return Some(named("monitor", "licensing-happened-activated", one.name));
    }
    if let Some(one) = fact.facts::<MachineDeactivated>() {
        let key = match one.cause {
            Freed::Asked => "licensing-happened-freed",
            Freed::Dead => "licensing-happened-freed-dead",
            Freed::Transferred => "licensing-happened-freed-transferred",
        };
        return Some(named("unlink", key, one.name));
    }
    if let Some(one) = fact.facts::<MachineDied>() {
        return Some(named("circle-x", "licensing-happened-died", one.name));
    }
    if let Some(one) = fact.facts::<MachineChanged>() {
        return Some(("pencil", changed(l, &one.changes)));
    }
    if fact.facts::<MachineRevived>().is_some() {
        return Some(("rotate-ccw", l.t("licensing-happened-revived")));
    }
    if let Some(one) = fact.facts::<MachineDrifted>() {
        let args = [("parts", one.parts.join(", ").into())];
        return Some(("wrench", l.ta("licensing-happened-drifted", &args)));
    }
    let one = fact.facts::<CloneSuspected>()?;
    Some(("copy", l.ta("licensing-happened-clone", &[("why", one.why.into())])))
}

/// A date of a fact as people read it.
fn day(l: &Locale, iso: Option<&str>) -> String {
    let Some(iso) = iso else { return l.t("licensing-no-end") };
    match DateTime::parse_from_rfc3339(iso) {
        Ok(at) => l.date(at.to_utc()),
        Err(_) => iso.to_owned(),
    }
}

fn changed(l: &Locale, changes: &[FieldChange]) -> String {
    let fields: Vec<_> = changes.iter().map(|change| field(l, change)).collect();
    l.ta("licensing-happened-changed", &[("fields", fields.join(", ").into())])
}

/// A field's name, with what it became where that says something to people.
fn field(l: &Locale, change: &FieldChange) -> String {
    let name = field_label(l, &change.field);
    let value = match change.field.as_str() {
        "name" | "hostname" | "platform" | "ip" | "cores" => change.to.clone(),
        "expires_at" => day(l, Some(change.to.as_str()).filter(|to| !to.is_empty())),
        limit if limit.starts_with("max_") => change.to.clone(),
        _ => String::new(),
    };
    if value.is_empty() { name } else { format!("{name} ({value})") }
}

/// A field's name as people read it; fields are named alike in forms, facts and refusals.
pub(crate) fn field_label(l: &Locale, field: &str) -> String {
    let key = match field {
        "name" => "licensing-field-name",
        "expires_at" => "licensing-field-ends",
        "organisation" => "licensing-field-organisation",
        "owner" => "licensing-field-owner",
        "group" => "licensing-field-group",
        "protected" => "licensing-field-protected",
        "metadata" => "licensing-field-metadata",
        "max_machines" => "licensing-limit-machines",
        "max_processes" => "licensing-limit-processes",
        "max_users" => "licensing-limit-users",
        "max_cores" => "licensing-limit-cores",
        "max_memory" => "licensing-limit-memory",
        "max_disk" => "licensing-limit-disk",
        "max_uses" => "licensing-limit-uses",
        "max_deactivations" => "licensing-limit-deactivations",
        "hostname" => "licensing-field-hostname",
        "platform" => "licensing-field-platform",
        "ip" => "licensing-field-ip",
        "cores" => "licensing-field-cores",
        "memory" => "licensing-field-memory",
        "disk" => "licensing-field-disk",
        other => return other.to_owned(),
    };
    l.t(key)
}
