//! Sessions: a cookie of 32 random bytes T; the database knows only SHA-256(T).

use crate::db::{Rows, Source};
use crate::users::{self, User, UserId};
use crate::{Cx, Millis, Result};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sessions")]
pub struct Model {
    /// SHA-256 of the cookie's value in hex.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub user: UserId,
    pub created_at: Millis,
    /// When the person last did something; polling and live updates do not count.
    pub last_action_at: Millis,
    pub expires_at: Millis,
    /// Until when the person counts as freshly authenticated.
    pub elevated_until: Millis,
    pub ip: String,
    pub agent: String,
    /// How the person signed in: `pwd`, `link`, `sso`, …
    pub amr: String,
    /// The provider that vouched for the person, by its name in the settings.
    pub provider: Option<String>,
    /// What the provider calls its own session, as a hash.
    pub provider_session: Option<String>,
    /// The session that took this one's place: for a few seconds it still reads, and changes nothing.
    pub replaced_by: Option<String>,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Session;

/// Who vouched for somebody: a provider, and the session that the person has there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vouched {
    /// Its name in the settings.
    pub provider: String,
    /// The hash of what it calls its session, if it calls it anything.
    pub session: Option<String>,
}

impl Session {
    /// Who vouched for the person when the session began.
    pub fn vouched(&self) -> Option<Vouched> {
        let provider = self.provider.clone()?;
        Some(Vouched { provider, session: self.provider_session.clone() })
    }
}

/// Actions are written down at most once a minute, so that reading stays reading.
const TOUCH_EVERY: TimeDelta = TimeDelta::seconds(60);
/// For so long a replaced cookie is still good for requests that were under way with it.
const GRACE: TimeDelta = TimeDelta::seconds(5);
/// So far the clocks of several nodes may be apart. A session from further in the future is one from before the clock was
/// set back: it would live longer than was promised, and is over instead.
const SKEW: TimeDelta = TimeDelta::minutes(5);
/// For how long signing in counts as fresh (ASVS 7.5.1).
const ELEVATED: TimeDelta = TimeDelta::minutes(10);

pub fn id_of(token: &str) -> String {
    crate::rng::id_of("kontor/sid/v1", token)
}

/// Begins a session and returns the cookie's value, which is known to nobody else.
/// More than `session.max_parallel` end the oldest ones.
pub async fn begin(
    tx: &impl Source,
    cx: &Cx,
    user: UserId,
    amr: &str,
    vouched: Option<Vouched>,
) -> Result<String> {
    let (provider, provider_session) = vouched.map(|by| (by.provider, by.session)).unzip();
    let config = cx.kontor.config.section::<crate::config::SessionConfig>();
    let token = crate::rng::token();
    let request = cx.request.as_ref();
    let row = Model {
        id: id_of(&token),
        user,
        created_at: Millis(cx.now),
        last_action_at: Millis(cx.now),
        expires_at: Millis(cx.now + TimeDelta::hours(i64::from(config.absolute_hours))),
        elevated_until: Millis(cx.now + ELEVATED),
        ip: request.map(|r| r.ip.to_string()).unwrap_or_default(),
        agent: request.map(|r| r.agent.chars().take(200).collect()).unwrap_or_default(),
        amr: amr.to_owned(),
        provider,
        provider_session: provider_session.flatten(),
        replaced_by: None,
    };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    let keep = u64::from(config.max_parallel);
    for old in of_user(tx, user).await?.into_iter().skip(usize::try_from(keep).unwrap_or(10)) {
        end(tx, &old.id).await?;
    }
    Ok(token)
}

/// Begins the session anew with a fresh proof of who it is: another cookie, the same end. None when it ended meanwhile
/// or was replaced already. The old cookie reads for five more seconds, so that what was under way is answered.
pub async fn renew(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    old: &Session,
) -> Result<Option<(Session, String)>> {
    let Some(row) = Entity::find_by_id(old.id.clone()).one(tx).await? else { return Ok(None) };
    let token = crate::rng::token();
    let until = row.expires_at.0.min(cx.now + GRACE);
    let replaced = Entity::update_many()
        .col_expr(Column::ReplacedBy, Expr::value(id_of(&token)))
        .col_expr(Column::ExpiresAt, Expr::value(until.timestamp_millis()))
        .col_expr(Column::ElevatedUntil, Expr::value(cx.now.timestamp_millis()))
        .filter(COLUMN.id.eq(&old.id))
        .filter(COLUMN.replaced_by.is_null())
        .exec(tx)
        .await?;
    if replaced.rows_affected == 0 {
        return Ok(None);
    }
    let row = Model {
        id: id_of(&token),
        elevated_until: Millis(cx.now + ELEVATED),
        last_action_at: Millis(cx.now),
        ..row
    };
    Entity::insert(ActiveModel::from(row.clone()).reset_all()).exec_without_returning(tx).await?;
    Ok(Some((row, token)))
}

