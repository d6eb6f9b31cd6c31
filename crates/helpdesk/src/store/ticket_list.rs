//! Lists of tickets: filtered, in the order of what happened last, one page at a time.

use crate::domain::ticket::{
    COLUMN, CategoryId, Column, Entity, GroupId, Status, Ticket, TicketId,
};
use crate::store::ticket::tag;
use events::directory::{OrganisationId, PersonId};
use platform::db::{Rows, Source};
use platform::users::UserId;
use platform::{Millis, Result};
use sea_orm::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{Condition, QueryOrder, QuerySelect, Select};

/// Whose tickets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assignee {
    Nobody,
    User(UserId),
}

/// Which tickets a list shows.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// None: all; `Some(true)`: everything that is not closed.
    pub open: Option<bool>,
    pub status: Option<Status>,
    pub assignee: Option<Assignee>,
    pub group: Option<GroupId>,
    pub category: Option<CategoryId>,
    pub priority: Option<i16>,
    pub level: Option<i16>,
    pub tag: Option<String>,
    pub person: Option<PersonId>,
    pub organisation: Option<OrganisationId>,
    /// Only these: the hits of a search.
    pub ids: Option<Vec<TicketId>>,
    /// None of these groups': whoever looks does not see them.
    pub hidden: Vec<GroupId>,
}

/// Where a page ends: the next one begins after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub updated_at: Millis,
    pub id: TicketId,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.updated_at.0.timestamp_millis(), self.id)
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (at, id) = text.split_once('.').ok_or(())?;
        let at = chrono::DateTime::from_timestamp_millis(at.parse().map_err(|_| ())?).ok_or(())?;
        Ok(Self { updated_at: Millis(at), id: id.parse().map_err(|_| ())? })
    }
}

impl Cursor {
    pub fn of(ticket: &Ticket) -> Self {
        Self { updated_at: ticket.updated_at, id: ticket.id }
    }
}

/// One page of tickets after the cursor; ask for one more than is shown to know whether there is a next page.
pub async fn page(
    db: &impl Source,
    filter: &Filter,
    after: Option<Cursor>,
    limit: u64,
) -> Result<Vec<Ticket>> {
    let mut query = filtered(filter);
    if let Some(Cursor { updated_at, id }) = after {
        // the first condition alone bounds the index; the second sorts out equal moments
        query = query
            .filter(COLUMN.updated_at.lte(updated_at))
            .filter(Condition::any().add(COLUMN.updated_at.lt(updated_at)).add(COLUMN.id.lt(id)));
    }
    query.order_by_desc(COLUMN.updated_at).order_by_desc(COLUMN.id).limit(limit).rows(db).await
}

/// How many tickets there are, counted no further than `most`.
pub async fn count_up_to(db: &impl Source, filter: &Filter, most: u64) -> Result<u64> {
    filtered(filter).count_up_to(db, most).await
}

fn filtered(filter: &Filter) -> Select<Entity> {
    let mut query = Entity::find();
    if let Some(status) = filter.status {
        query = query.filter(COLUMN.status.eq(status));
    } else if let Some(open) = filter.open {
        query = query.filter(COLUMN.open.eq(open));
    }
    match filter.assignee {
        Some(Assignee::Nobody) => query = query.filter(COLUMN.assignee.is_null()),
        Some(Assignee::User(user)) => query = query.filter(COLUMN.assignee.eq(user)),
        None => {}
    }
    let equal = [
        filter.group.map(|id| COLUMN.group.eq(id)),
        filter.category.map(|id| COLUMN.category.eq(id)),
        filter.priority.map(|p| Column::Priority.eq(p)),
        filter.level.map(|level| COLUMN.level.eq(level)),
        filter.person.map(|id| COLUMN.person.eq(id)),
        filter.organisation.map(|id| COLUMN.organisation.eq(id)),
        filter.ids.as_ref().map(|ids| COLUMN.id.is_in(ids.iter().copied())),
    ];
    for condition in equal.into_iter().flatten() {
        query = query.filter(condition);
    }
    if !filter.hidden.is_empty() {
        query = query.filter(COLUMN.group.is_not_in(filter.hidden.iter().copied()));
    }
    if let Some(tag) = &filter.tag {
        let tagged = Query::select()
            .column(tag::Column::Ticket)
            .from(tag::Entity)
            .and_where(tag::COLUMN.tag.eq(tag))
            .to_owned();
        query = query.filter(COLUMN.id.in_subquery(tagged));
    }
    query
}
