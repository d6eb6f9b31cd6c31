use crate::actions::Goodbye;
use maud::{Markup, html};
use platform::Cx;
use ui::{Button, Notice, Page};

/// Signed out here: whoever shares the browser is still signed in at the provider.
pub fn page(cx: &Cx, goodbye: &Goodbye) -> Markup {
    let l = &cx.locale;
    let provider = [("provider", goodbye.label.as_str().into())];
    let text = if goodbye.at_once { "identity-goodbye-now" } else { "identity-goodbye-text" };
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-goodbye")) }
            (Notice::ok(l.t("identity-goodbye-here")))
            p { (l.ta(text, &provider)) }
            (Button::primary(l.ta("identity-goodbye-there", &provider)).icon("log-out").href(&goodbye.address).wide())
            div { (Button::quiet(l.t("identity-to-sign-in")).href("/sign-in")) }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-goodbye"), content))
}
