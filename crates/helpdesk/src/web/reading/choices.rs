use crate::store;
use crate::views::choices::Choices;
use platform::{Cx, Result, users};

/// What selects offer.
pub(in crate::web) async fn choices(cx: &Cx) -> Result<Choices> {
    Ok(Choices {
        groups: store::group::all(cx.db()).await?,
        categories: store::category::all(cx.db()).await?,
        agents: users::active_staff(cx.db()).await?,
    })
}
