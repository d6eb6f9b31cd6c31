use crate::domain::role::{Refused, RoleId};
use crate::provider::named_by_settings;
use crate::{rights, store};
use events::identity::RoleRemoved;
use platform::{Cx, Result, event};

/// Deletes an own role that nobody has and that the settings do not name. Who lost their only one would have the usual
/// rights of agents again, so that is never done on the way.
pub async fn remove_role(cx: &Cx, id: RoleId) -> Result<()> {
    cx.require(rights::MANAGE_ROLES)?;
    let tx = cx.begin().await?;
    // nobody is given it meanwhile
    store::setup::queue_up(&tx).await?;
    let role = store::role::get(&tx, id).await?;
    let holders = store::role::count_holders(&tx, id).await?;
    if holders > 0 {
        return Err(Refused::InUse(holders).into());
    }
    named_by_settings(cx, &role)?;
    store::role::remove(&tx, id).await?;
    event::record(&tx, cx, &RoleRemoved { role: id, name: role.name }).await?;
    cx.commit(tx).await
}
