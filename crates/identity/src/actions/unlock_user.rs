use super::reach;
use crate::{device, rights, store};
use events::identity::UserUnlocked;
use platform::{Cx, Result, UserId, event, users};

/// Lets somebody try again at once after too many wrong passwords.
pub async fn unlock_user(cx: &Cx, id: UserId) -> Result<()> {
    cx.require(rights::MANAGE_USERS)?;
    let tx = cx.begin().await?;
    let user = users::get(&tx, id).await?;
    reach::within(&tx, cx, &user).await?;
    let account = device::account(&cx.kontor, &user.email);
    if store::guard::forget_account(&tx, &account).await? > 0 {
        event::record(&tx, cx, &UserUnlocked { user: id }).await?;
    }
    cx.commit(tx).await
}
