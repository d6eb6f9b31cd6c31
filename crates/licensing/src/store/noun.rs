//! What is asked of every table of entries alike.

/// Writes `find`, `get`, `with_ids`, `insert` and `delete` for an entity whose id is `$id`; with `versioned` also `save`.
macro_rules! noun {
    ($path:path, $id:ty) => {
        use $path as noun_of;

        use platform::db::{Rows as _, Source};
        use platform::{Error, Result};
        use sea_orm::IntoActiveModel as _;
        use sea_orm::entity::prelude::*;

        pub async fn find(db: &impl Source, id: $id) -> Result<Option<noun_of::Model>> {
            noun_of::Entity::find_by_id(id).row(db).await
        }

        pub async fn get(db: &impl Source, id: $id) -> Result<noun_of::Model> {
            find(db, id).await?.ok_or(Error::NotFound)
        }

        /// Those with these ids, in no order; unknown ids are left out.
        pub async fn with_ids(db: &impl Source, ids: &[$id]) -> Result<Vec<noun_of::Model>> {
            if ids.is_empty() {
                return Ok(Vec::new());
            }
            let those = noun_of::COLUMN.id.is_in(ids.iter().copied());
            noun_of::Entity::find().filter(those).rows(db).await
        }

        pub async fn insert(tx: &impl ConnectionTrait, row: &noun_of::Model) -> Result<()> {
            let row = row.clone().into_active_model().reset_all();
            noun_of::Entity::insert(row).exec_without_returning(tx).await?;
            Ok(())
        }

        pub async fn delete(tx: &impl ConnectionTrait, id: $id) -> Result<()> {
            noun_of::Entity::delete_by_id(id).exec(tx).await?;
            Ok(())
        }
    };
    (versioned $path:path, $id:ty) => {
        crate::store::noun::noun!($path, $id);

        /// Saves the row, unless someone else saved it since it was read.
        pub async fn save(tx: &impl ConnectionTrait, row: &mut noun_of::Model) -> Result<()> {
            let mut new = row.clone().into_active_model().reset_all();
            new.version = sea_orm::Set(row.version + 1);
            let saved = noun_of::Entity::update_many()
                .set(new)
                .filter(noun_of::COLUMN.id.eq(row.id))
                .filter(noun_of::COLUMN.version.eq(row.version))
                .exec(tx)
                .await?;
            if saved.rows_affected == 0 {
                return Err(Error::Stale);
            }
            row.version += 1;
            Ok(())
        }
    };
}

pub(crate) use noun;
