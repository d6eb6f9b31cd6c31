//! Every query about the users of licences.

crate::store::noun::noun!(versioned crate::domain::user, crate::domain::user::LicenceUserId);

use super::entry::{Asked, reached, stored, with_text};
use crate::domain::user::{Column, Entity, LicenceUserId, User};
use crate::store::reach;
use sea_orm::Select;

stored!(LicenceUserId, EmailKey = email_key);

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
    with_text(query, [Column::EmailKey, Column::FirstName, Column::LastName], asked)
}

pub async fn find_by_email(db: &impl Source, email: &str) -> Result<Option<User>> {
    let key = platform::users::email_key(email);
    Entity::find().filter(Column::EmailKey.eq(key)).row(db).await
}
