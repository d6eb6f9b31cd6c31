use crate::domain::licence::LicenceId;
use crate::domain::strategy::ExpirationBasis;
use crate::{rights, store};
use chrono::TimeDelta;
use events::directory::FieldChange;
use events::licensing::LicenceChanged;
use platform::{Cx, Millis, Result, event};

/// Lets the time of a licence begin to run with its first download, where its policy says so. However many come at
/// once, it begins by one of them.
pub async fn begin_by_download(cx: &Cx, id: LicenceId) -> Result<()> {
    cx.require(rights::WORK)?;
    let licence = store::licence::get(cx.db(), id).await?;
    if licence.expires_at.is_some() {
        return Ok(());
    }
    let settings = store::policy::get(cx.db(), licence.policy).await?.settings;
    let (ExpirationBasis::FirstDownload, Some(seconds)) =
        (settings.expiration_basis, settings.duration)
    else {
        return Ok(());
    };
    let seconds = i64::try_from(seconds).ok().and_then(TimeDelta::try_seconds);
    let Some(end) = seconds.and_then(|span| cx.now.checked_add_signed(span)) else {
        return Ok(());
    };
    let tx = cx.begin().await?;
    if !store::release_access::begin(&tx, id, Millis(end), Millis(cx.now)).await? {
        return Ok(());
    }
    let (from, to) = (String::new(), end.to_rfc3339());
    let changes = vec![FieldChange { field: "expires_at".into(), from, to }];
    event::record(&tx, cx, &LicenceChanged { licence: id, changes }).await?;
    cx.commit(tx).await
}
