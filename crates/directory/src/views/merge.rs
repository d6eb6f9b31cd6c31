//! Making two entries one: look for the other one, see both, then decide.

use super::field_label;
use crate::domain::draft::PersonFacts;
use crate::domain::person::Person;
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal};
use ui::{Button, Choice, Column, Field, Notice, Page, Table};

/// What the page knows so far.
pub struct Merging {
    pub person: Person,
    pub facts: PersonFacts,
    /// The entry that stays.
    pub other: Option<(Person, PersonFacts)>,
    pub typed: String,
    /// Those that the text may mean.
    pub matches: Vec<Choice>,
    pub refusals: Vec<Refusal>,
}

pub fn page(cx: &Cx, merging: &Merging) -> Markup {
    let l = &cx.locale;
    let name = merging.person.name.as_str();
    let title = l.ta("directory-merge-title", &[("name", name.into())]);
    let content = html! {
        div.sheet-head { div { h1 { (title) } p { (l.t("directory-merge-text")) } } }
        @match &merging.other {
            Some((other, facts)) => (confirm(l, merging, other, facts)),
            None => (look(l, merging)),
        }
    };
    let path = format!("/people/{}", merging.person.id);
    let page = Page::form(title, content).crumb(l.t("directory-people"), "/people");
    ui::page(cx, page.crumb(name, path))
}

fn look(l: &Locale, merging: &Merging) -> Markup {
    let id = merging.person.id;
    let label = l.t("directory-merge-into");
    let others = format!("/people/options?except={id}");
    html! {
        form.form method="get" action={ "/people/" (id) "/merge" } {
            (Field::combobox("into", label, others, merging.typed.as_str())
                .errors(l, &merging.refusals).hint(l.t("directory-merge-hint"))
                .matches(l, merging.matches.clone()))
            div.form-foot {
                (Button::primary(l.t("directory-merge-compare")))
                (Button::quiet(l.t("directory-cancel")).href(format!("/people/{id}")))
            }
        }
    }
}

fn confirm(l: &Locale, merging: &Merging, other: &Person, facts: &PersonFacts) -> Markup {
    let id = merging.person.id;
    let table = Table::new(l.t("directory-merge-both"))
        .cards()
        .column(Column::new(l.t("ui-conflict-field")))
        .column(Column::new(l.t("directory-merge-goes")))
        .column(Column::new(l.t("directory-merge-stays")))
        .rows(merging.facts.fields().into_iter().zip(facts.fields()).map(
            |((field, goes), (_, stays))| {
                html! {
                    th scope="row" { (field_label(l, field)) }
                    td data-label=(l.t("directory-merge-goes")) { span.pre { (goes) } }
                    td data-label=(l.t("directory-merge-stays")) { span.pre { (stays) } }
                }
            },
        ));
    let names =
        [("goes", merging.person.name.as_str().into()), ("stays", other.name.as_str().into())];
    html! {
        form.form.wide method="post" action={ "/people/" (id) "/merge" } {
            (table)
            (Notice::warn(l.t("directory-merge-warning")))
            input type="hidden" name="into" value=(other.id);
            div.form-foot {
                (Button::danger(l.ta("directory-merge-confirm", &names)).icon("merge"))
                (Button::quiet(l.t("directory-cancel")).href(format!("/people/{id}")))
            }
        }
    }
}
