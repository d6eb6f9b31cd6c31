use maud::{Markup, html};
use platform::Cx;
use ui::{Button, Page};

/// Asks before the link is used up.
pub fn confirm(cx: &Cx, token: &str) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-link-title")) }
            p { (l.t("identity-link-text")) }
            form.form method="post" action="/sign-in/link" {
                input type="hidden" name="token" value=(token);
                (Button::primary(l.t("identity-link-confirm")).icon("log-in").wide())
            }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-link-title"), content))
}

/// The link is unknown, was used, or has expired.
pub fn spent(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-link-spent-title")) }
            p { (l.t("identity-link-spent")) }
            p { (l.t("identity-link-spent-todo")) }
            div { (Button::new(l.t("identity-to-sign-in")).href("/sign-in")) }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-link-spent-title"), content))
}
