use super::end_entries::end_entries;
use super::reach;
use crate::domain::claims::Person;
use crate::domain::role::RoleId;
use crate::provider::Provider;
use crate::store;
use platform::{Cx, Result, Role, Tx, User, roles};
use std::collections::BTreeSet;

/// Gives an agent the own roles that `own_roles` names for what somebody is at the provider, and takes the others that it
/// names; roles that it does not name stay as they were given here. True where that changed something: whoever came in
/// with other rights comes in anew.
pub async fn give_own_roles(
    tx: &Tx,
    cx: &Cx,
    provider: &Provider<'_>,
    person: &Person,
    user: &User,
) -> Result<bool> {
    let told = &provider.config.own_roles.0;
    if told.is_empty() || user.role != Role::Agent || cx.kontor.is_read_only() {
        return Ok(false);
    }
    let (mut named, mut earned) = (BTreeSet::new(), BTreeSet::new());
    for (there, here) in told {
        let Some(role) = store::role::find_by_name(tx, here).await? else {
            let provider = provider.name;
            tracing::warn!(
                role = here,
                provider,
                "The settings name an own role that there is not"
            );
            continue;
        };
        named.insert(role.id);
        if person.belongs.contains(there) {
            earned.insert(role.id);
        }
    }
    let had: BTreeSet<RoleId> = roles::of_user(tx, user.id).await?.into_iter().collect();
    let given: BTreeSet<RoleId> = had.difference(&named).chain(&earned).copied().collect();
    if given == had {
        return Ok(false);
    }
    let given: Vec<RoleId> = given.into_iter().collect();
    reach::give(tx, cx, user, &given).await?;
    end_entries(tx, cx, user.id, None).await?;
    Ok(true)
}
