//! Users of licences.

use super::entry::{Around, Drawn, Texts, common, label};
use super::entry_form::Form;
use crate::domain::group::Group;
use crate::domain::user::User;
use crate::web::licence_list::PATH;
use maud::{Markup, html};
use platform::Locale;
use ui::{Badge, Button, Choice, Facts, Tone};

fn group<'a>(user: &User, around: &'a Around) -> Option<&'a Group> {
    around.groups.iter().find(|group| Some(group.id) == user.group)
}

impl Drawn for User {
    const BASE: &'static str = "/licences/users";
    const ICON: &'static str = "user";
    const TEXTS: Texts = Texts {
        list: "licensing-users",
        about: "licensing-users-about",
        new: "licensing-user-new",
        none: "licensing-users-none",
        removal: "licensing-user-removal",
    };

    fn meta(&self, _: &Locale, around: &Around) -> Markup {
        html! {
            span { (self.email) }
            @if let Some(group) = group(self, around) { span { (group.name) } }
        }
    }

    fn badge(&self, l: &Locale) -> Option<Badge> {
        self.is_banned().then(|| Badge::new(Tone::Danger, "ban", l.t("licensing-user-banned")))
    }

    fn verbs(&self, l: &Locale) -> Markup {
        let (icon, key) = if self.is_banned() {
            ("user-check", "licensing-user-unban")
        } else {
            ("ban", "licensing-user-ban")
        };
        html! {
            form method="post" action={ (Self::BASE) "/" (self.id) "/ban" } {
                (Button::quiet(l.t(key)).icon(icon).value("banned", (!self.is_banned()).to_string()))
            }
        }
    }

    fn facts(&self, l: &Locale, around: &Around) -> Markup {
        let group = group(self, around).map(|group| {
            html! { a href={ "/licences/groups/" (group.id) } { (group.name) } }
        });
        let facts = Facts::new()
            .row(label(l, "email"), html! { a href={ "mailto:" (self.email) } { (self.email) } })
            .maybe(label(l, "group"), group);
        html! { (common(l, facts, self, around.environment(self.environment))) }
    }

    fn kept_by_list(&self) -> Option<String> {
        Some(format!("{}?owner={}", PATH, self.id))
    }

    fn form(form: &Form<'_>) -> Markup {
        let none = Choice::new("", form.l.t("licensing-choice-none"));
        let groups = form.editing.around.groups.iter();
        let groups = groups.map(|group| Choice::new(group.id.to_string(), &group.name));
        html! {
            (form.text("email").max(254).required())
            div.form-row {
                (form.text("firstName").max(200).optional(form.l))
                (form.text("lastName").max(200).optional(form.l))
            }
            (form.choice("group", [none].into_iter().chain(groups).collect()))
            (form.environment())
            (form.metadata().optional(form.l))
        }
    }
}
