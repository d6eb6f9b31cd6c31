//! Taking a person's details out of the trail: what happened and when stays, and so does the chain.

use crate::db::Tx;
use crate::event::{COLUMN, Column, Entity};
use crate::users::UserId;
use crate::{Result, event};
use sea_orm::UpdateMany;
use sea_orm::entity::prelude::*;

/// Whose details go.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// What the facts are about, as `noun:id`: all that these facts say goes.
    pub objects: Vec<String>,
    /// Who acted: the addresses that they acted from go.
    pub user: Option<UserId>,
}

/// How many facts lost something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Erased {
    /// Facts without their details now.
    pub facts: u64,
    /// Facts that lost nothing but the address.
    pub addresses: u64,
}

fn gone(update: UpdateMany<Entity>, columns: &[Column]) -> UpdateMany<Entity> {
    let none = || Expr::value(Option::<String>::None);
    columns.iter().fold(update, |update, column| update.col_expr(*column, none()))
}

const DETAILS: [Column; 5] =
    [Column::Payload, Column::Salt, Column::Ip, Column::IpSalt, Column::ViaName];

/// Erases for ever, in the transaction of the act that says so. The chain holds salted digests alone, so it still
/// verifies and tells nothing about what was there. Facts of the first format have one digest for details and
/// address: of those both go.
pub async fn erase(tx: &Tx, subject: &Subject) -> Result<Erased> {
    let mut erased = Erased::default();
    for object in &subject.objects {
        let about = gone(event::Entity::update_many(), &DETAILS)
            .filter(COLUMN.object.eq(object.as_str()))
            .filter(COLUMN.payload.is_not_null());
        erased.facts += about.exec(tx).await?.rows_affected;
    }
    if let Some(user) = subject.user {
        let acted = |columns: &[Column]| {
            gone(event::Entity::update_many(), columns)
                .filter(COLUMN.actor.eq(user))
                .filter(COLUMN.ip.is_not_null())
        };
        let apart = acted(&[Column::Ip, Column::IpSalt]).filter(COLUMN.ip_digest.is_not_null());
        erased.addresses += apart.exec(tx).await?.rows_affected;
        let joined = acted(&DETAILS).filter(COLUMN.ip_digest.is_null());
        erased.facts += joined.exec(tx).await?.rows_affected;
    }
    Ok(erased)
}
