use crate::domain::licence::{Licence, LicenceId};
use crate::domain::licence_refused::Refused;
use crate::{rights, store};
use events::licensing::{LicenceReinstated, LicenceSuspended};
use platform::{Cx, Millis, Result, event};

/// From now on it validates no more.
pub async fn suspend_licence(cx: &Cx, id: LicenceId) -> Result<Licence> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut licence = store::licence::lock(&tx, id).await?;
    if licence.suspended {
        return Err(Refused::AlreadySuspended.into());
    }
    licence.suspended = true;
    licence.updated_at = Millis(cx.now);
    store::licence::save(&tx, &mut licence).await?;
    event::record(&tx, cx, &LicenceSuspended { licence: id }).await?;
    cx.commit(tx).await?;
    Ok(licence)
}

/// It validates again.
pub async fn reinstate_licence(cx: &Cx, id: LicenceId) -> Result<Licence> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut licence = store::licence::lock(&tx, id).await?;
    if !licence.suspended {
        return Err(Refused::NotSuspended.into());
    }
    licence.suspended = false;
    licence.updated_at = Millis(cx.now);
    store::licence::save(&tx, &mut licence).await?;
    event::record(&tx, cx, &LicenceReinstated { licence: id }).await?;
    cx.commit(tx).await?;
    Ok(licence)
}
