use crate::domain::api_key::{ApiKey, Draft, Facts, Refused};
use crate::domain::bearer::{Bearer, Sort};
use crate::{rights, store};
use chrono::TimeDelta;
use events::identity::ApiKeyCreated;
use platform::api::{ApiConfig, Scope};
use platform::keys::{Keys, Secret};
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Millis, Result, event};

/// The scopes that somebody may give away: those whose rights are all their own.
pub fn offered_scopes(cx: &Cx) -> Vec<&'static Scope> {
    let apps = cx.kontor.apps_on().flat_map(|app| app.scopes);
    apps.filter(|scope| scope.rights.iter().all(|right| cx.may(*right))).collect()
}

/// What the database keeps of a secret: an HMAC, so that nobody who can only write there makes a key.
pub fn hash(keys: &Keys, bearer: &Bearer) -> String {
    hex::encode(keys.mac("api-bearer", bearer.unchecked().as_bytes()))
}

/// Makes a key for a program of whoever acts. Returns what they are shown once.
pub async fn create_key(cx: &Cx, draft: &Draft) -> Result<(ApiKey, Secret)> {
    cx.require(rights::OWN_KEYS)?;
    let user = cx.user()?.clone();
    let offered: Vec<&str> = offered_scopes(cx).into_iter().map(|scope| scope.name).collect();
    let most = cx.kontor.config.section::<ApiConfig>().max_key_days;
    let facts = draft
        .read(&offered, most)
        .map_err(|wrong| Error::Refused(wrong.into_iter().map(Into::into).collect()))?;
    let bearer = Bearer::new(Sort::Key);
    let key = row(cx, &facts, &bearer)?;
    let tx = cx.begin().await?;
    if store::api_key::count_good(&tx, user.id, cx.now).await? >= Draft::MOST_KEYS as u64 {
        return Err(Refused::TooManyKeys.into());
    }
    store::api_key::insert(&tx, &key).await?;
    let fact = ApiKeyCreated {
        key: key.id.clone(),
        user: user.id,
        name: facts.name,
        scopes: key.scopes().map(str::to_owned).collect(),
        networks: facts.networks.iter().map(ToString::to_string).collect(),
        expires_ms: key.expires_at.0.timestamp_millis(),
    };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::ApiKeyCreated, Who::Known(&user.email), &key.id);
    Ok((key, Secret::from(bearer.reveal())))
}

fn row(cx: &Cx, facts: &Facts, bearer: &Bearer) -> Result<ApiKey> {
    let networks: Vec<String> = facts.networks.iter().map(ToString::to_string).collect();
    Ok(ApiKey {
        id: bearer.id.clone(),
        user: cx.user()?.id,
        name: facts.name.clone(),
        name_key: facts.name.to_lowercase().chars().take(200).collect(),
        hash: hash(&cx.kontor.keys, bearer),
        scopes: facts.scopes.join(" "),
        networks: networks.join(" "),
        created_at: Millis(cx.now),
        expires_at: Millis(cx.now + TimeDelta::days(facts.days.into())),
        last_used_at: None,
        last_used_ip: None,
        revoked_at: None,
    })
}
