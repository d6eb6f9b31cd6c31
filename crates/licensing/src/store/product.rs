//! Every query about products.

crate::store::noun::noun!(versioned crate::domain::product, crate::domain::product::ProductId);

use super::entry::{Asked, reached, stored, with_text};
use crate::domain::product::{Column, Entity, Product, ProductId};
use crate::store::reach;
use sea_orm::Select;

stored!(ProductId, NameKey = name_key);

fn narrowed(query: Select<Entity>, asked: &Asked) -> Select<Entity> {
    let mut query = reached(query, asked, reach::products);
    if let Some(code) = &asked.exactly {
        query = query.filter(Column::Code.eq(code.as_str()));
    }
    with_text(query, [Column::NameKey, Column::Code], asked)
}

pub async fn find_by_code(db: &impl Source, code: &str) -> Result<Option<Product>> {
    Entity::find().filter(Column::Code.eq(code)).row(db).await
}
