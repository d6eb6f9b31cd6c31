//! Every query about policies.

crate::store::noun::noun!(versioned crate::domain::policy, crate::domain::policy::PolicyId);

use super::entry::{Asked, reached, stored, with_text};
use crate::domain::policy::{Column, Entity, PolicyId};
use crate::store::reach;
use sea_orm::Select;

stored!(PolicyId, NameKey = name_key);

fn narrowed(query: Select<Entity>, asked: &Asked) -> Select<Entity> {
    let mut query = reached(query, asked, reach::policies);
    if let Some(product) = asked.product {
        query = query.filter(Column::Product.eq(product));
    }
    with_text(query, [Column::NameKey], asked)
}
