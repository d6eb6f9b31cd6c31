use super::factor::{app, codes_list};
use super::{code, refused};
use crate::actions::Offer;
use maud::{Markup, html};
use platform::{Cx, Refusal, User};
use ui::{Button, Notice, Page};

const FIELDS: [&str; 1] = ["code"];

/// Asks for the second factor of somebody who gave the first.
pub fn page(cx: &Cx, next: &str, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-second-title")) }
            (refused(l, wrong, &FIELDS))
            form.form method="post" action="/sign-in/second" {
                input type="hidden" name="next" value=(next);
                (code(l, "code").errors(l, wrong).autofocus())
                (Button::primary(l.t("identity-sign-in")).icon("log-in").wide())
            }
            p.meta { (l.t("identity-second-help")) }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-second-title"), content))
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
