use super::structure;
use crate::domain::group::{self, Group, GroupId, Refused};
use crate::{rights, store};
use platform::users::UserId;
use platform::{Cx, Error, Millis, Result, RoleId};

/// A group as its form says.
#[derive(Clone, Debug, Default)]
pub struct GroupForm {
    pub name: String,
    pub active: bool,
    pub members: Vec<UserId>,
    /// Whom its tickets are for; as it is where nothing is said. Administrators alone say it: who sets groups up would else
    /// let themselves into any.
    pub access: Option<Access>,
    pub version: Option<i32>,
}

/// Whom a group's tickets are for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Access {
    /// For administrators and these roles alone; else for everyone who sees tickets.
    pub reserved: bool,
    pub roles: Vec<RoleId>,
}

/// Makes a new group, or changes the one with this id.
pub async fn save_group(cx: &Cx, id: Option<GroupId>, form: GroupForm) -> Result<Group> {
    cx.require(rights::MANAGE)?;
    if form.access.is_some() && !cx.has_everything() {
        return Err(Error::Forbidden);
    }
    let name = group::name(&form.name)?;
    let tx = cx.begin().await?;
    let taken = store::group::find_by_name(&tx, &name).await?;
    structure::free(taken.map(|taken| taken.id), id.as_ref())?;
    let name_key = name.to_lowercase();
    let group = if let Some(id) = id {
        let mut group = store::group::get(&tx, id).await?;
        structure::current(form.version, group.version)?;
        let in_use = store::mailbox::active(&tx).await?.iter().any(|mailbox| mailbox.group == id);
        if !form.active && in_use {
            return Err(Refused::InUse.into());
        }
        (group.name, group.name_key, group.active) = (name, name_key, form.active);
        group.reserved = form.access.as_ref().map_or(group.reserved, |access| access.reserved);
        store::group::save(&tx, &mut group).await?;
        group
    } else {
        let (id, created_at) = (GroupId::new(), Millis(cx.now));
        let reserved = form.access.as_ref().is_some_and(|access| access.reserved);
        let group = Group { id, name, name_key, active: true, reserved, created_at, version: 0 };
        store::group::insert(&tx, group.clone()).await?;
        group
    };
    store::group::set_members(&tx, group.id, &form.members).await?;
    if let Some(access) = &form.access {
        let roles = if access.reserved { access.roles.as_slice() } else { &[] };
        store::reach::set_roles(&tx, group.id, roles).await?;
    }
    structure::finish(cx, tx, "group", (group.id.to_string(), id.is_none())).await?;
    Ok(group)
}
