//! A claim on something that only one node may do at a time, such as watching a mailbox.
//!
//! It lapses unless it is renewed, so another node takes over from one that died. Each claim has a number, the
//! fence: what `Cx::under` an older claim wants to commit is refused, even if its node only slept.

use crate::db::Rows;
use crate::{Kontor, Millis, Result};
use chrono::TimeDelta;
use sea_orm::entity::prelude::*;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// So long a claim stands without being renewed.
pub const LENGTH: Duration = Duration::from_secs(30);
const RENEW_EVERY: Duration = Duration::from_secs(10);

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "leases")]
pub struct Model {
    /// `noun:id`
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// Counts claims: whoever holds an older number may no longer write.
    pub fence: i64,
    pub until: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

/// A claim that we were given.
#[derive(Clone, Debug)]
pub struct Lease {
    name: Arc<str>,
    fence: i64,
    since: Instant,
}

/// Claims `name`, unless another claim on it stands.
pub async fn take(kontor: &Kontor, name: &str) -> Result<Option<Lease>> {
    let now = Millis(kontor.clock.now());
    let known = Entity::find_by_id(name.to_owned()).row(kontor.db.reader()).await?;
    if known.as_ref().is_some_and(|row| row.until.0 > now.0) {
        return Ok(None);
    }
    let since = Instant::now();
    let tx = kontor.db.begin().await?;
    let fence = known.as_ref().map_or(0, |row| row.fence) + 1;
    let until = after(kontor, LENGTH);
    let taken = if let Some(row) = known {
        let update = Entity::update_many()
            .col_expr(Column::Fence, Expr::value(fence))
            .col_expr(Column::Until, Expr::value(until.0.timestamp_millis()))
            .filter(COLUMN.name.eq(name))
            .filter(COLUMN.fence.eq(row.fence));
        update.exec(&tx).await?.rows_affected == 1
    } else {
        let row = ActiveModel::from(Model { name: name.to_owned(), fence, until }).reset_all();
        match Entity::insert(row).exec_without_returning(&tx).await {
            Ok(_) => true,
            Err(cause) if crate::db::is_taken(&cause) => false,
            Err(cause) => return Err(cause.into()),
        }
    };
    if taken {
        tx.commit().await?;
    }
    Ok(taken.then(|| Lease { name: name.into(), fence, since }))
}

fn after(kontor: &Kontor, length: Duration) -> Millis {
    Millis(kontor.clock.now() + TimeDelta::from_std(length).unwrap_or_default())
}

/// After a restart on `SQLite` nobody else can hold a claim.
pub async fn release_all(kontor: &Kontor) -> Result<()> {
    let tx = kontor.db.begin().await?;
    Entity::update_many().col_expr(Column::Until, Expr::value(0_i64)).exec(&tx).await?;
    tx.commit().await?;
    Ok(())
}

impl Lease {
    /// Renews the claim again and again; ends when it is lost.
    pub async fn keep(&self, kontor: &Kontor) {
        let mut held_until = self.since + LENGTH;
        loop {
            tokio::time::sleep(RENEW_EVERY).await;
            let asked = Instant::now();
            match self.extend(kontor, LENGTH).await {
                Ok(true) => held_until = asked + LENGTH,
                Err(cause) if Instant::now() + RENEW_EVERY < held_until => {
                    tracing::warn!(name = %self.name, %cause, "a claim could not be renewed; trying again");
                }
                Ok(false) | Err(_) => return,
            }
        }
    }

    /// Lets the next one claim it at once.
    pub async fn give_back(&self, kontor: &Kontor) -> Result<()> {
        self.extend(kontor, Duration::ZERO).await.map(drop)
    }

    async fn extend(&self, kontor: &Kontor, length: Duration) -> Result<bool> {
        let until = after(kontor, length).0;
        let tx = kontor.db.begin().await?;
        let ours = Entity::update_many()
            .col_expr(Column::Until, Expr::value(until.timestamp_millis()))
            .filter(COLUMN.name.eq(&*self.name))
            .filter(COLUMN.fence.eq(self.fence))
            .exec(&tx)
            .await?;
        tx.commit().await?;
        Ok(ours.rows_affected == 1)
    }

    /// True while the claim stands; nobody else can take it before the transaction has ended.
    pub(crate) async fn holds(&self, tx: &impl ConnectionTrait) -> Result<bool> {
        let ours = Entity::update_many()
            .col_expr(Column::Fence, Expr::value(self.fence))
            .filter(COLUMN.name.eq(&*self.name))
            .filter(COLUMN.fence.eq(self.fence))
            .exec(tx)
            .await?;
        Ok(ours.rows_affected == 1)
    }
}
