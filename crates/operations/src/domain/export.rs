//! An archive of someone's data.

use platform::files::FileId;
use platform::{Millis, UserId};
use sea_orm::entity::prelude::*;

platform::id!(ExportId);

#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(16))", rename_all = "snake_case")]
pub enum State {
    Waiting,
    Ready,
}

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "data_exports")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ExportId,
    /// `user:<id>` or `person:<id>`: whose data.
    pub object: String,
    /// Asked for by whose they are.
    pub own: bool,
    /// Who may fetch it.
    pub asked_by: UserId,
    pub state: State,
    /// So many pieces of how many are written.
    pub done: i32,
    pub whole: i32,
    pub created_at: Millis,
    pub expires_at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Export;

/// One zip file of an archive; large ones have several, counted from 1.
pub mod file {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "data_export_files")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub export: ExportId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub number: i32,
        pub file: FileId,
        pub size: i64,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
