use crate::letters::{self, Reader};
use crate::portal::Reach;
use crate::{flags, rights, store};
use platform::users::email_key;
use platform::{Cx, Result, house_name, post};

/// Writes to somebody with a link into the portal, if there is any licence there for that address.
pub(crate) async fn send_portal_link(cx: &Cx, to: &Reader) -> Result<()> {
    cx.require(rights::WORK)?;
    if !post::is_ready(cx) || !cx.flag(&flags::PORTAL) {
        return Ok(());
    }
    // as it is looked up, and not as it was typed: two spellings may be two mailboxes
    let email = email_key(&to.email);
    let reach = Reach::of(cx.db(), &email, None).await?;
    if !store::portal_reach::any(cx.db(), &reach.holder).await? {
        return Ok(());
    }
    let vendor = house_name(cx).await;
    let tx = cx.begin().await?;
    let token = store::portal::issue_link(&tx, cx, &email).await?;
    let to = Reader { email, lang: to.lang };
    post::send(&tx, cx, &letters::portal_link(cx, &to, &token, vendor.as_deref())).await?;
    cx.commit(tx).await
}
