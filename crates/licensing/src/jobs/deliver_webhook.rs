//! Telling a webhook something, signed as every answer is.

use crate::crypto::algorithm::Algorithm;
use crate::crypto::response::{Message, body_digest, http_date};
use crate::domain::webhook::{Delivery, DeliveryId, Status, Webhook};
use crate::{Server, store};
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_TYPE, USER_AGENT};
use chrono::TimeDelta;
use platform::job::{self, Failure, Job, Queued};
use platform::outbound::{Client, Request};
use platform::{Cx, Millis, Result, rng};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::time::Duration;
use url::Url;

/// A receiver has so long to answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often what was told long ago is looked for.
pub(super) const FORGETS_EVERY: TimeDelta = TimeDelta::hours(6);
/// What was told so long ago is forgotten.
const KEPT: TimeDelta = TimeDelta::days(30);
/// Rows in one transaction.
const LOT: u64 = 500;
/// Characters of an error that are kept.
const LONGEST_ERROR: usize = 500;

/// Tells it once; after a failure another job tells it again later.
#[derive(Debug, Serialize, Deserialize)]
pub struct DeliverWebhook {
    pub delivery: DeliveryId,
}

impl Job for DeliverWebhook {
    const NAME: &'static str = "licensing.deliver_webhook";
    const AT_ONCE: usize = 4;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let Some(delivery) = store::delivery::find(cx.db(), self.delivery).await? else {
            return Ok(()); // its webhook was removed
        };
        if matches!(delivery.status, Status::Delivered | Status::Failed) {
            return Ok(());
        }
        let webhook = store::webhook::get(cx.db(), delivery.webhook).await?;
        let outcome = if webhook.enabled {
            send(&cx, &webhook, &delivery).await?
        } else {
            Outcome { status: None, error: "the webhook is switched off".into() }
        };
        settle(&cx, webhook, delivery, outcome).await.map_err(Failure::from)
    }
}

/// What came of a try.
struct Outcome {
    status: Option<u16>,
    /// Empty where it was heard.
    error: String,
}

async fn send(cx: &Cx, webhook: &Webhook, delivery: &Delivery) -> Result<Outcome, Failure> {
    let request = match request(cx, webhook, delivery).await {
        Ok(request) => request,
        Err(cause) => return Err(Failure::Retry(cause)),
    };
    let client = Client::of(cx).map_err(Failure::Retry)?.within(PATIENCE);
    Ok(match client.send(request).await {
        Ok(answer) if answer.status.is_success() => {
            Outcome { status: Some(answer.status.as_u16()), error: String::new() }
        }
        Ok(answer) => {
            let status = answer.status;
            Outcome { status: Some(status.as_u16()), error: format!("answered {status}") }
        }
        Err(cause) => Outcome { status: None, error: format!("{:#}", anyhow::Error::from(cause)) },
    })
}

async fn request(cx: &Cx, webhook: &Webhook, delivery: &Delivery) -> anyhow::Result<Request> {
    let server = Server::of(&cx.kontor).await?;
    let algorithm = Algorithm::of_name(&webhook.algorithm).unwrap_or(Algorithm::Ed25519);
    let pair = server.signer(&cx.kontor, algorithm.kind()).await?;
    let body = body(webhook, delivery).to_string();
    let url: Url = webhook.url.parse()?;
    let host = match url.port() {
        Some(port) => format!("{}:{port}", url.host_str().unwrap_or_default()),
        None => url.host_str().unwrap_or_default().to_owned(),
    };
    let target = url
        .query()
        .map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    let (date, digest) = (http_date(cx.now), body_digest(body.as_bytes()));
    let message =
        Message { method: "post", target: &target, host: &host, date: &date, digest: &digest };
    let signature = message.signature(&server.id.to_string(), algorithm, &pair)?;
    let mut request = Request::post(webhook.url.clone(), body)
        .header(CONTENT_TYPE, HeaderValue::from_static("application/json"))
        .header(USER_AGENT, HeaderValue::from_static("Kontor"));
    for (name, value) in message.headers(&signature) {
        request = request.header(name, HeaderValue::from_str(value)?);
    }
    Ok(request)
}

/// As the API writes it: the payload is a document in a text.
pub(crate) fn body(webhook: &Webhook, delivery: &Delivery) -> serde_json::Value {
    json!({"data": {
        "id": delivery.id,
        "type": "webhook-events",
        "attributes": {
            "endpoint": webhook.url,
            "apiVersion": webhook.api_version,
            "payload": delivery.payload,
            "event": delivery.event,
            "status": delivery.status.name(),
            "created": delivery.created_at.0.to_rfc3339_opts(chrono::SecondsFormat::Millis, true),
        },
        "meta": {"idempotencyToken": delivery.token},
    }})
}

/// Writes down what came of it, and queues the next try.
async fn settle(cx: &Cx, mut webhook: Webhook, mut one: Delivery, outcome: Outcome) -> Result<()> {
    let tx = cx.begin().await?;
    one.tries += 1;
    one.last_status = outcome.status.map(i32::from);
    one.last_error = outcome.error.chars().take(LONGEST_ERROR).collect();
    (one.last_tried_at, one.updated_at) = (Some(Millis(cx.now)), Millis(cx.now));
    one.next_try_at = None;
    let chance = u16::from_be_bytes(rng::bytes::<2>()) % 1001;
    let gone = matches!(outcome.status, Some(410 | 530));
    if outcome.error.is_empty() {
        one.status = Status::Delivered;
    } else if let Some(at) =
        Delivery::next_try(one.tries, chance, cx.now).filter(|_| webhook.enabled && !gone)
    {
        (one.status, one.next_try_at) = (Status::Failing, Some(Millis(at)));
        job::enqueue(&tx, cx, Queued::of(&DeliverWebhook { delivery: one.id })?.at(at)).await?;
    } else {
        one.status = Status::Failed;
    }
    store::delivery::save(&tx, &mut one).await?;
    if gone && webhook.enabled {
        // the receiver says that nobody is there any more
        (webhook.enabled, webhook.trouble) = (false, one.last_error.clone());
        webhook.trouble.truncate(webhook.trouble.floor_char_boundary(200));
        webhook.updated_at = Millis(cx.now);
        store::webhook::save(&tx, &mut webhook).await?;
    }
    cx.commit(tx).await
}

/// Forgets what webhooks were told, and what forms issued, long ago.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ForgetDeliveries {}

impl Job for ForgetDeliveries {
    const NAME: &'static str = "licensing.forget_deliveries";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        loop {
            let tx = cx.begin().await?;
            let mut gone = store::delivery::forget_before(&tx, Millis(cx.now - KEPT), LOT).await?;
            gone += store::batch::forget_before(&tx, Millis(cx.now - KEPT), LOT).await?;
            cx.commit(tx).await?;
            if gone == 0 {
                return Ok(());
            }
        }
    }
}
