//! Every query about switches.

use crate::Millis;
use crate::Result;
use crate::db::{Rows, Source};
use crate::users::UserId;
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::OnConflict;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "switches")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    pub turned_on: bool,
    /// What the others are told while maintenance is on; empty for our own words.
    pub text_de: String,
    pub text_en: String,
    /// Who turned it; none for the command line.
    pub author: Option<UserId>,
    pub at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

/// Those that somebody turned; all others are as usual.
pub(super) async fn all(db: &impl Source) -> Result<Vec<Model>> {
    Entity::find().rows(db).await
}

/// Writes how a switch stands, in place of how it stood. Of two who turn it at once the later one counts.
pub(super) async fn put(tx: &impl ConnectionTrait, row: Model) -> Result<()> {
    let all = [Column::TurnedOn, Column::TextDe, Column::TextEn, Column::Author, Column::At];
    let before = OnConflict::column(Column::Name).update_columns(all).to_owned();
    let row = Entity::insert(ActiveModel::from(row).reset_all()).on_conflict(before);
    row.exec_without_returning(tx).await?;
    Ok(())
}
