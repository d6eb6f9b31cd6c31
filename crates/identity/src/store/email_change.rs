//! Addresses that wait until both mailboxes have said yes: one for each account, and of each link only the hash.

use crate::domain::account::Email;
use chrono::{DateTime, TimeDelta, Utc};
use platform::db::{Rows, Source};
use platform::{Cx, Millis, Result, UserId};
use sea_orm::Condition;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "email_changes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub user: UserId,
    /// The address that shall be.
    pub email: String,
    pub old_id: String,
    pub new_id: String,
    /// When the mailbox of the present address said yes.
    pub old_at: Option<Millis>,
    /// When the mailbox of the new address said yes.
    pub new_at: Option<Millis>,
    pub expires_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as EmailChange;

/// Long enough for a mailbox that is read once a day.
pub const LIFETIME: TimeDelta = TimeDelta::hours(24);

/// What the two letters say, known to nobody else.
pub struct Tokens {
    pub old: String,
    pub new: String,
}

fn id_of(token: &str) -> String {
    platform::rng::id_of("kontor/email-change/v1", token)
}

/// Takes the place of an earlier wish of the same person.
pub async fn begin(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    user: UserId,
    email: &Email,
) -> Result<Tokens> {
    end(tx, user).await?;
    let tokens = Tokens { old: platform::rng::token(), new: platform::rng::token() };
    let row = Model {
        user,
        email: email.as_str().to_owned(),
        old_id: id_of(&tokens.old),
        new_id: id_of(&tokens.new),
        old_at: None,
        new_at: None,
        expires_at: Millis(cx.now + LIFETIME),
    };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(tokens)
}

pub async fn of_user(
    db: &impl Source,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<Option<EmailChange>> {
    Entity::find_by_id(user).filter(COLUMN.expires_at.gt(Millis(now))).row(db).await
}

/// The change that a link of one of the two letters belongs to.
pub async fn find(
    db: &impl Source,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<EmailChange>> {
    let id = id_of(token);
    Entity::find()
        .filter(
            Condition::any().add(COLUMN.old_id.eq(id.as_str())).add(COLUMN.new_id.eq(id.as_str())),
        )
        .filter(COLUMN.expires_at.gt(Millis(now)))
        .row(db)
        .await
}

/// Notes that the mailbox with this link said yes, and says how the change stands now. None for a link that is no good.
pub async fn confirm(
    tx: &impl Source,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Option<EmailChange>> {
    let id = id_of(token);
    for (of_mailbox, said_yes) in [(Column::OldId, Column::OldAt), (Column::NewId, Column::NewAt)] {
        Entity::update_many()
            .col_expr(said_yes, Expr::value(Millis(now)))
            .filter(of_mailbox.eq(id.as_str()))
            .filter(said_yes.is_null())
            .filter(COLUMN.expires_at.gt(Millis(now)))
            .exec(tx)
            .await?;
    }
    find(tx, token, now).await
}

/// Ends the wish of this person; false when there was none.
pub async fn end(tx: &impl ConnectionTrait, user: UserId) -> Result<bool> {
    Ok(Entity::delete_by_id(user).exec(tx).await?.rows_affected > 0)
}

pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let old = Entity::delete_many().filter(COLUMN.expires_at.lt(Millis(now)));
    Ok(old.exec(tx).await?.rows_affected)
}
