//! The mailboxes and how they fare.

use crate::domain::mailbox::Mailbox;
use crate::mail::trouble::say_fetching;
use maud::{Markup, html};
use platform::Cx;
use ui::{Badge, Button, Page, Table, Tone, ago, datetime, empty, page as whole};

/// A mailbox with its group's name.
pub(crate) type Row = (Mailbox, String);

pub(crate) fn list(cx: &Cx, mailboxes: &[Row]) -> Markup {
    let l = &cx.locale;
    let title = l.t("helpdesk-mailboxes");
    let new = || {
        Button::primary(l.t("helpdesk-mailbox-new"))
            .icon("plus")
            .key("c")
            .href("/admin/mailboxes/new")
    };
    let table = Table::new(&title)
        .cards()
        .columns(
            ["helpdesk-mailbox", "helpdesk-group", "helpdesk-mailbox-fetched", "helpdesk-state"]
                .map(|key| l.t(key)),
        )
        .rows(mailboxes.iter().map(|row| line(cx, row)));
    let content = html! {
        div.sheet-head {
            div { h1 { (title) } p { (l.t("helpdesk-mailboxes-text")) } }
            @if !mailboxes.is_empty() { (new()) }
        }
        @if mailboxes.is_empty() { (empty("inbox", &l.t("helpdesk-mailboxes-none"), Some(new()), Some("C"))) }
        @else { (table) }
    };
    whole(cx, Page::sheet(title, content).crumb(l.t("helpdesk-admin"), "/admin"))
}

fn line(cx: &Cx, (mailbox, group): &Row) -> Markup {
    let l = &cx.locale;
    html! {
        th scope="row" {
            a href={ "/admin/mailboxes/" (mailbox.id) } { (mailbox.name) }
            @if mailbox.name != mailbox.address { br; span.meta { (mailbox.address) } }
        }
        td data-label=(l.t("helpdesk-group")) { (group) }
        td data-label=(l.t("helpdesk-mailbox-fetched")) {
            @match mailbox.last_fetch_at {
                Some(at) => (ago(l, at.0, cx.now)),
                None => span.meta { (l.t("helpdesk-mailbox-never")) },
            }
        }
        td data-label=(l.t("helpdesk-state")) { (state(cx, mailbox)) }
    }
}

/// Off, fine, or in trouble: since when, and what it is.
pub(crate) fn state(cx: &Cx, mailbox: &Mailbox) -> Markup {
    let l = &cx.locale;
    if !mailbox.active {
        return html! { (Badge::new(Tone::Quiet, "circle-slash", l.t("helpdesk-mailbox-off"))) };
    }
    if mailbox.trouble.is_empty() {
        let badge = match mailbox.last_fetch_at {
            Some(_) => Badge::new(Tone::Ok, "circle-check", l.t("helpdesk-mailbox-fine")),
            None => Badge::new(Tone::Quiet, "clock", l.t("helpdesk-mailbox-waits")),
        };
        return html! { (badge) };
    }
    html! {
        (Badge::new(Tone::Danger, "circle-alert", l.t("helpdesk-mailbox-trouble")))
        @if let Some(since) = mailbox.trouble_since {
            " " span.meta { (l.t("helpdesk-mailbox-trouble-since")) " " (datetime(l, since.0)) }
        }
        br; span.meta { (say_fetching(l, mailbox, &mailbox.trouble)) }
    }
}
