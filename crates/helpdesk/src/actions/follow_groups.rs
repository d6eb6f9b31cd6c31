use super::structure;
use crate::{rights, store};
use platform::users::UserId;
use platform::{Cx, Result};

/// Takes somebody into groups and out of others, by the groups' names; a name that no group has is passed over. Forms of
/// these groups that are open are stale afterwards.
pub async fn follow_groups(
    cx: &Cx,
    user: UserId,
    member_of: &[String],
    not_member_of: &[String],
) -> Result<()> {
    cx.require(rights::MANAGE)?;
    let into = member_of.iter().map(|name| (name, true));
    for (name, within) in into.chain(not_member_of.iter().map(|name| (name, false))) {
        let tx = cx.begin().await?;
        let Some(mut group) = store::group::find_by_name(&tx, name.trim()).await? else {
            tracing::warn!(name, "A provider's settings name a group that there is not");
            continue;
        };
        let mut members = store::group::members(&tx, group.id).await?;
        if members.contains(&user) == within {
            continue;
        }
        if within {
            members.push(user);
        } else {
            members.retain(|member| *member != user);
        }
        store::group::save(&tx, &mut group).await?;
        store::group::set_members(&tx, group.id, &members).await?;
        structure::finish(cx, tx, "group", (group.id.to_string(), false)).await?;
    }
    Ok(())
}
