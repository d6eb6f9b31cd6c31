use super::create_release::free_names;
use crate::domain::release::{Draft, Release, ReleaseId};
use crate::{rights, store};
use events::licensing::{EntryChanged, Noun};
use platform::{Cx, Error, Millis, Result, event};

/// Changes what may change of a release; its version and its channel stay. Refused as stale where it is no longer of
/// this `version`, if one is named.
pub async fn change_release(
    cx: &Cx,
    id: ReleaseId,
    version: Option<i32>,
    draft: &Draft,
) -> Result<Release> {
    cx.require(rights::MANAGE)?;
    let facts = draft.read().map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    let mut release = store::release::get(&tx, id).await?;
    if version.is_some_and(|version| version != release.version) {
        return Err(Error::Stale);
    }
    let changes = facts.put_into(&mut release);
    if changes.is_empty() {
        return Ok(release);
    }
    free_names(&tx, &release).await?;
    release.updated_at = Millis(cx.now);
    store::release::save(&tx, &mut release).await?;
    let name = release.label();
    event::record(&tx, cx, &EntryChanged { noun: Noun::Release, id: id.0, name, changes }).await?;
    cx.commit(tx).await?;
    Ok(release)
}
