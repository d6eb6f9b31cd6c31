//! Administration: the way to every app's settings.

use crate::page::{Page, page};
use crate::parts::{Badge, icon};
use maud::{Markup, html};
use platform::health::{self, State};
use platform::{Cx, Error, Result, rights};

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
pub fn health_badge(l: &platform::Locale, state: State) -> Badge {
    use crate::parts::Tone;
    match state {
        State::Ok => Badge::new(Tone::Ok, "circle-check", l.t("ui-health-ok")),
        State::Warn => Badge::new(Tone::Warn, "triangle-alert", l.t("ui-health-warn")),
        State::Fail => Badge::new(Tone::Danger, "octagon-alert", l.t("ui-health-fail")),
    }
}
