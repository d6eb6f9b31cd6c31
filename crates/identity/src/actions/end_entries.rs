use crate::store;
use events::identity::SessionsEnded;
use platform::session::{self, Vouched};
use platform::{Cx, Result, Tx, UserId, event};

/// Ends every way by which somebody is in: programs, and all sessions but the one to keep.
pub(super) async fn end_entries(tx: &Tx, cx: &Cx, id: UserId, keep: Option<&str>) -> Result<()> {
    store::program::end_all(tx, id).await?;
    let count = session::end_others(tx, id, keep).await?;
    event::record(tx, cx, &SessionsEnded { user: id, count }).await
}

/// The same with whatever leads in: links, sign-ins that wait for the second factor, a new address that is not confirmed.
/// For whose rights change: nothing that was made while they had less opens what they have now, and each comes in anew with
/// the factors that the new rights ask for.
pub(super) async fn begin_anew(tx: &Tx, cx: &Cx, id: UserId, keep: Option<&str>) -> Result<()> {
    store::link::revoke_all(tx, id).await?;
    end_entries(tx, cx, id, keep).await
}

/// Ends what a provider vouched for: sessions, which it counts, and sign-ins that wait for the second factor.
pub(super) async fn end_vouched(tx: &Tx, cx: &Cx, id: UserId, vouched: &Vouched) -> Result<u64> {
    let count = session::end_vouched(tx, id, vouched).await?;
    store::waiting::end_vouched(tx, id, vouched).await?;
    if count > 0 {
        event::record(tx, cx, &SessionsEnded { user: id, count }).await?;
    }
    Ok(count)
}
