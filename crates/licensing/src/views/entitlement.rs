//! Entitlements: what people call features.

use super::entry::{Around, Drawn, Texts, common, label};
use super::entry_form::Form;
use crate::domain::entitlement::Entitlement;
use maud::{Markup, html};
use platform::Locale;
use ui::Facts;

impl Drawn for Entitlement {
    const BASE: &'static str = "/licences/entitlements";
    const ICON: &'static str = "star";
    const TEXTS: Texts = Texts {
        list: "licensing-entitlements",
        about: "licensing-entitlements-about",
        new: "licensing-entitlement-new",
        none: "licensing-entitlements-none",
        removal: "licensing-entitlement-removal",
    };

    fn meta(&self, _: &Locale, around: &Around) -> Markup {
        html! {
            span.mono { (self.code) }
            @if let Some(environment) = around.environment(self.environment) { span { (environment) } }
        }
    }

    fn facts(&self, l: &Locale, around: &Around) -> Markup {
        let facts = Facts::new().row(label(l, "code"), html! { span.mono { (self.code) } });
        html! { (common(l, facts, self, around.environment(self.environment))) }
    }

    fn form(form: &Form<'_>) -> Markup {
        html! {
            (form.text("name").max(200).required())
            (form.text("code").max(100).mono().required())
            (form.environment())
            (form.metadata().optional(form.l))
        }
    }
}
