use super::choose_password::PURPOSES;
use crate::domain::link::{Purpose as LinkPurpose, Spent};
use crate::domain::provider::{Purpose, Why};
use crate::provider::{Discovery, Provider, discovery};
use crate::store;
use crate::store::journey::{Going, Proofs};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use platform::{Cx, Error, Result};
use ring::digest::{SHA256, digest};
use url::Url;

/// What somebody goes to a provider for.
#[derive(Clone, Copy, Debug)]
pub enum Journey<'a> {
    SignIn,
    /// The same, and the provider shall ask who it is even if it knows.
    SignInAnew,
    /// Link one's own account; the session was proved.
    Link,
    /// Accept the invitation of this token.
    Invitation(&'a str),
}

/// The way to the provider.
#[derive(Clone, Debug)]
pub struct Gone {
    pub address: String,
    /// The value of the cookie that binds the way back to this browser.
    pub browser: String,
}

/// Makes the way to the provider. `browser` is the cookie's value where the browser has one: several pages may be under
/// way at once. `next` is a page of ours.
pub async fn go_to_provider(
    cx: &Cx,
    provider: &Provider<'_>,
    journey: Journey<'_>,
    browser: Option<&str>,
    next: &str,
) -> Result<Gone> {
    // nothing is written down for a way that leads nowhere
    let description = discovery(cx, provider).await;
    let description = description.map_err(|_| Why::Unreachable.of(&provider.label()))?;
    let going = going(cx, journey, next).await?;
    let browser = browser.filter(|value| value.len() == 43).map(str::to_owned);
    let browser = browser.unwrap_or_else(platform::rng::token);
    let tx = cx.begin().await?;
    let proofs = store::journey::begin(&tx, cx, (provider.name, &browser), going).await?;
    cx.commit(tx).await?;
    let anew = matches!(journey, Journey::SignInAnew);
    let address = address(cx, provider, &description, &proofs, anew)?;
    Ok(Gone { address, browser })
}

async fn going(cx: &Cx, journey: Journey<'_>, next: &str) -> Result<Going> {
    let sign_in = Going { purpose: Purpose::SignIn, user: None, link: None, next: next.to_owned() };
    match journey {
        Journey::SignIn => Ok(sign_in),
        Journey::SignInAnew => Ok(Going { purpose: Purpose::SignInAnew, ..sign_in }),
        Journey::Link => {
            let user = Some(cx.user()?.id);
            Ok(Going { purpose: Purpose::Link, user, ..sign_in })
        }
        Journey::Invitation(token) => {
            let link = store::link::find(cx.db(), token, &PURPOSES, cx.now).await?;
            let link = link.filter(|link| link.purpose == LinkPurpose::Invitation).ok_or(Spent)?;
            let (user, link) = (link.user, Some(link.id));
            Ok(Going { purpose: Purpose::Invitation, user, link, ..sign_in })
        }
    }
}

fn address(
    cx: &Cx,
    provider: &Provider<'_>,
    description: &Discovery,
    proofs: &Proofs,
    anew: bool,
) -> Result<String> {
    let mut url = Url::parse(&description.authorization_endpoint)
        .map_err(|cause| Error::Internal(cause.into()))?;
    let challenge = digest(&SHA256, proofs.verifier.as_bytes());
    url.query_pairs_mut()
        .append_pair("response_type", "code")
        .append_pair("client_id", provider.client())
        .append_pair("redirect_uri", &provider.callback(cx))
        .append_pair("scope", &provider.scopes(description).join(" "))
        .append_pair("state", &proofs.state)
        .append_pair("nonce", &proofs.nonce)
        .append_pair("code_challenge", &URL_SAFE_NO_PAD.encode(challenge))
        .append_pair("code_challenge_method", "S256");
    if anew {
        // the second one makes it say when it asked (OIDC Core §3.1.2.1)
        url.query_pairs_mut().append_pair("prompt", "login").append_pair("max_age", "0");
    }
    Ok(url.into())
}
