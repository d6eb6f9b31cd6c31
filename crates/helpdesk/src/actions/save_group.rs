use crate::domain::group::{self, Group, GroupId, Refused};
use crate::{rights, store};
use events::helpdesk::StructureChanged;
use platform::users::UserId;
use platform::{Cx, Millis, Result, event};

/// A group as its form says.
#[derive(Clone, Debug, Default)]
pub struct GroupForm {
    pub name: String,
    pub active: bool,
    pub members: Vec<UserId>,
    pub version: Option<i32>,
}

/// Makes a new group, or changes the one with this id.
pub async fn save_group(cx: &Cx, id: Option<GroupId>, form: GroupForm) -> Result<Group> {
    cx.require(rights::MANAGE)?;
    let name = group::name(&form.name)?;
    let tx = cx.begin().await?;
    if store::group::find_by_name(&tx, &name).await?.is_some_and(|taken| Some(taken.id) != id) {
        return Err(Refused::NameTaken.into());
    }
    let name_key = name.to_lowercase();
    let (group, what) = if let Some(id) = id {
        let mut group = store::group::get(&tx, id).await?;
        if form.version.is_some_and(|version| version != group.version) {
            return Err(platform::Error::Stale);
        }
        let in_use = store::mailbox::active(&tx).await?.iter().any(|mailbox| mailbox.group == id);
        if !form.active && in_use {
            return Err(Refused::InUse.into());
        }
        (group.name, group.name_key, group.active) = (name, name_key, form.active);
        store::group::save(&tx, &mut group).await?;
        (group, "changed")
    } else {
        let created_at = Millis(cx.now);
        let id = GroupId::new();
        let group = Group { id, name, name_key, active: true, created_at, version: 0 };
        store::group::insert(&tx, group.clone()).await?;
        (group, "created")
    };
    store::group::set_members(&tx, group.id, &form.members).await?;
    let (id, kind, what) = (group.id.to_string(), "group".to_owned(), what.to_owned());
    event::record(&tx, cx, &StructureChanged { kind, id, what }).await?;
    cx.commit(tx).await?;
    Ok(group)
}
