//! Every query about the users of licences. They are found by words, which are kept with every change.

use super::entry::{Asked, reached, stored};
use super::words;
use crate::domain::user::{self as noun_of, Column, Entity, LicenceUserId, User};
use crate::store::reach;
use platform::db::{Rows as _, Source};
use platform::{Error, Result};
use sea_orm::Select;
use sea_orm::entity::prelude::*;

/// More hits than this are not told apart: the search is narrowed instead.
const MOST_HITS: u64 = 500;

mod rows {
    crate::store::noun::noun!(versioned crate::domain::user, crate::domain::user::LicenceUserId);
}
pub use rows::{find, get, with_ids};

stored!(
    LicenceUserId,
    EmailKey = email_key,
    async fn look_up(db: &impl Source, asked: &Asked) -> Result<Asked> {
        let ids = match asked.text.as_str() {
            "" => None,
            text => Some(words::OF_USERS.ids(db, text, MOST_HITS).await?),
        };
        Ok(Asked { ids, ..asked.clone() })
    }
);

pub async fn insert(tx: &impl ConnectionTrait, user: &User) -> Result<()> {
    rows::insert(tx, user).await?;
    words::add_user(tx, user).await
}

/// Saves the row, unless someone else saved it since it was read.
pub async fn save(tx: &impl ConnectionTrait, user: &mut User) -> Result<()> {
    rows::save(tx, user).await?;
    words::rename_user(tx, user).await
}

pub async fn delete(tx: &impl ConnectionTrait, id: LicenceUserId) -> Result<()> {
    words::OF_USERS.remove(tx, &[id.0]).await?;
    rows::delete(tx, id).await
}

fn narrowed(query: Select<Entity>, asked: &Asked) -> Select<Entity> {
    let mut query = reached(query, asked, reach::users);
    if let Some(group) = asked.group {
        query = query.filter(Column::Group.eq(group));
    }
    if let Some(standing) = asked.standing {
        query = query.filter(Column::Standing.eq(standing));
    }
    if let Some(email) = &asked.exactly {
        query = query.filter(Column::EmailKey.eq(platform::users::email_key(email)));
    }
    match &asked.ids {
        Some(ids) => query.filter(Column::Id.is_in(ids.iter().copied())),
        None => query,
    }
}

pub async fn find_by_email(db: &impl Source, email: &str) -> Result<Option<User>> {
    let key = platform::users::email_key(email);
    Entity::find().filter(Column::EmailKey.eq(key)).row(db).await
}
