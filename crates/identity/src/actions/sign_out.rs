use crate::config::Logout;
use crate::letters::absolute;
use crate::provider::Provider;
use crate::store;
use crate::store::farewell::Farewell;
use events::identity::SignedOut;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, event, session};
use url::Url;

/// Where somebody logs out at the provider as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Goodbye {
    /// What people call the provider.
    pub label: String,
    pub address: String,
    /// Whether the browser goes there without being asked.
    pub at_once: bool,
}

/// Ends the session of this request. Signing out without one is fine. `farewell` is the cookie of who came by a provider:
/// then it is told how to log out there, where the settings want that.
pub async fn sign_out(cx: &Cx, farewell: Option<&str>) -> Result<Option<Goodbye>> {
    let own = cx.session();
    let (Some(session), Some(user)) = (own, &cx.user) else { return Ok(None) };
    let tx = cx.begin().await?;
    if session::end(&tx, &session.id).await? {
        event::record(&tx, cx, &SignedOut { user: user.id }).await?;
    }
    let farewell = match farewell {
        Some(kept) => store::farewell::take(&tx, cx, kept).await?,
        None => None,
    };
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::Logout, Who::Known(&user.email), "");
    let here = |farewell: &Farewell| session.provider.as_deref() == Some(&farewell.provider);
    Ok(farewell.filter(here).and_then(|farewell| goodbye(cx, &farewell)))
}

/// The address by which a browser logs out there and comes back (OIDC RP-Initiated Logout §2).
fn goodbye(cx: &Cx, farewell: &Farewell) -> Option<Goodbye> {
    let provider = Provider::find(&cx.kontor, &farewell.provider)?;
    let logout = provider.config.logout;
    let mut url = Url::parse(&farewell.address).ok().filter(|_| logout != Logout::Here)?;
    url.query_pairs_mut()
        .append_pair("id_token_hint", &farewell.token)
        .append_pair("client_id", provider.client())
        .append_pair("post_logout_redirect_uri", &absolute(cx, "/sign-in"));
    let at_once = logout == Logout::Everywhere;
    Some(Goodbye { label: provider.label(), address: url.into(), at_once })
}
