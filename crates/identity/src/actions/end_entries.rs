use crate::store;
use events::identity::SessionsEnded;
use platform::{Cx, Result, Tx, UserId, event, session};

/// Ends every way by which somebody is in: programs, and all sessions but the one to keep.
pub(super) async fn end_entries(tx: &Tx, cx: &Cx, id: UserId, keep: Option<&str>) -> Result<()> {
    store::program::end_all(tx, id).await?;
    let count = session::end_others(tx, id, keep).await?;
    event::record(tx, cx, &SessionsEnded { user: id, count }).await
}
