use super::factor::{app, codes_list};
use super::passkey::{Asking, CREDENTIAL, credential};
use super::{code, refused};
use crate::actions::Offer;
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal, User};
use ui::{Button, Notice, Page};

const FIELDS: [&str; 1] = ["code"];

/// Asks for the second factor of somebody who gave the first: a code of the app where there is one, a recovery code, or a
/// passkey where there is one, on pages of that origin.
pub fn page(
    cx: &Cx,
    (app, passkey): (bool, Option<&str>),
    next: &str,
    wrong: &[Refusal],
) -> Markup {
    let l = &cx.locale;
    let field = code(l, "code").errors(l, wrong).autofocus();
    let field = if app { field } else { field.hint(l.t("identity-factor-recovery-hint")) };
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-second-title")) }
            (refused(l, wrong, &FIELDS))
            form.form method="post" action="/sign-in/second" {
                input type="hidden" name="next" value=(next);
                (field)
                (Button::primary(l.t("identity-sign-in")).icon("log-in").wide())
            }
            @if let Some(origin) = passkey { (with_passkey(l, origin, next)) }
            p.meta { (l.t("identity-second-help")) }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-second-title"), content))
}

fn with_passkey(l: &Locale, origin: &str, next: &str) -> Markup {
    let options = Err("/sign-in/second/passkey/options");
    let asking = Asking { what: "get", origin, options, autofill: false };
    let inside = html! { (credential(CREDENTIAL)) input type="hidden" name="next" value=(next); };
    let button = Button::new(l.t("identity-passkey-take")).icon("key-round").wide();
    asking.form(l, "/sign-in/second/passkey", inside, button)
}

/// Sets the second factor up that the role must have, before the first page is seen.
pub fn set_up(cx: &Cx, user: &User, offer: &Offer, next: &str, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-factor-set-up")) }
            p { (l.t("identity-second-must")) }
            (refused(l, wrong, &FIELDS))
            form.form method="post" action="/sign-in/second/app" {
                input type="hidden" name="next" value=(next);
                (app(cx, user, offer, wrong))
                (Button::primary(l.t("identity-factor-confirm")).icon("check").wide())
            }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-factor-set-up"), content))
}

/// The recovery codes, shown this once; then it goes on.
pub fn codes(cx: &Cx, codes: &[String], next: &str) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-recovery")) }
            (Notice::warn(l.t("identity-recovery-once")))
            (codes_list(l, codes))
            (Button::primary(l.t("identity-recovery-kept")).icon("check").href(next).wide())
        }
    };
    ui::page(cx, Page::plain(l.t("identity-recovery"), content))
}
