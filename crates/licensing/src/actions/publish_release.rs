use crate::domain::release::{Release, ReleaseId};
use crate::{rights, store};
use events::licensing::{EntryMarked, Noun};
use platform::{Cx, Millis, Result, event};

/// Gives a release out: from now on it is offered to everybody who may have it.
pub async fn publish_release(cx: &Cx, id: ReleaseId) -> Result<Release> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let mut release = store::release::get(&tx, id).await?;
    if !release.publish(Millis(cx.now))? {
        return Ok(release);
    }
    release.updated_at = Millis(cx.now);
    store::release::save(&tx, &mut release).await?;
    let (name, mark) = (release.label(), "published".to_owned());
    event::record(&tx, cx, &EntryMarked { noun: Noun::Release, id: id.0, name, mark }).await?;
    cx.commit(tx).await?;
    Ok(release)
}
