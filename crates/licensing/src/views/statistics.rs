//! Statistics of licences, drawn.

use super::chart::{self, Bar, Rank};
use super::nav::nav;
use super::usage::as_of;
use crate::domain::product::Product;
use crate::domain::statistics::Week;
use crate::domain::usage::Added;
use crate::rights;
use crate::web::Address;
use crate::web::statistics::{PATH, SPANS};
use chrono::{NaiveDate, NaiveTime, TimeZone as _, Utc};
use maud::{Markup, html};
use platform::{Cx, Locale, Millis};
use ui::{Button, Chip, Choice, Field, Page};

/// All that the page shows.
pub(crate) struct Shown {
    pub products: Vec<Product>,
    pub product: String,
    pub span: i64,
    /// How far everything is added up but validations, which count at once.
    pub added: Added,
    /// So many licences were good when they were counted last; none where they never were.
    pub good: Option<i64>,
    pub licences: Vec<(NaiveDate, i64)>,
    pub used: Vec<(NaiveDate, i64)>,
    pub validations: Vec<(NaiveDate, i64)>,
    pub activations: Vec<(NaiveDate, i64)>,
    pub codes: Vec<(String, i64)>,
    pub features: Vec<(String, i64)>,
    pub sessions: Week,
    pub users: Week,
    /// Months, as the first moment of each, with the licences that end in them.
    pub ending: Vec<(Millis, u64)>,
    /// The name, the path and the heartbeats of licences.
    pub top: Vec<(String, String, i64)>,
}

impl Shown {
    /// Whether nothing was ever counted here.
    fn is_empty(&self) -> bool {
        let days = [&self.licences, &self.used, &self.validations, &self.activations];
        let any = days.iter().any(|days| days.iter().any(|(_, n)| *n > 0));
        !any && self.features.is_empty() && self.ending.iter().all(|(_, n)| *n == 0)
    }
}

pub(crate) fn page(cx: &Cx, address: &Address, shown: &Shown) -> Markup {
    let l = &cx.locale;
    let title = l.t("licensing-statistics");
    let csv = address.href().replacen(PATH, "/licences/statistics.csv", 1);
    let content = html! {
        div.sheet-head {
            div { h1 { (title) } p { (l.t("licensing-statistics-about")) } }
            @if cx.may(rights::WORK) {
                (Button::quiet(l.t("licensing-statistics-csv")).icon("download").href(csv))
            }
        }
        (nav(l, PATH))
        div.line.spread { (spans(l, address, shown)) (products(l, shown)) }
        @if shown.is_empty() {
            (ui::empty("chart-column", &l.t("licensing-statistics-none"), None, None))
        } @else {
            (figures(l, shown))
            p.meta { (as_of(l, "licensing-statistics-until", shown.added)) }
            (parts(l, shown))
        }
    };
    ui::page(cx, Page::wide(title, content).crumb(l.t("licensing-app"), "/licences"))
}

fn spans(l: &Locale, address: &Address, shown: &Shown) -> Markup {
    let chip = |days: &i64| {
        let href = address.with("days", Some(&days.to_string())).href();
        Chip::new(
            l.ta("licensing-statistics-days", &[("n", (*days).into())]),
            href,
            *days == shown.span,
        )
    };
    let chips: Vec<_> = SPANS.iter().map(chip).collect();
    ui::chips(&l.t("licensing-statistics-span"), &chips)
}

fn products(l: &Locale, shown: &Shown) -> Markup {
    let every = Choice::new("", l.t("licensing-statistics-every-product"));
    let all = shown.products.iter().map(|one| Choice::new(one.id.to_string(), &one.name));
    let choices: Vec<_> = [every].into_iter().chain(all).collect();
    html! {
        form.line method="get" action=(PATH) {
            input type="hidden" name="days" value=(shown.span);
            (Field::select("product", l.t("licensing-field-product"), choices).hide_label().value(&shown.product))
            (Button::new(l.t("licensing-statistics-show")))
        }
    }
}

