use super::end_entries::begin_anew;
use super::reach;
use crate::domain::role::RoleId;
use crate::provider::Told;
use crate::store;
use platform::{Cx, Result, Role, Tx, User, roles, users};
use std::collections::BTreeSet;

/// Gives an agent the own roles that `own_roles` names for what somebody is at the provider, and takes the others that it
/// names; roles that it does not name stay as they were given here. True where that changed something: whoever came in
/// with other rights comes in anew.
pub async fn give_own_roles(tx: &Tx, cx: &Cx, told: &Told, user: User) -> Result<(User, bool)> {
    let changes = async |user: &User| {
        let had: BTreeSet<RoleId> = roles::of_user(tx, user.id).await?.into_iter().collect();
        let given = told.given(&had);
        let changes = user.role == Role::Agent && given != had;
        Ok::<_, platform::Error>(changes.then_some(given))
    };
    if changes(&user).await?.is_none() {
        return Ok((user, false));
    }
    // what the provider took away is not kept either
    cx.kontor.may_change()?;
    // from here on nobody else changes who has which roles
    store::setup::queue_up(tx).await?;
    let mut user = users::get(tx, user.id).await?;
    let Some(given) = changes(&user).await? else { return Ok((user, false)) };
    // a form that shows the roles of before is out of date
    users::save(tx, &mut user).await?;
    let given: Vec<RoleId> = given.into_iter().collect();
    reach::give(tx, cx, &user, &given).await?;
    begin_anew(tx, cx, user.id, None).await?;
    Ok((user, true))
}
