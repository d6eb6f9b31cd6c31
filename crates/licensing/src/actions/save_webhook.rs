use crate::domain::webhook::{Draft, Facts, Webhook, WebhookId};
use crate::{rights, store};
use events::directory::FieldChange;
use events::licensing::{EntryChanged, EntryCreated, EntryRemoved, Noun};
use platform::{Cx, Error, Millis, Refusal, Result, Tx, audit, event};

/// The version of the API in which webhooks are told.
pub(super) const API_VERSION: &str = "1.8";

/// Adds a webhook, or changes the one with this id as its form saw it.
pub async fn save_webhook(
    cx: &Cx,
    id: Option<WebhookId>,
    draft: &Draft,
    version: Option<i32>,
) -> Result<Webhook> {
    cx.require(rights::MANAGE)?;
    let refused = |all: Vec<_>| Error::Refused(all.into_iter().map(Refusal::from).collect());
    let facts = draft.check().map_err(refused)?;
    let now = Millis(cx.now);
    let tx = cx.begin().await?;
    let Some(id) = id else { return add(cx, tx, facts).await };
    let mut webhook = store::webhook::get(&tx, id).await?;
    if version.is_some_and(|version| version != webhook.version) {
        return Err(Error::Stale);
    }
    let mut changes = Vec::new();
    let mut change = |field: &str, from: &str, to: &str| {
        if from != to {
            let (field, from, to) = (field.to_owned(), from.to_owned(), to.to_owned());
            changes.push(FieldChange { field, from, to });
        }
    };
    change("url", &webhook.url, &facts.url);
    change("subscriptions", &webhook.subscriptions, &facts.subscriptions);
    change("signature_algorithm", &webhook.algorithm, &facts.algorithm);
    if facts.enabled && !webhook.enabled && store::webhook::enabled(&tx).await?.is_empty() {
        skip(&tx).await?;
    }
    change("enabled", &webhook.enabled.to_string(), &facts.enabled.to_string());
    if changes.is_empty() {
        return Ok(webhook);
    }
    (webhook.url, webhook.subscriptions) = (facts.url, facts.subscriptions);
    (webhook.algorithm, webhook.enabled) = (facts.algorithm, facts.enabled);
    (webhook.trouble, webhook.updated_at) = (String::new(), now);
    store::webhook::save(&tx, &mut webhook).await?;
    let (id, name) = (webhook.id.0, webhook.url.clone());
    event::record(&tx, cx, &EntryChanged { noun: Noun::Webhook, id, name, changes }).await?;
    cx.commit(tx).await?;
    Ok(webhook)
}

/// What happened before there was a webhook nobody asked for.
pub(super) async fn begin_telling(tx: &Tx) -> Result<()> {
    if store::webhook::told(tx).await?.is_none() {
        let head = audit::head(tx).await?.map_or(0, |link| link.seq);
        store::webhook::tell_up_to(tx, None, head).await?;
    }
    Ok(())
}

async fn add(cx: &Cx, tx: Tx, facts: Facts) -> Result<Webhook> {
    let now = Millis(cx.now);
    begin_telling(&tx).await?;
    let webhook = Webhook {
        id: WebhookId::new(),
        environment: None,
        url: facts.url,
        subscriptions: facts.subscriptions,
        algorithm: facts.algorithm,
        api_version: API_VERSION.into(),
        enabled: true,
        trouble: String::new(),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    store::webhook::insert(&tx, &webhook).await?;
    let (id, name) = (webhook.id.0, webhook.url.clone());
    event::record(&tx, cx, &EntryCreated { noun: Noun::Webhook, id, name }).await?;
    cx.commit(tx).await?;
    Ok(webhook)
}

/// While all were off, nobody was to be told.
async fn skip(tx: &Tx) -> Result<()> {
    let told = store::webhook::told(tx).await?;
    match audit::head(tx).await? {
        Some(head) if told != Some(head.seq) => {
            store::webhook::tell_up_to(tx, told, head.seq).await
        }
        _ => Ok(()),
    }
}

/// Removes a webhook with all that it was told.
pub async fn remove_webhook(cx: &Cx, id: WebhookId) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let webhook = store::webhook::get(&tx, id).await?;
    store::delivery::delete_of(&tx, id).await?;
    store::webhook::delete(&tx, id).await?;
    let (id, name) = (id.0, webhook.url);
    event::record(&tx, cx, &EntryRemoved { noun: Noun::Webhook, id, name }).await?;
    cx.commit(tx).await
}
