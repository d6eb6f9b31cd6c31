use super::create_role::{grants, saved, taken};
use super::end_entries::begin_anew;
use crate::domain::role::{Draft, OwnRole, Refused, RoleId};
use crate::provider::named_by_settings;
use crate::{rights, store};
use platform::{Cx, Error, Millis, Result, roles};
use std::collections::BTreeSet;

/// Changes an own role, unless it was changed since `version`. Whoever has it has its new rights with the next request, and
/// comes in anew where rights are added: other rights may ask for other factors. A name that the settings say stays.
pub async fn change_role(cx: &Cx, id: RoleId, version: i32, draft: &Draft) -> Result<OwnRole> {
    cx.require(rights::MANAGE_ROLES)?;
    let facts = draft.read(&grants(cx)).map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    // nobody is given it, or a link to whoever has it, meanwhile
    store::setup::queue_up(&tx).await?;
    let mut role = store::role::get(&tx, id).await?;
    if role.version != version {
        return Err(Error::Stale);
    }
    let other = store::role::find_by_name(&tx, &facts.name).await?;
    if other.is_some_and(|other| other.id != id) {
        return Err(Refused::NameTaken.into());
    }
    let had = roles::rights_of(&tx, &[id]).await?;
    let had: BTreeSet<&str> = had.iter().map(|row| row.granted.as_str()).collect();
    let here: BTreeSet<&str> = cx.kontor.grants().map(|grant| grant.right.0).collect();
    let gained = facts.rights.iter().any(|right| !had.contains(right));
    let same_rights = had.intersection(&here).copied().eq(facts.rights.iter().copied());
    if same_rights && role.name == facts.name && role.description == facts.description {
        return Ok(role);
    }
    let name_key = facts.name.to_lowercase();
    if name_key != role.name_key {
        named_by_settings(cx, &role)?;
    }
    role.name_key = name_key;
    (role.name, role.description) = (facts.name, facts.description);
    role.changed_at = Millis(cx.now);
    store::role::save(&tx, &mut role).await.map_err(taken)?;
    saved(&tx, cx, &role, &facts.rights).await?;
    if gained {
        for holder in store::role::holder_ids(&tx, id).await? {
            begin_anew(&tx, cx, holder, None).await?;
        }
    }
    cx.commit(tx).await?;
    Ok(role)
}
