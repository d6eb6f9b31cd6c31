//! The state of the house: the same checks as `kontor doctor`.

use super::admin::state;
use crate::page::{Page, page};
use crate::parts::Table;
use maud::{Markup, html};
use platform::health::{self, State};
use platform::{Cx, Result, rights};

pub(super) async fn show(cx: Cx) -> Result<Markup> {
    cx.require(rights::OPERATE)?;
    let l = &cx.locale;
    let mut checks = health::checks(&cx.kontor).await;
    checks.sort_by_key(|check| std::cmp::Reverse(check.state));
    let rows = checks.iter().map(|check| {
        html! {
            th scope="row" { (state(l, check.state)) }
            td { code { (check.name) } }
            td {
                p { (check.say(l)) }
                @if check.state != State::Ok { p.meta { (l.t(&check.remedy)) } }
            }
        }
    });
    let table = Table::new(l.t("ui-health"))
        .columns(["ui-health-state", "ui-health-check", "ui-health-finding"].map(|key| l.t(key)))
        .rows(rows)
        .cards();
    let content = html! {
        div.sheet-head { div { h1 { (l.t("ui-health")) } p { (l.t("ui-health-intro")) } } }
        (table)
    };
    Ok(page(&cx, Page::sheet(l.t("ui-health"), content).crumb(l.t("ui-admin"), "/admin")))
}
