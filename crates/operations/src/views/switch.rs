//! The switches: modes, apps, features.

use crate::domain::switch::LONGEST;
use maud::{Markup, html};
use platform::switch::{Kind, MAINTENANCE, Switch, Wanted};
use platform::{Cx, Locale, Refusal, User};
use ui::{Badge, Button, Column, Field, Notice, Page, Table, Tone, ago};

const BASE: &str = "/admin/switches";

pub struct Shown {
    pub switches: Vec<Switch>,
    /// Those who turned them.
    pub authors: Vec<User>,
    /// What was entered and refused.
    pub draft: Wanted,
    pub wrong: Vec<Refusal>,
}

pub fn page(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("operations-switches")) } p { (l.t("operations-switches-intro")) } }
        }
        div.stack.loose {
            @for refusal in &shown.wrong { (Notice::danger(refusal.say(l))) }
            @for (kind, key) in [
                (Kind::Mode, "operations-switches-modes"),
                (Kind::App, "operations-switches-apps"),
                (Kind::Flag, "operations-switches-flags"),
            ] {
                (section(cx, shown, kind, &l.t(key)))
            }
        }
    };
    ui::page(cx, Page::sheet(l.t("operations-switches"), content).crumb(l.t("ui-admin"), "/admin"))
}

fn section(cx: &Cx, shown: &Shown, kind: Kind, title: &str) -> Markup {
    let l = &cx.locale;
    let of_kind: Vec<_> = shown.switches.iter().filter(|switch| switch.kind == kind).collect();
    if of_kind.is_empty() {
        return html! {};
    }
    let heads = ["operations-switch", "operations-health-state", "operations-switch-turned"];
    let table = Table::new(title)
        .shown_caption()
        .cards()
        .columns(heads.map(|key| l.t(key)))
        .column(Column::hidden(l.t("operations-actions")))
        .rows(of_kind.iter().map(|switch| line(cx, shown, switch)));
    let maintenance = of_kind.iter().find(|switch| switch.name == MAINTENANCE);
    html! {
        section.section {
            (table)
            @if let Some(switch) = maintenance { (words(l, shown, switch)) }
        }
    }
}

fn line(cx: &Cx, shown: &Shown, switch: &Switch) -> Markup {
    let l = &cx.locale;
    let label = switch.label.map_or_else(|| switch.name.to_owned(), |key| l.t(key));
    html! {
        th scope="row" {
            (label.replace('\u{ad}', ""))
            @if let Some(hint) = switch.hint { div.meta { (l.t(hint)) } }
            @if switch.kind == Kind::App { div.meta { (l.t("operations-switch-app-hint")) } }
        }
        td data-label=(l.t("operations-health-state")) { (badge(l, switch)) }
        td data-label=(l.t("operations-switch-turned")) { (turned(cx, shown, switch)) }
        td.actions { @if switch.name != MAINTENANCE || switch.on { (button(l, switch, &label)) } }
    }
}

fn badge(l: &Locale, switch: &Switch) -> Badge {
    match (switch.fixed, switch.on, switch.kind) {
        (true, ..) => Badge::new(Tone::Info, "lock", l.t("operations-switch-fixed-badge")),
        (_, true, Kind::Mode) => {
            Badge::new(Tone::Warn, "triangle-alert", l.t("operations-switch-on"))
        }
        (_, true, _) => Badge::new(Tone::Ok, "circle-check", l.t("operations-switch-on")),
        (_, false, _) => Badge::new(Tone::Info, "circle", l.t("operations-switch-off")),
    }
}

fn turned(cx: &Cx, shown: &Shown, switch: &Switch) -> Markup {
    let l = &cx.locale;
    let Some(turned) = &switch.turned else { return html! {} };
    let author = shown.authors.iter().find(|user| Some(user.id) == turned.author);
    html! {
        (ago(l, turned.at.0, cx.now))
        div.meta { @match author { Some(user) => (user.name), None => (l.t("operations-audit-system")) } }
    }
}

fn button(l: &Locale, switch: &Switch, label: &str) -> Markup {
    if switch.fixed {
        return html! {};
    }
    let (to, key, shape) = if switch.on {
        ("off", "operations-switch-turn-off", "pause")
    } else {
        ("on", "operations-switch-turn-on", "play")
    };
    html! {
        form method="post" action={ (BASE) "/" (switch.name) } {
            (Button::quiet(l.t(key)).icon(shape).value("to", to)
                .attr("aria-label", format!("{}: {label}", l.t(key))))
        }
    }
}

/// Turning maintenance on, with what the others are told; or other words while it is on.
fn words(l: &Locale, shown: &Shown, switch: &Switch) -> Markup {
    let turned = switch.turned.as_ref().filter(|_| switch.on);
    let kept = |text: &str, of: Option<&String>| match of {
        Some(of) if text.is_empty() => of.clone(),
        _ => text.to_owned(),
    };
    let de = kept(&shown.draft.text_de, turned.map(|turned| &turned.text_de));
    let en = kept(&shown.draft.text_en, turned.map(|turned| &turned.text_en));
    let key = if switch.on { "operations-switch-words" } else { "operations-switch-begin" };
    html! {
        details.panel open[!shown.wrong.is_empty()] {
            summary { (l.t(key)) }
            div.panel-body {
                form.form.wide method="post" action={ (BASE) "/" (MAINTENANCE) } {
                    p { (l.t("operations-switch-words-hint")) }
                    (Field::area("text_de", l.t("operations-switch-text-de"), 3).value(de).max(LONGEST).optional(l))
                    (Field::area("text_en", l.t("operations-switch-text-en"), 3).value(en).max(LONGEST).optional(l))
                    div.form-foot { (Button::primary(l.t(key)).icon("wrench").value("to", "on")) }
                }
            }
        }
    }
}
