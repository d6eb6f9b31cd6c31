use super::refused;
use crate::domain::passkey::{Name, PasskeyId};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal};
use ui::{Button, Facts, Field, Notice, Page, Table, ago, date};

/// A passkey, as its owner sees it.
pub struct Shown {
    pub id: PasskeyId,
    pub name: String,
    pub since: DateTime<Utc>,
    pub used: Option<DateTime<Utc>>,
}

/// One's own passkeys, as the account page tells them.
pub struct Mine {
    pub all: Vec<Shown>,
    /// Whether browsers allow passkeys at the address of this house.
    pub possible: bool,
}

/// The field that holds what the browser answered, where no other is named.
pub const CREDENTIAL: &str = "credential";

/// How a form gets at a passkey. The script fills its hidden field and sends it; without scripts it does not show.
pub struct Asking<'a> {
    /// `get` or `create`.
    pub what: &'static str,
    /// The pages that may ask for one.
    pub origin: &'a str,
    /// Where the options come from: the page itself, or a path that is asked for them.
    pub options: Result<&'a str, &'static str>,
    /// Whether browsers may offer passkeys in the field for the name as well.
    pub autofill: bool,
}

impl Asking<'_> {
    /// A form that sends a passkey there. `inside` are its other fields, `button` what begins.
    pub fn form(&self, l: &Locale, action: &str, inside: Markup, button: Button) -> Markup {
        html! {
            form.form method="post" action=(action) hidden data-passkey=(self.what) data-origin=(self.origin)
                data-options=[self.options.ok()] data-from=[self.options.err()] data-autofill[self.autofill]
                data-stopped=(l.t("identity-passkey-stopped")) {
                (inside)
                (button.plain().attr("data-passkey-begin", ""))
                p.hint role="status" {}
            }
        }
    }
}

/// The hidden field for what the browser answers.
pub fn credential(name: &str) -> Markup {
    html! { input type="hidden" name=(name) data-passkey-answer; }
}

pub fn section(cx: &Cx, mine: &Mine) -> Markup {
    let l = &cx.locale;
    let table = Table::new(l.t("identity-passkeys"))
        .cards()
        .columns(
            ["identity-passkey", "identity-passkey-since", "identity-passkey-used"]
                .map(|key| l.t(key)),
        )
        .rows(mine.all.iter().map(|passkey| row(cx, passkey)));
    html! {
        p { (l.t("identity-passkeys-text")) }
        @if !mine.all.is_empty() { (table) }
        @if mine.possible {
            form method="post" action="/account/passkeys/new" {
                div.form-foot { (Button::new(l.t("identity-passkey-new")).icon("key-round")) }
            }
        } @else { (Notice::info(l.t("identity-passkeys-not-here"))) }
    }
}

fn row(cx: &Cx, passkey: &Shown) -> Markup {
    let l = &cx.locale;
    html! {
        th scope="row" { a href=(path(passkey.id)) { (passkey.name) } }
        td data-label=(l.t("identity-passkey-since")) { (date(l, passkey.since)) }
        td data-label=(l.t("identity-passkey-used")) { (used(cx, passkey)) }
    }
}

fn used(cx: &Cx, passkey: &Shown) -> Markup {
    html! {
        @if let Some(used) = passkey.used { (ago(&cx.locale, used, cx.now)) }
        @else { (cx.locale.t("identity-passkey-unused")) }
    }
}

pub fn path(id: PasskeyId) -> String {
    format!("/account/passkeys/{id}")
}

/// Names a passkey and has the browser make it.
pub fn new(cx: &Cx, name: &str, asking: &Asking<'_>, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let inside = html! {
        (credential(CREDENTIAL))
        (Field::text("name", l.t("identity-passkey-name")).hint(l.t("identity-passkey-name-hint"))
            .value(name).max(Name::MAX).errors(l, wrong).required())
        p.hint { (l.t("identity-factor-ends-sessions")) }
    };
    let button = Button::primary(l.t("identity-passkey-make")).icon("key-round");
    let content = html! {
        div.sheet-head { div { h1 { (l.t("identity-passkey-new")) } p { (l.t("identity-passkeys-text")) } } }
        (refused(l, wrong, &["name"]))
        (asking.form(l, "/account/passkeys", inside, button))
        div data-passkey-missing { (Notice::info(l.t("identity-passkey-no-script"))) }
        div.form-foot { (Button::quiet(l.t("identity-cancel")).href("/account")) }
    };
    let page = Page::form(l.t("identity-passkey-new"), content);
    ui::page(cx, page.crumb(l.t("identity-account"), "/account"))
}

/// One passkey: its name, and its end. `last_way` warns that nothing else opens the account.
pub fn one(cx: &Cx, passkey: &Shown, last_way: bool, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let at = path(passkey.id);
    let content = html! {
        div.sheet-head { h1 { (passkey.name) } }
        (refused(l, wrong, &["name", "sure"]))
        (Facts::new()
            .row(l.t("identity-passkey-since"), date(l, passkey.since))
            .row(l.t("identity-passkey-used"), used(cx, passkey)))
        form.form method="post" action=(at) {
            (Field::text("name", l.t("identity-passkey-name")).value(&passkey.name).max(Name::MAX)
                .errors(l, wrong).required())
            div.form-foot { (Button::primary(l.t("identity-save")).icon("check")) }
        }
        section.section aria-labelledby="removal" {
            h2 #removal { (l.t("identity-passkey-remove")) }
            p { (l.t("identity-passkey-remove-text")) }
            form.form method="post" action={ (at) "/removal" } {
                @if last_way {
                    (Notice::warn(l.t("identity-passkey-last-way")))
                    (Field::check("sure", l.t("identity-passkey-sure")).errors(l, wrong).required())
                }
                div.form-foot {
                    (Button::danger(l.t("identity-passkey-remove")).icon("trash-2"))
                    (Button::quiet(l.t("identity-cancel")).href("/account"))
                }
            }
        }
    };
    let page = Page::form(passkey.name.clone(), content);
    ui::page(cx, page.crumb(l.t("identity-account"), "/account"))
}
