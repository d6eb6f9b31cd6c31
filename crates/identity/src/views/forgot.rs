use super::refused;
use crate::domain::account::Email;
use maud::{Markup, html};
use platform::{Cx, Refusal};
use ui::{Button, Field, Notice, Page};

/// Asks for whom a link shall be written.
pub fn page(cx: &Cx, email: &str, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let address = Field::email("email", l.t("identity-email")).value(email).max(Email::MAX);
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-forgot")) }
            p { (l.t("identity-forgot-text")) }
            (refused(l, wrong, &["email"]))
            form.form method="post" action="/sign-in/forgot" {
                (address.attr("autocomplete", "username").errors(l, wrong).required().autofocus())
                (Button::primary(l.t("identity-forgot-send")).icon("send").wide())
            }
            div { (Button::quiet(l.t("identity-forgot-back")).href("/sign-in")) }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-forgot"), content))
}

/// Says nothing about whether there is such an account.
pub fn sent(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-forgot")) }
            (Notice::ok(l.t("identity-forgot-sent")))
            div { (Button::quiet(l.t("identity-forgot-back")).href("/sign-in")) }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-forgot"), content))
}
