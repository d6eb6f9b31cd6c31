//! Whether a password is among those that were stolen elsewhere (ASVS 6.2.12).

use crate::domain::password::{NewPassword, Refused, sha1};
use platform::outbound::{Client, OutboundError, Request};
use platform::password::{Breached, PasswordConfig, list};
use platform::{Cx, Result};
use std::time::Duration;

/// Nobody waits longer for the service.
const PATIENCE: Duration = Duration::from_secs(2);
/// Nor so long for it on the way in.
const AT_SIGN_IN: Duration = Duration::from_secs(1);
/// So much of the hash the service is told: hundreds of passwords share it.
const TOLD: usize = 5;

/// Says no to a stolen password. Where it cannot be looked up, it is taken and the log says so: a service that is down
/// must not keep people from choosing a password.
pub async fn refuse(cx: &Cx, password: &NewPassword) -> Result<()> {
    match look_up(cx, sha1(password.expose())).await {
        Ok(Some(true)) => Err(Refused::Breached.into()),
        Ok(Some(false) | None) => Ok(()),
        Err(cause) => {
            tracing::warn!(%cause, "A new password could not be looked up among stolen ones and was taken");
            Ok(())
        }
    }
}

/// Whether the password with which somebody signs in is among the stolen ones; none where nobody could say so in time, and
/// then it is asked again the next time. Nobody waits long for it, and no transaction does.
pub async fn is_stolen(cx: &Cx, password: &str) -> Option<bool> {
    match tokio::time::timeout(AT_SIGN_IN, look_up(cx, sha1(password))).await {
        Ok(Ok(found)) => found,
        Ok(Err(cause)) => {
            tracing::warn!(%cause, "A password could not be looked up among stolen ones at the sign-in");
            None
        }
        Err(_) => {
            tracing::warn!("Looking a password up among stolen ones took too long at the sign-in");
            None
        }
    }
}

/// None where the house looks nothing up.
async fn look_up(cx: &Cx, hash: String) -> anyhow::Result<Option<bool>> {
    let config = cx.kontor.config.section::<PasswordConfig>();
    match config.breached {
        Breached::Off => Ok(None),
        Breached::Online => Ok(Some(ask(cx, &config.breached_url, &hash).await?)),
        Breached::File => {
            let path = config.breached_file.clone().unwrap_or_default();
            let looked = tokio::task::spawn_blocking(move || list::look_up(&path, &hash)).await;
            Ok(Some(looked??))
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
