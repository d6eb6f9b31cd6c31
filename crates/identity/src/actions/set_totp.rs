use super::end_entries::end_entries;
use super::offer_totp::accept;
use crate::domain::link::Purpose;
use crate::domain::recovery;
use crate::domain::totp::Totp;
use crate::store;
use events::identity::{FactorAdded, RecoveryCodesMade};
use platform::security_log::{Event, Who};
use platform::{Cx, Result, Tx, UserId, event};

/// Keeps the app that one's code proved, in place of an earlier one, and ends all other sessions. Returns new recovery
/// codes, which nobody sees again.
pub async fn set_totp(cx: &Cx, kept: &str, code: &str) -> Result<Vec<String>> {
    let user = cx.user()?;
    let accepted = accept(cx, user.id, kept, code)?;
    let tx = cx.begin().await?;
    let codes = keep(&tx, cx, user.id, (&accepted.0, accepted.1)).await?;
    let own = cx.session();
    end_entries(&tx, cx, user.id, own.map(|own| own.id.as_str())).await?;
    cx.commit(tx).await?;
    cx.kontor.security.write(cx, Event::SecondFactorAdded, Who::Known(&user.email), "totp");
    Ok(codes)
}

/// Nobody who waits with the old app gets in with it.
pub(super) async fn keep(
    tx: &Tx,
    cx: &Cx,
    user: UserId,
    totp: (&Totp, i64),
) -> Result<Vec<String>> {
    store::totp::set(tx, cx, user, totp).await?;
    store::waiting::end_all(tx, user).await?;
    // one that was given out before the factor would lead past it
    store::link::revoke(tx, user, Purpose::Replacement).await?;
    event::record(tx, cx, &FactorAdded { user, kind: "totp".into() }).await?;
    new_codes(tx, cx, user).await
}

pub(super) async fn new_codes(tx: &Tx, cx: &Cx, user: UserId) -> Result<Vec<String>> {
    let codes: Vec<_> = std::iter::repeat_with(recovery::random).take(recovery::COUNT).collect();
    let ids = codes.iter().filter_map(|code| recovery::id_of(code)).collect();
    store::recovery::set(tx, cx, user, ids).await?;
    event::record(tx, cx, &RecoveryCodesMade { user }).await?;
    Ok(codes)
}
