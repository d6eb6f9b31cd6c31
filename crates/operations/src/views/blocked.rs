//! The blocked addresses, and the form that blocks one.

use super::address;
use crate::domain::blocked::{Draft, LENGTHS};
use maud::{Markup, html};
use platform::block::{Block, TOPIC};
use platform::{Cx, Locale, Refusal, User};
use serde::Deserialize;
use ui::{Badge, Button, Chip, Choice, Column, Field, Page, Table, Tone, ago};

const BASE: &str = "/admin/blocked";

/// What the address says; the address is the filter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    pub state: String,
    pub by: String,
    pub q: String,
    pub before: String,
}

impl Asked {
    fn at(&self, before: &str) -> String {
        let all = [("state", self.state.as_str()), ("by", &self.by), ("q", &self.q)];
        address(BASE, &[&all[..], &[("before", before)]].concat())
    }

    fn is_whole(&self) -> bool {
        self.at("") == BASE
    }
}

pub struct Shown {
    pub asked: Asked,
    pub rows: Vec<Block>,
    pub more: bool,
    pub authors: Vec<User>,
    /// What was entered.
    pub draft: Draft,
    /// It was refused because it is the address of whoever entered it.
    pub own: bool,
    pub wrong: Vec<Refusal>,
}

pub fn page(cx: &Cx, shown: &Shown) -> Markup {
    let (l, asked) = (&cx.locale, &shown.asked);
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("operations-blocked")) } p { (l.t("operations-blocked-intro")) } }
        }
        div.stack.loose {
            (form(l, shown))
            div.stack #list data-live=(TOPIC) hx-get=(asked.at(&asked.before)) hx-trigger="live" hx-target="#main"
                hx-swap="innerMorph" {
                div.line.spread {
                    (filters(l, asked))
                    (ui::search(l, BASE, &asked.q, &kept(asked)))
                }
                @if shown.rows.is_empty() { (nothing(l, asked)) } @else { (table(cx, shown)) }
                @if let (true, Some(last)) = (shown.more, shown.rows.last()) {
                    div.pager { (Button::new(l.t("ui-more")).href(asked.at(&last.id.to_string()))) }
                }
            }
        }
    };
    ui::page(cx, Page::sheet(l.t("operations-blocked"), content).crumb(l.t("ui-admin"), "/admin"))
}

fn kept(asked: &Asked) -> Vec<(&str, &str)> {
    let all = [("state", asked.state.as_str()), ("by", asked.by.as_str())];
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn form(l: &Locale, shown: &Shown) -> Markup {
    let (draft, wrong) = (&shown.draft, &shown.wrong);
    let lengths = LENGTHS.map(|(value, key)| Choice::new(value, l.t(key)));
    let length = if draft.address.is_empty() { "60" } else { &draft.length };
    html! {
        details.panel open[!wrong.is_empty()] {
            summary { (l.t("operations-blocked-new")) }
            div.panel-body {
                form.form.wide method="post" action={ (BASE) "/new" } {
                    div.form-row {
                        (Field::text("address", l.t("operations-blocked-address")).value(&draft.address).mono().max(50)
                            .hint(l.t("operations-blocked-address-hint")).errors(l, wrong).required())
                        (Field::select("length", l.t("operations-blocked-length"), lengths).value(length).errors(l, wrong))
                    }
                    (Field::text("reason", l.t("operations-blocked-reason")).value(&draft.reason)
                        .max(Draft::LONGEST_REASON).errors(l, wrong).optional(l))
                    @if shown.own { (Field::check("confirmed", l.t("operations-blocked-confirm"))) }
                    div.form-foot { (Button::primary(l.t("operations-blocked-block")).icon("ban")) }
                }
            }
        }
    }
}

fn filters(l: &Locale, asked: &Asked) -> Markup {
    let chip = |to: Asked, key: &str, on: bool| Chip {
        removable: on,
        ..Chip::new(l.t(key), to.at(""), on)
    };
    let state = |word: &str, key: &str| {
        let on = asked.state == word;
        let state = if on { String::new() } else { word.to_owned() };
        chip(Asked { state, ..asked.clone() }, key, on)
    };
    let by = |word: &str, key: &str| {
        let on = asked.by == word;
        let by = if on { String::new() } else { word.to_owned() };
        chip(Asked { by, ..asked.clone() }, key, on)
    };
    let all = [
        state("now", "operations-blocked-now"),
        state("over", "operations-blocked-over"),
        by("kontor", "operations-blocked-automatic"),
        by("people", "operations-blocked-by-hand"),
    ];
    ui::chips(&l.t("operations-blocked"), &all)
}

fn nothing(l: &Locale, asked: &Asked) -> Markup {
    if asked.is_whole() {
        return ui::empty("shield-check", &l.t("operations-blocked-empty"), None, None);
    }
    let all = Button::new(l.t("operations-blocked-all")).href(BASE);
    ui::empty("search", &l.t("operations-blocked-none"), Some(all), None)
}

fn table(cx: &Cx, shown: &Shown) -> Table {
    let l = &cx.locale;
    let heads = [
        "operations-blocked-address",
        "operations-blocked-reason",
        "operations-blocked-since",
        "operations-blocked-until",
    ];
    Table::new(l.t("operations-blocked"))
        .cards()
        .columns(heads.map(|key| l.t(key)))
        .column(Column::number(l.t("operations-blocked-hits")))
        .column(Column::hidden(l.t("operations-actions")))
        .rows(shown.rows.iter().map(|row| line(cx, shown, row)))
}

fn line(cx: &Cx, shown: &Shown, row: &Block) -> Markup {
    let l = &cx.locale;
    let audit = address("/admin/audit", &[("object", &format!("block:{}", row.id))]);
    let author = shown.authors.iter().find(|user| Some(user.id) == row.author);
    html! {
        th scope="row" { a href=(audit) { code { (row.address) } } }
        td data-label=(l.t("operations-blocked-reason")) {
            @if row.automatic {
                (Badge::new(Tone::Info, "shield-check", l.t("operations-blocked-automatic")))
                div.meta { (l.ta("operations-blocked-guesses", &[("rule", row.reason.as_str().into())])) }
                @if row.times > 1 { div.meta { (l.ta("operations-blocked-times", &[("n", row.times.into())])) } }
            } @else {
                (row.reason)
                div.meta { @match author { Some(user) => (user.name), None => (l.t("operations-blocked-by-hand")) } }
            }
        }
        td data-label=(l.t("operations-blocked-since")) { (ago(l, row.since.0, cx.now)) }
        td data-label=(l.t("operations-blocked-until")) { (until(cx, row)) }
        td.number data-label=(l.t("operations-blocked-hits")) {
            (l.number(row.hits))
            @if let Some(at) = row.last_hit_at { div.meta { (ago(l, at.0, cx.now)) } }
        }
        td.actions {
            form method="post" action={ (BASE) "/" (row.id) "/removal" } {
                @let key = if row.is_over(cx.now) { "operations-blocked-forget" } else { "operations-blocked-unblock" };
                (Button::quiet(l.t(key)).icon("x"))
            }
        }
    }
}

fn until(cx: &Cx, row: &Block) -> Markup {
    let l = &cx.locale;
    html! {
        @match row.until {
            None => (Badge::new(Tone::Danger, "ban", l.t("operations-blocked-for-good"))),
            Some(until) if row.is_over(cx.now) => span.meta { (l.t("operations-blocked-over")) " · " (ago(l, until.0, cx.now)) },
            Some(until) => (ui::datetime(l, until.0)),
        }
    }
}
