//! Who reaches which tickets. A group can be reserved: then only administrators see its tickets, and those who have one of
//! its roles, each of which counts there with its own rights. What somebody does not see is not there.

use crate::domain::group::{COLUMN, Entity, GroupId, role};
use crate::domain::ticket::{Ticket, TicketId};
use crate::{rights, store};
use platform::db::{Rows, Source};
use platform::roles::{self, RoleId};
use platform::{Cx, Error, Result, Right, User, UserId};
use sea_orm::prelude::*;
use std::collections::HashMap;

/// The reserved groups with their roles; mostly none.
#[derive(Clone, Debug, Default)]
pub struct Reserved(HashMap<GroupId, Vec<RoleId>>);

pub async fn reserved(db: &impl Source) -> Result<Reserved> {
    let groups = Entity::find().filter(COLUMN.reserved.eq(true)).rows(db).await?;
    let mut all: HashMap<GroupId, Vec<RoleId>> =
        groups.into_iter().map(|group| (group.id, Vec::new())).collect();
    if all.is_empty() {
        return Ok(Reserved::default());
    }
    for row in role::Entity::find().rows(db).await? {
        all.entry(row.group).and_modify(|roles| roles.push(row.role));
    }
    Ok(Reserved(all))
}

impl Reserved {
    pub fn has(&self, group: GroupId) -> bool {
        self.0.contains_key(&group)
    }

    fn lets(&self, cx: &Cx, right: Right, group: GroupId) -> bool {
        self.0.get(&group).map_or_else(|| cx.may(right), |roles| cx.may_by(right, roles))
    }
}

/// The groups in which whoever acts does not have the right: with that to see, those whose tickets are not there.
pub async fn hidden(cx: &Cx, right: Right) -> Result<Vec<GroupId>> {
    if cx.has_everything() {
        return Ok(Vec::new());
    }
    let reserved = reserved(cx.db()).await?;
    let hides = |group: &GroupId| !reserved.lets(cx, right, *group);
    Ok(reserved.0.keys().copied().filter(hides).collect())
}

/// Whether whoever acts has the right in this group.
pub async fn lets(cx: &Cx, db: &impl Source, right: Right, group: GroupId) -> Result<bool> {
    if !cx.may(right) || cx.has_everything() {
        return Ok(cx.may(right));
    }
    Ok(reserved(db).await?.lets(cx, right, group))
}

/// Lets nobody past who does not see the ticket.
pub async fn to_see(cx: &Cx, db: &impl Source, ticket: Ticket) -> Result<Ticket> {
    let seen = lets(cx, db, rights::VIEW, ticket.group).await?;
    if seen { Ok(ticket) } else { Err(Error::NotFound) }
}

/// Lets nobody past who does not work on the ticket; it is not there for who does not see it either.
pub async fn to_work(cx: &Cx, db: &impl Source, ticket: Ticket) -> Result<Ticket> {
    if lets(cx, db, rights::WORK, ticket.group).await? {
        return Ok(ticket);
    }
    to_see(cx, db, ticket).await?;
    Err(Error::Forbidden)
}

/// The ticket that is called so, for who sees it.
pub async fn by_number(cx: &Cx, number: i64) -> Result<Ticket> {
    let ticket = store::ticket::by_number(cx.db(), number).await?;
    to_see(cx, cx.db(), ticket).await
}

/// The same for who works on it, who need not see it: a program may only write.
pub async fn work_by_number(cx: &Cx, number: i64) -> Result<Ticket> {
    let ticket = store::ticket::by_number(cx.db(), number).await?;
    to_work(cx, cx.db(), ticket).await
}

/// The one with this id, for who sees it.
pub async fn by_id(cx: &Cx, id: TicketId) -> Result<Ticket> {
    let ticket = store::ticket::get(cx.db(), id).await?;
    to_see(cx, cx.db(), ticket).await
}

/// Those of these people who work on the tickets of a group, or of any open one where none is named.
pub async fn workers(cx: &Cx, group: Option<GroupId>, people: Vec<User>) -> Result<Vec<User>> {
    workers_within(cx, cx.db(), group, people).await
}

/// The same within a transaction.
pub async fn workers_within(
    cx: &Cx,
    db: &impl Source,
    group: Option<GroupId>,
    mut people: Vec<User>,
) -> Result<Vec<User>> {
    let held = roles::held_by_all(&cx.kontor, db, &people).await?;
    let reserved = match group {
        Some(group) => reserved(db).await?.0.remove(&group),
        None => None,
    };
    people.retain(|user| {
        held.get(&user.id).is_some_and(|held| match &reserved {
            Some(roles) => held.may_by(rights::WORK, roles),
            None => held.may(rights::WORK),
        })
    });
    Ok(people)
}

/// Whether this agent works on tickets of the group.
pub async fn is_worker(cx: &Cx, db: &impl Source, user: UserId, group: GroupId) -> Result<bool> {
    let people = platform::users::with_ids(db, &[user]).await?;
    Ok(!workers_within(cx, db, Some(group), people).await?.is_empty())
}

/// The roles that a group is reserved for.
pub async fn roles_of(db: &impl Source, group: GroupId) -> Result<Vec<RoleId>> {
    let rows = role::Entity::find().filter(role::COLUMN.group.eq(group)).rows(db).await?;
    Ok(rows.into_iter().map(|row| row.role).collect())
}

/// Replaces the roles that a group is reserved for.
pub async fn set_roles(tx: &impl ConnectionTrait, group: GroupId, roles: &[RoleId]) -> Result<()> {
    role::Entity::delete_many().filter(role::COLUMN.group.eq(group)).exec(tx).await?;
    if roles.is_empty() {
        return Ok(());
    }
    let row = |id: &RoleId| role::ActiveModel::from(role::Model { group, role: *id }).reset_all();
    role::Entity::insert_many(roles.iter().map(row)).exec_without_returning(tx).await?;
    Ok(())
}
