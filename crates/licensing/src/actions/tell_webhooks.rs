use crate::domain::webhook::{Delivery, DeliveryId, Refused, Status, Webhook, WebhookId};
use crate::jobs::DeliverWebhook;
use crate::telling;
use crate::{rights, store};
use platform::job::{self, Queued};
use platform::{Cx, Millis, Result, Tx, audit, rng};
use serde_json::json;

/// Facts that are looked at in one transaction.
const LOT: u64 = 500;

/// Tells the webhooks what happened since they were last told: one lot; whether there may be more.
pub async fn tell_webhooks(cx: &Cx) -> Result<bool> {
    cx.require(rights::MANAGE)?;
    let (db, webhooks) = (cx.db(), store::webhook::enabled(cx.db()).await?);
    let Some(told) = store::webhook::told(db).await? else { return Ok(false) };
    let facts = audit::after(db, told, LOT).await?;
    let Some((last, _)) = facts.last() else { return Ok(false) };
    let (seq, more) = (last.seq, facts.len() as u64 == LOT);
    let mut deliveries = Vec::new();
    for fact in facts.iter().filter_map(|(_, fact)| fact.as_ref()) {
        for telling in telling::of(fact) {
            let wanted: Vec<&Webhook> =
                webhooks.iter().filter(|hook| hook.wants(telling.event)).collect();
            if wanted.is_empty() {
                continue;
            }
            let payload = telling::payload(cx, fact, &telling).await?;
            let new = |hook: &&Webhook| delivery(cx, hook.id, telling.event, payload.clone());
            deliveries.extend(wanted.iter().map(new));
        }
    }
    let tx = cx.begin().await?;
    store::webhook::tell_up_to(&tx, Some(told), seq).await?;
    queue(&tx, cx, &deliveries).await?;
    cx.commit(tx).await?;
    Ok(more)
}

fn delivery(cx: &Cx, webhook: WebhookId, event: &str, payload: String) -> Delivery {
    Delivery {
        id: DeliveryId::new(),
        webhook,
        event: event.into(),
        payload,
        token: hex::encode(rng::bytes::<32>()),
        status: Status::Delivering,
        tries: 0,
        last_status: None,
        last_error: String::new(),
        last_tried_at: None,
        next_try_at: Some(Millis(cx.now)),
        created_at: Millis(cx.now),
        updated_at: Millis(cx.now),
        version: 1,
    }
}

async fn queue(tx: &Tx, cx: &Cx, deliveries: &[Delivery]) -> Result<()> {
    store::delivery::insert_many(tx, deliveries).await?;
    let jobs: anyhow::Result<Vec<Queued>> =
        deliveries.iter().map(|one| Queued::of(&DeliverWebhook { delivery: one.id })).collect();
    job::enqueue_all(tx, cx, jobs?).await
}

/// Tells a webhook something that did not happen, to see whether it hears.
pub async fn test_webhook(cx: &Cx, id: WebhookId) -> Result<Delivery> {
    cx.require(rights::MANAGE)?;
    let webhook = store::webhook::get(cx.db(), id).await?;
    let told = json!({"data": {"type": "webhook-endpoints", "id": id, "attributes": {"url": webhook.url}}});
    let one = delivery(cx, id, telling::TESTED, told.to_string());
    let tx = cx.begin().await?;
    queue(&tx, cx, std::slice::from_ref(&one)).await?;
    cx.commit(tx).await?;
    Ok(one)
}

/// Tells it again at once.
pub async fn retry_delivery(cx: &Cx, id: DeliveryId) -> Result<Delivery> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let mut one = store::delivery::get(&tx, id).await?;
    if one.status == Status::Delivering {
        return Err(Refused::Delivered.into());
    }
    (one.status, one.tries, one.updated_at) = (Status::Delivering, 0, Millis(cx.now));
    one.next_try_at = Some(Millis(cx.now));
    store::delivery::save(&tx, &mut one).await?;
    job::enqueue(&tx, cx, Queued::of(&DeliverWebhook { delivery: id })?).await?;
    cx.commit(tx).await?;
    Ok(one)
}

/// Forgets what a webhook was told, or was to be told.
pub async fn forget_delivery(cx: &Cx, id: DeliveryId) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    store::delivery::get(&tx, id).await?;
    store::delivery::delete(&tx, id).await?;
    cx.commit(tx).await
}
