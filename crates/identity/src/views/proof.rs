use super::passkey::{Asking, credential};
use super::provider::{self, Way};
use super::{code, refused};
use maud::{Markup, html};
use platform::http::proof::{Asked, CODE, KEPT, PASSKEY, PASSWORD};
use platform::{Cx, Refusal};
use ui::{Button, Field, Notice, Page};

/// What somebody can prove with who it is.
pub struct Has {
    pub password: bool,
    /// A code is asked for with the password.
    pub code: bool,
    /// There is an app that shows codes.
    pub app: bool,
    /// The pages that may ask for a passkey, and the options with which they do.
    pub passkey: Option<(String, String)>,
    /// Asked only of those without a password.
    pub ways: Vec<Way>,
}

/// Asks for the password before a dangerous act, and for a code of the second factor, or for a passkey. What was entered is
/// kept on the page, sealed. With neither one signs in anew.
pub fn page(cx: &Cx, asked: &Asked, has: &Has, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let email = cx.user.as_ref().map_or("", |user| user.email.as_str());
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-proof-title")) }
            (refused(l, wrong, &[PASSWORD, CODE]))
            @if has.password {
                p { (l.t("identity-proof-text")) }
                (form(cx, asked, has, wrong))
            } @else if has.passkey.is_some() {
                p { (l.t("identity-proof-passkey")) }
            } @else if has.ways.iter().any(|way| way.known) {
                p { (l.t("identity-proof-sso")) }
                (provider::again(cx, &has.ways, &asked.back))
            } @else { (Notice::info(l.ta("identity-proof-none", &[("email", email.into())]))) }
            @if let Some((origin, options)) = &has.passkey { (with_passkey(cx, asked, origin, options)) }
            div { (Button::quiet(l.t("identity-cancel")).href(&asked.back)) }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-proof-title"), content))
}

fn with_passkey(cx: &Cx, asked: &Asked, origin: &str, options: &str) -> Markup {
    let l = &cx.locale;
    let asking = Asking { what: "get", origin, options: Ok(options), autofill: false };
    let inside =
        html! { (credential(PASSKEY)) input type="hidden" name=(KEPT) value=(asked.kept); };
    let button = Button::new(l.t("identity-passkey-take")).icon("key-round").wide();
    asking.form(l, &asked.action, inside, button)
}

/// The name is there for password managers.
fn form(cx: &Cx, asked: &Asked, has: &Has, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let password = Field::password(PASSWORD, l.t("identity-password-current"), "current-password");
    let field = code(l, CODE).errors(l, wrong);
    let field = if has.app { field } else { field.hint(l.t("identity-factor-recovery-hint")) };
    html! {
        form.form method="post" action=(asked.action) {
            input type="hidden" name=(KEPT) value=(asked.kept);
            input hidden type="email" name="username" autocomplete="username" readonly
                value=[cx.user.as_ref().map(|user| user.email.as_str())];
            (password.errors(l, wrong).required().autofocus())
            @if has.code { (field) }
            (Button::primary(l.t("identity-proof-go")).icon("check").wide())
        }
    }
}
