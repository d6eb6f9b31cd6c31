use crate::domain::user::{LicenceUserId, Standing, User};
use crate::{rights, store};
use events::licensing::{EntryMarked, Noun};
use platform::{Cx, Millis, Result, event};

/// Bans a user, whose licences are good for nothing then, or lets them in again. Doing it twice changes nothing.
pub async fn ban_user(cx: &Cx, id: LicenceUserId, banned: bool) -> Result<User> {
    cx.require(rights::MANAGE)?;
    let tx = cx.begin().await?;
    let mut user = store::user::get(&tx, id).await?;
    if user.is_banned() == banned {
        return Ok(user);
    }
    user.standing = if banned { Standing::Banned } else { Standing::Active };
    user.updated_at = Millis(cx.now);
    store::user::save(&tx, &mut user).await?;
    let mark = if banned { "banned" } else { "unbanned" };
    let marked =
        EntryMarked { noun: Noun::LicenceUser, id: id.0, name: user.label(), mark: mark.into() };
    event::record(&tx, cx, &marked).await?;
    cx.commit(tx).await?;
    Ok(user)
}
