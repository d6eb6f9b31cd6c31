//! Webhooks, and what they were told.

use super::kind;
use super::operation::{Operation, delete, get, patch, post};
use super::resource::{Kind, Sent};
use super::shape::{maybe, number, one_of, record, several, text, time, words};
use crate::crypto::algorithm::Algorithm;
use crate::domain::webhook::{EVENTS, Status};

pub(super) fn kinds() -> Vec<Kind> {
    let events: Vec<&str> = std::iter::once("*").chain(EVENTS.iter().copied()).collect();
    let endpoint = vec![
        ("url", text()),
        ("subscriptions", several(one_of(&events))),
        ("signatureAlgorithm", words(&Algorithm::ALL, Algorithm::name)),
        ("apiVersion", text()),
        ("created", time()),
        ("updated", time()),
    ];
    let event = vec![
        ("endpoint", text()),
        ("payload", text()),
        ("event", text()),
        ("status", words(Status::ALL, Status::name)),
        ("lastResponseCode", maybe(number())),
        ("lastResponseBody", maybe(text())),
        ("created", time()),
        ("updated", time()),
    ];
    vec![
        Kind::new("webhook-endpoints", endpoint),
        Kind::new("webhook-events", event).meta(record(&[("idempotencyToken", text())])),
    ]
}

pub(super) fn operations() -> Vec<Operation> {
    let mut all = endpoints();
    all.extend(events());
    all
}

fn endpoints() -> Vec<Operation> {
    let attributes = ["url", "subscriptions", "signatureAlgorithm"];
    let of = kind("webhook-endpoints");
    let sent = Sent { attributes: &attributes, related: &[], needed: &["url"] };
    let edit = Sent { needed: &[], ..sent };
    let codes = ["SIGNATURE_ALGORITHM_NOT_ALLOWED", "SUBSCRIPTIONS_NOT_ALLOWED", "URL_INVALID"];
    let one = "/webhook-endpoints/{id}";
    vec![
        get("/webhook-endpoints", "listWebhookEndpoints")
            .says("A page of the addresses that are told what happens.")
            .needs("webhook-endpoint.read")
            .lists("webhook-endpoints"),
        post("/webhook-endpoints", "createWebhookEndpoint")
            .says("Has an address told what happens.")
            .needs("webhook-endpoint.create")
            .takes(of.sent(&sent))
            .creates("webhook-endpoints")
            .codes(&codes),
        get(one, "showWebhookEndpoint")
            .says("Shows one.")
            .needs("webhook-endpoint.read")
            .gives("webhook-endpoints"),
        patch(one, "changeWebhookEndpoint")
            .says("Changes what is sent of it, and leaves the rest as it was.")
            .needs("webhook-endpoint.update")
            .takes(of.sent(&edit))
            .gives("webhook-endpoints")
            .codes(&codes),
        delete(one, "deleteWebhookEndpoint")
            .says("Has it told nothing any more.")
            .needs("webhook-endpoint.delete")
            .removes(),
    ]
}

fn events() -> Vec<Operation> {
    let one = "/webhook-events/{id}";
    vec![
        get("/webhook-events", "listWebhookEvents")
            .says("A page of what was told, the newest first.")
            .needs("webhook-event.read")
            .lists("webhook-events")
            .filters(&[("status", words(Status::ALL, Status::name))]),
        get(one, "showWebhookEvent")
            .says("Shows one.")
            .needs("webhook-event.read")
            .gives("webhook-events"),
        delete(one, "deleteWebhookEvent")
            .says("Forgets that it was told.")
            .needs("webhook-event.delete")
            .removes(),
        post("/webhook-events/{id}/actions/retry", "retryWebhookEvent")
            .says("Tells it once more.")
            .needs("webhook-event.retry")
            .gives("webhook-events")
            .codes(&["STATUS_INVALID"]),
    ]
}
