//! Webhooks and what they were told, drawn.

use super::unplaced;
use crate::crypto::algorithm::Algorithm;
use crate::domain::webhook::{Delivery, Draft, EVENTS, Status, Webhook};
use maud::{Markup, html};
use platform::{Cx, Locale, Refusal};
use ui::{Badge, Button, Chip, Choice, Field, Notice, Page, Row, Tone};

pub const WEBHOOKS: &str = "/admin/licensing/webhooks";

/// A webhook's form as it was filled in.
#[derive(Default)]
pub struct Filled {
    pub draft: Draft,
    pub wrong: Vec<Refusal>,
}

/// One webhook with a page of what it was told.
pub struct Shown {
    pub webhook: Webhook,
    pub found: Vec<Delivery>,
    pub more: bool,
    pub status: Option<Status>,
    pub filled: Filled,
}

fn page(l: &Locale, title: String, content: Markup) -> Page {
    Page::sheet(title, content)
        .crumb(l.t("licensing-account-admin"), "/admin")
        .crumb(l.t("licensing-account"), "/admin/licensing")
}

fn standing(l: &Locale, webhook: &Webhook) -> Badge {
    if webhook.enabled {
        Badge::new(Tone::Ok, "circle-check", l.t("licensing-webhook-on"))
    } else {
        Badge::new(Tone::Quiet, "circle-pause", l.t("licensing-webhook-off"))
    }
}

pub fn list(cx: &Cx, webhooks: &[Webhook], new: &Filled) -> Markup {
    let l = &cx.locale;
    let title = l.t("licensing-webhooks");
    let content = html! {
        div.sheet-head { div { h1 { (title) } p { (l.t("licensing-webhooks-text")) } } }
        @if webhooks.is_empty() { (ui::empty("webhook", &l.t("licensing-webhooks-none"), None, None)) } @else {
            (ui::rows(&title, html! {
                @for one in webhooks {
                    (Row::new(format!("{WEBHOOKS}/{}", one.id), &one.url).shape(standing(l, one)).whole_page()
                        .meta(html! { span { (subscribed(l, one)) } }))
                }
            }))
        }
        section.section {
            h2 { (l.t("licensing-webhook-new")) }
            (unplaced(l, &new.wrong))
            form.form method="post" action=(WEBHOOKS) {
                (fields(l, new))
                div.form-foot { (Button::primary(l.t("licensing-webhook-add")).icon("plus")) }
            }
        }
    };
    ui::page(cx, page(l, title, content))
}

fn subscribed(l: &Locale, webhook: &Webhook) -> String {
    match webhook.subscriptions.as_str() {
        "*" => l.t("licensing-webhook-all"),
        some => l.ta("licensing-webhook-some", &[("count", some.lines().count().into())]),
    }
}

fn fields(l: &Locale, filled: &Filled) -> Markup {
    let algorithms: Vec<_> =
        Algorithm::ALL.iter().map(|one| Choice::new(one.name(), one.name())).collect();
    let algorithm = match filled.draft.algorithm.as_str() {
        "" => Algorithm::Ed25519.name(),
        name => name,
    };
    let subscriptions = match filled.draft.subscriptions.as_str() {
        "*" => "",
        some => some,
    };
    html! {
        (Field::input("url", "url", l.t("licensing-webhook-url")).value(&filled.draft.url).required()
            .placeholder("https://").max(Draft::LONGEST_URL).errors(l, &filled.wrong))
        (Field::area("subscriptions", l.t("licensing-webhook-subscriptions"), 4).value(subscriptions).mono()
            .hint(l.t("licensing-webhook-subscriptions-hint")).optional(l).errors(l, &filled.wrong))
        details { summary { (l.t("licensing-webhook-events")) } p.meta { (EVENTS.join(", ")) } }
        (Field::select("signature_algorithm", l.t("licensing-webhook-algorithm"), algorithms).value(algorithm)
            .errors(l, &filled.wrong))
    }
}