/// Says when the person of a new session proved who it is, where that was not just now.
pub async fn proved(tx: &impl ConnectionTrait, id: &str, at: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::ElevatedUntil, Expr::value((at + ELEVATED).timestamp_millis()))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// The live session of a cookie and its user; none when unknown, ended, idle too long, from the future, or the user is off.
pub async fn find(
    db: &impl Source,
    token: &str,
    now: DateTime<Utc>,
    idle: TimeDelta,
) -> Result<Option<(Session, User)>> {
    find_by_id(db, &id_of(token), now, idle).await
}

/// The same by the session's id.
pub async fn find_by_id(
    db: &impl Source,
    id: &str,
    now: DateTime<Utc>,
    idle: TimeDelta,
) -> Result<Option<(Session, User)>> {
    let found = Entity::find_by_id(id.to_owned())
        .filter(COLUMN.expires_at.gt(Millis(now)))
        .filter(COLUMN.last_action_at.gt(Millis(now - idle)))
        .filter(COLUMN.last_action_at.lte(Millis(now + SKEW)))
        .row(db)
        .await?;
    let Some(session) = found else { return Ok(None) };
    // it ends with the one that took its place
    if let Some(successor) = &session.replaced_by
        && Entity::find_by_id(successor.clone()).row(db).await?.is_none()
    {
        return Ok(None);
    }
    let user = users::Entity::find_by_id(session.user).row(db).await?;
    Ok(user.filter(|user| user.active).map(|user| (session, user)))
}

/// True when the person's action is due to be written down.
pub fn is_touch_due(session: &Session, now: DateTime<Utc>) -> bool {
    now - session.last_action_at.0 >= TOUCH_EVERY
}

/// Writes down that the person did something.
pub async fn touch(tx: &impl ConnectionTrait, id: &str, now: DateTime<Utc>) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::LastActionAt, Expr::value(now.timestamp_millis()))
        .filter(COLUMN.id.eq(id))
        .exec(tx)
        .await?;
    Ok(())
}

/// A user's sessions, the newest first: at most 100.
pub async fn of_user(db: &impl Source, user: UserId) -> Result<Vec<Session>> {
    Entity::find()
        .filter(COLUMN.user.eq(user))
        .filter(COLUMN.replaced_by.is_null())
        .order_by_desc(COLUMN.created_at)
        .order_by_desc(COLUMN.id)
        .limit(100)
        .rows(db)
        .await
}

/// Ends one session, with those that it replaced; its cookie is worthless from now on.
pub async fn end(tx: &impl ConnectionTrait, id: &str) -> Result<bool> {
    Entity::delete_many().filter(COLUMN.replaced_by.eq(id)).exec(tx).await?;
    Ok(Entity::delete_by_id(id.to_owned()).exec(tx).await?.rows_affected > 0)
}

/// Ends all sessions of a user but one, and counts them; what was replaced reads no longer either.
pub async fn end_others(
    tx: &impl ConnectionTrait,
    user: UserId,
    keep: Option<&str>,
) -> Result<u64> {
    let replaced = Entity::delete_many().filter(COLUMN.user.eq(user));
    replaced.filter(COLUMN.replaced_by.is_not_null()).exec(tx).await?;
    let mut others = Entity::delete_many().filter(COLUMN.user.eq(user));
    if let Some(keep) = keep {
        others = others.filter(COLUMN.id.ne(keep));
    }
    Ok(others.exec(tx).await?.rows_affected)
}

/// Ends the sessions of a user that this provider vouched for, and counts them: all, or those of one session there.
pub async fn end_vouched(
    tx: &impl ConnectionTrait,
    user: UserId,
    vouched: &Vouched,
) -> Result<u64> {
    let mut ended = Entity::delete_many().filter(COLUMN.user.eq(user));
    ended = ended.filter(COLUMN.provider.eq(vouched.provider.as_str()));
    if let Some(session) = &vouched.session {
        ended = ended.filter(COLUMN.provider_session.eq(session.as_str()));
    }
    Ok(ended.exec(tx).await?.rows_affected)
}

/// Whose sessions a provider's session is behind; nobody's where the provider named none.
pub async fn of_vouched(db: &impl Source, vouched: &Vouched) -> Result<Vec<UserId>> {
    let Some(session) = &vouched.session else { return Ok(Vec::new()) };
    let found = Entity::find()
        .filter(COLUMN.provider_session.eq(session.as_str()))
        .filter(COLUMN.provider.eq(vouched.provider.as_str()))
        .limit(100)
        .rows(db)
        .await?;
    let mut users: Vec<UserId> = found.into_iter().map(|session| session.user).collect();
    users.sort_unstable_by_key(|user| user.0);
    users.dedup();
    Ok(users)
}

/// Removes sessions that are over.
pub async fn forget_old(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<u64> {
    let old = Entity::delete_many().filter(COLUMN.expires_at.lt(Millis(now)));
    Ok(old.exec(tx).await?.rows_affected)
}
