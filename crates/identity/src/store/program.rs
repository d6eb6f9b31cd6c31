//! Every query about programs that signed in and their tokens, of which the database knows only keyed hashes.

use crate::domain::program::token::{self, Sort, Token};
use crate::domain::program::{ActiveModel, COLUMN, Column, Entity, SignIn, SignInId};
use chrono::{DateTime, Utc};
use platform::db::{Rows, Source};
use platform::{Millis, Result, UserId};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

/// Nobody has more programs signed in at once; the oldest gives way.
const MOST: usize = 20;

pub async fn find(db: &impl Source, id: SignInId, now: DateTime<Utc>) -> Result<Option<SignIn>> {
    Entity::find_by_id(id).filter(COLUMN.expires_at.gt(Millis(now))).row(db).await
}

/// The same, held until the transaction ends.
pub async fn hold(tx: &impl Source, id: SignInId, now: DateTime<Utc>) -> Result<Option<SignIn>> {
    let found = Entity::find_by_id(id).filter(COLUMN.expires_at.gt(Millis(now)));
    found.lock_exclusive().row(tx).await
}

pub async fn insert(tx: &impl Source, sign_in: &SignIn) -> Result<()> {
    let row = ActiveModel::from(sign_in.clone()).reset_all();
    Entity::insert(row).exec_without_returning(tx).await?;
    for old in of_user(tx, sign_in.user).await?.into_iter().skip(MOST) {
        end(tx, old.id).await?;
    }
    Ok(())
}

/// Somebody's programs, the newest first: at most 100.
pub async fn of_user(db: &impl Source, user: UserId) -> Result<Vec<SignIn>> {
    Entity::find()
        .filter(COLUMN.user.eq(user))
        .order_by_desc(COLUMN.created_at)
        .order_by_desc(COLUMN.id)
        .limit(100)
        .rows(db)
        .await
}

/// How many programs are signed in for somebody.
pub async fn count_good(db: &impl Source, user: UserId, now: DateTime<Utc>) -> Result<u64> {
    let good = Entity::find().filter(COLUMN.user.eq(user));
    Ok(good.filter(COLUMN.expires_at.gt(Millis(now))).count(db).await?)
}

/// Notes that a program got new tokens.
pub async fn renewed(
    tx: &impl ConnectionTrait,
    id: SignInId,
    (now, expires_at): (DateTime<Utc>, DateTime<Utc>),
    ip: &str,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::RenewedAt, Expr::value(Millis(now)))
        .col_expr(Column::ExpiresAt, Expr::value(Millis(expires_at)))
        .col_expr(Column::Ip, Expr::value(ip))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// Ends a sign-in with all its tokens.
pub async fn end(tx: &impl ConnectionTrait, id: SignInId) -> Result<bool> {
    Ok(Entity::delete_by_id(id).exec(tx).await?.rows_affected > 0)
}

/// Ends all of somebody's, and counts them.
pub async fn end_all(tx: &impl ConnectionTrait, user: UserId) -> Result<u64> {
    let all = Entity::delete_many().filter(COLUMN.user.eq(user));
    Ok(all.exec(tx).await?.rows_affected)
}

pub async fn find_token(db: &impl Source, id: &str) -> Result<Option<Token>> {
    token::Entity::find_by_id(id.to_owned()).row(db).await
}

pub async fn insert_tokens(tx: &impl ConnectionTrait, tokens: Vec<Token>) -> Result<()> {
    let rows = tokens.into_iter().map(|token| token::ActiveModel::from(token).reset_all());
    token::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

/// Whether a refresh token was renewed after this moment.
pub async fn is_renewed_since(
    db: &impl Source,
    id: SignInId,
    since: Millis,
    but: &str,
) -> Result<bool> {
    let later = token::Entity::find()
        .filter(token::COLUMN.sign_in.eq(id))
        .filter(token::COLUMN.id.ne(but))
        .filter(token::COLUMN.used_at.gte(since));
    Ok(later.limit(1).row(db).await?.is_some())
}

/// Notes the use of a refresh token, so that no other is good beside what is given for it. Where it is `repeated`, all
/// that was given for it the first time is taken back.
pub async fn use_up(
    tx: &impl ConnectionTrait,
    token: &Token,
    now: DateTime<Utc>,
    repeated: bool,
) -> Result<()> {
    let mut given = token::Entity::delete_many()
        .filter(token::COLUMN.sign_in.eq(token.sign_in))
        .filter(token::COLUMN.used_at.is_null())
        .filter(token::COLUMN.id.ne(token.id.as_str()));
    if !repeated {
        given = given.filter(token::COLUMN.sort.eq(Sort::Refresh));
    }
    given.exec(tx).await?;
    token::Entity::update_many()
        .col_expr(token::Column::UsedAt, Expr::value(Millis(now)))
        .filter(token::COLUMN.id.eq(token.id.as_str()))
        .filter(token::COLUMN.used_at.is_null())
        .exec(tx)
        .await?;
    Ok(())
}

/// A new token as it is stored.
pub fn row(sign_in: SignInId, sort: Sort, (id, hash): (&str, String), end: DateTime<Utc>) -> Token {
    Token { id: id.to_owned(), sign_in, sort, hash, expires_at: Millis(end), used_at: None }
}

/// Removes what is over; the tokens of a sign-in go with it.
pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    token::Entity::delete_many().filter(token::COLUMN.expires_at.lt(Millis(now))).exec(tx).await?;
    let old = Entity::delete_many().filter(COLUMN.expires_at.lt(Millis(now)));
    Ok(old.exec(tx).await?.rows_affected)
}
