use crate::domain::artifact::{Artifact, ArtifactId, Status};
use crate::{rights, store};
use events::licensing::{EntryMarked, Noun};
use platform::{Cx, Millis, Result, event};

/// Takes a file back: it is kept, and nobody gets it any more.
pub async fn yank_artifact(cx: &Cx, id: ArtifactId) -> Result<Artifact> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let mut artifact = store::artifact::get(&tx, id).await?;
    if artifact.status == Status::Yanked {
        return Ok(artifact);
    }
    artifact.status = Status::Yanked;
    artifact.updated_at = Millis(cx.now);
    store::artifact::save(&tx, &mut artifact).await?;
    let (name, mark) = (artifact.filename.clone(), "yanked".to_owned());
    event::record(&tx, cx, &EntryMarked { noun: Noun::Artifact, id: id.0, name, mark }).await?;
    cx.commit(tx).await?;
    Ok(artifact)
}
