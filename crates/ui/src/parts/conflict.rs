//! Two people changed the same thing: both texts, field by field.

use super::{Column, Notice, Table};
use maud::{Markup, Render as _, html};
use platform::Locale;

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub field: &'static str,
    pub mine: String,
    pub theirs: String,
}

impl Difference {
    /// The fields that differ between what is sent and what is stored; both have the same ones in the same order.
    pub fn all(
        mine: Vec<(&'static str, String)>,
        theirs: Vec<(&'static str, String)>,
    ) -> Vec<Self> {
        mine.into_iter()
            .zip(theirs)
            .filter(|((_, mine), (_, theirs))| mine != theirs)
            .map(|((field, mine), (_, theirs))| Self { field, mine, theirs })
            .collect()
    }
}

/// Says so, and that saving again takes one's own; nothing where nothing differs. `label` says what a field is called, and
/// `reload` leads to the form with what is stored now.
pub fn conflict(
    l: &Locale,
    differences: &[Difference],
    label: impl Fn(&str) -> String,
    reload: &str,
) -> Markup {
    if differences.is_empty() {
        return html! {};
    }
    let (mine, theirs) = (l.t("ui-conflict-mine"), l.t("ui-conflict-theirs"));
    let table = Table::new(l.t("ui-conflict"))
        .cards()
        .column(Column::new(l.t("ui-conflict-field")))
        .column(Column::new(&mine))
        .column(Column::new(&theirs))
        .rows(differences.iter().map(|one| {
            html! {
                th scope="row" { (label(one.field)) }
                td data-label=(mine) { span.pre { (one.mine) } }
                td data-label=(theirs) { span.pre { (one.theirs) } }
            }
        }));
    let more = html! {
        (table)
        p { a href=(reload) { (l.t("ui-conflict-reload")) } }
    };
    Notice::warn(l.t("ui-conflict-text")).with(more).render()
}
