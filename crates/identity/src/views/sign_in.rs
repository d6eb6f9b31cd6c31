use super::passkey::{Asking, CREDENTIAL, credential};
use super::{provider, refused};
use crate::flags;
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal, post};
use ui::{Button, Field, Notice, Page};

const FIELDS: [&str; 1] = ["email"];

/// What the sign-in page begins with.
pub struct Entry<'a> {
    pub email: &'a str,
    pub next: &'a str,
    /// There is no administrator yet.
    pub is_new: bool,
    /// The pages that may ask for a passkey; none where browsers allow none.
    pub passkey: Option<&'a str>,
}

/// The sign-in page. In a house without an administrator it says how to begin.
pub fn page(cx: &Cx, entry: &Entry<'_>, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let Entry { email, next, is_new, .. } = *entry;
    let address = Field::email("email", l.t("identity-email"))
        .value(email)
        .attr(
            "autocomplete",
            if entry.passkey.is_some() { "username webauthn" } else { "username" },
        )
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
            @if let Some(origin) = entry.passkey { (with_passkey(l, origin, next)) }
            (provider::buttons(cx, &[("next", next)], "identity-sso-sign-in"))
            @if post::is_ready(cx) && cx.flag(&flags::RESET) {
                p { a href="/sign-in/forgot" { (l.t("identity-forgot")) } }
            } @else { p.meta { (l.t("identity-sign-in-help")) } }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-sign-in"), content))
}

/// A passkey instead, for browsers with scripts.
fn with_passkey(l: &Locale, origin: &str, next: &str) -> Markup {
    let options = Err("/sign-in/passkey/options");
    let asking = Asking { what: "get", origin, options, autofill: true };
    let inside = html! { (credential(CREDENTIAL)) input type="hidden" name="next" value=(next); };
    let button = Button::new(l.t("identity-passkey-sign-in")).icon("key-round").wide();
    asking.form(l, "/sign-in/passkey", inside, button)
}
