//! The way into the portal, drawn.

use super::{Frame, page as framed};
use crate::views::unplaced;
use maud::{Markup, html};
use platform::{Locale, Refusal, post};
use ui::{Button, Field, Notice};

/// The two forms as they were filled in. A key goes back into its form alone, in an answer that nobody keeps.
#[derive(Default)]
pub struct Typed {
    pub email: String,
    pub key: String,
    /// The address beside the key.
    pub of_key: String,
    /// It was the form with the key that was sent.
    pub by_key: bool,
}

pub fn page(frame: Frame<'_>, typed: &Typed, wrong: &[Refusal]) -> Markup {
    let l = &frame.cx.locale;
    let by_mail = post::is_ready(frame.cx);
    // both forms ask for an address: what is wrong is so in the one that was sent
    let (of_mail, of_key): (&[_], &[_]) = if typed.by_key { (&[], wrong) } else { (wrong, &[]) };
    let content = html! {
        h1 { (l.t("licensing-portal")) }
        (unplaced(l, wrong))
        @if by_mail {
            p { (l.t("licensing-portal-text")) }
            form.form method="post" action="/portal" {
                (Field::email("email", l.t("licensing-portal-email")).value(&typed.email).max(254)
                    .attr("autocomplete", "email").errors(l, of_mail).required())
                (Button::primary(l.t("licensing-portal-ask")).icon("send").wide())
            }
        }
        @if by_mail {
            details open[typed.by_key] {
                summary { (l.t("licensing-portal-by-key")) }
                (key_form(l, typed, of_key))
            }
        } @else {
            // it is the only way in, and not instead of another one
            h2 { (l.t("licensing-portal-by-key-only")) }
            (key_form(l, typed, of_key))
        }
    };
    framed(frame, l.t("licensing-portal"), &content)
}

fn key_form(l: &Locale, typed: &Typed, wrong: &[Refusal]) -> Markup {
    html! {
        form.form method="post" action="/portal/key" {
            p { (l.t("licensing-portal-by-key-text")) }
            (Field::text("key", l.t("licensing-portal-key")).value(&typed.key).mono()
                .attr("autocomplete", "off").errors(l, wrong).required())
            (Field::email("email", l.t("licensing-portal-email")).id("key-email").value(&typed.of_key)
                .max(254).attr("autocomplete", "email").errors(l, wrong).required())
            (Button::new(l.t("licensing-portal-enter-by-key")).icon("key-round").wide())
        }
    }
}

/// Says nothing about whether there is anything for that address.
pub fn sent(frame: Frame<'_>) -> Markup {
    let l = &frame.cx.locale;
    let content = html! {
        h1 { (l.t("licensing-portal-sent")) }
        (Notice::ok(l.t("licensing-portal-sent-text")))
        div { (Button::quiet(l.t("licensing-portal-back")).href("/portal")) }
    };
    framed(frame, l.t("licensing-portal-sent"), &content)
}

/// Asks before the link is used up.
pub fn confirm(frame: Frame<'_>, token: &str) -> Markup {
    let l = &frame.cx.locale;
    let content = html! {
        h1 { (l.t("licensing-portal")) }
        p { (l.t("licensing-portal-confirm-text")) }
        form.form method="post" action="/portal/link" {
            input type="hidden" name="token" value=(token);
            (Button::primary(l.t("licensing-portal-confirm")).icon("log-in").wide())
        }
    };
    framed(frame, l.t("licensing-portal"), &content)
}

/// The link is unknown, was used, or has expired.
pub fn spent(frame: Frame<'_>) -> Markup {
    let l = &frame.cx.locale;
    let content = html! {
        h1 { (l.t("licensing-portal-spent-title")) }
        p { (l.t("licensing-portal-spent")) }
        div { (Button::new(l.t("licensing-portal-again")).href("/portal")) }
    };
    framed(frame, l.t("licensing-portal-spent-title"), &content)
}

/// The line is open: whoever is on the way could read along.
pub fn insecure(frame: Frame<'_>) -> Markup {
    let l = &frame.cx.locale;
    let content = html! {
        h1 { (l.t("licensing-portal")) }
        (Notice::warn(l.t("licensing-portal-insecure")))
    };
    framed(frame, l.t("licensing-portal"), &content)
}
