//! One-time links: the database knows only SHA-256 of what the link says.

use crate::domain::link::Purpose;
use chrono::{DateTime, Utc};
use platform::db::{Rows, Source};
use platform::{Cx, Millis, Result, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// Whose it is; the setup has nobody yet.
    pub user: Option<UserId>,
    pub purpose: Purpose,
    pub created_at: Millis,
    pub expires_at: Millis,
    pub used_at: Option<Millis>,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Link;

fn id_of(token: &str) -> String {
    platform::rng::id_of("kontor/link/v1", token)
}

/// Makes a link and takes back earlier ones for the same. Returns what it says, which is known to nobody else.
pub async fn issue(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    user: Option<UserId>,
    purpose: Purpose,
) -> Result<String> {
    let mut earlier = Entity::delete_many().filter(COLUMN.purpose.eq(purpose));
    earlier = match user {
        Some(user) => earlier.filter(COLUMN.user.eq(user)),
        None => earlier.filter(COLUMN.user.is_null()),
    };
    earlier.exec(tx).await?;
    let token = platform::rng::token();
    let row = Model {
        id: id_of(&token),
        user,
        purpose,
        created_at: Millis(cx.now),
        expires_at: Millis(cx.now + purpose.lifetime()),
        used_at: None,
    };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(token)
}

/// The link, while it is good for one of these purposes.
pub async fn find(
    db: &impl Source,
    token: &str,
    purposes: &[Purpose],
    now: DateTime<Utc>,
) -> Result<Option<Link>> {
    Entity::find_by_id(id_of(token))
        .filter(COLUMN.purpose.is_in(purposes.iter().copied()))
        .filter(COLUMN.used_at.is_null())
        .filter(COLUMN.expires_at.gt(Millis(now)))
        .row(db)
        .await
}

/// Uses the link up: of two who use it at the same moment, one gets it.
pub async fn take(
    tx: &impl Source,
    token: &str,
    purposes: &[Purpose],
    now: DateTime<Utc>,
) -> Result<Option<Link>> {
    let Some(link) = find(tx, token, purposes, now).await? else { return Ok(None) };
    Ok(mark_used(tx, &link, now).await?.then_some(link))
}

/// False for the second of two at the same moment.
async fn mark_used(tx: &impl Source, link: &Link, now: DateTime<Utc>) -> Result<bool> {
    let used = Entity::update_many()
        .col_expr(Column::UsedAt, Expr::value(Millis(now)))
        .filter(COLUMN.id.eq(link.id.as_str()))
        .filter(COLUMN.used_at.is_null())
        .exec(tx)
        .await?;
    Ok(used.rows_affected == 1)
}

/// Takes back all links of a user; whoever waits for the second factor begins anew, and so does a change of the address.
pub async fn revoke_all(tx: &impl ConnectionTrait, user: UserId) -> Result<()> {
    Entity::delete_many().filter(COLUMN.user.eq(user)).exec(tx).await?;
    super::email_change::end(tx, user).await?;
    super::waiting::end_all(tx, user).await
}

/// Takes back somebody's links for this purpose.
pub async fn revoke(tx: &impl ConnectionTrait, user: UserId, purpose: Purpose) -> Result<()> {
    let links = Entity::delete_many().filter(COLUMN.user.eq(user));
    links.filter(COLUMN.purpose.eq(purpose)).exec(tx).await?;
    Ok(())
}

/// Takes back all links for the setup.
pub async fn revoke_setup(tx: &impl ConnectionTrait) -> Result<()> {
    Entity::delete_many().filter(COLUMN.purpose.eq(Purpose::Setup)).exec(tx).await?;
    Ok(())
}

pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let old = Entity::delete_many().filter(COLUMN.expires_at.lt(Millis(now)));
    Ok(old.exec(tx).await?.rows_affected)
}

/// Uses an invitation up by its row, on which somebody came back from a provider.
pub async fn take_by_id(tx: &impl Source, id: &str, now: DateTime<Utc>) -> Result<Option<Link>> {
    let link = Entity::find_by_id(id.to_owned())
        .filter(COLUMN.purpose.eq(Purpose::Invitation))
        .filter(COLUMN.used_at.is_null())
        .filter(COLUMN.expires_at.gt(Millis(now)))
        .row(tx)
        .await?;
    let Some(link) = link else { return Ok(None) };
    Ok(mark_used(tx, &link, now).await?.then_some(link))
}
