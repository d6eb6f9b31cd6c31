//! The way into the portal, drawn.

use super::page as framed;
use crate::views::unplaced;
use maud::{Markup, html};
use platform::{Cx, Refusal, post};
use ui::{Button, Field, Notice};

/// The two forms as they were filled in; a key is never given back.
#[derive(Debug, Default)]
pub struct Typed {
    pub email: String,
    /// The address beside the key.
    pub of_key: String,
}

pub fn page(cx: &Cx, typed: &Typed, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    let by_mail = post::is_ready(cx);
    let of_key = wrong.iter().any(|one| one.field.as_deref() == Some("key"));
    let content = html! {
        h1 { (l.t("licensing-portal")) }
        (unplaced(l, wrong))
        @if by_mail {
            p { (l.t("licensing-portal-text")) }
            form.form method="post" action="/portal" {
                (Field::email("email", l.t("licensing-portal-email")).value(&typed.email).max(254)
                    .attr("autocomplete", "email").errors(l, wrong).required())
                (Button::primary(l.t("licensing-portal-ask")).icon("send").wide())
            }
        }
        @if by_mail {
            details open[of_key] {
                summary { (l.t("licensing-portal-by-key")) }
                (key_form(cx, typed, wrong))
            }
        } @else {
            // it is the only way in, and not instead of another one
            h2 { (l.t("licensing-portal-by-key-only")) }
            (key_form(cx, typed, wrong))
        }
    };
    framed(cx, None, l.t("licensing-portal"), &content)
}

fn key_form(cx: &Cx, typed: &Typed, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    html! {
        form.form method="post" action="/portal/key" {
            p { (l.t("licensing-portal-by-key-text")) }
            (Field::text("key", l.t("licensing-portal-key")).mono().attr("autocomplete", "off")
                .errors(l, wrong).required())
            (Field::email("email", l.t("licensing-portal-email")).id("key-email").value(&typed.of_key)
                .max(254).attr("autocomplete", "email").required())
            (Button::new(l.t("licensing-portal-enter-by-key")).icon("key-round").wide())
        }
    }
}

/// Says nothing about whether there is anything for that address.
pub fn sent(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let content = html! {
        h1 { (l.t("licensing-portal-sent")) }
        (Notice::ok(l.t("licensing-portal-sent-text")))
        div { (Button::quiet(l.t("licensing-portal-back")).href("/portal")) }
    };
    framed(cx, None, l.t("licensing-portal-sent"), &content)
}

/// Asks before the link is used up.
pub fn confirm(cx: &Cx, token: &str) -> Markup {
    let l = &cx.locale;
    let content = html! {
        h1 { (l.t("licensing-portal")) }
        p { (l.t("licensing-portal-confirm-text")) }
        form.form method="post" action="/portal/link" {
            input type="hidden" name="token" value=(token);
            (Button::primary(l.t("licensing-portal-confirm")).icon("log-in").wide())
        }
    };
    framed(cx, None, l.t("licensing-portal"), &content)
}

/// The link is unknown, was used, or has expired.
pub fn spent(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let content = html! {
        h1 { (l.t("licensing-portal-spent-title")) }
        p { (l.t("licensing-portal-spent")) }
        div { (Button::new(l.t("licensing-portal-again")).href("/portal")) }
    };
    framed(cx, None, l.t("licensing-portal-spent-title"), &content)
}

/// The line is open: whoever is on the way could read along.
pub fn insecure(cx: &Cx) -> Markup {
    let l = &cx.locale;
    let content = html! {
        h1 { (l.t("licensing-portal")) }
        (Notice::warn(l.t("licensing-portal-insecure")))
    };
    framed(cx, None, l.t("licensing-portal"), &content)
}
