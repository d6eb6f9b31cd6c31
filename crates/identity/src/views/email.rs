use super::refused;
use crate::domain::account::Email;
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use platform::{Cx, Refusal, post};
use ui::{Button, Field, Notice, Page, datetime};

/// An address that waits for the mailboxes to say yes.
pub struct Waiting {
    pub email: String,
    /// Whether the present address's mailbox and the new one's have said so.
    pub said_yes: (bool, bool),
    pub until: DateTime<Utc>,
}

/// The part of one's account that is about its address.
pub fn section(cx: &Cx, entered: &str, waiting: Option<&Waiting>, wrong: &[Refusal]) -> Markup {
    let l = &cx.locale;
    if !post::is_ready(cx) {
        return html! { p.meta { (l.t("identity-email-no-post")) } };
    }
    html! {
        @if let Some(change) = waiting { (state(cx, change)) }
        (refused(l, wrong, &["email"]))
        form.form method="post" action="/account/email" {
            (Field::email("email", l.t("identity-email-new")).value(entered).max(Email::MAX)
                .attr("autocomplete", "off").hint(l.t("identity-email-hint")).errors(l, wrong).required())
            div.form-foot { (Button::new(l.t("identity-email-ask")).icon("mail")) }
        }
    }
}

/// Which mailbox has said yes, and until when the other may.
fn state(cx: &Cx, change: &Waiting) -> Markup {
    let l = &cx.locale;
    let key = match change.said_yes {
        (false, false) => "identity-email-waits-both",
        (true, _) => "identity-email-waits-new",
        (false, true) => "identity-email-waits-old",
    };
    html! {
        (Notice::info(l.ta(key, &[("email", change.email.as_str().into())])))
        p.meta { (l.t("identity-email-until")) " " (datetime(l, change.until)) }
        form method="post" action="/account/email/withdrawal" {
            (Button::quiet(l.t("identity-email-withdraw")).icon("x"))
        }
    }
}

/// Asks before the mailbox says yes.
pub fn confirm(cx: &Cx, token: &str, email: &str) -> Markup {
    let l = &cx.locale;
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-email-confirm-title")) }
            p { (l.ta("identity-email-confirm-text", &[("email", email.into())])) }
            form.form method="post" action="/sign-in/email" {
                input type="hidden" name="token" value=(token);
                (Button::primary(l.t("identity-email-confirm")).icon("check").wide())
            }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-email-confirm-title"), content))
}

/// What came of it.
#[derive(Clone, Copy)]
pub enum Answer {
    Waiting,
    Done,
    Taken,
}

pub fn said(cx: &Cx, answer: Answer) -> Markup {
    let l = &cx.locale;
    let notice = match answer {
        Answer::Waiting => Notice::info(l.t("identity-email-confirmed-waiting")),
        Answer::Done => Notice::ok(l.t("identity-email-confirmed")),
        Answer::Taken => Notice::warn(l.t("identity-email-confirmed-taken")),
    };
    let content = html! {
        div.stack.loose {
            h1 { (l.t("identity-email-confirm-title")) }
            (notice)
            div { (Button::quiet(l.t("identity-to-sign-in")).href("/sign-in")) }
        }
    };
    ui::page(cx, Page::plain(l.t("identity-email-confirm-title"), content))
}
