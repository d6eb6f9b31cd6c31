use super::make_token::{hash, note};
use crate::domain::token::{LicenceTokenId, Token};
use crate::{rights, store};
use events::licensing::{EntryMarked, Noun};
use platform::keys::Secret;
use platform::security_log::Event;
use platform::{Cx, Millis, Result, event};

/// Gives a token another secret; the one of before opens nothing from now on. It lasts as long as it was to last before.
pub async fn renew_token(cx: &Cx, id: LicenceTokenId) -> Result<(Token, Secret)> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let mut token = store::token::get(&tx, id).await?;
    let secret = token.bearer.token();
    token.hash = hash(&cx.kontor.keys, secret.expose());
    token.expires_at = token.next_end(cx.now);
    token.updated_at = Millis(cx.now);
    store::token::save(&tx, &mut token).await?;
    let fact = EntryMarked {
        noun: Noun::LicenceToken,
        id: token.id.0,
        name: token.name.clone(),
        mark: "renewed".into(),
    };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    note(cx, Event::ApiKeyCreated, &token);
    Ok((token, secret))
}
