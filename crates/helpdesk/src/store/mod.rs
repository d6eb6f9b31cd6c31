//! Every query of the helpdesk.

pub mod attachment;
pub mod automatic;
pub mod category;
pub mod draft;
pub mod group;
pub mod mail;
pub mod mailbox;
pub mod message;
pub mod outgoing;
pub mod reference;
pub mod search;
pub mod ticket;
pub mod ticket_list;

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
