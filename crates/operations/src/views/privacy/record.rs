//! The record of processing (Art. 30 GDPR), made from the classes of all columns.

use super::sheet;
use crate::views::archive::purposes;
use maud::{Markup, html};
use platform::privacy::{Class, Privacy, Purpose};
use platform::{Cx, Locale};
use ui::{Facts, tile};

pub fn page(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let all = &cx.kontor.privacy;
    let content = html! {
        p { (l.t("operations-record-text")) }
        @for purpose in purposes(all) { (tile(&l.t(purpose.name), of(l, all, purpose))) }
    };
    sheet(cx, 2, content)
}

fn of(l: &Locale, all: &[Privacy], purpose: &Purpose) -> Markup {
    let facts = Facts::new()
        .row(l.t("operations-record-what-for"), html! { (l.t(purpose.text)) })
        .row(l.t("operations-record-kept"), html! { (l.t(purpose.kept)) });
    html! {
        div.stack {
            (facts)
            details {
                summary { (l.t("operations-record-columns")) }
                (classes(l, all, purpose))
            }
        }
    }
}

fn classes(l: &Locale, all: &[Privacy], purpose: &Purpose) -> Markup {
    let columns = |class: Class| {
        let tables = all.iter().flat_map(|privacy| privacy.tables);
        let ours = tables.filter(|table| table.purpose.name == purpose.name);
        let named = ours.flat_map(|table| {
            let of = table.columns.iter().filter(|column| column.class == class);
            of.map(|column| format!("{}.{}", table.name, column.name))
        });
        named.collect::<Vec<String>>()
    };
    let mut facts = Facts::new();
    for class in Class::ALL.into_iter().filter(|class| class.is_personal()) {
        let names = columns(class);
        if !names.is_empty() {
            facts = facts.row(l.t(class.key()), html! { code { (names.join(" ")) } });
        }
    }
    html! { (facts) }
}
