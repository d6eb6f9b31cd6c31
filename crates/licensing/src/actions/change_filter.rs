use crate::domain::saved_filter::{
    FilterChanged, FilterDraft, FilterRemoved, FilterShared, SavedFilter, SavedFilterId,
};
use crate::{rights, store};
use platform::{Cx, Error, Millis, Result, Tx, UserId, event};

/// Calls a filter something else, shares it or does so no more, and opens the list with it or not. One's own list may open
/// with everybody's filter; whatever else is everybody's is for who manages.
pub async fn change_filter(
    cx: &Cx,
    id: SavedFilterId,
    version: i32,
    draft: &FilterDraft,
) -> Result<SavedFilter> {
    cx.require(rights::VIEW)?;
    let user = cx.user_id().ok_or(Error::SignInNeeded)?;
    let tx = cx.begin().await?;
    let old = store::saved_filter::get_seen(&tx, id, user).await?;
    let mut new = old.clone();
    (new.name, new.shared) = (draft.name.trim().to_owned(), draft.shared);
    if old.shared && !new.shared {
        new.user = Some(user);
    }
    let saved = store::saved_filter::of(&tx, user, old.list).await?;
    if new != old {
        if old.shared || new.shared {
            cx.require(rights::MANAGE)?;
        }
        if version != old.version {
            return Err(Error::Stale);
        }
        new.check(&saved.all)?;
        new.updated_at = Millis(cx.now);
        store::saved_filter::save(&tx, &mut new).await?;
        tell(&tx, cx, &old, &new).await?;
    }
    if old.shared && !new.shared {
        store::saved_filter::close_for_others(&tx, id, Some(user)).await?;
    }
    open(&tx, &new, (user, saved.opening == Some(id)), draft.opens).await?;
    cx.commit(tx).await?;
    Ok(new)
}

async fn open(
    tx: &Tx,
    filter: &SavedFilter,
    (user, is_open): (UserId, bool),
    opens: bool,
) -> Result<()> {
    if is_open == opens {
        return Ok(());
    }
    store::saved_filter::set_opening(tx, (user, filter.list), opens.then_some(filter.id)).await
}

/// What one keeps for oneself is nobody else's to read about.
async fn tell(tx: &Tx, cx: &Cx, old: &SavedFilter, new: &SavedFilter) -> Result<()> {
    let filter = new.id;
    match (old.shared, new.shared) {
        (false, false) => Ok(()),
        (false, true) => {
            let (name, query) = (new.name.clone(), new.query.clone());
            event::record(tx, cx, &FilterShared { filter, name, query }).await
        }
        (true, _) => {
            event::record(tx, cx, &FilterChanged { filter, changes: new.changes(old) }).await
        }
    }
}

/// Removes a filter; a shared one is for who manages.
pub async fn remove_filter(cx: &Cx, id: SavedFilterId) -> Result<SavedFilter> {
    cx.require(rights::VIEW)?;
    let user = cx.user_id().ok_or(Error::SignInNeeded)?;
    let tx = cx.begin().await?;
    let filter = store::saved_filter::get_seen(&tx, id, user).await?;
    if filter.shared {
        cx.require(rights::MANAGE)?;
    }
    store::saved_filter::close_for_others(&tx, id, None).await?;
    store::saved_filter::delete(&tx, id).await?;
    if filter.shared {
        let name = filter.name.clone();
        event::record(&tx, cx, &FilterRemoved { filter: id, name }).await?;
    }
    cx.commit(tx).await?;
    Ok(filter)
}
