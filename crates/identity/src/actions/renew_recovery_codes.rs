use super::owed;
use super::set_totp::new_codes;
use platform::{Cx, Error, Result};

/// New recovery codes; the old ones are void. Only who has a second factor has any.
pub async fn renew_recovery_codes(cx: &Cx) -> Result<Vec<String>> {
    let user = cx.user()?;
    let tx = cx.begin().await?;
    let has = owed(&tx, user).await?;
    if !has.app && !has.passkey {
        return Err(Error::NotFound);
    }
    let codes = new_codes(&tx, cx, user.id).await?;
    cx.commit(tx).await?;
    Ok(codes)
}
