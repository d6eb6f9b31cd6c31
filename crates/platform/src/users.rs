//! The people who may sign in, as every app sees them. How they prove who they are is `identity`'s.

use crate::db::{Rows, Source};
use crate::{Error, Lang, Millis, Result};
use sea_orm::entity::prelude::*;
use sea_orm::{QueryOrder, QuerySelect};
use serde::{Deserialize, Serialize};

crate::id!(UserId);

/// What a person may do in principle; each app says which rights that gives.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Admin,
    Agent,
    Customer,
}

impl Role {
    /// Everyone who works here.
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Admin | Self::Agent)
    }

    pub fn key(self) -> &'static str {
        match self {
            Self::Admin => "platform-role-admin",
            Self::Agent => "platform-role-agent",
            Self::Customer => "platform-role-customer",
        }
    }
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UserId,
    pub name: String,
    /// The name in lower case: what lists sort and search by, the same on every database.
    pub name_key: String,
    pub email: String,
    /// The address in lower case: what sign-in looks up, unique.
    pub email_key: String,
    pub role: Role,
    /// Support level 1 to 4; 1 for everyone who is no agent.
    pub level: i16,
    pub lang: Lang,
    /// `light`, `dark` or empty for what the device says.
    pub theme: String,
    /// Single keys are commands; whoever speaks to the computer switches them off (WCAG 2.1.4).
    pub single_keys: bool,
    pub active: bool,
    pub created_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as User;

/// How an address is looked up: trimmed and in lower case.
pub fn email_key(email: &str) -> String {
    email.trim().to_lowercase()
}

/// How a name is sorted and searched: in lower case.
pub fn name_key(name: &str) -> String {
    name.to_lowercase()
}

pub async fn get(db: &impl Source, id: UserId) -> Result<User> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

pub async fn find_by_email(db: &impl Source, email: &str) -> Result<Option<User>> {
    Entity::find().filter(COLUMN.email_key.eq(email_key(email))).row(db).await
}

/// Everyone who works here and may sign in, by name: at most 500, for pickers.
pub async fn active_staff(db: &impl Source) -> Result<Vec<User>> {
    Entity::find()
        .filter(COLUMN.active.eq(true))
        .filter(COLUMN.role.is_in([Role::Admin, Role::Agent]))
        .order_by_asc(COLUMN.name_key)
        .order_by_asc(COLUMN.id)
        .limit(500)
        .rows(db)
        .await
}

/// The users with these ids, in no order; unknown ids are left out.
pub async fn with_ids(db: &impl Source, ids: &[UserId]) -> Result<Vec<User>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find().filter(COLUMN.id.is_in(ids.iter().copied())).rows(db).await
}

pub async fn insert(db: &impl Source, user: User) -> Result<()> {
    use sea_orm::IntoActiveModel;
    Entity::insert(user.into_active_model().reset_all()).exec_without_returning(db).await?;
    Ok(())
}

/// Saves the user, unless someone else saved it since it was read.
pub async fn save(db: &impl Source, user: &mut User) -> Result<()> {
    use sea_orm::{IntoActiveModel, Set};
    let mut row = user.clone().into_active_model().reset_all();
    row.version = Set(user.version + 1);
    let saved = Entity::update_many()
        .set(row)
        .filter(COLUMN.id.eq(user.id))
        .filter(COLUMN.version.eq(user.version))
        .exec(db)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Error::Stale);
    }
    user.version += 1;
    Ok(())
}
