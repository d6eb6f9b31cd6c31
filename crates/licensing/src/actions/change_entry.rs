use super::create_entry::refused;
use super::entry::Kept;
use crate::domain::draft::{Given, Pen};
use crate::domain::entry::changes;
use crate::rights;
use events::licensing::EntryChanged;
use platform::{Cx, Error, Millis, Result, event};
use sea_orm::prelude::Uuid;

/// Takes over what is given of an entry, if it is still of this `version`; programs name none.
pub async fn change_entry<E: Kept>(
    cx: &Cx,
    id: Uuid,
    version: Option<i32>,
    given: &Given,
) -> Result<E> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let old = E::find(&tx, id).await?.ok_or(Error::NotFound)?;
    if version.is_some_and(|version| version != old.version()) {
        return Err(Error::Stale);
    }
    let mut entry = old.clone();
    let mut pen = Pen::new(given);
    entry.read(&mut pen);
    refused(pen.end())?;
    let changes = changes(&old, &entry);
    if changes.is_empty() {
        return Ok(old);
    }
    refused(entry.wrong(&tx, Some(&old)).await?)?;
    entry.touch(Millis(cx.now));
    entry.save(&tx).await?;
    let fact = EntryChanged { noun: E::NOUN, id, name: entry.label(), changes };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    Ok(entry)
}
