//! Which automatic mails went to whom and when: what keeps two machines from writing to each other for ever.

use crate::domain::ticket::TicketId;
use chrono::{DateTime, Utc};
use platform::{Millis, Result};
use sea_orm::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "automatic_mails")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub address_key: String,
    pub ticket: Option<TicketId>,
    pub at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

pub async fn note(
    tx: &impl ConnectionTrait,
    address_key: &str,
    ticket: TicketId,
    at: DateTime<Utc>,
) -> Result<()> {
    let row = Model {
        id: Uuid::now_v7(),
        address_key: address_key.to_owned(),
        ticket: Some(ticket),
        at: Millis(at),
    };
    Entity::insert(ActiveModel::from(row).reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// How many went to this address since then.
pub async fn to_address(
    db: &impl ConnectionTrait,
    address_key: &str,
    since: DateTime<Utc>,
) -> Result<u64> {
    let sent = Entity::find()
        .filter(COLUMN.address_key.eq(address_key))
        .filter(COLUMN.at.gt(Millis(since)));
    Ok(sent.count(db).await?)
}

/// How many were sent about this ticket since then.
pub async fn about_ticket(
    db: &impl ConnectionTrait,
    ticket: TicketId,
    since: DateTime<Utc>,
) -> Result<u64> {
    let sent = Entity::find().filter(COLUMN.ticket.eq(ticket)).filter(COLUMN.at.gt(Millis(since)));
    Ok(sent.count(db).await?)
}

/// Forgets what no limit looks at any more.
pub async fn forget_before(tx: &impl ConnectionTrait, at: DateTime<Utc>) -> Result<u64> {
    Ok(Entity::delete_many().filter(COLUMN.at.lt(Millis(at))).exec(tx).await?.rows_affected)
}
