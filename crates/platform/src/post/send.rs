use super::{Letter, PostConfig};
use crate::Cx;
use crate::job::{Failure, Job, Sealed};
use crate::keys::Secret;
use crate::mail::compose::{Draft, Mailbox, automatic, compose};
use crate::mail::smtp::{State, deliver};
use crate::mail::{Endpoint, Network};
use crate::outbound::{Client, Request};
use anyhow::{Context, anyhow};
use axum::http::{HeaderName, HeaderValue, header};
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Hands one letter over. Done twice it is the same letter: its Message-ID, or its key at the service, is the same.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendLetter(pub Sealed);

impl Job for SendLetter {
    const NAME: &'static str = "platform.send_letter";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let text = self.0.open(&cx)?;
        let letter: Letter =
            serde_json::from_str(text.expose()).map_err(|cause| Failure::GiveUp(cause.into()))?;
        let config = cx.kontor.config.section::<PostConfig>();
        let from =
            config.from.as_deref().context("post.from is not set").map_err(Failure::Retry)?;
        let way = Way { cx: &cx, config, from, id: self.0.id };
        match (&config.smtp_host, &config.resend_api_key) {
            (Some(host), _) => way.by_smtp(host, &letter).await,
            (None, Some(key)) => way.by_resend(key, &letter).await,
            (None, None) => Err(Failure::Retry(anyhow!(
                "neither post.smtp_host nor post.resend_api_key is set"
            ))),
        }
    }
}

struct Way<'a> {
    cx: &'a Cx,
    config: &'a PostConfig,
    from: &'a str,
    id: Uuid,
}

/// How letters are marked.
const KIND: &str = "auto-generated";

impl Way<'_> {
    async fn by_smtp(&self, host: &str, letter: &Letter) -> Result<(), Failure> {
        let draft = Draft {
            from: Mailbox { name: self.config.from_name.clone(), address: self.from.to_owned() },
            to: vec![letter.addressee()],
            subject: letter.subject.clone(),
            date: self.cx.now,
            message_id: self.message_id(),
            headers: automatic(KIND),
            text: letter.text.clone(),
            ..Draft::default()
        };
        let bytes = compose(&draft).map_err(Failure::GiveUp)?;
        let server = Endpoint {
            host: host.to_owned(),
            port: self.config.smtp_port,
            security: self.config.smtp_security.into(),
            username: self.config.smtp_username.clone().unwrap_or_default(),
            password: self.config.smtp_password.clone().unwrap_or_else(|| Secret::from("")),
        };
        let net = Network::of(self.cx).map_err(Failure::Retry)?;
        let to = [letter.address.clone()];
        match deliver(&net, &server, self.from, &to, &bytes).await.state {
            State::Sent(_) => Ok(()),
            State::NotSent { retry: true, reason } | State::Uncertain(reason) => {
                Err(Failure::Retry(anyhow!(reason)))
            }
            State::NotSent { retry: false, reason } => Err(Failure::GiveUp(anyhow!(reason))),
        }
    }

    fn message_id(&self) -> String {
        let domain = self.from.rsplit('@').next().unwrap_or("localhost");
        format!("letter.{}@{domain}", self.id.simple())
    }

    /// `POST /emails` (<https://resend.com/docs/api-reference/emails/send-email>); the key keeps a second try from being
    /// a second letter.
    async fn by_resend(&self, key: &Secret, letter: &Letter) -> Result<(), Failure> {
        let body = json!({
            "from": format!("{} <{}>", self.config.from_name, self.from),
            "to": [letter.address],
            "subject": letter.subject,
            "text": letter.text,
            "headers": automatic(KIND).into_iter().collect::<std::collections::BTreeMap<_, _>>(),
        });
        let bearer = HeaderValue::from_str(&format!("Bearer {}", key.expose()));
        let bearer = bearer.map_err(|cause| Failure::GiveUp(cause.into()))?;
        let once = HeaderValue::from_str(&self.id.to_string());
        let once = once.map_err(|cause| Failure::GiveUp(cause.into()))?;
        let request = Request::post(self.config.resend_url.clone(), body.to_string())
            .header(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .header(header::AUTHORIZATION, bearer)
            .header(HeaderName::from_static("idempotency-key"), once);
        let client = Client::of(self.cx).map_err(Failure::Retry)?;
        let answer = client.send(request).await.map_err(|cause| Failure::Retry(cause.into()))?;
        let status = answer.status.as_u16();
        if answer.status.is_success() {
            return Ok(());
        }
        let said: String = String::from_utf8_lossy(&answer.body).chars().take(200).collect();
        let failed = anyhow!("the service answered {status}: {said}");
        // a key or an address that is wrong now may be put right by a person; a letter that it calls wrong stays so
        Err(if matches!(status, 400 | 422) {
            Failure::GiveUp(failed)
        } else {
            Failure::Retry(failed)
        })
    }
}
