//! Every query about single tickets. Lists: `ticket_list`.

use crate::domain::ticket::{COLUMN, Column, Entity, GroupId, Ticket, TicketId};
use platform::db::{Rows, Source};
use platform::{Error, Result};
use sea_orm::prelude::*;
use sea_orm::{Condition, ExprTrait, IntoActiveModel, QueryOrder, QuerySelect, Statement};

pub async fn get(db: &impl Source, id: TicketId) -> Result<Ticket> {
    Entity::find_by_id(id).row(db).await?.ok_or(Error::NotFound)
}

/// Those that are there, in any order.
pub async fn with_ids(db: &impl Source, ids: &[TicketId]) -> Result<Vec<Ticket>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find().filter(COLUMN.id.is_in(ids.iter().copied())).rows(db).await
}

pub async fn by_number(db: &impl Source, number: i64) -> Result<Ticket> {
    find_by_number(db, number).await?.ok_or(Error::NotFound)
}

pub async fn find_by_number(db: &impl Source, number: i64) -> Result<Option<Ticket>> {
    Entity::find().filter(COLUMN.number.eq(number)).row(db).await
}

pub async fn insert(tx: &impl ConnectionTrait, ticket: Ticket) -> Result<()> {
    insert_many(tx, vec![ticket]).await
}

pub async fn insert_many(tx: &impl ConnectionTrait, tickets: Vec<Ticket>) -> Result<()> {
    let rows = tickets.into_iter().map(|ticket| ticket.into_active_model().reset_all());
    super::insert_rows(tx, rows).await
}

/// Saves the ticket, unless someone else saved it since it was read.
pub async fn save(tx: &impl ConnectionTrait, ticket: &mut Ticket) -> Result<()> {
    super::save_versioned!(Entity, ticket, tx)
}

/// True where there is no ticket at all.
pub async fn is_empty(db: &impl Source) -> Result<bool> {
    Ok(Entity::find().limit(1).row(db).await?.is_none())
}

/// The next ticket will have the number after this one.
pub async fn start_after(tx: &impl ConnectionTrait, last: i64) -> Result<()> {
    let (name, backend) = (counter(tx), tx.get_database_backend());
    let set = format!("UPDATE counters SET {name} = {last} WHERE name = 'ticket'");
    if tx.execute_raw(Statement::from_string(backend, set)).await?.rows_affected() == 0 {
        let first = format!("INSERT INTO counters (name, {name}) VALUES ('ticket', {last})");
        tx.execute_raw(Statement::from_string(backend, first)).await?;
    }
    Ok(())
}

/// The next ticket number. The row is locked until the transaction ends, so numbers have no gaps but
/// those of transactions that failed.
pub async fn next_number(tx: &impl ConnectionTrait) -> Result<i64> {
    let name = counter(tx);
    if add_to_counter(tx, 1).await? == 0 {
        let first = format!("INSERT INTO counters (name, {name}) VALUES ('ticket', 1001)");
        tx.execute_raw(Statement::from_string(tx.get_database_backend(), first)).await?;
    }
    let read = format!("SELECT {name} FROM counters WHERE name = 'ticket'");
    let read = Statement::from_string(tx.get_database_backend(), read);
    let row = tx.query_one_raw(read).await?.ok_or(Error::NotFound)?;
    Ok(row.try_get_by_index(0)?)
}

/// The name of the counters' column, which is a word of its own on some databases.
fn counter(tx: &impl ConnectionTrait) -> &'static str {
    if tx.get_database_backend() == sea_orm::DbBackend::MySql { "`value`" } else { "\"value\"" }
}

async fn add_to_counter(tx: &impl ConnectionTrait, more: i64) -> Result<u64> {
    let name = counter(tx);
    let bump = format!("UPDATE counters SET {name} = {name} + {more} WHERE name = 'ticket'");
    let bump = Statement::from_string(tx.get_database_backend(), bump);
    Ok(tx.execute_raw(bump).await?.rows_affected())
}

/// Numbers for several tickets of one transaction: the counter is locked with the first, and written at the end.
#[derive(Debug, Default)]
pub struct Numbers {
    first: Option<i64>,
    more: i64,
}

impl Numbers {
    pub async fn next(&mut self, tx: &impl ConnectionTrait) -> Result<i64> {
        if let Some(first) = self.first {
            self.more += 1;
            return Ok(first + self.more);
        }
        let first = next_number(tx).await?;
        self.first = Some(first);
        Ok(first)
    }

    pub async fn write(self, tx: &impl ConnectionTrait) -> Result<()> {
        if self.more > 0 {
            add_to_counter(tx, self.more).await?;
        }
        Ok(())
    }
}

/// The newest tickets of a person but those of some groups, newest first.
pub async fn of_person(
    db: &impl Source,
    person: events::directory::PersonId,
    but: &[GroupId],
    limit: u64,
) -> Result<Vec<Ticket>> {
    newest(without(but).filter(COLUMN.person.eq(person)), db, limit).await
}

/// The newest tickets of several persons but those of some groups, newest first.
pub async fn ids_of_persons(
    db: &impl Source,
    persons: &[events::directory::PersonId],
    but: &[GroupId],
    limit: u64,
) -> Result<Vec<TicketId>> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let theirs = without(but).filter(COLUMN.person.is_in(persons.iter().copied()));
    Ok(newest(theirs, db, limit).await?.into_iter().map(|ticket| ticket.id).collect())
}

/// The newest tickets of an organisation but those of some groups, newest first.
pub async fn of_organisation(
    db: &impl Source,
    organisation: events::directory::OrganisationId,
    but: &[GroupId],
    limit: u64,
) -> Result<Vec<Ticket>> {
    newest(without(but).filter(COLUMN.organisation.eq(organisation)), db, limit).await
}

/// All tickets but those of some groups.
fn without(groups: &[GroupId]) -> sea_orm::Select<Entity> {
    let all = Entity::find();
    if groups.is_empty() {
        return all;
    }
    all.filter(COLUMN.group.is_not_in(groups.iter().copied()))
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

/// A person's open tickets are this organisation's from now on, and the closed ones that were nobody's if `nobodys`;
/// the version goes up, so that nobody saves the old one back.
pub async fn follow_organisation(
    tx: &impl ConnectionTrait,
    person: events::directory::PersonId,
    organisation: Option<events::directory::OrganisationId>,
    nobodys: bool,
) -> Result<()> {
    let mut which = Condition::any().add(COLUMN.open.eq(true));
    if nobodys {
        which = which.add(COLUMN.organisation.is_null());
    }
    let other = match organisation {
        Some(id) => {
            Condition::any().add(COLUMN.organisation.ne(id)).add(COLUMN.organisation.is_null())
        }
        None => Condition::any().add(COLUMN.organisation.is_not_null()),
    };
    Entity::update_many()
        .col_expr(Column::Organisation, Expr::value(organisation.map(|id| id.0)))
        .col_expr(Column::Version, ExprTrait::add(Expr::col(Column::Version), 1))
        .filter(COLUMN.person.eq(person))
        .filter(which)
        .filter(other)
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

/// Takes all tags off these tickets.
pub async fn forget_tags(tx: &impl ConnectionTrait, tickets: &[TicketId]) -> Result<()> {
    let of = tag::COLUMN.ticket.is_in(tickets.iter().copied());
    tag::Entity::delete_many().filter(of).exec(tx).await?;
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
