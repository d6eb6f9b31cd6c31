//! Every query about groups of licences.

crate::store::noun::noun!(versioned crate::domain::group, crate::domain::group::LicenceGroupId);

use super::entry::{Asked, in_environments, stored, with_text};
use crate::domain::group::{Column, Entity, LicenceGroupId};
use sea_orm::Select;

stored!(LicenceGroupId, NameKey = name_key);

fn narrowed(query: Select<Entity>, asked: &Asked) -> Select<Entity> {
    let query = in_environments(query, Column::Environment, asked);
    with_text(query, [Column::NameKey], asked)
}
