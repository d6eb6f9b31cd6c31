use super::entry::Kept;
use crate::domain::draft::{Given, Pen};
use crate::rights;
use events::licensing::EntryCreated;
use platform::op::{self, OpId};
use platform::{Cx, Error, Millis, Result, event};

/// Writes down a new entry, once per `op`.
pub async fn create_entry<E: Kept>(cx: &Cx, op: Option<OpId>, given: &Given) -> Result<E> {
    cx.require(rights::MANAGE)?;
    if let Some(op) = op
        && let Some(done) = op::find(cx.db(), cx, op).await?
    {
        let id = done.parse().map_err(|_| Error::NotFound)?;
        return E::find(cx.db(), id).await?.ok_or(Error::NotFound);
    }
    let mut entry = E::blank(Millis(cx.now));
    let mut pen = Pen::new(given);
    entry.read(&mut pen);
    refused(pen.end())?;
    let tx = cx.begin().await?;
    refused(entry.wrong(&tx, None).await?)?;
    entry.insert(&tx).await?;
    if let Some(op) = op {
        op::keep(&tx, cx, op, entry.id().to_string()).await?;
    }
    let created = EntryCreated { noun: E::NOUN, id: entry.id(), name: entry.label() };
    event::record(&tx, cx, &created).await?;
    cx.commit(tx).await?;
    Ok(entry)
}

pub(super) fn refused(wrong: Vec<platform::Refusal>) -> Result<()> {
    if wrong.is_empty() { Ok(()) } else { Err(Error::Refused(wrong)) }
}
