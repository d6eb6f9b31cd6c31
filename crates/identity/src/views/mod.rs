//! Pages and their parts, as functions from finished data to HTML.

pub mod account;
pub mod api_key;
pub mod email;
pub mod factor;
pub mod forgot;
pub mod goodbye;
pub mod link;
pub mod open_line;
pub mod passkey;
pub mod password;
pub mod program;
pub mod proof;
pub mod provider;
mod qr;
pub mod role;
pub mod second;
pub mod security;
pub mod setup;
pub mod sign_in;
pub mod user;

use crate::actions::min_length;
use crate::domain::password::NewPassword;
use maud::{Markup, html};
use platform::{Cx, Lang, Locale, Refusal};
use ui::{Button, Choice, Field, Notice};

/// What was refused and belongs to none of the fields that are shown.
fn refused(l: &Locale, wrong: &[Refusal], fields: &[&str]) -> Markup {
    let about_field =
        |refusal: &&Refusal| refusal.field.as_deref().is_some_and(|field| fields.contains(&field));
    let rest: Vec<_> = wrong.iter().filter(|refusal| !about_field(refusal)).collect();
    html! {
        @for refusal in rest { (Notice::danger(refusal.say(l))) }
    }
}

/// A new password with what it must be, and a button that shows it.
fn new_password(cx: &Cx, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let limits = [("min", min_length(cx).into()), ("max", NewPassword::MAX.into())];
    html! {
        (Field::password("password", l.t("identity-password-new"), "new-password")
            .hint(l.ta("identity-password-hint", &limits))
            .errors(l, wrong)
            .required())
        div { (show_password(l)) }
    }
}

/// A code of the authenticator app, or a recovery code.
fn code(l: &Locale, name: &'static str) -> Field {
    Field::text(name, l.t("identity-factor-code"))
        .hint(l.t("identity-factor-code-hint"))
        .attr("autocomplete", "one-time-code")
        .attr("spellcheck", "false")
        .attr("autocapitalize", "none")
        .max(40)
        .mono()
        .required()
}

fn show_password(l: &Locale) -> Button {
    Button::quiet(l.t("identity-password-show"))
        .icon("eye")
        .plain()
        .attr("data-reveal", "f-password")
        .attr("aria-pressed", "false")
}

/// The languages, each in its own.
fn languages() -> Vec<Choice> {
    Lang::ALL.into_iter().map(|lang| Choice::new(lang.tag(), own_name(lang))).collect()
}

fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::De => "Deutsch",
        Lang::En => "English",
    }
}

/// The way to the page before and to the next one, where there is one; `to` is the address of a page, counted from 1.
fn pager(l: &Locale, (page, more): (u32, bool), to: impl Fn(u32) -> String) -> Markup {
    html! {
        @if page > 1 || more {
            nav.pager aria-label=(l.t("identity-pages")) {
                @if page > 1 {
                    (Button::quiet(l.t("identity-page-back")).icon("chevron-left").href(to(page - 1)))
                }
                span { (l.ta("identity-page", &[("n", page.into())])) }
                @if more {
                    (Button::quiet(l.t("identity-page-on")).icon("chevron-right").href(to(page + 1)))
                }
            }
        }
    }
}
