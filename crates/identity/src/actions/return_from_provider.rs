use super::arrive::Arrived;
use super::link_sign_in::link_sign_in;
use super::sign_in_by_provider::{accept_invitation, sign_in_by_provider};
use super::vouch::vouch;
use crate::config::Logout;
use crate::domain::claims::Person;
use crate::domain::provider::{JOURNEY, Purpose, Refused, Why};
use crate::domain::token::Unbelievable;
use crate::provider::{Provider, discovery};
use crate::store;
use crate::store::journey::{Journey, Proofs};
use chrono::{DateTime, TimeDelta, Utc};
use platform::security_log::{Event, Who};
use platform::{Cx, Result};
use serde::Deserialize;

/// Clocks may differ by so much.
const LEEWAY: TimeDelta = TimeDelta::seconds(60);

/// What the provider sends back with the browser (RFC 6749 §4.1.2, RFC 9207).
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Answer {
    pub code: String,
    pub state: String,
    pub iss: Option<String>,
    pub error: Option<String>,
}

/// What came of it.
#[derive(Debug)]
pub enum Returned {
    /// Somebody signed in, and goes to this page.
    Arrived(Arrived, String, Option<String>),
    /// The sign-in there opens one's own account from now on.
    Linked,
}

/// Ends what `go_to_provider` began. `browser` is the value of its cookie.
pub async fn return_from_provider(
    cx: &Cx,
    provider: &Provider<'_>,
    answer: &Answer,
    browser: Option<&str>,
) -> Result<Returned> {
    let (journey, proofs) = match taken(cx, provider, answer, browser).await? {
        Ok(taken) => taken,
        Err(refused) => return Err(refuse(cx, Who::Nobody, refused)),
    };
    let (person, kept) = match identify(cx, provider, answer, &proofs).await {
        Ok(identified) => identified,
        Err(refused) => return Err(refuse(cx, Who::Nobody, refused)),
    };
    match journey.purpose {
        Purpose::SignIn | Purpose::SignInAnew => {
            if journey.purpose == Purpose::SignInAnew && !is_anew(cx, provider, &person, &journey) {
                return Err(refuse(cx, Who::Nobody, Why::NotAnew.of(&provider.label())));
            }
            let arrived = sign_in_by_provider(cx, provider, &person).await?;
            let farewell = keep(cx, provider, &person, kept).await?;
            Ok(Returned::Arrived(arrived, journey.next, farewell))
        }
        Purpose::Invitation => {
            let arrived = accept_invitation(cx, provider, &person, &journey).await?;
            let farewell = keep(cx, provider, &person, kept).await?;
            Ok(Returned::Arrived(arrived, journey.next, farewell))
        }
        Purpose::Link => {
            link_sign_in(cx, provider, &person, &journey).await?;
            Ok(Returned::Linked)
        }
    }
}

/// Whether the provider asked who it is since the way began, where it can say so.
fn is_anew(cx: &Cx, provider: &Provider<'_>, person: &Person, journey: &Journey) -> bool {
    let began = journey.expires_at.0 - JOURNEY - LEEWAY;
    let lately = |at: DateTime<Utc>| at >= began && at <= cx.now;
    !provider.config.auth_time || person.proved_at.is_some_and(lately)
}

/// What somebody brought that is needed later.
struct Kept {
    /// Where one logs out there with which token, if that is wanted.
    farewell: Option<(String, String)>,
    /// With it the provider is asked again.
    refresh: Option<String>,
}

/// What saying goodbye there takes, until this browser does, and what asking again takes; returns what the browser is to
/// keep.
async fn keep(
    cx: &Cx,
    provider: &Provider<'_>,
    person: &Person,
    kept: Kept,
) -> Result<Option<String>> {
    let refresh = kept.refresh.filter(|_| provider.config.recheck);
    if refresh.is_none() && kept.farewell.is_none() {
        return Ok(None);
    }
    let tx = cx.begin().await?;
    if let Some(token) = refresh {
        let standing = store::grant::standing(&provider.config.counted(&person.belongs));
        store::grant::keep(&tx, cx, person, standing, &token).await?;
    }
    let mut browser = None;
    if let Some((address, token)) = kept.farewell {
        let kept = store::farewell::keep(&tx, cx, (provider.name, &address), &token).await?;
        browser = Some(kept);
    }
    cx.commit(tx).await?;
    Ok(browser)
}

/// Uses the journey up, whatever comes of it.
async fn taken(
    cx: &Cx,
    provider: &Provider<'_>,
    answer: &Answer,
    browser: Option<&str>,
) -> Result<Result<(Journey, Proofs), Refused>> {
    let tx = cx.begin().await?;
    let found = match browser {
        Some(browser) => {
            store::journey::take(&tx, cx, (provider.name, browser), &answer.state).await?
        }
        None => None,
    };
    cx.commit(tx).await?;
    Ok(found.ok_or_else(|| Why::Journey.of(&provider.label())))
}

/// Who it is, and what is needed later.
async fn identify(
    cx: &Cx,
    provider: &Provider<'_>,
    answer: &Answer,
    proofs: &Proofs,
) -> Result<(Person, Kept), Refused> {
    let label = provider.label();
    let found = discovery(cx, provider).await;
    let discovery = found.map_err(|_| Why::Unreachable.of(&label))?;
    // an answer that another provider gave is not shown to this one
    let from_here = match &answer.iss {
        Some(issuer) => provider.issuer().may_be(issuer),
        None => !discovery.authorization_response_iss_parameter_supported,
    };
    if !from_here {
        return Err(Why::Unbelievable(Unbelievable::Issuer).of(&label));
    }
    match answer.error.as_deref() {
        None => {}
        Some("access_denied" | "login_required" | "interaction_required") => {
            return Err(Why::Declined.of(&label));
        }
        Some(word) => return Err(Why::Rejected(crate::provider::plain(word)).of(&label)),
    }
    let (person, given) = vouch(cx, provider, &discovery, (&answer.code, proofs)).await?;
    if answer.iss.as_ref().is_some_and(|issuer| *issuer != person.issuer) {
        return Err(Why::Unbelievable(Unbelievable::Issuer).of(&label));
    }
    let wanted = provider.config.logout != Logout::Here;
    let farewell = discovery.end_session_endpoint.filter(|_| wanted);
    let farewell = farewell.map(|address| (address, given.id_token));
    Ok((person, Kept { farewell, refresh: given.refresh_token }))
}

/// A refusal with its line in the security log.
pub(super) fn refuse(cx: &Cx, who: Who<'_>, refused: Refused) -> platform::Error {
    cx.kontor.security.write(cx, Event::SsoRefused, who, &refused.why.word());
    refused.into()
}
