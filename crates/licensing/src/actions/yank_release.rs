use crate::domain::release::{Release, ReleaseId};
use crate::{rights, store};
use events::licensing::{EntryMarked, Noun};
use platform::{Cx, Millis, Result, event};

/// Takes a release back: nobody is offered it any more, and nobody but the vendor gets its files.
pub async fn yank_release(cx: &Cx, id: ReleaseId) -> Result<Release> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let mut release = store::release::get(&tx, id).await?;
    if !release.yank(Millis(cx.now)) {
        return Ok(release);
    }
    release.updated_at = Millis(cx.now);
    store::release::save(&tx, &mut release).await?;
    let (name, mark) = (release.label(), "yanked".to_owned());
    event::record(&tx, cx, &EntryMarked { noun: Noun::Release, id: id.0, name, mark }).await?;
    cx.commit(tx).await?;
    Ok(release)
}