fn figures(l: &Locale, shown: &Shown) -> Markup {
    let good = shown.good.map_or_else(|| "–".to_owned(), |good| l.number(good));
    let as_of = |key| as_of(l, key, shown.added);
    let sum = |days: &[(NaiveDate, i64)]| days.iter().map(|(_, n)| *n).sum();
    let most = |week: &Week| week.iter().flatten().copied().max().unwrap_or_default();
    ui::figures(html! {
        (ui::figure(&good, &as_of("licensing-statistics-good")))
        (ui::figure(&l.number(sum(&shown.validations)), &l.t("licensing-statistics-validations")))
        (ui::figure(&l.number(sum(&shown.activations)), &as_of("licensing-statistics-activations")))
        (ui::figure(&l.number(most(&shown.sessions)), &as_of("licensing-statistics-busiest")))
    })
}

fn parts(l: &Locale, shown: &Shown) -> Markup {
    let by_day = |key: &str, days: &[(NaiveDate, i64)]| {
        let title = l.t(key);
        let bars: Vec<_> =
            days.iter().map(|(day, value)| Bar { label: date(l, *day), value: *value }).collect();
        let heads = (&*l.t("licensing-statistics-day"), &*l.t("licensing-statistics-count"));
        section(&title, &chart::bars(l, &title, heads, &bars))
    };
    let ranked = |key: &str, all: &[(String, i64)]| {
        let title = l.t(key);
        let ranks: Vec<_> = all
            .iter()
            .map(|(label, value)| Rank { label: label.clone(), href: None, value: *value })
            .collect();
        let heads = (&*l.t("licensing-statistics-name"), &*l.t("licensing-statistics-count"));
        section(&title, &chart::ranks(l, &title, heads, &ranks))
    };
    let by_hour = |key: &str, week: &Week| {
        let title = l.t(key);
        section(&title, &chart::week(l, &title, week))
    };
    html! {
        (by_day("licensing-statistics-good-by-day", &shown.licences))
        (by_day("licensing-statistics-used-by-day", &shown.used))
        (by_day("licensing-statistics-validations-by-day", &shown.validations))
        (ranked("licensing-statistics-codes", &shown.codes))
        (by_day("licensing-statistics-activations-by-day", &shown.activations))
        (by_hour("licensing-statistics-sessions-by-hour", &shown.sessions))
        (by_hour("licensing-statistics-users-by-hour", &shown.users))
        (ranked("licensing-statistics-features", &shown.features))
        (ending(l, shown))
        (top(l, shown))
    }
}

fn section(title: &str, content: &Markup) -> Markup {
    html! { section.section { h2 { (title) } (content) } }
}

/// A day as people write it.
pub(crate) fn date(l: &Locale, day: NaiveDate) -> String {
    let begin = l.zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).latest();
    begin.map_or_else(|| day.to_string(), |begin| l.date(begin.with_timezone(&Utc)))
}

fn ending(l: &Locale, shown: &Shown) -> Markup {
    let title = l.t("licensing-statistics-ending");
    let bar = |(month, n): &(Millis, u64)| Bar {
        label: month.0.format("%Y-%m").to_string(),
        value: i64::try_from(*n).unwrap_or(i64::MAX),
    };
    let bars: Vec<_> = shown.ending.iter().map(bar).collect();
    let heads = (&*l.t("licensing-statistics-month"), &*l.t("licensing-statistics-count"));
    section(&title, &chart::bars(l, &title, heads, &bars))
}

fn top(l: &Locale, shown: &Shown) -> Markup {
    let title = l.t("licensing-statistics-top");
    let rank = |(label, href, value): &(String, String, i64)| Rank {
        label: label.clone(),
        href: Some(href.clone()),
        value: *value,
    };
    let ranks: Vec<_> = shown.top.iter().map(rank).collect();
    let heads = (&*l.t("licensing-licence"), &*l.t("licensing-statistics-heartbeats"));
    section(&title, &chart::ranks(l, &title, heads, &ranks))
}
