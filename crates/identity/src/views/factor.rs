use super::{code, qr, refused};
use crate::actions::Offer;
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal, User};
use ui::{Button, Facts, Field, Notice, Page, date};

/// One's own second factor, as the account page tells it.
pub struct Mine {
    /// Since when there is an authenticator app.
    pub since: Option<DateTime<Utc>>,
    pub codes_left: u64,
    pub has_passkey: bool,
    /// Whether the role must have one, and has no passkey as such.
    pub needed: bool,
}

/// With so few codes left it is time for new ones.
const FEW: u64 = 3;

pub fn section(cx: &Cx, mine: &Mine) -> Markup {
    let l = &cx.locale;
    let Some(since) = mine.since else {
        return html! {
            p { (l.t("identity-factor-text")) }
            p { (Button::new(l.t("identity-factor-set-up")).icon("shield-check").href(PATH)) }
            @if mine.has_passkey { (recovery(l, mine)) }
        };
    };
    let left = l.ta("identity-recovery-left", &[("n", mine.codes_left.into())]);
    html! {
        (Facts::new()
            .row(l.t("identity-factor-app"), html! { (l.t("identity-factor-since")) " " (date(l, since)) })
            .row(l.t("identity-recovery"), html! { (left) }))
        @if mine.codes_left <= FEW { (Notice::warn(l.t("identity-recovery-few"))) }
        form method="post" action="/account/recovery-codes" {
            div.form-foot {
                (Button::new(l.t("identity-recovery-new")).icon("refresh-cw"))
                (Button::quiet(l.t("identity-factor-replace")).icon("smartphone").href(PATH))
                @if !mine.needed {
                    (Button::danger(l.t("identity-factor-remove")).icon("shield-off")
                        .action("/account/second-factor/removal"))
                }
            }
        }
    }
}

/// The recovery codes of somebody whose passkeys are the only second factor.
fn recovery(l: &Locale, mine: &Mine) -> Markup {
    let left = l.ta("identity-recovery-left", &[("n", mine.codes_left.into())]);
    html! {
        (Facts::new().row(l.t("identity-recovery"), html! { (left) }))
        form method="post" action="/account/recovery-codes" {
            div.form-foot { (Button::new(l.t("identity-recovery-new")).icon("refresh-cw")) }
        }
    }
}

const PATH: &str = "/account/second-factor";

/// Sets an authenticator app up, or another one in its place.
pub fn set_up(cx: &Cx, user: &User, offer: &Offer, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head { div { h1 { (l.t("identity-factor-set-up")) } p { (l.t("identity-factor-text")) } } }
        (refused(l, wrong, &["code"]))
        form.form method="post" action=(PATH) {
            (app(cx, user, offer, wrong))
            p.hint { (l.t("identity-factor-ends-sessions")) }
            div.form-foot {
                (Button::primary(l.t("identity-factor-confirm")).icon("check"))
                (Button::quiet(l.t("identity-cancel")).href("/account"))
            }
        }
    };
    let page = Page::form(l.t("identity-factor-set-up"), content);
    ui::page(cx, page.crumb(l.t("identity-account"), "/account"))
}

/// The secret as a picture and as text, and the field for the code that proves that the app has it.
pub fn app(cx: &Cx, user: &User, offer: &Offer, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let address = offer.totp.address("Kontor", &user.email);
    let picture = address.as_deref().and_then(|text| qr::code(text, &l.t("identity-factor-qr")));
    html! {
        input type="hidden" name="kept" value=(offer.kept);
        div.prose {
            ol {
                li { (l.t("identity-factor-step-app")) }
                li { (l.t("identity-factor-step-scan")) }
                li { (l.t("identity-factor-step-code")) }
            }
        }
        @if let Some(picture) = picture { (picture) }
        @if let Some(address) = address {
            div { (Button::new(l.t("identity-factor-open")).icon("smartphone").href(address)) }
        }
        (Field::text("secret", l.t("identity-factor-secret")).value(offer.totp.typed()).mono().attr("readonly", ""))
        (code(l, "code").hint(l.t("identity-factor-first-hint")).errors(l, wrong))
    }
}

/// New recovery codes, shown this once.
pub fn codes(cx: &Cx, codes: &[String]) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.sheet-head { h1 { (l.t("identity-recovery")) } }
        (Notice::warn(l.t("identity-recovery-once")))
        (codes_list(l, codes))
        div.form-foot { (Button::primary(l.t("identity-recovery-kept")).icon("check").href("/account")) }
    };
    let page = Page::form(l.t("identity-recovery"), content);
    ui::page(cx, page.crumb(l.t("identity-account"), "/account"))
}

pub fn codes_list(l: &Locale, codes: &[String]) -> Markup {
    html! {
        p { (l.t("identity-recovery-text")) }
        ol.codes.mono { @for code in codes { li { (code) } } }
        p {
            (Button::new(l.t("identity-recovery-copy")).icon("copy").plain().attr("data-copy", codes.join("\n")))
        }
    }
}
