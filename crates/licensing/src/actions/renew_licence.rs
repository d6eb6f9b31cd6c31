use crate::domain::licence::{Licence, LicenceId};
use crate::domain::licence_facts::iso;
use crate::{rights, store};
use events::licensing::LicenceRenewed;
use platform::{Cx, Millis, Result, event};

/// Lets it last for another time of its policy.
pub async fn renew_licence(cx: &Cx, id: LicenceId) -> Result<Licence> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut licence = store::licence::lock(&tx, id).await?;
    let policy = store::policy::get(&tx, licence.policy).await?;
    let until = licence.renewed(&policy.settings, cx.now)?;
    let from = licence.expires_at.map(|end| iso(end.0));
    licence.expires_at = Some(Millis(until));
    licence.updated_at = Millis(cx.now);
    store::licence::save(&tx, &mut licence).await?;
    let renewed = LicenceRenewed { licence: id, from, until: Some(iso(until)) };
    event::record(&tx, cx, &renewed).await?;
    cx.commit(tx).await?;
    Ok(licence)
}
