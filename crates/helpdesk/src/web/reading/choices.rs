use crate::domain::ticket::GroupId;
use crate::views::choices::Choices;
use crate::{rights, store};
use platform::users::{self, User, UserId};
use platform::{Cx, Result};

/// What selects offer; the agents are those who work on tickets of the group, where one is named.
pub(in crate::web) async fn choices(cx: &Cx, of: Option<GroupId>) -> Result<Choices> {
    let hidden = store::reach::hidden(cx, rights::VIEW).await?;
    let mut groups = store::group::all(cx.db()).await?;
    groups.retain(|group| !hidden.contains(&group.id));
    Ok(Choices {
        groups,
        categories: store::category::all(cx.db()).await?,
        agents: store::reach::workers(cx, of, users::active_staff(cx.db()).await?).await?,
    })
}

/// Users by id: those whom the selects offer anyway, and only the others are asked for.
pub(super) async fn users(cx: &Cx, choices: &Choices, ids: &[UserId]) -> Result<Vec<User>> {
    let (known, others): (Vec<UserId>, Vec<UserId>) =
        ids.iter().copied().partition(|id| choices.agents.iter().any(|agent| agent.id == *id));
    let mut found = users::with_ids(cx.db(), &others).await?;
    found.extend(choices.agents.iter().filter(|agent| known.contains(&agent.id)).cloned());
    Ok(found)
}
