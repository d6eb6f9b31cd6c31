use super::begin_by_download;
use crate::domain::access::{Access, Denied};
use crate::domain::artifact::{Artifact, ArtifactId, Status};
use crate::domain::licence::LicenceId;
use crate::{rights, store};
use events::licensing::{EntryMarked, Noun};
use platform::{Cx, Error, Result, event};

/// Lets the holder of a licence have a file of a release that it opens. What it does not open is not there.
pub async fn fetch_artifact(cx: &Cx, licence: LicenceId, id: ArtifactId) -> Result<Artifact> {
    cx.require(rights::WORK)?;
    let artifact = store::artifact::get(cx.db(), id).await?;
    let licence = store::licence::get(cx.db(), licence).await?;
    if artifact.status != Status::Uploaded || artifact.product != licence.product {
        return Err(Error::NotFound);
    }
    let release = store::release::get(cx.db(), artifact.release).await?;
    let product = store::product::get(cx.db(), release.product).await?;
    let required = store::release::required(cx.db(), &[release.id]).await?;
    let required: Vec<_> = required.iter().map(|one| one.entitlement).collect();
    let holding = store::release_access::holding(cx.db(), &licence, cx.now).await?;
    let access = Access::Holder(vec![holding]);
    access.check(&release, product.distribution, &required).map_err(|_: Denied| Error::NotFound)?;
    begin_by_download(cx, licence.id).await?;
    let tx = cx.begin().await?;
    let (noun, mark) = (Noun::Artifact, "downloaded".to_owned());
    let fact = EntryMarked { noun, id: id.0, name: artifact.filename.clone(), mark };
    event::record(&tx, cx, &fact).await?;
    cx.commit(tx).await?;
    Ok(artifact)
}
