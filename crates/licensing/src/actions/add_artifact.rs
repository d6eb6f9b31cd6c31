use super::create_release::is_taken;
use crate::domain::artifact::{Artifact, Draft, Refused};
use crate::domain::release::ReleaseId;
use crate::{rights, store};
use events::licensing::{EntryCreated, Noun};
use platform::{Cx, Error, Millis, Result, event};

/// Announces a file of a release, which is to be sent then.
pub async fn add_artifact(cx: &Cx, release: ReleaseId, draft: &Draft) -> Result<Artifact> {
    cx.require(rights::MANAGE)?;
    let mut artifact = draft.read(Millis(cx.now)).map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let release = store::release::find(&tx, release).await?.ok_or(Refused::ReleaseUnknown)?;
    if store::artifact::of_name(&tx, release.id, &artifact.filename).await?.is_some() {
        return Err(Refused::FilenameTaken.into());
    }
    artifact.release = release.id;
    artifact.product = release.product;
    match store::artifact::insert(&tx, &artifact).await {
        // somebody else took the name at this moment
        Err(Error::Internal(cause)) if is_taken(&cause) => return Err(Error::Stale),
        other => other?,
    }
    let name = artifact.filename.clone();
    let created = EntryCreated { noun: Noun::Artifact, id: artifact.id.0, name };
    event::record(&tx, cx, &created).await?;
    cx.commit(tx).await?;
    Ok(artifact)
}
