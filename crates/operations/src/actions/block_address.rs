use crate::domain::blocked::{Refused, Wanted};
use platform::block::{self, New};
use platform::security_log::{Event, Who};
use platform::{Cx, Result, rights};

/// Blocks an address or a range, for everything but `/healthz`. One's own has to be confirmed.
pub async fn block_address(cx: &Cx, wanted: &Wanted) -> Result<()> {
    cx.require(rights::OPERATE)?;
    if block::holds_proxy(&cx.kontor, wanted.range) {
        return Err(Refused::Proxy.into());
    }
    if block::is_spared(&cx.kontor, wanted.range) {
        return Err(Refused::Spared.into());
    }
    let own = cx.request.as_ref().is_some_and(|request| wanted.range.contains(request.ip));
    if own && !wanted.confirmed {
        return Err(Refused::Own.into());
    }
    let tx = cx.begin().await?;
    let new = New {
        range: wanted.range,
        reason: wanted.reason.clone(),
        automatic: false,
        until: wanted.until,
        times: 0,
    };
    block::begin(&tx, cx, new).await?;
    cx.commit(tx).await?;
    block::refresh(&cx.kontor).await?;
    let who = cx.user.as_ref().map_or(Who::Nobody, |user| Who::Known(&user.email));
    let told = format!("by_hand,{}", wanted.range);
    cx.kontor.security.write(cx, Event::AddressBlocked, who, &told);
    Ok(())
}
