use crate::domain::artifact::ArtifactId;
use crate::{rights, store};
use events::licensing::{EntryRemoved, Noun};
use platform::{Cx, Result, event};

/// Deletes a file of a release; what it was kept in is swept later.
pub async fn remove_artifact(cx: &Cx, id: ArtifactId) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let artifact = store::artifact::get(&tx, id).await?;
    store::artifact::delete_parts(&tx, id).await?;
    store::artifact::delete(&tx, id).await?;
    let name = artifact.filename;
    event::record(&tx, cx, &EntryRemoved { noun: Noun::Artifact, id: id.0, name }).await?;
    cx.commit(tx).await
}
