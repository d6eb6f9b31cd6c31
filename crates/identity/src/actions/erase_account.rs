use super::change_user::keep_an_admin;
use crate::{device, rights, store};
use platform::db::Source;
use platform::privacy::Subject;
use platform::{Cx, Error, Result, Role, User, users};

/// Deletes somebody's account with all by which they prove who they are. What they did stays theirs by a number that
/// names nobody any more.
pub async fn erase_account(cx: &Cx, subject: &Subject) -> Result<()> {
    cx.require(rights::MANAGE_USERS)?;
    let Some(id) = subject.user else { return Ok(()) };
    let tx = cx.begin().await?;
    store::setup::queue_up(&tx).await?;
    let user = match users::get(&tx, id).await {
        // done before
        Err(Error::NotFound) => return Ok(()),
        other => other?,
    };
    if user.role == Role::Admin {
        keep_an_admin(&tx, &user).await?;
    }
    for email in &subject.emails {
        store::guard::forget_account(&tx, &device::account(&cx.kontor, email)).await?;
    }
    store::erasure::delete_user(&tx, id).await?;
    cx.commit(tx).await
}

/// Whether this is the only administrator who may sign in.
pub async fn is_last_admin(db: &impl Source, user: &User) -> Result<bool> {
    let admin = user.role == Role::Admin && user.active;
    Ok(admin && store::user::other_admins(db, user.id).await? == 0)
}
