use crate::domain::release::ReleaseId;
use crate::{rights, store};
use events::licensing::{EntryRemoved, Noun};
use platform::{Cx, Result, event};

/// Deletes a release with all its files; what they were kept in is swept later.
pub async fn remove_release(cx: &Cx, id: ReleaseId) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let release = store::release::get(&tx, id).await?;
    for artifact in store::artifact::of_releases(&tx, &[id]).await? {
        store::artifact::delete_parts(&tx, artifact.id).await?;
        store::artifact::delete(&tx, artifact.id).await?;
    }
    store::release::delete_required(&tx, id).await?;
    store::release::delete(&tx, id).await?;
    let name = release.label();
    event::record(&tx, cx, &EntryRemoved { noun: Noun::Release, id: id.0, name }).await?;
    cx.commit(tx).await
}
