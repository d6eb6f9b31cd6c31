use crate::domain::licence::{Licence, LicenceId};
use crate::domain::licence_refused::Refused;
use crate::{rights, store};
use events::licensing::LicenceCheckedIn;
use platform::{Cx, Millis, Result, event};

/// Notes that a licence was heard of, as its policy demands from time to time.
pub async fn check_in(cx: &Cx, id: LicenceId) -> Result<Licence> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut licence = store::licence::lock(&tx, id).await?;
    let policy = store::policy::get(&tx, licence.policy).await?;
    if !policy.settings.require_check_in {
        return Err(Refused::CheckInNotSupported.into());
    }
    licence.last_checked_in_at = Some(Millis(cx.now));
    licence.updated_at = Millis(cx.now);
    store::licence::save(&tx, &mut licence).await?;
    event::record(&tx, cx, &LicenceCheckedIn { licence: id }).await?;
    cx.commit(tx).await?;
    Ok(licence)
}
