//! Whether a password is among those that were stolen elsewhere (ASVS 6.2.12).

use crate::domain::password::{NewPassword, Refused};
use platform::outbound::{Client, OutboundError, Request};
use platform::password::{Breached, PasswordConfig, list};
use platform::{Cx, Result};
use std::time::Duration;

/// Nobody waits longer for the service.
const PATIENCE: Duration = Duration::from_secs(2);
/// So much of the hash the service is told: hundreds of passwords share it.
const TOLD: usize = 5;

/// Says no to a stolen password. Where it cannot be looked up, it is taken and the log says so: a service that is down
/// must not keep people from choosing a password.
pub async fn refuse(cx: &Cx, password: &NewPassword) -> Result<()> {
    let config = cx.kontor.config.section::<PasswordConfig>();
    let hash = password.sha1();
    let found = match config.breached {
        Breached::Off => return Ok(()),
        Breached::Online => ask(cx, &config.breached_url, &hash).await.map_err(anyhow::Error::from),
        Breached::File => {
            let path = config.breached_file.clone().unwrap_or_default();
            let looked = tokio::task::spawn_blocking(move || list::look_up(&path, &hash)).await;
            looked.map_err(anyhow::Error::from).and_then(|found| found.map_err(Into::into))
        }
    };
    match found {
        Ok(true) => Err(Refused::Breached.into()),
        Ok(false) => Ok(()),
        Err(cause) => {
            tracing::warn!(%cause, "A new password could not be looked up among stolen ones and was taken");
            Ok(())
        }
    }
}

/// The range API of Have I Been Pwned (<https://haveibeenpwned.com/API/v3#PwnedPasswords>): the answer names all hashes
/// that begin alike, mixed with made-up ones of count 0, so that its length tells nothing either.
async fn ask(cx: &Cx, service: &str, hash: &str) -> std::result::Result<bool, Failed> {
    let (told, kept) = hash.split_at(TOLD);
    let mut request = Request::get(format!("{service}{told}"));
    request = request.header(PADDING, axum::http::HeaderValue::from_static("true"));
    let answer = Client::of(cx).map_err(Failed::Client)?.within(PATIENCE).send(request).await?;
    if !answer.status.is_success() {
        return Err(Failed::Status(answer.status.as_u16()));
    }
    Ok(String::from_utf8_lossy(&answer.body).lines().any(|line| {
        let (rest, count) = line.split_once(':').unwrap_or((line, "1"));
        rest.trim().eq_ignore_ascii_case(kept) && count.trim() != "0"
    }))
}

const PADDING: axum::http::HeaderName = axum::http::HeaderName::from_static("add-padding");

#[derive(Debug, thiserror::Error)]
enum Failed {
    #[error("{0}")]
    Outbound(#[from] OutboundError),
    #[error("{0}")]
    Client(anyhow::Error),
    #[error("the service answered {0}")]
    Status(u16),
}
