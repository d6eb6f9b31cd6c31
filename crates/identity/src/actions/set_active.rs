use super::change_user::keep_an_admin;
use super::end_entries::begin_anew;
use super::reach;
use crate::domain::account::Refused;
use crate::{rights, store};
use events::identity::UserChanged;
use platform::security_log::{Event, Who};
use platform::{Cx, Result, Role, User, UserId, event, users};

/// Switches an account off or on. Off ends its sessions, links and keys in the same transaction.
pub async fn set_active(cx: &Cx, id: UserId, active: bool) -> Result<User> {
    cx.require(rights::MANAGE_USERS)?;
    let tx = cx.begin().await?;
    store::setup::queue_up(&tx).await?;
    let mut user = users::get(&tx, id).await?;
    if user.active == active {
        return Ok(user);
    }
    reach::within(&tx, cx, &user).await?;
    if !active {
        if cx.user_id() == Some(id) {
            return Err(Refused::OwnAccount.into());
        }
        if user.role == Role::Admin {
            keep_an_admin(&tx, &user).await?;
        }
        store::api_key::revoke_all(&tx, id, cx.now).await?;
        begin_anew(&tx, cx, id, None).await?;
    }
    user.active = active;
    users::save(&tx, &mut user).await?;
    event::record(&tx, cx, &UserChanged::of(&user)).await?;
    cx.commit(tx).await?;
    if !active {
        cx.kontor.security.write(cx, Event::SessionRevoked, Who::Known(&user.email), "deactivated");
    }
    Ok(user)
}
