//! Webhooks on their way in: switched off, for whoever listens there is told by another server still.

use super::{Slice, Taken, Verdict};
use crate::actions::save_webhook::{API_VERSION, begin_telling};
use crate::domain::import::{Item, Refused};
use crate::domain::webhook::{Draft, EVENTS, Webhook, WebhookId};
use crate::store;
use events::licensing::{EntryCreated, Noun};
use platform::{Error, Millis, Refusal};
use serde_json::Value;

impl Slice<'_> {
    pub(super) async fn webhook(&mut self, item: &Item) -> Taken<Verdict> {
        let url = item.text("url").unwrap_or_default();
        let there = store::webhook::all(self.tx).await?;
        let same = |one: &&Webhook| Some(one.id.0) == item.uuid() || one.url == url;
        if let Some(known) = there.iter().find(same) {
            return Ok(Verdict::Known(known.id.0));
        }
        let Some(subscriptions) = subscriptions(item) else {
            return Ok(Verdict::Left(Refused::WebhookLeft));
        };
        let algorithm = item.text("signatureAlgorithm").unwrap_or_default().to_owned();
        let draft = Draft { url: url.to_owned(), subscriptions, algorithm, enabled: false };
        let refused = |all: Vec<_>| Error::Refused(all.into_iter().map(Refusal::from).collect());
        let facts = draft.check().map_err(refused)?;
        begin_telling(self.tx).await?;
        let now = Millis(self.cx.now);
        let webhook = Webhook {
            id: item.uuid().map_or_else(WebhookId::new, WebhookId),
            environment: None,
            url: facts.url,
            subscriptions: facts.subscriptions,
            algorithm: facts.algorithm,
            api_version: API_VERSION.into(),
            enabled: false,
            trouble: String::new(),
            created_at: now,
            updated_at: now,
            version: 1,
        };
        store::webhook::insert(self.tx, &webhook).await?;
        let (id, name) = (webhook.id.0, webhook.url);
        self.log.add(self.cx, &EntryCreated { noun: Noun::Webhook, id, name })?;
        Ok(Verdict::Created(id))
    }
}

/// The events that there are here too; none where no such is left, for nothing would mean all.
fn subscriptions(item: &Item) -> Option<String> {
    let Some(Value::Array(all)) = item.attributes.get("subscriptions") else {
        return Some(String::new());
    };
    let names = all.iter().filter_map(Value::as_str);
    let known: Vec<&str> = names.filter(|name| *name == "*" || EVENTS.contains(name)).collect();
    if known.is_empty() && !all.is_empty() { None } else { Some(known.join(" ")) }
}
