//! Before licences are deleted for good: what goes with them, and a word to type.

use super::licence_list::label;
use crate::domain::licence::Licence;
use crate::web::licence_list::PATH;
use maud::{Markup, html};
use platform::{Cx, Refusal};
use ui::{Button, Field, Notice, Page};

/// Licences that are about to be deleted.
#[derive(Clone, Debug, Default)]
pub(crate) struct Removal {
    pub licences: Vec<Licence>,
    /// The way out.
    pub back: String,
    /// Where several are sent to; none for one alone.
    pub bulk: Option<String>,
    pub wrong: Vec<Refusal>,
}

impl Removal {
    pub fn of(licences: Vec<Licence>) -> Self {
        Self { licences, ..Self::default() }
    }

    fn action(&self) -> String {
        let one = || self.licences.first().map(|one| format!("{PATH}/{}/removal", one.id));
        self.bulk.clone().or_else(one).unwrap_or_default()
    }
}

pub(crate) fn page(cx: &Cx, removal: &Removal) -> Markup {
    let l = &cx.locale;
    let count = removal.licences.len();
    let machines: i64 = removal.licences.iter().map(|one| one.machines).sum();
    let title = match (removal.licences.as_slice(), &removal.bulk) {
        ([one], None) => l.ta("licensing-remove-one", &[("name", label(l, one).into())]),
        _ => l.ta("licensing-remove-many", &[("n", count.into())]),
    };
    let warning = l.ta("licensing-remove-text", &[("machines", machines.into())]);
    let word = l.t("licensing-remove-word");
    let hint = l.ta("licensing-remove-confirm", &[("word", word.into())]);
    let content = html! {
        div.sheet-head { h1 { (title) } }
        (Notice::danger(warning))
        @if removal.bulk.is_some() {
            ul.plain-list { @for one in removal.licences.iter().take(20) { li { (label(l, one)) } } }
            @if count > 20 { p.meta { (l.ta("licensing-remove-more", &[("n", (count - 20).into())])) } }
        }
        form.form method="post" action=(removal.action()) {
            @if removal.bulk.is_some() {
                input type="hidden" name="action" value="delete";
                @for one in &removal.licences { input type="hidden" name="licence" value=(one.id); }
            }
            (Field::text("confirm", hint).errors(l, &removal.wrong).attr("autocomplete", "off").required().autofocus())
            div.form-foot {
                (Button::danger(l.t("licensing-remove-for-good")).icon("trash-2"))
                (Button::quiet(l.t("licensing-pages-cancel")).href(&removal.back))
            }
        }
    };
    ui::page(cx, Page::form(title, content).crumb(l.t("licensing-app"), PATH))
}
