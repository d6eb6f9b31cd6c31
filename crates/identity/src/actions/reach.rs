//! How far somebody reaches who manages accounts: nobody gives, or gets hold of, what is not theirs.

use crate::domain::role::{Refused, RoleId};
use crate::store;
use events::identity::RolesGiven;
use platform::{Cx, Error, Result, Role, Tx, User, event, roles};

/// Refuses to touch the account of somebody who may do more than whoever acts: with its password or its address one
/// would be that person.
pub async fn within(tx: &Tx, cx: &Cx, user: &User) -> Result<()> {
    let held = roles::held(&cx.kontor, tx, user).await?;
    if cx.has_all_of(&held) { Ok(()) } else { Err(Error::Forbidden) }
}

/// The roles that an account of this kind gets, in order: only agents have any, and none that whoever acts has not.
pub async fn given(tx: &Tx, cx: &Cx, kind: Role, asked: &[RoleId]) -> Result<Vec<RoleId>> {
    let mut given = if kind == Role::Agent { asked.to_vec() } else { Vec::new() };
    given.sort_unstable();
    given.dedup();
    if store::role::with_ids(tx, &given).await?.len() != given.len() {
        return Err(Refused::Unknown.into());
    }
    let held = roles::held_with(&cx.kontor, tx, kind, &given).await?;
    if cx.has_all_of(&held) { Ok(given) } else { Err(Refused::NotYours.into()) }
}

/// Writes down which roles somebody has from now on.
pub async fn give(tx: &Tx, cx: &Cx, user: &User, given: &[RoleId]) -> Result<()> {
    roles::give(tx, user.id, given).await?;
    let names = store::role::with_ids(tx, given).await?.into_iter().map(|role| role.name).collect();
    event::record(tx, cx, &RolesGiven { user: user.id, roles: given.to_vec(), names }).await
}
