use crate::domain::licence::{Licence, LicenceId};
use crate::domain::strategy::ExpirationBasis;
use crate::{rights, store};
use events::licensing::LicenceUsed;
use platform::{Cx, Millis, Result, event};

pub use crate::domain::uses::Count;

/// Counts uses of a licence. Those who count at once wait for each other, so that none passes the limit.
pub async fn count_uses(cx: &Cx, id: LicenceId, count: Count) -> Result<Licence> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut licence = store::licence::lock(&tx, id).await?;
    let policy = store::policy::get(&tx, licence.policy).await?;
    let from = licence.uses;
    licence.uses = count.of(&licence, &policy.settings)?;
    let began = matches!(count, Count::More(_))
        && licence.start_term(&policy.settings, ExpirationBasis::FirstUse, cx.now);
    if licence.uses == from && !began {
        return Ok(licence);
    }
    licence.updated_at = Millis(cx.now);
    store::licence::save(&tx, &mut licence).await?;
    event::record(&tx, cx, &LicenceUsed { licence: id, from, to: licence.uses }).await?;
    cx.commit(tx).await?;
    Ok(licence)
}
