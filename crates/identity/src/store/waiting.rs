//! People who gave the first factor and owe the second: a cookie of 32 random bytes, of which the database knows the hash.

use crate::actions::Way;
use chrono::{DateTime, TimeDelta, Utc};
use platform::db::{Rows, Source};
use platform::session::Vouched;
use platform::{Cx, Millis, Result, UserId};
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in_waiting")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub user: UserId,
    /// The first factor: `pwd`, `link` or `sso`.
    pub how: String,
    /// The provider that vouched, and its own session.
    pub provider: Option<String>,
    pub provider_session: Option<String>,
    pub expires_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Waiting;

impl Model {
    /// The way in, with the word for the second factor that was proved now.
    pub fn way(&self, second: &str) -> Way {
        let vouched = self
            .provider
            .clone()
            .map(|provider| Vouched { provider, session: self.provider_session.clone() });
        Way { how: format!("{}+{second}", self.how), vouched, both: true, proved_at: None }
    }
}

/// Long enough to find the phone and set an app up.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(15);

fn id_of(token: &str) -> String {
    platform::rng::id_of("kontor/waiting/v1", token)
}

/// Returns the cookie's value.
pub async fn begin(tx: &impl ConnectionTrait, cx: &Cx, user: UserId, way: Way) -> Result<String> {
    let (provider, session) = way.vouched.map(|by| (by.provider, by.session)).unzip();
    let token = platform::rng::token();
    let expires_at = Millis(cx.now + LIFETIME);
    let (id, provider_session) = (id_of(&token), session.flatten());
    let row = Model { id, user, how: way.how, provider, provider_session, expires_at };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(token)
}

pub async fn find(db: &impl Source, token: &str, now: DateTime<Utc>) -> Result<Option<Waiting>> {
    let found = Entity::find_by_id(id_of(token)).filter(COLUMN.expires_at.gt(Millis(now)));
    found.row(db).await
}

/// Ends the wait; false when somebody else ended it.
pub async fn end(tx: &impl ConnectionTrait, waiting: &Waiting) -> Result<bool> {
    Ok(Entity::delete_by_id(waiting.id.clone()).exec(tx).await?.rows_affected > 0)
}

/// Whoever waits with this account begins anew: the password changed, or a factor.
pub async fn end_all(tx: &impl ConnectionTrait, user: UserId) -> Result<()> {
    Entity::delete_many().filter(COLUMN.user.eq(user)).exec(tx).await?;
    Ok(())
}

pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let old = Entity::delete_many().filter(COLUMN.expires_at.lt(Millis(now)));
    Ok(old.exec(tx).await?.rows_affected)
}

/// Who waits after this provider vouched, or this session there, begins anew.
pub async fn end_vouched(tx: &impl ConnectionTrait, user: UserId, vouched: &Vouched) -> Result<()> {
    let mut ended = Entity::delete_many().filter(COLUMN.user.eq(user));
    ended = ended.filter(COLUMN.provider.eq(vouched.provider.as_str()));
    if let Some(session) = &vouched.session {
        ended = ended.filter(COLUMN.provider_session.eq(session.as_str()));
    }
    ended.exec(tx).await?;
    Ok(())
}

/// Who waits behind this session of a provider.
pub async fn of_vouched(db: &impl Source, vouched: &Vouched) -> Result<Vec<UserId>> {
    let Some(session) = &vouched.session else { return Ok(Vec::new()) };
    let found = Entity::find().filter(COLUMN.provider_session.eq(session.as_str()));
    let found = found.filter(COLUMN.provider.eq(vouched.provider.as_str())).rows(db).await?;
    Ok(found.into_iter().map(|waiting| waiting.user).collect())
}
