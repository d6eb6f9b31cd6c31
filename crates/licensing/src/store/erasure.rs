//! What of licensing is about somebody who is to be forgotten.

use crate::domain::metadata::Metadata;
use crate::domain::user::LicenceUserId;
use crate::domain::{machine, user};
use platform::Result;
use platform::db::{Rows as _, Source};
use sea_orm::entity::prelude::*;
use sea_orm::{QuerySelect as _, QueryTrait as _};

/// The users of licences who are known by one of these addresses.
pub async fn users_with(db: &impl Source, emails: &[String]) -> Result<Vec<LicenceUserId>> {
    if emails.is_empty() {
        return Ok(Vec::new());
    }
    let those = user::COLUMN.email_key.is_in(emails.iter().map(String::as_str));
    Ok(user::Entity::find().filter(those).rows(db).await?.into_iter().map(|user| user.id).collect())
}

pub async fn count_machines(db: &impl Source, users: &[LicenceUserId]) -> Result<u64> {
    if users.is_empty() {
        return Ok(0);
    }
    let those = machine::COLUMN.owner.is_in(users.iter().copied());
    Ok(machine::Entity::find().filter(those).rows(db).await?.len() as u64)
}

/// The machines of these users.
pub async fn machines_of(
    db: &impl Source,
    users: &[LicenceUserId],
) -> Result<Vec<machine::MachineId>> {
    if users.is_empty() {
        return Ok(Vec::new());
    }
    let those = machine::COLUMN.owner.is_in(users.iter().copied());
    let found = machine::Entity::find().filter(those).rows(db).await?;
    Ok(found.into_iter().map(|machine| machine.id).collect())
}

/// Takes from the machines of a user what tells whose they are; the seats stay taken.
pub async fn forget_machines(tx: &impl ConnectionTrait, user: LicenceUserId) -> Result<()> {
    let theirs = machine::Entity::find().filter(machine::COLUMN.owner.eq(user)).select_only();
    let theirs = theirs.column(machine::Column::Id).into_query();
    super::words::forget_machines(tx, theirs).await?;
    let mut update = machine::Entity::update_many();
    for column in [
        machine::Column::Name,
        machine::Column::Hostname,
        machine::Column::Platform,
        machine::Column::Ip,
    ] {
        update = update.col_expr(column, Expr::value(""));
    }
    update
        .col_expr(machine::Column::Metadata, Expr::value(Metadata::default()))
        .filter(machine::COLUMN.owner.eq(user))
        .exec(tx)
        .await?;
    Ok(())
}
