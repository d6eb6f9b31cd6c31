//! One's own data.

use super::subject::exports;
use crate::domain::export::{Export, file};
use maud::{Markup, html};
use platform::{Cx, Refusal};
use ui::{Button, Notice, Page};

pub const PATH: &str = "/account/data";

pub fn page(cx: &Cx, (all, files): (&[Export], &[file::Model]), wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head { div { h1 { (l.t("operations-own")) } p { (l.t("operations-own-text")) } } }
        div.stack.loose {
            @for refusal in wrong { (Notice::danger(refusal.say(l))) }
            (exports(cx, (all, files), (PATH, PATH)))
            form method="post" action=(PATH) {
                (Button::primary(l.t("operations-export-ask")).icon("archive"))
            }
        }
    };
    ui::page(cx, Page::sheet(l.t("operations-own"), content).crumb(l.t("ui-account"), "/account"))
}
