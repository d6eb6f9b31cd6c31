use super::provider::{self, Way};
use super::{code, refused};
use maud::{Markup, html};
use platform::http::proof::{Asked, CODE, KEPT, PASSWORD};
use platform::{Cx, Refusal};
use ui::{Button, Field, Notice, Page};

/// What somebody can prove with who it is.
#[derive(Default)]
pub struct Has {
    pub password: bool,
    pub app: bool,
    /// Asked only of those without a password.
    pub ways: Vec<Way>,
}

/// Asks for the password before a dangerous act, and for a code of the app. What was entered is kept on the page, sealed.
/// Without a password one signs in anew.
pub fn page(cx: &Cx, asked: &Asked, has: &Has, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let email = cx.user.as_ref().map_or("", |user| user.email.as_str());
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-proof-title")) }
            (refused(l, wrong, &[PASSWORD, CODE]))
            @if has.password {
                p { (l.t("identity-proof-text")) }
                (form(cx, asked, has.app, wrong))
            } @else if has.ways.iter().any(|way| way.known) {
                p { (l.t("identity-proof-sso")) }
                (provider::again(cx, &has.ways, &asked.back))
            } @else { (Notice::info(l.ta("identity-proof-none", &[("email", email.into())]))) }
            div { (Button::quiet(l.t("identity-cancel")).href(&asked.back)) }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-proof-title"), content))
}

/// The name is there for password managers.
fn form(cx: &Cx, asked: &Asked, has_app: bool, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let password = Field::password(PASSWORD, l.t("identity-password-current"), "current-password");
    html! {
        form.form method="post" action=(asked.action) {
            input type="hidden" name=(KEPT) value=(asked.kept);
            input hidden type="email" name="username" autocomplete="username" readonly
                value=[cx.user.as_ref().map(|user| user.email.as_str())];
            (password.errors(l, wrong).required().autofocus())
            @if has_app { (code(l, CODE).errors(l, wrong)) }
            (Button::primary(l.t("identity-proof-go")).icon("check").wide())
        }
    }
}
