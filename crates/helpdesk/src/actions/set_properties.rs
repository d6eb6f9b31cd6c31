use super::assign_ticket::assign_within;
use super::change_ticket::{Change, change_within};
use super::tag_ticket::tag_within;
use super::ticket_at;
use crate::domain::ticket::{CategoryId, GroupId, Ticket, TicketId};
use crate::rights;
use platform::users::UserId;
use platform::{Cx, Result};

/// What stands beside a ticket; what is `None` stays as it is.
#[derive(Clone, Debug, Default)]
pub struct Properties {
    pub assignee: Option<Option<UserId>>,
    pub priority: Option<i16>,
    pub group: Option<GroupId>,
    pub category: Option<Option<CategoryId>>,
    /// Comma-separated as typed.
    pub tags: Option<String>,
}

/// Sets a ticket's properties, each of which is recorded by itself where it really changes. What it has already is not
/// asked about again: it may be an agent or a category that nothing else could get any more.
pub async fn set_properties(
    cx: &Cx,
    id: TicketId,
    wanted: Properties,
    version: Option<i32>,
) -> Result<Ticket> {
    cx.require(rights::WORK)?;
    let tx = cx.begin().await?;
    let mut ticket = ticket_at(&tx, cx, id, version).await?;
    let assignee = wanted.assignee.filter(|to| *to != ticket.assignee);
    let priority = wanted.priority.filter(|level| *level != ticket.priority.get());
    let group = wanted.group.filter(|group| *group != ticket.group);
    let category = wanted.category.filter(|category| *category != ticket.category);
    let changes =
        [priority.map(Change::Priority), group.map(Change::Group), category.map(Change::Category)];
    for change in changes.into_iter().flatten() {
        change_within(&tx, cx, &mut ticket, change).await?;
    }
    // by now it is in the group in which its agent must work
    if let Some(to) = assignee {
        assign_within(&tx, cx, &mut ticket, to).await?;
    }
    if let Some(tags) = &wanted.tags {
        tag_within(&tx, cx, &mut ticket, tags).await?;
    }
    cx.commit(tx).await?;
    Ok(ticket)
}
