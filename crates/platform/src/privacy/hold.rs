//! Legal holds: what must not be erased, and does not age, until somebody lifts the hold (Art. 17 (3) e GDPR).

use crate::db::{Rows, Source};
use crate::{Millis, Result, UserId};
use sea_orm::entity::prelude::*;
use sea_orm::{IntoActiveModel, QueryOrder, QuerySelect};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "legal_holds")]
pub struct Model {
    /// `person:<id>`, `user:<id>` or `organisation:<id>`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub object: String,
    pub reason: String,
    pub by: Option<UserId>,
    pub at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Hold;

/// A reason has at most so many characters.
pub const LONGEST: usize = 500;

/// All of them, the newest first: at most 1,000.
pub async fn all(db: &impl Source) -> Result<Vec<Hold>> {
    Entity::find().order_by_desc(COLUMN.at).limit(1000).rows(db).await
}

/// The first hold that lies on one of these objects.
pub async fn on(db: &impl Source, objects: &[String]) -> Result<Option<Hold>> {
    if objects.is_empty() {
        return Ok(None);
    }
    Entity::find().filter(COLUMN.object.is_in(objects.to_vec())).row(db).await
}

/// The ids of the held objects of this noun.
pub async fn ids(db: &impl Source, noun: &str) -> Result<Vec<Uuid>> {
    let start = format!("{noun}:");
    let held = all(db).await?;
    Ok(held.iter().filter_map(|hold| hold.object.strip_prefix(&start)?.parse().ok()).collect())
}

/// Puts a hold on something, or gives the one that lies on it another reason.
pub async fn put(tx: &impl ConnectionTrait, hold: Hold) -> Result<()> {
    lift(tx, &hold.object).await?;
    let row = hold.into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(tx).await?;
    Ok(())
}

/// False when there was none.
pub async fn lift(tx: &impl ConnectionTrait, object: &str) -> Result<bool> {
    let gone = Entity::delete_many().filter(COLUMN.object.eq(object)).exec(tx).await?;
    Ok(gone.rows_affected > 0)
}
