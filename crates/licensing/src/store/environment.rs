//! Every query about environments.

crate::store::noun::noun!(versioned crate::domain::environment, crate::domain::environment::EnvironmentId);

use super::entry::{Asked, reached, stored, with_text};
use crate::domain::environment::{Column, Entity, Environment, EnvironmentId};
use crate::store::reach;
use sea_orm::Select;

stored!(EnvironmentId, Code = code);

fn narrowed(query: Select<Entity>, asked: &Asked) -> Select<Entity> {
    let query = reached(query, asked, |reach| reach::environments(reach, asked.environment));
    with_text(query, [Column::Code, Column::Name], asked)
}

pub async fn find_by_code(db: &impl Source, code: &str) -> Result<Option<Environment>> {
    Entity::find().filter(Column::Code.eq(code)).row(db).await
}
