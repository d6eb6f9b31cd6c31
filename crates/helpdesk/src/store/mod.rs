//! Every query of the helpdesk.

pub mod attachment;
pub mod automatic;
pub mod category;
pub mod draft;
pub mod erasure;
pub mod group;
pub mod mail;
pub mod mail_mark;
pub mod mailbox;
pub mod message;
pub mod naming;
pub mod outgoing;
pub mod personal;
pub mod reach;
pub mod reference;
pub mod search;
pub mod ticket;
pub mod ticket_list;

use platform::Result;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait};

/// So many values are given to one statement at most, and so many bytes of text: every database takes them.
const MOST_VALUES: usize = 8_000;
const MOST_BYTES: usize = 2 * 1024 * 1024;

/// Inserts rows, many with each statement.
pub(crate) async fn insert_rows<A>(
    tx: &impl ConnectionTrait,
    rows: impl IntoIterator<Item = A>,
) -> Result<()>
where
    A: ActiveModelTrait,
{
    use sea_orm::Iterable;
    let most = MOST_VALUES / <<A::Entity as EntityTrait>::Column as Iterable>::iter().count();
    let mut rows = rows.into_iter();
    loop {
        let some: Vec<A> = rows.by_ref().take(most).collect();
        if some.is_empty() {
            return Ok(());
        }
        A::Entity::insert_many(some).exec_without_returning(tx).await?;
    }
}

/// Parts rows that hold much text into lots for one statement each, in their order.
pub(crate) fn lots<T>(rows: Vec<T>, bytes: impl Fn(&T) -> usize) -> Vec<Vec<T>> {
    let mut lots: Vec<Vec<T>> = Vec::new();
    let mut left = 0;
    for row in rows {
        let size = bytes(&row);
        if let Some(lot) = lots.last_mut().filter(|lot| size <= left && lot.len() < 200) {
            lot.push(row);
        } else {
            lots.push(vec![row]);
            left = MOST_BYTES;
        }
        left = left.saturating_sub(size);
    }
    lots
}

/// Saves a row with a `version` column, unless someone else saved it since it was read.
macro_rules! save_versioned {
    ($entity:ty, $row:expr, $db:expr) => {{
        use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set};
        let row = $row;
        let mut active = row.clone().into_active_model().reset_all();
        active.version = Set(row.version + 1);
        let saved = <$entity>::update_many()
            .set(active)
            .filter(Column::Id.eq(row.id))
            .filter(Column::Version.eq(row.version))
            .exec($db)
            .await?;
        if saved.rows_affected == 0 {
            return Err(platform::Error::Stale);
        }
        row.version += 1;
        Ok(())
    }};
}
pub(crate) use save_versioned;
