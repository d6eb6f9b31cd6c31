use crate::domain::passkey::{MOST, Purpose, Refused, Site, Whose, site};
use crate::store;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use platform::config::ServerConfig;
use platform::{Cx, Error, Result, UserId};
use serde_json::{Value, json};

/// What a ceremony begins with.
pub struct Begun {
    /// The options for `navigator.credentials`, as `PublicKeyCredential.parse…OptionsFromJSON` takes them.
    pub options: Value,
    /// What the browser is to keep until it answers.
    pub token: String,
}

pub(super) fn own_site(cx: &Cx) -> Result<Site> {
    site(cx.kontor.config.section::<ServerConfig>()).ok_or(Error::NotFound)
}

/// Asks the browser of whoever acts to make a passkey. `before` is the cookie of an earlier ceremony.
pub async fn offer_passkey(cx: &Cx, before: Option<&str>) -> Result<Begun> {
    let (site, user) = (own_site(cx)?, cx.user()?);
    let known = store::passkey::of_user(cx.db(), user.id).await?;
    if known.len() >= MOST {
        return Err(Refused::TooMany.into());
    }
    let ids: Result<Vec<_>> =
        known.iter().map(|known| Ok(known.read()?.cred_id().clone())).collect();
    let started =
        site.webauthn.start_passkey_registration(user.id.0, &user.email, &user.name, Some(ids?));
    let (options, state) = started.map_err(anyhow::Error::from)?;
    let mut options = plain(&options)?;
    // it names its owner by itself, so nobody types a name at the sign-in
    options["authenticatorSelection"]["residentKey"] = json!("required");
    options["authenticatorSelection"]["requireResidentKey"] = json!(true);
    let token = begin(cx, (Purpose::Add, Some(user.id)), &state, before).await?;
    Ok(Begun { options, token })
}

/// Asks a browser for a passkey: of this person, or of anybody at the sign-in. `before` is the cookie of an earlier
/// ceremony.
pub async fn ask_passkey(
    cx: &Cx,
    purpose: Purpose,
    user: Option<UserId>,
    before: Option<&str>,
) -> Result<Begun> {
    let site = own_site(cx)?;
    let started = site.webauthn.start_discoverable_authentication();
    let (options, state) = started.map_err(anyhow::Error::from)?;
    let mut options = plain(&options)?;
    if let Some(user) = user {
        let known = store::passkey::of_user(cx.db(), user).await?;
        if known.is_empty() {
            return Err(Error::NotFound);
        }
        let allowed: Result<Vec<_>> = known
            .iter()
            .map(|known| Ok(URL_SAFE_NO_PAD.encode(known.read()?.cred_id())))
            .map(|id: Result<_>| Ok(json!({ "type": "public-key", "id": id? })))
            .collect();
        options["allowCredentials"] = Value::Array(allowed?);
    }
    let token = begin(cx, (purpose, user), &state, before).await?;
    Ok(Begun { options, token })
}

/// The options without what the library wraps them in.
fn plain(options: &impl serde::Serialize) -> Result<Value> {
    let mut wrapped = serde_json::to_value(options).map_err(anyhow::Error::from)?;
    Ok(wrapped["publicKey"].take())
}

async fn begin(
    cx: &Cx,
    whose: Whose,
    state: &impl serde::Serialize,
    before: Option<&str>,
) -> Result<String> {
    let tx = cx.begin().await?;
    let token = store::ceremony::begin(&tx, cx, whose, state, before).await?;
    cx.commit(tx).await?;
    Ok(token)
}
