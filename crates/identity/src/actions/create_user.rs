use super::reach;
use crate::domain::account::{Account, Refused};
use crate::{rights, store};
use events::identity::UserCreated;
use platform::{Cx, Error, Millis, Result, Tx, User, UserId, event, users};

/// Makes an account. Its owner chooses the password, with an invitation.
pub async fn create_user(cx: &Cx, account: Account) -> Result<User> {
    cx.require(rights::MANAGE_USERS)?;
    let tx = cx.begin().await?;
    store::setup::queue_up(&tx).await?;
    let given = reach::given(&tx, cx, account.role, &account.roles).await?;
    let user = insert(&tx, cx, account).await?;
    if !given.is_empty() {
        reach::give(&tx, cx, &user, &given).await?;
    }
    cx.commit(tx).await?;
    Ok(user)
}

/// The same in a transaction that does more, without own roles. A house with an administrator needs no setup any more.
pub async fn insert(tx: &Tx, cx: &Cx, account: Account) -> Result<User> {
    insert_as(tx, cx, UserId::new(), account).await
}

/// The same for somebody who has an id already.
pub async fn insert_as(tx: &Tx, cx: &Cx, id: UserId, account: Account) -> Result<User> {
    if users::find_by_email(tx, account.email.as_str()).await?.is_some() {
        return Err(Refused::EmailTaken.into());
    }
    let user = User {
        id,
        name_key: users::name_key(account.name.as_str()),
        name: account.name.as_str().to_owned(),
        email_key: users::email_key(account.email.as_str()),
        email: account.email.as_str().to_owned(),
        role: account.role,
        level: account.level,
        lang: account.lang,
        theme: String::new(),
        single_keys: true,
        active: true,
        created_at: Millis(cx.now),
        version: 0,
    };
    users::insert(tx, user.clone()).await.map_err(taken)?;
    if user.role == platform::Role::Admin {
        store::setup::finish(tx, cx).await?;
        store::link::revoke_setup(tx).await?;
    }
    let (name, email) = (user.name.clone(), user.email.clone());
    event::record(tx, cx, &UserCreated { user: user.id, name, email, role: user.role }).await?;
    Ok(user)
}

/// Someone else took the address at the same moment.
pub fn taken(error: Error) -> Error {
    match &error {
        Error::Internal(cause)
            if cause.downcast_ref::<sea_orm::DbErr>().is_some_and(platform::db::is_taken) =>
        {
            Refused::EmailTaken.into()
        }
        _ => error,
    }
}
