//! A line in Microsoft Teams for every new ticket that is not in a reserved group, where a webhook is configured.

use crate::domain::ticket::TicketId;
use crate::store;
use axum::http::{HeaderValue, header};
use events::helpdesk::TicketOpened;
use platform::config::{NotificationsConfig, ServerConfig};
use platform::job::{Failure, Job};
use platform::outbound::{Client, Request};
use platform::{Cx, Error};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Posts one card to the channel.
#[derive(Debug, Serialize, Deserialize)]
pub struct NotifyTeams {
    ticket: TicketId,
}

impl NotifyTeams {
    pub fn when_opened(event: TicketOpened) -> Option<Self> {
        (!event.archived).then_some(Self { ticket: event.ticket })
    }
}

impl Job for NotifyTeams {
    const NAME: &'static str = "helpdesk.notify_teams";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let config = &cx.kontor.config;
        let Some(url) = &config.section::<NotificationsConfig>().teams_webhook_url else {
            return Ok(());
        };
        let ticket = store::ticket::get(cx.db(), self.ticket).await?;
        // the channel is everybody's, also of those who do not see the ticket
        if store::group::get(cx.db(), ticket.group).await?.reserved {
            return Ok(());
        }
        let person = directory::get_person(cx.db(), ticket.person).await?;
        let l = &cx.locale;
        let args = [
            ("number", ticket.number.to_string().into()),
            ("subject", ticket.subject.as_str().into()),
            ("name", person.name.as_str().into()),
        ];
        let origin = config.section::<ServerConfig>().origin();
        let link = format!("{origin}/tickets/{}", ticket.number);
        let body = card(&l.ta("helpdesk-mail-notice-new", &args), &l.t("helpdesk-app"), &link);
        let request = Request::post(url.expose().clone(), body.to_string())
            .header(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let client = Client::of(&cx).map_err(Failure::Retry)?;
        let answer = client.send(request).await.map_err(|cause| Failure::Retry(cause.into()))?;
        let (status, refused) =
            (answer.status, anyhow::anyhow!("Teams answered {}", answer.status));
        match status.as_u16() {
            200..=299 => Ok(()),
            408 | 429 | 500.. => Err(Failure::Retry(refused)),
            _ => Err(Failure::GiveUp(Error::Internal(refused).into())),
        }
    }
}

/// An Adaptive Card 1.4, as the Teams workflow "post to a channel when a webhook request is received" takes it.
fn card(text: &str, action: &str, link: &str) -> serde_json::Value {
    json!({
        "type": "message",
        "attachments": [{
            "contentType": "application/vnd.microsoft.card.adaptive",
            "content": {
                "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
                "type": "AdaptiveCard",
                "version": "1.4",
                "body": [{ "type": "TextBlock", "text": text, "wrap": true }],
                "actions": [{ "type": "Action.OpenUrl", "title": action, "url": link }]
            }
        }]
    })
}
