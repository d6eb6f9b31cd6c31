use super::create_user::taken;
use crate::domain::account::{Email, Refused};
use crate::domain::link::Spent;
use crate::store::email_change::{self, EmailChange};
use crate::{letters, store};
use events::identity::{EmailChangeAsked, EmailChangeWithdrawn, UserChanged};
use platform::{Cx, Result, Tx, User, event, post, users};

/// Somebody wants another address for the own account. It stays as it is until the mailboxes of both addresses have
/// said yes: a stolen session alone moves no account, and nobody gives an address that is not theirs. Whether another
/// account has the address is found out then, so that nobody learns it by asking.
pub async fn ask_email_change(cx: &Cx, email: &str) -> Result<()> {
    let email = Email::new(email)?;
    let user = cx.user()?.clone();
    if users::email_key(email.as_str()) == user.email_key {
        return Err(Refused::EmailSame.into());
    }
    let tx = cx.begin().await?;
    let tokens = email_change::begin(&tx, cx, user.id, &email).await?;
    let wanted = email.as_str();
    let to_old = letters::email_change(cx, &user, "email-old", (wanted, &tokens.old));
    let mut to_new = letters::email_change(cx, &user, "email-new", (wanted, &tokens.new));
    wanted.clone_into(&mut to_new.address);
    post::send(&tx, cx, &to_old).await?;
    post::send(&tx, cx, &to_new).await?;
    event::record(&tx, cx, &EmailChangeAsked { user: user.id, email: wanted.to_owned() }).await?;
    cx.commit(tx).await
}

/// Takes that wish back.
pub async fn withdraw_email_change(cx: &Cx) -> Result<()> {
    let user = cx.user()?.id;
    let tx = cx.begin().await?;
    if email_change::end(&tx, user).await? {
        event::record(&tx, cx, &EmailChangeWithdrawn { user }).await?;
        cx.commit(tx).await?;
    }
    Ok(())
}

/// How a change stands after one mailbox said yes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Confirmed {
    /// The other mailbox has not said so yet.
    Waiting,
    Done,
}

/// The mailbox that got this link says yes. `Spent` for a link that is no good; `EmailTaken` if the address has become
/// another account's, and then the wish is over.
pub async fn confirm_email_change(cx: &Cx, token: &str) -> Result<Confirmed> {
    let tx = cx.begin().await?;
    store::setup::queue_up(&tx).await?;
    let Some(change) = email_change::confirm(&tx, token, cx.now).await? else {
        return Err(Spent.into());
    };
    if change.old_at.is_none() || change.new_at.is_none() {
        cx.commit(tx).await?;
        return Ok(Confirmed::Waiting);
    }
    let before = users::get(&tx, change.user).await?;
    if users::find_by_email(&tx, &change.email).await?.is_some_and(|other| other.id != before.id) {
        email_change::end(&tx, change.user).await?;
        event::record(&tx, cx, &EmailChangeWithdrawn { user: change.user }).await?;
        cx.commit(tx).await?;
        return Err(Refused::EmailTaken.into());
    }
    apply(&tx, cx, before, change).await?;
    cx.commit(tx).await?;
    Ok(Confirmed::Done)
}

async fn apply(tx: &Tx, cx: &Cx, before: User, change: EmailChange) -> Result<()> {
    let mut user =
        User { email_key: users::email_key(&change.email), email: change.email, ..before.clone() };
    users::save(tx, &mut user).await.map_err(taken)?;
    store::link::revoke_all(tx, user.id).await?;
    event::record(tx, cx, &UserChanged::of(&user)).await?;
    for told in [&before, &user] {
        let letter = letters::notice(cx, &user, "email-changed");
        post::send(tx, cx, &post::Letter { address: told.email.clone(), ..letter }).await?;
    }
    Ok(())
}
