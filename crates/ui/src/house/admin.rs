//! Administration: the way to every app's settings.

use crate::page::{Page, page};
use crate::parts::{Badge, Table, icon};
use maud::{Markup, html};
use platform::health::{self, Check, State};
use platform::{Cx, Error, Locale, Result, rights};

pub(super) async fn show(cx: Cx) -> Result<Markup> {
    if !super::administers(&cx) {
        return Err(Error::Forbidden);
    }
    let l = &cx.locale;
    let worst = if cx.may(rights::OPERATE) {
        let checks = health::checks(&cx.kontor).await;
        Some(checks.iter().map(|check| check.state).max().unwrap_or(State::Ok))
    } else {
        None
    };
    let entries = cx.kontor.apps_on().flat_map(|app| app.admin);
    let content = html! {
        div.sheet-head {
            h1 { (l.t("ui-admin")) }
            @if let Some(worst) = worst { a.button href="/admin/health" { (health_badge(l, worst)) } }
        }
        ul.entries {
            @for entry in entries.filter(|entry| cx.may(entry.right)) {
                li {
                    a.entry href=(entry.path) {
                        (icon(entry.icon))
                        span { b { (l.t(entry.label)) } span.meta { (l.t(entry.hint)) } }
                    }
                }
            }
        }
        p.meta { a href="/help/licences" { (l.t("ui-licences")) } }
    };
    Ok(page(&cx, Page::sheet(l.t("ui-admin"), content)))
}

/// How well something is, as shape, word and colour.
fn health_badge(l: &Locale, state: State) -> Badge {
    use crate::parts::Tone;
    match state {
        State::Ok => Badge::new(Tone::Ok, "circle-check", l.t("ui-health-ok")),
        State::Warn => Badge::new(Tone::Warn, "triangle-alert", l.t("ui-health-warn")),
        State::Fail => Badge::new(Tone::Danger, "octagon-alert", l.t("ui-health-fail")),
    }
}

/// What was looked at, a finding in each row. The heads are keys: of the state, the finding, and what `Check::name` is.
pub fn check_table(l: &Locale, caption: String, heads: [&str; 3], checks: &[Check]) -> Table {
    let rows = checks.iter().map(|check| {
        html! {
            th scope="row" { (health_badge(l, check.state)) }
            td {
                p { (check.say(l)) }
                @if check.state != State::Ok { p.meta { (l.t(&check.remedy)) } }
            }
            td data-label=(l.t(heads[2])) { code { (check.name) } }
        }
    });
    Table::new(caption).columns(heads.map(|key| l.t(key))).rows(rows).cards()
}
