use crate::domain::environment::EnvironmentId;
use crate::domain::licence::LicenceId;
use crate::domain::product::ProductId;
use crate::domain::token::{Bearer, LicenceTokenId, Permissions, Token};
use crate::domain::token_draft::{Draft, Refused};
use crate::domain::user::LicenceUserId;
use crate::{rights, store};
use events::licensing::{EntryCreated, Noun};
use platform::db::Source;
use platform::keys::{Keys, Secret};
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Millis, Result, event};

/// What the database keeps of a token: an HMAC, so that nobody who can only write there makes one.
pub(crate) fn hash(keys: &Keys, token: &str) -> String {
    hex::encode(keys.mac("licensing.token", token.as_bytes()))
}

/// Makes a token. What it returns is shown once, and nobody knows it afterwards.
pub async fn make_token(cx: &Cx, draft: &Draft) -> Result<(Token, Secret)> {
    cx.require(rights::MANAGE)?;
    let permissions = draft
        .check(cx.now)
        .map_err(|wrong| Error::Refused(wrong.into_iter().map(Into::into).collect()))?;
    let secret = draft.bearer.token();
    let tx = cx.begin().await?;
    let environment = environment_of(&tx, draft).await?;
    let token = row(cx, draft, permissions, &secret, environment);
    store::token::insert(&tx, &token).await?;
    let fact = EntryCreated { noun: Noun::LicenceToken, id: token.id.0, name: token.name.clone() };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    note(cx, Event::ApiKeyCreated, &token);
    Ok((token, secret))
}

/// The environment of whose it is to be, who has to be there.
async fn environment_of(db: &impl Source, draft: &Draft) -> Result<Option<EnvironmentId>> {
    let Some(of) = draft.of else { return Ok(None) };
    let found = match draft.bearer {
        Bearer::Product => {
            store::product::find(db, ProductId(of)).await?.map(|one| one.environment)
        }
        Bearer::User => store::user::find(db, LicenceUserId(of)).await?.map(|one| one.environment),
        Bearer::Activation => {
            store::licence::find(db, LicenceId(of)).await?.map(|one| one.environment)
        }
        Bearer::Environment => {
            store::environment::find(db, EnvironmentId(of)).await?.map(|one| Some(one.id))
        }
        _ => None,
    };
    found.ok_or_else(|| Refused::OwnerMissing.into())
}

fn row(
    cx: &Cx,
    draft: &Draft,
    permissions: Option<Permissions>,
    secret: &Secret,
    environment: Option<EnvironmentId>,
) -> Token {
    Token {
        id: LicenceTokenId::new(),
        bearer: draft.bearer,
        of: draft.of,
        environment,
        name: draft.name.trim().to_owned(),
        hash: hash(&cx.kontor.keys, secret.expose()),
        permissions,
        expires_at: draft.expires_at.map(Millis),
        max_activations: draft.max_activations,
        max_deactivations: draft.max_deactivations,
        activations: 0,
        deactivations: 0,
        last_used_at: None,
        created_at: Millis(cx.now),
        updated_at: Millis(cx.now),
        version: 1,
    }
}

/// A line in the security log: who holds a token has power over licences.
pub(super) fn note(cx: &Cx, event: Event, token: &Token) {
    let who = cx.user.as_ref().map_or(Who::Nobody, |user| Who::Known(&user.email));
    let what = format!("licence_token {} {}", token.bearer.name(), token.id);
    cx.kontor.security.write(cx, event, who, &what);
}
