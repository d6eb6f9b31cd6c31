//! Two people changed the same thing: both texts, field by field.

use super::entry::label;
use maud::{Markup, html};
use platform::Locale;
use ui::{Column, Notice, Table};

/// A field that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub field: &'static str,
    pub mine: String,
    pub theirs: String,
}

/// The fields that differ between what is sent and what is stored.
pub fn compared(
    mine: Vec<(&'static str, String)>,
    theirs: Vec<(&'static str, String)>,
) -> Vec<Difference> {
    mine.into_iter()
        .zip(theirs)
        .filter(|((_, mine), (_, theirs))| mine != theirs)
        .map(|((field, mine), (_, theirs))| Difference { field, mine, theirs })
        .collect()
}

/// `reload` leads to the form with what is stored now.
pub fn notice(l: &Locale, differences: &[Difference], reload: &str) -> Markup {
    if differences.is_empty() {
        return html! {};
    }
    let table = Table::new(l.t("licensing-conflict"))
        .cards()
        .column(Column::new(l.t("licensing-conflict-field")))
        .column(Column::new(l.t("licensing-conflict-mine")))
        .column(Column::new(l.t("licensing-conflict-theirs")))
        .rows(differences.iter().map(|d| {
            html! {
                th scope="row" { (label(l, d.field)) }
                td data-label=(l.t("licensing-conflict-mine")) { span.pre { (d.mine) } }
                td data-label=(l.t("licensing-conflict-theirs")) { span.pre { (d.theirs) } }
            }
        }));
    let more = html! {
        (table)
        p { a href=(reload) { (l.t("licensing-conflict-reload")) } }
    };
    html! { (Notice::warn(l.t("licensing-conflict-text")).with(more)) }
}
