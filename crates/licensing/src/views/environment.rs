//! Environments.

use super::entry::{Around, Drawn, Texts, common, label, word};
use super::entry_form::Form;
use crate::domain::draft::environment::ISOLATIONS;
use crate::domain::environment::{Environment, TEST};
use maud::{Markup, html};
use platform::Locale;
use ui::{Badge, Facts, Tone};

impl Drawn for Environment {
    const BASE: &'static str = "/licences/environments";
    const ICON: &'static str = "globe";
    const TEXTS: Texts = Texts {
        list: "licensing-environments",
        about: "licensing-environments-about",
        new: "licensing-environment-new",
        none: "licensing-environments-none",
        removal: "licensing-environment-removal",
    };

    fn meta(&self, l: &Locale, _: &Around) -> Markup {
        html! { span.mono { (self.code) } span { (word(l, self.isolation.name())) } }
    }

    fn badge(&self, l: &Locale) -> Option<Badge> {
        let is_test = self.code == TEST;
        is_test.then(|| Badge::new(Tone::Info, "sparkles", l.t("licensing-environment-test")))
    }

    fn facts(&self, l: &Locale, _: &Around) -> Markup {
        let facts = Facts::new()
            .row(label(l, "code"), html! { span.mono { (self.code) } })
            .row(label(l, "isolationStrategy"), word(l, self.isolation.name()));
        html! { (common(l, facts, self, None)) }
    }

    fn form(form: &Form<'_>) -> Markup {
        html! {
            (form.text("name").max(200).required())
            (form.text("code").max(100).mono().required())
            (form.words("isolationStrategy", ISOLATIONS, false))
        }
    }
}
