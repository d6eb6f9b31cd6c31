use platform::block::{self, BlockId};
use platform::security_log::{Event, Who};
use platform::{Cx, Result, rights};

/// Lets an address in again, and forgets what was counted for it.
pub async fn unblock_address(cx: &Cx, id: BlockId) -> Result<()> {
    cx.require(rights::OPERATE)?;
    let tx = cx.begin().await?;
    let blocked = block::get(&tx, id).await?;
    block::end(&tx, cx, &blocked).await?;
    cx.commit(tx).await?;
    block::refresh(&cx.kontor).await?;
    let who = cx.user.as_ref().map_or(Who::Nobody, |user| Who::Known(&user.email));
    cx.kontor.security.write(cx, Event::AddressUnblocked, who, &blocked.address);
    Ok(())
}
