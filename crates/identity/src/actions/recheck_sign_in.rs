use super::end_entries::end_vouched;
use super::vouch::person_of;
use crate::domain::provider::{Refused, Why};
use crate::provider::{Failed, Provider, discovery, refreshed};
use crate::store;
use crate::store::grant::{Grant, standing};
use chrono::{DateTime, Utc};
use platform::security_log::{Event, Who};
use platform::session::{self, Vouched};
use platform::{Cx, Result, users};

/// What was heard: whether it holds, and the token to ask with the next time.
enum Heard {
    Holds(Option<String>),
    Over,
    /// Something, and nothing that counts; the token that was shown may be worth nothing any more all the same.
    Unclear(Option<String>),
    Nothing,
}

/// Asks the provider again whether it lets somebody in, and ends the sessions that it vouched for where it does not
/// (who is blocked there is not blocked here by that alone). One question, outside of any transaction. False where it
/// gives no answers at all.
pub async fn recheck_sign_in(cx: &Cx, provider: &Provider<'_>, grant: &Grant) -> Result<bool> {
    let open = session::of_user(cx.db(), grant.user).await?;
    let vouched = |session: &session::Session| {
        session.provider.as_deref() == Some(provider.name) && session.expires_at.0 > cx.now
    };
    if !provider.config.recheck || !open.iter().any(vouched) {
        forget_grant(cx, grant).await?;
        return Ok(true);
    }
    match hear(cx, provider, grant).await? {
        Heard::Nothing => return Ok(false),
        Heard::Over => end(cx, provider, grant).await?,
        Heard::Holds(token) => note(cx, grant, (cx.now, token)).await?,
        // it stays due
        Heard::Unclear(token) => note(cx, grant, (grant.checked_at.0, token)).await?,
    }
    Ok(true)
}

async fn note(cx: &Cx, grant: &Grant, (at, token): (DateTime<Utc>, Option<String>)) -> Result<()> {
    let tx = cx.begin().await?;
    store::grant::checked(&tx, cx, grant, (at, token.as_deref())).await?;
    cx.commit(tx).await
}

/// There is nothing to ask any more.
pub async fn forget_grant(cx: &Cx, grant: &Grant) -> Result<()> {
    let tx = cx.begin().await?;
    store::grant::remove(&tx, grant).await?;
    cx.commit(tx).await
}

async fn hear(cx: &Cx, provider: &Provider<'_>, grant: &Grant) -> Result<Heard> {
    let Ok(token) = grant.token(&cx.kontor.keys) else {
        tracing::warn!(
            provider = provider.name,
            "What it takes to ask a provider again does not open"
        );
        return Ok(Heard::Over);
    };
    let Ok(discovery) = discovery(cx, provider).await else { return Ok(Heard::Nothing) };
    let given = match refreshed(cx, provider, &discovery, &token).await {
        Ok(given) => given,
        Err(Failed::Rejected(400..=499, word)) if is_no(&word) => return Ok(Heard::Over),
        Err(failed) => {
            tracing::warn!(provider = provider.name, why = %failed, "A provider does not say whether somebody may still come in");
            return Ok(Heard::Nothing);
        }
    };
    if given.id_token.is_empty() {
        return Ok(Heard::Holds(given.refresh_token));
    }
    // what it says of roles and groups counts, where it says something
    let person = match person_of(cx, provider, &discovery, &given, None).await {
        Ok(person) => person,
        Err(Refused { why: Why::Tenant | Why::Guest, .. }) => return Ok(Heard::Over),
        Err(refused) => {
            tracing::warn!(provider = provider.name, why = %refused, "What a provider says of somebody again does not count");
            return Ok(Heard::Unclear(given.refresh_token));
        }
    };
    let names = provider.config.counted(&person.belongs);
    let same = store::linked::id(&person) == grant.id && standing(&names) == grant.standing;
    Ok(if same { Heard::Holds(given.refresh_token) } else { Heard::Over })
}

/// The provider's words for "no longer" (RFC 6749 §5.2, OIDC Core §3.1.2.6); others are about Kontor, not about the person.
fn is_no(word: &str) -> bool {
    ["invalid_grant", "interaction_required", "login_required", "consent_required"].contains(&word)
}

async fn end(cx: &Cx, provider: &Provider<'_>, grant: &Grant) -> Result<()> {
    let vouched = Vouched { provider: provider.name.to_owned(), session: None };
    let tx = cx.begin().await?;
    if !store::grant::remove(&tx, grant).await? {
        return Ok(()); // somebody signed in meanwhile
    }
    end_vouched(&tx, cx, grant.user, &vouched).await?;
    let user = users::get(&tx, grant.user).await?;
    cx.commit(tx).await?;
    let who = Who::Known(&user.email);
    cx.kontor.security.write(cx, Event::SessionRevoked, who, "no_longer_at_provider");
    Ok(())
}
