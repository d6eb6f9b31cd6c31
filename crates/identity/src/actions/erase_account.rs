use super::change_user::keep_an_admin;
use crate::{device, rights, store};
use platform::db::Source;
use platform::privacy::Subject;
use platform::{Cx, Error, Result, Role, User, UserId, users};

/// Deletes somebody's accounts with all by which they prove who they are. What they did stays theirs by a number that
/// names nobody any more.
pub async fn erase_account(cx: &Cx, subject: &Subject) -> Result<()> {
    cx.require(rights::MANAGE_USERS)?;
    if subject.users.is_empty() {
        return Ok(());
    }
    let tx = cx.begin().await?;
    store::setup::queue_up(&tx).await?;
    for id in &subject.users {
        let user = match users::get(&tx, *id).await {
            // done before
            Err(Error::NotFound) => continue,
            other => other?,
        };
        if user.role == Role::Admin {
            keep_an_admin(&tx, &user).await?;
        }
        store::erasure::delete_user(&tx, *id).await?;
    }
    for email in &subject.emails {
        store::guard::forget_account(&tx, &device::account(&cx.kontor, email)).await?;
    }
    cx.commit(tx).await
}

/// Whether no administrator who may sign in is left without these.
pub async fn has_last_admin(db: &impl Source, accounts: &[User]) -> Result<bool> {
    let admin = accounts.iter().any(|user| user.role == Role::Admin && user.active);
    let ids: Vec<UserId> = accounts.iter().map(|user| user.id).collect();
    Ok(admin && store::user::other_admins(db, &ids).await? == 0)
}