pub fn show(cx: &Cx, shown: &Shown) -> Markup {
    let (l, webhook) = (&cx.locale, &shown.webhook);
    let to = format!("{WEBHOOKS}/{}", webhook.id);
    let content = html! {
        div.sheet-head {
            div { h1 { (webhook.url) } (standing(l, webhook)) }
            form method="post" action={ (to) "/trial" } { (Button::new(l.t("licensing-webhook-test")).icon("send")) }
        }
        @if !webhook.trouble.is_empty() {
            (Notice::warn(l.ta("licensing-webhook-trouble", &[("why", webhook.trouble.as_str().into())])))
        }
        (unplaced(l, &shown.filled.wrong))
        form.form method="post" action=(to) {
            input type="hidden" name="version" value=(webhook.version);
            (fields(l, &shown.filled))
            (Field::check("enabled", l.t("licensing-webhook-enabled")).checked(shown.filled.draft.enabled))
            div.form-foot { (Button::primary(l.t("licensing-webhook-save"))) }
        }
        section.section {
            h2 { (l.t("licensing-deliveries")) }
            (filters(l, &to, shown.status))
            @if shown.found.is_empty() { p.meta { (l.t("licensing-deliveries-none")) } } @else { (deliveries(cx, shown, &to)) }
        }
        section.section {
            form method="post" action={ (to) "/removal" } {
                p { (l.t("licensing-webhook-remove-text")) }
                (Button::danger(l.t("licensing-webhook-remove")).icon("trash-2"))
            }
        }
    };
    ui::page(cx, page(l, webhook.url.clone(), content).crumb(l.t("licensing-webhooks"), WEBHOOKS))
}

fn status_key(status: Status) -> &'static str {
    match status {
        Status::Delivering => "licensing-delivery-delivering",
        Status::Delivered => "licensing-delivery-delivered",
        Status::Failing => "licensing-delivery-failing",
        Status::Failed => "licensing-delivery-failed",
    }
}

fn filters(l: &Locale, to: &str, status: Option<Status>) -> Markup {
    let chip = |one: &Status| {
        let on = status == Some(*one);
        let href = if on { to.to_owned() } else { format!("{to}?status={}", one.name()) };
        Chip::new(l.t(status_key(*one)), href, on)
    };
    ui::chips(&l.t("licensing-deliveries"), &Status::ALL.iter().map(chip).collect::<Vec<_>>())
}

fn deliveries(cx: &Cx, shown: &Shown, to: &str) -> Markup {
    let l = &cx.locale;
    let status =
        shown.status.map(|status| format!("&status={}", status.name())).unwrap_or_default();
    let next = shown.found.last().filter(|_| shown.more);
    let next = next.map(|last| format!("{to}?after={}{status}", last.id));
    let table = ui::Table::new(l.t("licensing-deliveries"))
        .columns(
            ["licensing-delivery-event", "licensing-delivery-status", "licensing-delivery-tries"]
                .map(|key| l.t(key)),
        )
        .column(ui::Column::hidden(l.t("licensing-delivery-retry")))
        .rows(shown.found.iter().map(|one| line(cx, one)));
    html! {
        (table)
        @if let Some(next) = next {
            nav.pager aria-label=(l.t("licensing-deliveries")) {
                (Button::quiet(l.t("licensing-deliveries-older")).icon("chevron-right").href(next))
            }
        }
    }
}

fn line(cx: &Cx, one: &Delivery) -> Markup {
    let l = &cx.locale;
    let badge = match one.status {
        Status::Delivering => Badge::new(Tone::Accent, "hourglass", l.t(status_key(one.status))),
        Status::Delivered => Badge::new(Tone::Ok, "circle-check", l.t(status_key(one.status))),
        Status::Failing => Badge::new(Tone::Warn, "triangle-alert", l.t(status_key(one.status))),
        Status::Failed => Badge::new(Tone::Danger, "circle-x", l.t(status_key(one.status))),
    };
    html! {
        th scope="row" { (one.event) br; span.meta { (ui::datetime(l, one.created_at.0)) } }
        td data-label=(l.t("licensing-delivery-status")) {
            (badge)
            @if !one.last_error.is_empty() { br; span.meta { (one.last_error) } }
            @if let Some(next) = one.next_try_at { br; span.meta { (l.t("licensing-delivery-next")) " " (ui::datetime(l, next.0)) } }
        }
        td data-label=(l.t("licensing-delivery-tries")) { (one.tries) }
        td.actions {
            @if one.status != Status::Delivering {
                form method="post" action={ "/admin/licensing/deliveries/" (one.id) "/retry" } {
                    (Button::quiet(l.t("licensing-delivery-retry")).icon("rotate-cw"))
                }
            }
        }
    }
}
