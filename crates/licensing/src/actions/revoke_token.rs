use super::make_token::note;
use crate::domain::token::{LicenceTokenId, Token};
use crate::{rights, store};
use events::licensing::{EntryRemoved, Noun};
use platform::security_log::Event;
use platform::{Cx, Result, Tx, event};
use sea_orm::prelude::Uuid;

/// Ends a token at once.
pub async fn revoke_token(cx: &Cx, id: LicenceTokenId) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let token = store::token::get(&tx, id).await?;
    store::token::delete(&tx, id).await?;
    event::record(&tx, cx, &gone(&token)).await?;
    cx.commit(tx).await?;
    note(cx, Event::ApiKeyRevoked, &token);
    Ok(())
}

/// Ends all tokens of a product, a user, a licence or an environment that goes, in the transaction in which it goes.
pub(super) async fn revoke_tokens_of(tx: &Tx, cx: &Cx, of: Uuid) -> Result<()> {
    let tokens = store::token::all_of(tx, of).await?;
    if tokens.is_empty() {
        return Ok(());
    }
    store::token::delete_of(tx, of).await?;
    for token in &tokens {
        event::record(tx, cx, &gone(token)).await?;
    }
    Ok(())
}

fn gone(token: &Token) -> EntryRemoved {
    EntryRemoved { noun: Noun::LicenceToken, id: token.id.0, name: token.name.clone() }
}
