use super::{provider, refused};
use maud::{Markup, html};
use platform::{Cx, Refusal, post};
use ui::{Button, Field, Notice, Page};

const FIELDS: [&str; 1] = ["email"];

/// The sign-in page. In a house without an administrator it says how to begin.
pub fn page(cx: &Cx, email: &str, next: &str, is_new: bool, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let address = Field::email("email", l.t("identity-email"))
        .value(email)
        .attr("autocomplete", "username")
        .errors(l, wrong)
        .required();
    let password =
        Field::password("password", l.t("identity-password"), "current-password").required();
    // after a mistake in the password the name is there already
    let again = !email.is_empty();
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-sign-in")) }
            @if is_new { (Notice::info(l.t("identity-setup-needed"))) }
            (refused(l, wrong, &FIELDS))
            form.form method="post" action="/sign-in" {
                input type="hidden" name="next" value=(next);
                (if again { address } else { address.autofocus() })
                (if again { password.autofocus() } else { password })
                (Button::primary(l.t("identity-sign-in")).icon("log-in").wide())
            }
            (provider::buttons(cx, &[("next", next)], "identity-sso-sign-in"))
            @if post::is_ready(cx) {
                p { a href="/sign-in/forgot" { (l.t("identity-forgot")) } }
            } @else { p.meta { (l.t("identity-sign-in-help")) } }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-sign-in"), content))
}
