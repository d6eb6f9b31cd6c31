//! What it takes to ask a provider whether somebody may still come in: the refresh token of the last sign-in, sealed.

use crate::domain::claims::Person;
use chrono::{DateTime, Utc};
use platform::db::{Rows, Source};
use platform::keys::{Aad, Keys};
use platform::rng::id_of;
use platform::{Cx, Millis, Result, UserId};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;
use sea_orm::{QueryOrder, QuerySelect};

pub const TABLE: &str = "provider_grants";

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "provider_grants")]
pub struct Model {
    /// That of the linked sign-in.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub user: UserId,
    /// Its name in the settings.
    pub provider: String,
    /// The hash of the roles and groups there that decide something here.
    pub standing: String,
    pub token: Vec<u8>,
    pub checked_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Grant;

impl Model {
    pub fn token(&self, keys: &Keys) -> Result<String> {
        let plain = keys.unseal(&place(&self.id), &self.token).map_err(anyhow::Error::from)?;
        Ok(String::from_utf8_lossy(&plain).into_owned())
    }
}

fn place(id: &str) -> Aad {
    Aad::new(TABLE, "token", &id)
}

/// The hash of names that decide something: two lists with the same names have the same one.
pub fn standing(names: &[&str]) -> String {
    id_of("kontor/sso-standing/v1", &names.join("\n"))
}

/// Keeps the token in place of an earlier one; nothing for who is not linked.
pub async fn keep(
    tx: &impl Source,
    cx: &Cx,
    person: &Person,
    standing: String,
    token: &str,
) -> Result<()> {
    let Some(linked) = super::linked::find(tx, person).await? else { return Ok(()) };
    let row = Model {
        token: sealed(cx, &linked.id, token)?,
        id: linked.id,
        user: linked.user,
        provider: linked.provider,
        standing,
        checked_at: Millis(cx.now),
    };
    let again = OnConflict::column(Column::Id)
        .update_columns([
            Column::User,
            Column::Provider,
            Column::Standing,
            Column::Token,
            Column::CheckedAt,
        ])
        .to_owned();
    let kept = Entity::insert(ActiveModel::from(row).reset_all()).on_conflict(again);
    kept.exec_without_returning(tx).await?;
    Ok(())
}

fn sealed(cx: &Cx, id: &str, token: &str) -> Result<Vec<u8>> {
    Ok(cx.kontor.keys.seal(&place(id), token.as_bytes()).map_err(anyhow::Error::from)?)
}

/// Those that were not asked about since then, by id: at most so many after this one.
pub async fn due(
    db: &impl Source,
    since: DateTime<Utc>,
    after: &str,
    most: u64,
) -> Result<Vec<Grant>> {
    let found = Entity::find().filter(COLUMN.checked_at.lte(Millis(since)));
    found.filter(COLUMN.id.gt(after)).order_by_asc(COLUMN.id).limit(most).rows(db).await
}

/// Notes the answer, with the token that takes the old one's place. False when somebody signed in meanwhile.
pub async fn checked(
    tx: &impl ConnectionTrait,
    cx: &Cx,
    grant: &Grant,
    (at, token): (DateTime<Utc>, Option<&str>),
) -> Result<bool> {
    let mut noted = Entity::update_many().col_expr(Column::CheckedAt, Expr::value(Millis(at)));
    if let Some(token) = token {
        noted = noted.col_expr(Column::Token, Expr::value(sealed(cx, &grant.id, token)?));
    }
    let noted = noted.filter(COLUMN.id.eq(grant.id.as_str()));
    let noted = noted.filter(COLUMN.checked_at.eq(grant.checked_at));
    Ok(noted.exec(tx).await?.rows_affected > 0)
}

/// What a user has at a provider.
pub async fn remove_of(tx: &impl ConnectionTrait, user: UserId, provider: &str) -> Result<()> {
    let gone = Entity::delete_many().filter(COLUMN.user.eq(user));
    gone.filter(COLUMN.provider.eq(provider)).exec(tx).await?;
    Ok(())
}

/// Forgets it. False when somebody signed in meanwhile.
pub async fn remove(tx: &impl ConnectionTrait, grant: &Grant) -> Result<bool> {
    let gone = Entity::delete_many().filter(COLUMN.id.eq(grant.id.as_str()));
    let gone = gone.filter(COLUMN.checked_at.eq(grant.checked_at));
    Ok(gone.exec(tx).await?.rows_affected > 0)
}
