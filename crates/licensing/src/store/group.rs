//! Every query about groups of licences.

crate::store::noun::noun!(versioned crate::domain::group, crate::domain::group::LicenceGroupId);

use super::entry::{Asked, reached, stored, with_text};
use crate::domain::group::{Column, Entity, LicenceGroupId};
use crate::store::reach;
use sea_orm::Select;

stored!(LicenceGroupId, NameKey = name_key);

fn narrowed(query: Select<Entity>, asked: &Asked) -> Select<Entity> {
    let query = reached(query, asked, reach::groups);
    with_text(query, [Column::NameKey], asked)
}
