//! The state of the house.

use maud::{Markup, html};
use platform::Cx;
use platform::health::Check;
use ui::{Page, check_table};

pub fn page(cx: &Cx, checks: &[Check]) -> Markup {
    let l = &cx.locale;
    let heads = ["operations-health-state", "operations-health-finding", "operations-health-check"];
    let table = check_table(l, l.t("operations-health"), heads, checks);
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("operations-health")) } p { (l.t("operations-health-intro")) } }
        }
        (table)
    };
    ui::page(cx, Page::sheet(l.t("operations-health"), content).crumb(l.t("ui-admin"), "/admin"))
}
