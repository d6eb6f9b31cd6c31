use super::entry::Kept;
use crate::rights;
use events::licensing::EntryRemoved;
use platform::{Cx, Error, Result, event};
use sea_orm::prelude::Uuid;

/// Removes an entry for ever, and what cannot be without it; refused while licences or policies stand on it.
pub async fn remove_entry<E: Kept>(cx: &Cx, id: Uuid) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let entry = E::find(&tx, id).await?.ok_or(Error::NotFound)?;
    entry.part(&tx).await?;
    super::revoke_token::revoke_tokens_of(&tx, cx, id).await?;
    E::delete(&tx, id).await?;
    event::record(&tx, cx, &EntryRemoved { noun: E::NOUN, id, name: entry.label() }).await?;
    cx.commit(tx).await
}
