use crate::domain::role::{Draft, OwnRole, Refused, RoleId};
use crate::{rights, store};
use events::identity::RoleSaved;
use platform::{Cx, Error, Grant, Millis, Result, Tx, event, roles};
use std::collections::BTreeSet;

/// Makes an own role.
pub async fn create_role(cx: &Cx, draft: &Draft) -> Result<OwnRole> {
    cx.require(rights::MANAGE_ROLES)?;
    let facts = draft.read(&grants(cx)).map_err(Error::Refused)?;
    let tx = cx.begin().await?;
    if store::role::find_by_name(&tx, &facts.name).await?.is_some() {
        return Err(Refused::NameTaken.into());
    }
    let role = OwnRole {
        id: RoleId::new(),
        name_key: facts.name.to_lowercase(),
        name: facts.name,
        description: facts.description,
        created_at: Millis(cx.now),
        changed_at: Millis(cx.now),
        version: 0,
    };
    roles::insert(&tx, &role).await.map_err(taken)?;
    saved(&tx, cx, &role, &facts.rights).await?;
    cx.commit(tx).await?;
    Ok(role)
}

/// What an own role can be given here.
pub(super) fn grants(cx: &Cx) -> Vec<&'static Grant> {
    cx.kontor.grants().collect()
}

/// Writes down a role's rights, and that it was saved.
pub(super) async fn saved(
    tx: &Tx,
    cx: &Cx,
    role: &OwnRole,
    rights: &BTreeSet<&'static str>,
) -> Result<()> {
    let known: Vec<&'static str> = cx.kontor.grants().map(|grant| grant.right.0).collect();
    roles::set_rights(tx, role.id, rights, &known).await?;
    let fact = RoleSaved {
        role: role.id,
        name: role.name.clone(),
        description: role.description.clone(),
        rights: rights.iter().map(|right| (*right).to_owned()).collect(),
        new: role.version == 0,
    };
    event::record(tx, cx, &fact).await
}

/// Someone else took the name at the same moment.
pub(super) fn taken(error: Error) -> Error {
    match &error {
        Error::Internal(cause)
            if cause.downcast_ref::<sea_orm::DbErr>().is_some_and(platform::db::is_taken) =>
        {
            Refused::NameTaken.into()
        }
        _ => error,
    }
}
