use super::set_totp::new_codes;
use crate::store;
use platform::{Cx, Error, Result};

/// New recovery codes; the old ones are void. Only who has a second factor has any.
pub async fn renew_recovery_codes(cx: &Cx) -> Result<Vec<String>> {
    let user = cx.user()?;
    let tx = cx.begin().await?;
    if store::totp::find(&tx, user.id).await?.is_none() {
        return Err(Error::NotFound);
    }
    let codes = new_codes(&tx, cx, user.id).await?;
    cx.commit(tx).await?;
    Ok(codes)
}
