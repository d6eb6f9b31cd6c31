use super::create_user::taken;
use super::end_entries::begin_anew;
use super::reach;
use crate::domain::account::{Account, Refused};
use crate::{rights, store};
use events::identity::UserChanged;
use platform::security_log::{Event, Who};
use platform::{Cx, Error, Result, Role, Tx, User, UserId, event, roles, users};

/// Changes who somebody is here, unless it was changed since `version`. Other rights end whatever opened the account before.
pub async fn change_user(cx: &Cx, id: UserId, version: i32, account: Account) -> Result<User> {
    cx.require(rights::MANAGE_USERS)?;
    let tx = cx.begin().await?;
    store::setup::queue_up(&tx).await?;
    let before = users::get(&tx, id).await?;
    if before.version != version {
        return Err(Error::Stale);
    }
    reach::within(&tx, cx, &before).await?;
    let given = reach::given(&tx, cx, account.role, &account.roles).await?;
    let mut had = roles::of_user(&tx, id).await?;
    had.sort_unstable();
    let mut user = with(&before, &account);
    let same = user == before;
    if same && given == had {
        return Ok(before);
    }
    if before.role == Role::Admin && user.role != Role::Admin {
        keep_an_admin(&tx, &before).await?;
    }
    let moved = before.email_key != user.email_key;
    if moved && users::find_by_email(&tx, &user.email).await?.is_some() {
        return Err(Refused::EmailTaken.into());
    }
    users::save(&tx, &mut user).await.map_err(taken)?;
    if !same {
        event::record(&tx, cx, &UserChanged::of(&user)).await?;
    }
    if moved {
        store::link::revoke_all(&tx, id).await?;
    }
    if given != had {
        reach::give(&tx, cx, &user, &given).await?;
    }
    let other_rights = before.role != user.role || given != had;
    if other_rights {
        // only whoever acts stays
        let own = cx.session().filter(|own| own.user == id);
        begin_anew(&tx, cx, id, own.map(|own| own.id.as_str())).await?;
    }
    cx.commit(tx).await?;
    if other_rights {
        let own = if given == had { "" } else { "+own" };
        let reason = format!("{:?}_to_{:?}{own}", before.role, user.role).to_lowercase();
        cx.kontor.security.write(cx, Event::RoleChanged, Who::Known(&user.email), &reason);
    }
    Ok(user)
}

fn with(before: &User, account: &Account) -> User {
    User {
        name: account.name.as_str().to_owned(),
        name_key: users::name_key(account.name.as_str()),
        email: account.email.as_str().to_owned(),
        email_key: users::email_key(account.email.as_str()),
        role: account.role,
        level: account.level,
        lang: account.lang,
        ..before.clone()
    }
}

/// Without an administrator nobody could ever be made one again.
pub async fn keep_an_admin(tx: &Tx, leaving: &User) -> Result<()> {
    if leaving.active && store::user::other_admins(tx, &[leaving.id]).await? == 0 {
        return Err(Refused::LastAdmin.into());
    }
    Ok(())
}
