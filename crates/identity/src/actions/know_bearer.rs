use super::create_key::hash;
use crate::domain::api_key::{ApiKey, State};
use crate::domain::bearer::{Bearer, Sort};
use crate::store;
use platform::api::{Bearer as Known, By, Unfit};
use platform::keys::Secret;
use platform::{Cx, Kontor, Result, User, users};
use std::net::IpAddr;
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// Whose key this is, while it is good and is used from where it may be.
pub async fn know_bearer(cx: &Cx, shown: &Secret) -> Result<Result<Known, Unfit>> {
    let unknown = |reason| Ok(Err(Unfit { reason, user: None, usual: false }));
    let Some(bearer) = Bearer::read(shown.expose()) else { return unknown("no_key") };
    match bearer.sort {
        Sort::Key => key(cx, &bearer).await,
        Sort::Access => program(cx, &bearer).await,
        // it is shown to get the next tokens, and for nothing else
        Sort::Refresh => unknown("refresh_token"),
    }
}

async fn key(cx: &Cx, bearer: &Bearer) -> Result<Result<Known, Unfit>> {
    let found = store::api_key::find(cx.db(), &bearer.id).await?;
    let given = hash(&cx.kontor.keys, bearer);
    let found = found.filter(|key| bool::from(key.hash.as_bytes().ct_eq(given.as_bytes())));
    let Some(key) = found else {
        return Ok(Err(Unfit { reason: "unknown", user: None, usual: false }));
    };
    let user = users::get(cx.db(), key.user).await?;
    let from = cx.request.as_ref().map(|request| request.ip);
    if let Some(reason) = unfit(cx, &key, &user, from) {
        return Ok(Err(Unfit { reason, user: Some(user), usual: false }));
    }
    let due = store::api_key::is_note_due(&key, cx.now) && !cx.kontor.is_read_only();
    if let Some(from) = from.filter(|_| due) {
        let (kontor, id, now) = (cx.kontor.clone(), key.id.clone(), cx.now);
        // the answer does not wait for this note
        tokio::spawn(async move {
            if let Err(cause) = note_use(&kontor, &id, now, from).await {
                tracing::warn!(%cause, "a key's last use could not be written");
            }
        });
    }
    let scopes = key.scopes().map(str::to_owned).collect();
    Ok(Ok(Known { user: Arc::new(user), scopes, by: By::Key(key.id), name: key.name }))
}

async fn program(cx: &Cx, bearer: &Bearer) -> Result<Result<Known, Unfit>> {
    let unknown = Unfit { reason: "unknown", user: None, usual: false };
    let found = store::program::find_token(cx.db(), &bearer.id).await?;
    let given = hash(&cx.kontor.keys, bearer);
    let found = found.filter(|token| bool::from(token.hash.as_bytes().ct_eq(given.as_bytes())));
    let Some(token) = found else { return Ok(Err(unknown)) };
    let sign_in = store::program::find(cx.db(), token.sign_in, cx.now).await?;
    let Some(sign_in) = sign_in else { return Ok(Err(unknown)) };
    let user = users::get(cx.db(), sign_in.user).await?;
    if token.expires_at.0 <= cx.now || !user.active {
        let reason = if user.active { "expired" } else { "inactive" };
        return Ok(Err(Unfit { reason, usual: user.active, user: Some(user) }));
    }
    let scopes = sign_in.scopes().map(str::to_owned).collect();
    let by = By::SignIn(sign_in.id.to_string());
    Ok(Ok(Known { user: Arc::new(user), scopes, by, name: sign_in.name }))
}

fn unfit(cx: &Cx, key: &ApiKey, user: &User, from: Option<IpAddr>) -> Option<&'static str> {
    match key.state(cx.now) {
        State::Revoked => Some("revoked"),
        State::Expired => Some("expired"),
        State::Good if !user.active => Some("inactive"),
        State::Good if !from.is_some_and(|from| key.is_for(from)) => Some("address"),
        State::Good => None,
    }
}

async fn note_use(
    kontor: &Kontor,
    id: &str,
    now: chrono::DateTime<chrono::Utc>,
    from: IpAddr,
) -> Result<()> {
    let tx = kontor.db.begin().await?;
    store::api_key::note_use(&tx, id, now, from).await?;
    tx.commit().await?;
    Ok(())
}
