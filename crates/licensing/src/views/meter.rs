//! Meters, drawn: what is counted, and what may be used of it.

use super::elsewhere;
use super::entry::{Around, Drawn, PolicyLimit, Texts, common, label, word};
use super::entry_form::Form;
use crate::domain::draft::meter::RESETS;
use crate::domain::meter::Meter;
use crate::rights;
use crate::web::meter::Typed;
use maud::{Markup, html};
use platform::{Cx, Locale};
use ui::{Button, Choice, Column, Facts, Field, Table};

impl Drawn for Meter {
    const BASE: &'static str = "/licences/meters";
    const ICON: &'static str = "gauge";
    const TEXTS: Texts = Texts {
        list: "licensing-meters",
        about: "licensing-meters-about",
        new: "licensing-meter-new",
        none: "licensing-meters-none",
        removal: "licensing-meter-removal",
    };

    fn meta(&self, l: &Locale, around: &Around) -> Markup {
        html! {
            span.mono { (self.code) }
            @if !self.unit.is_empty() { span { (self.unit) } }
            span { (reset(l, self)) }
            @if let Some(environment) = around.environment(self.environment) { span { (environment) } }
        }
    }

    fn facts(&self, l: &Locale, around: &Around) -> Markup {
        let number = |limit: Option<i64>| limit.map(|limit| l.number(limit));
        let facts = Facts::new()
            .row(label(l, "code"), html! { span.mono { (self.code) } })
            .maybe(label(l, "unit"), Some(&self.unit).filter(|unit| !unit.is_empty()))
            .row(label(l, "reset"), reset(l, self))
            .maybe(label(l, "soft"), number(self.soft))
            .maybe(label(l, "hard"), number(self.hard));
        html! { (common(l, facts, self, around.environment(self.environment))) }
    }

    fn more(&self, cx: &Cx, around: &Around) -> Markup {
        let l = &cx.locale;
        html! {
            section.section {
                h2 { (l.t("licensing-meter-policies")) }
                p.hint { (l.t("licensing-meter-policies-about")) }
                @if !around.limits.is_empty() { (limits(l, &around.limits)) }
                @if cx.may(rights::MANAGE) && !around.policies.is_empty() { (form(l, self, around)) }
            }
        }
    }

    fn form(form: &Form<'_>) -> Markup {
        html! {
            (form.text("name").max(200).required())
            (form.text("code").max(100).mono().required())
            (form.text("unit").max(40).optional(form.l))
            (form.words("reset", RESETS, false))
            (form.number("soft").optional(form.l))
            (form.number("hard").optional(form.l))
            (form.environment())
            (form.metadata().optional(form.l))
        }
    }
}

/// When it begins anew.
pub fn reset(l: &Locale, meter: &Meter) -> String {
    word(l, meter.reset.name())
}

fn limits(l: &Locale, all: &[PolicyLimit]) -> Table {
    let number = |limit: Option<i64>| limit.map_or_else(|| "–".to_owned(), |n| l.number(n));
    Table::new(l.t("licensing-meter-policies"))
        .column(Column::new(l.t("licensing-field-policy")))
        .column(Column::number(label(l, "soft")))
        .column(Column::number(label(l, "hard")))
        .rows(all.iter().map(|one| {
            html! {
                th scope="row" { a href={ "/licences/policies/" (one.policy.id) } { (one.policy.name) } }
                td.number { (number(one.soft)) }
                td.number { (number(one.hard)) }
            }
        }))
}

/// The fields of limits that count instead of the meter's.
pub(super) fn own_limits(l: &Locale, typed: &Typed) -> Markup {
    let field = |name: &'static str, text: &str| {
        let field = Field::input("number", name, label(l, name)).attr("min", "1").value(text);
        field.optional(l).errors(l, &typed.wrong)
    };
    html! {
        (field("soft", &typed.soft))
        (field("hard", &typed.hard).hint(l.t("licensing-meter-none-of-own")))
    }
}

fn form(l: &Locale, meter: &Meter, around: &Around) -> Markup {
    let policies = around.policies.iter().map(|one| Choice::new(one.id.to_string(), &one.name));
    let typed = &around.limiting;
    html! {
        (elsewhere(l, &typed.wrong, &["soft", "hard"]))
        form.form method="post" action={ (Meter::BASE) "/" (meter.id) "/limits" } {
            (Field::select("policy", l.t("licensing-field-policy"), policies).value(&typed.policy))
            (own_limits(l, typed))
            div.form-foot { (Button::new(l.t("licensing-meter-limit-set"))) }
        }
    }
}
