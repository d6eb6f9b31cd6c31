//! The places where other apps say what they know about an organisation or a person.

use maud::{Markup, html};
use platform::Cx;
use platform::app::About;

/// A panel of every app that has one about this; each fills itself from its app's address, and is a link
/// for those without scripts.
pub fn panels(cx: &Cx, about: About, id: impl std::fmt::Display) -> Markup {
    let l = &cx.locale;
    let all = cx.kontor.apps_on().flat_map(|app| app.panels);
    html! {
        @for panel in all.filter(|panel| panel.about == about && cx.may(panel.right)) {
            @let href = format!("{}{id}", panel.path);
            @let body = html! {
                div hx-get=(href) hx-trigger="load" hx-target="this" hx-swap="innerHTML" {
                    a href=(href) { (l.t(panel.label)) }
                }
            };
            (ui::panel(l, &l.t(panel.label), None, Some(body), None))
        }
    }
}
