//! The rules of retention, each with what it would do now.

use super::{BASE, sheet};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use platform::privacy::{Due, Rule};
use platform::{Cx, Locale};
use ui::{Button, Facts, date, tile};

/// A rule with its limit and what is older; nothing where everything is kept.
pub struct Looked {
    pub rule: &'static Rule,
    pub due: Option<(DateTime<Utc>, Due)>,
}

pub fn page(cx: &Cx, rules: &[Looked]) -> Markup {
    let l = &cx.locale;
    let content = html! {
        p { (l.t("operations-retention-text")) }
        @for looked in rules { (tile(&l.t(looked.rule.label), rule(l, looked))) }
    };
    sheet(cx, 1, content)
}

fn rule(l: &Locale, looked: &Looked) -> Markup {
    let rule = looked.rule;
    html! {
        div.stack {
            p { (l.t(rule.text)) }
            p.meta { (l.t("operations-retention-setting")) " " code { (rule.setting) } }
            @match &looked.due {
                None => p { (l.t("operations-retention-ever")) },
                Some((before, due)) => (would(l, rule, (before, due))),
            }
        }
    }
}

fn would(l: &Locale, rule: &Rule, (before, due): (&DateTime<Utc>, &Due)) -> Markup {
    let number = |n: u64| l.number(i64::try_from(n).unwrap_or(i64::MAX));
    let facts = Facts::new()
        .row(l.t("operations-retention-before"), date(l, *before))
        .row(l.t("operations-retention-count"), html! { (number(due.count)) })
        .maybe(l.t("operations-retention-held"), (due.held > 0).then(|| number(due.held)))
        .maybe(l.t("operations-retention-oldest"), due.oldest.map(|at| date(l, at)));
    html! {
        (facts)
        @if !due.examples.is_empty() {
            ul { @for (name, path) in &due.examples {
                li { @if path.is_empty() { (name) } @else { a href=(path) { (name) } } }
            } }
        }
        @if due.count > 0 {
            form method="post" action={ (BASE) "/retention/" (rule.name) "/application" } {
                (Button::danger(l.ta("operations-retention-apply", &[("n", number(due.count).into())]))
                    .icon("trash-2"))
            }
        }
    }
}
