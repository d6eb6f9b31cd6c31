//! Every query about single tickets. Lists: `ticket_list`.

use crate::domain::ticket::{COLUMN, Column, Entity, Ticket, TicketId};
use platform::db::{Rows, Source};
use platform::{Error, Result};
use sea_orm::prelude::*;
use sea_orm::{ExprTrait, IntoActiveModel, QueryOrder, QuerySelect, Statement};

pub async fn get(db: &impl Source, id: TicketId) -> Result<Ticket> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

pub async fn by_number(db: &impl Source, number: i64) -> Result<Ticket> {
    find_by_number(db, number).await?.ok_or(Error::NotFound)
}

pub async fn find_by_number(db: &impl Source, number: i64) -> Result<Option<Ticket>> {
    Entity::find().filter(COLUMN.number.eq(number)).row(db).await
}

pub async fn insert(tx: &impl ConnectionTrait, ticket: Ticket) -> Result<()> {
    Entity::insert(ticket.into_active_model().reset_all()).exec_without_returning(tx).await?;
    Ok(())
}

/// Saves the ticket, unless someone else saved it since it was read.
pub async fn save(tx: &impl ConnectionTrait, ticket: &mut Ticket) -> Result<()> {
    super::save_versioned!(Entity, ticket, tx)
}

/// The next ticket number. The row is locked until the transaction ends, so numbers have no gaps but
/// those of transactions that failed.
pub async fn next_number(tx: &impl ConnectionTrait) -> Result<i64> {
    let backend = tx.get_database_backend();
    let statement = |sql: &str| Statement::from_string(backend, sql);
    let name = if backend == sea_orm::DbBackend::MySql { "`value`" } else { "\"value\"" };
    let bump = format!("UPDATE counters SET {name} = {name} + 1 WHERE name = 'ticket'");
    if tx.execute_raw(statement(&bump)).await?.rows_affected() == 0 {
        let first = format!("INSERT INTO counters (name, {name}) VALUES ('ticket', 1001)");
        tx.execute_raw(statement(&first)).await?;
    }
    let read = format!("SELECT {name} FROM counters WHERE name = 'ticket'");
    let row = tx.query_one_raw(statement(&read)).await?.ok_or(Error::NotFound)?;
    Ok(row.try_get_by_index(0)?)
}

/// The newest tickets of a person, newest first.
pub async fn of_person(
    db: &impl Source,
    person: events::directory::PersonId,
    limit: u64,
) -> Result<Vec<Ticket>> {
    newest(Entity::find().filter(COLUMN.person.eq(person)), db, limit).await
}

/// The newest tickets of an organisation, newest first.
pub async fn of_organisation(
    db: &impl Source,
    organisation: events::directory::OrganisationId,
    limit: u64,
) -> Result<Vec<Ticket>> {
    newest(Entity::find().filter(COLUMN.organisation.eq(organisation)), db, limit).await
}

async fn newest(
    query: sea_orm::Select<Entity>,
    db: &impl Source,
    limit: u64,
) -> Result<Vec<Ticket>> {
    query.order_by_desc(COLUMN.updated_at).order_by_desc(COLUMN.id).limit(limit).rows(db).await
}

/// Gives all tickets of one person to another; the version goes up, so that open forms notice.
pub async fn hand_over(
    tx: &impl ConnectionTrait,
    from: events::directory::PersonId,
    to: events::directory::PersonId,
    organisation: Option<events::directory::OrganisationId>,
) -> Result<()> {
    Entity::update_many()
        .col_expr(Column::Person, Expr::value(to.0))
        .col_expr(Column::Organisation, Expr::value(organisation.map(|id| id.0)))
        .col_expr(Column::Version, ExprTrait::add(Expr::col(Column::Version), 1))
        .filter(COLUMN.person.eq(from))
        .exec(tx)
        .await?;
    Ok(())
}

/// The tags of a ticket, in alphabetical order.
pub async fn tags(db: &impl Source, ticket: TicketId) -> Result<Vec<String>> {
    let rows = tag::Entity::find()
        .filter(tag::COLUMN.ticket.eq(ticket))
        .order_by_asc(tag::COLUMN.tag)
        .rows(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.tag).collect())
}

pub async fn add_tags(tx: &impl ConnectionTrait, ticket: TicketId, tags: &[String]) -> Result<()> {
    if tags.is_empty() {
        return Ok(());
    }
    let rows = tags
        .iter()
        .map(|tag| tag::ActiveModel::from(tag::Model { ticket, tag: tag.clone() }).reset_all());
    tag::Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(())
}

pub async fn remove_tags(
    tx: &impl ConnectionTrait,
    ticket: TicketId,
    tags: &[String],
) -> Result<()> {
    if tags.is_empty() {
        return Ok(());
    }
    tag::Entity::delete_many()
        .filter(tag::COLUMN.ticket.eq(ticket))
        .filter(tag::COLUMN.tag.is_in(tags))
        .exec(tx)
        .await?;
    Ok(())
}

/// The tags of several tickets at once.
pub async fn tags_of(db: &impl Source, tickets: &[TicketId]) -> Result<Vec<(TicketId, String)>> {
    if tickets.is_empty() {
        return Ok(Vec::new());
    }
    let rows = tag::Entity::find()
        .filter(tag::COLUMN.ticket.is_in(tickets.iter().copied()))
        .order_by_asc(tag::COLUMN.tag)
        .rows(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.ticket, row.tag)).collect())
}

/// Which ticket has which tag.
pub mod tag {
    use super::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "ticket_tags")]
    pub struct Model {
        #[sea_orm(primary_key, auto_increment = false)]
        pub ticket: TicketId,
        #[sea_orm(primary_key, auto_increment = false)]
        pub tag: String,
    }
    impl ActiveModelBehavior for ActiveModel {}
}
