//! The state of the house.

use maud::{Markup, html};
use platform::Cx;
use platform::health::{Check, State};
use ui::{Page, Table, health_badge};

pub fn page(cx: &Cx, checks: &[Check]) -> Markup {
    let l = &cx.locale;
    let rows = checks.iter().map(|check| {
        html! {
            th scope="row" { (health_badge(l, check.state)) }
            td {
                p { (check.say(l)) }
                @if check.state != State::Ok { p.meta { (l.t(&check.remedy)) } }
            }
            td data-label=(l.t("operations-health-check")) { code { (check.name) } }
        }
    });
    let heads = ["operations-health-state", "operations-health-finding", "operations-health-check"];
    let table =
        Table::new(l.t("operations-health")).columns(heads.map(|key| l.t(key))).rows(rows).cards();
    let content = html! {
        div.sheet-head {
            div { h1 { (l.t("operations-health")) } p { (l.t("operations-health-intro")) } }
        }
        (table)
    };
    ui::page(cx, Page::sheet(l.t("operations-health"), content).crumb(l.t("ui-admin"), "/admin"))
}
