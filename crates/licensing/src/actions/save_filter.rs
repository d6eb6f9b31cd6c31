use crate::domain::saved_filter::{FilterDraft, FilterShared, Listed, SavedFilter, SavedFilterId};
use crate::{rights, store};
use platform::{Cx, Error, Millis, Result, event};

/// Keeps what a list is filtered by under a name; `query` is as the list's address has it.
pub async fn save_filter(
    cx: &Cx,
    list: Listed,
    query: &str,
    draft: &FilterDraft,
) -> Result<SavedFilter> {
    cx.require(rights::VIEW)?;
    if draft.shared {
        cx.require(rights::MANAGE)?;
    }
    let user = cx.user_id().ok_or(Error::SignInNeeded)?;
    let now = Millis(cx.now);
    let filter = SavedFilter {
        id: SavedFilterId::new(),
        list,
        user: Some(user),
        name: draft.name.trim().to_owned(),
        query: query.to_owned(),
        shared: draft.shared,
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let tx = cx.begin().await?;
    filter.check(&store::saved_filter::of(&tx, user, list).await?.all)?;
    store::saved_filter::insert(&tx, &filter).await?;
    if draft.opens {
        store::saved_filter::set_opening(&tx, (user, list), Some(filter.id)).await?;
    }
    if filter.shared {
        let (name, query) = (filter.name.clone(), filter.query.clone());
        event::record(&tx, cx, &FilterShared { filter: filter.id, name, query }).await?;
    }
    cx.commit(tx).await?;
    Ok(filter)
}
