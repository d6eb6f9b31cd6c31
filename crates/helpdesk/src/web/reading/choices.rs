use crate::store;
use crate::views::choices::Choices;
use platform::users::{self, User, UserId};
use platform::{Cx, Result};

/// What selects offer.
pub(in crate::web) async fn choices(cx: &Cx) -> Result<Choices> {
    Ok(Choices {
        groups: store::group::all(cx.db()).await?,
        categories: store::category::all(cx.db()).await?,
        agents: users::active_staff(cx.db()).await?,
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
