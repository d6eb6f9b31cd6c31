//! Groups of licences, machines and users.

use super::entry::{Around, Drawn, Texts, common, label};
use super::entry_form::Form;
use crate::domain::group::Group;
use maud::{Markup, html};
use platform::Locale;
use ui::Facts;

impl Drawn for Group {
    const BASE: &'static str = "/licences/groups";
    const ICON: &'static str = "folder";
    const TEXTS: Texts = Texts {
        list: "licensing-groups",
        about: "licensing-groups-about",
        new: "licensing-group-new",
        none: "licensing-groups-none",
        removal: "licensing-group-removal",
    };

    fn meta(&self, _: &Locale, around: &Around) -> Markup {
        html! { span { (around.environment(self.environment).unwrap_or_default()) } }
    }

    fn facts(&self, l: &Locale, around: &Around) -> Markup {
        let number = |most: Option<i64>| most.map(|most| l.number(most));
        let facts = Facts::new()
            .maybe(label(l, "maxLicenses"), number(self.max_licences))
            .maybe(label(l, "maxMachines"), number(self.max_machines))
            .maybe(label(l, "maxUsers"), number(self.max_users));
        html! { (common(l, facts, self, around.environment(self.environment))) }
    }

    fn form(form: &Form<'_>) -> Markup {
        html! {
            (form.text("name").max(200).required())
            (form.number("maxLicenses").optional(form.l))
            (form.number("maxMachines").optional(form.l))
            (form.number("maxUsers").optional(form.l))
            (form.environment())
            (form.metadata().optional(form.l))
        }
    }
}
