//! What a licence is used for, drawn.

use super::chart::{self, Bar, Rank};
use super::elsewhere;
use super::entry::label as field;
use super::licence_list::label;
use super::meter::{own_limits, reset};
use super::statistics::date;
use crate::actions::MeterState;
use crate::domain::licence::Licence;
use crate::domain::meter::Reached;
use crate::domain::usage::Added;
use crate::rights;
use crate::web::meter::Typed;
use chrono::NaiveDate;
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Button, Choice, Column, Field, Page, Table};

/// A licence with its meters and what was added up of it.
pub(crate) struct Shown {
    pub licence: Licence,
    pub meters: Vec<MeterState>,
    pub heartbeats: Vec<(NaiveDate, i64)>,
    pub users: Vec<(NaiveDate, i64)>,
    pub features: Vec<(String, i64)>,
    pub added: Added,
    /// The form of its own limits, as it was filled in.
    pub typed: Typed,
}

pub(crate) fn show(cx: &Cx, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let title = l.ta("licensing-usage-of", &[("licence", label(l, &shown.licence).into())]);
    let of = format!("/licences/{}", shown.licence.id);
    let counted = shown.heartbeats.iter().any(|(_, n)| *n > 0) || !shown.features.is_empty();
    let content = html! {
        div.sheet-head { h1 { (title) } }
        (elsewhere(l, &shown.typed.wrong, &["soft", "hard"]))
        section.section {
            h2 { (l.t("licensing-meters")) }
            @if shown.meters.is_empty() { p.meta { (l.t("licensing-meters-none")) } }
            @else { (meters(l, &shown.meters)) }
            @if cx.may(rights::WORK) && !shown.meters.is_empty() { (form(l, shown, &of)) }
        }
        @if counted {
            p.meta { (as_of(l, "licensing-usage-until", shown.added)) }
            (charts(l, shown))
        } @else { (ui::empty("activity", &as_of(l, "licensing-usage-none", shown.added), None, None)) }
    };
    let page = Page::sheet(title, content).crumb(l.t("licensing-app"), "/licences");
    ui::page(cx, page.crumb(label(l, &shown.licence), of))
}

/// Until when it holds, and when the hour that is missing comes.
pub(super) fn as_of(l: &Locale, key: &str, added: Added) -> String {
    let (until, next) = (l.datetime(added.until.0), l.time(added.next.0));
    l.ta(key, &[("until", until.into()), ("next", next.into())])
}

fn meters(l: &Locale, all: &[MeterState]) -> Table {
    Table::new(l.t("licensing-meters"))
        .cards()
        .column(Column::new(l.t("licensing-meter")))
        .column(Column::new(l.t("licensing-meter-counted")))
        .column(Column::number(field(l, "soft")))
        .column(Column::number(field(l, "hard")))
        .column(Column::new(l.t("licensing-meter-resets")))
        .rows(all.iter().map(|one| meter(l, one)))
}

fn meter(l: &Locale, one: &MeterState) -> Markup {
    let number = |limit: Option<i64>| limit.map_or_else(|| "–".to_owned(), |n| l.number(n));
    let whole = |n: i64| u64::try_from(n).unwrap_or_default();
    let tone = match one.reached() {
        None => "",
        Some(Reached::Soft) => "warn",
        Some(Reached::Hard) => "danger",
    };
    let most = one.limits.hard.or(one.limits.soft);
    let next = one.resets_at.map(|at| l.date(at.0));
    html! {
        th scope="row" { a href={ "/licences/meters/" (one.meter.id) } { (one.meter.name) } }
        td data-label=(l.t("licensing-meter-counted")) {
            (l.number(one.counted)) " " (one.meter.unit) " "
            @if let Some(most) = most {
                @let (counted, most) = (whole(one.counted), whole(most));
                (ui::progress(&one.meter.name, &ui::part_of(l, counted, most), (counted.min(most), most), tone))
            }
        }
        td.number data-label=(field(l, "soft")) { (number(one.limits.soft)) }
        td.number data-label=(field(l, "hard")) { (number(one.limits.hard)) }
        td data-label=(l.t("licensing-meter-resets")) { (next.unwrap_or_else(|| reset(l, &one.meter))) }
    }
}

fn form(l: &Locale, shown: &Shown, of: &str) -> Markup {
    let meters = shown.meters.iter();
    let meters = meters.map(|one| Choice::new(one.meter.id.to_string(), &one.meter.name));
    html! {
        details open[!shown.typed.wrong.is_empty()] {
            summary { (l.t("licensing-meter-limit-own")) }
            form.form method="post" action={ (of) "/usage" } {
                (Field::select("meter", l.t("licensing-meter"), meters).value(&shown.typed.meter))
                (own_limits(l, &shown.typed))
                div.form-foot { (Button::new(l.t("licensing-meter-limit-set"))) }
            }
        }
    }
}

fn charts(l: &Locale, shown: &Shown) -> Markup {
    let day = l.t("licensing-statistics-day");
    let count = l.t("licensing-statistics-count");
    let by_day = |key: &str, days: &[(NaiveDate, i64)]| {
        let title = l.t(key);
        let bars: Vec<_> =
            days.iter().map(|(day, value)| Bar { label: date(l, *day), value: *value }).collect();
        html! { section.section { h2 { (title) } (chart::bars(l, &title, (&day, &count), &bars)) } }
    };
    let title = l.t("licensing-statistics-features");
    let ranks = shown.features.iter().take(20);
    let ranks: Vec<_> =
        ranks.map(|(name, n)| Rank { label: name.clone(), href: None, value: *n }).collect();
    html! {
        (by_day("licensing-usage-heartbeats", &shown.heartbeats))
        (by_day("licensing-usage-users", &shown.users))
        section.section {
            h2 { (title) }
            (chart::ranks(l, &title, (&l.t("licensing-feature"), &count), &ranks))
        }
    }
}
