//! Tickets: the list, one of them, and a new one.

use super::message::Message;
use crate::actions::{self, NewTicket};
use crate::domain::ticket::{self as domain, CategoryId, GroupId};
use crate::rights;
use crate::store;
use crate::store::ticket_list::{self, Cursor};
use crate::web::TicketFilter;
use axum::Json;
use axum::extract::Query;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use events::directory::PersonId;
use platform::api::{Answer, Named, Once, Page, page_size, version_tag};
use platform::users::UserId;
use platform::{Cx, Refusal, Result};
use schemars::JsonSchema;
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// One request from a customer.
#[derive(Serialize, JsonSchema)]
pub struct Ticket {
    id: Uuid,
    /// What people call it: `#4711`.
    number: i64,
    subject: String,
    /// `new`, `open`, `waiting` or `closed`.
    status: &'static str,
    /// 1 low, 2 normal, 3 high, 4 urgent.
    priority: i16,
    /// Support level 1 to 4.
    level: i16,
    group: Uuid,
    category: Option<Uuid>,
    /// The agent in whose hands it is.
    assignee: Option<Uuid>,
    /// The customer.
    person: Uuid,
    organisation: Option<Uuid>,
    tags: Vec<String>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
    /// Goes up with every change.
    version: i32,
}

impl Ticket {
    fn of(ticket: domain::Ticket, tags: Vec<String>) -> Self {
        Self {
            id: ticket.id.0,
            number: ticket.number,
            subject: ticket.subject.as_str().to_owned(),
            status: ticket.status.name(),
            priority: ticket.priority.get(),
            level: ticket.level,
            group: ticket.group.0,
            category: ticket.category.map(|id| id.0),
            assignee: ticket.assignee.map(|id| id.0),
            person: ticket.person.0,
            organisation: ticket.organisation.map(|id| id.0),
            tags,
            created_at: ticket.created_at.0,
            updated_at: ticket.updated_at.0,
            closed_at: ticket.closed_at.map(|at| at.0),
            version: ticket.version,
        }
    }
}

/// A ticket with its conversation.
#[derive(Serialize, JsonSchema)]
pub struct Whole {
    #[serde(flatten)]
    ticket: Ticket,
    /// The newest 200 entries, the oldest of them first.
    messages: Vec<Message>,
    /// Whether there are older entries than these.
    has_older: bool,
}

/// What became of a change. Reading more needs `tickets:read`.
#[derive(Serialize, JsonSchema)]
pub struct Receipt {
    id: Uuid,
    number: i64,
    /// `new`, `open`, `waiting` or `closed`.
    status: &'static str,
    version: i32,
}

impl Receipt {
    pub(super) fn answer(ticket: &domain::Ticket) -> Response {
        let body = Json(Self {
            id: ticket.id.0,
            number: ticket.number,
            status: ticket.status.name(),
            version: ticket.version,
        });
        (version_tag(ticket.version), body).into_response()
    }
}

/// Which tickets: the same filter as the list's address has.
#[derive(Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
pub struct Asked {
    /// `new`, `open`, `waiting`, `closed`, `unclosed` (as without) or `all`.
    status: String,
    /// An agent's id, `me` or `none`.
    assignee: String,
    group: String,
    category: String,
    priority: String,
    level: String,
    tag: String,
    person: String,
    organisation: String,
    /// Words out of the conversation, or `#4711`.
    q: String,
    /// `next` of the page before.
    after: String,
    /// 1 to 100; 50 where nothing is said.
    limit: String,
}

pub(super) async fn list(cx: Cx, Query(asked): Query<Asked>) -> Answer<Page<Ticket>> {
    cx.require(rights::VIEW)?;
    let size = page_size(&asked.limit)?;
    let filter = TicketFilter::of_query(&serde_urlencoded::to_string(&asked).unwrap_or_default());
    if filter.after.is_none() && !asked.after.is_empty() {
        let text = "after is what a page gave as next";
        let refusal = Refusal::new("helpdesk-choice-unknown", text);
        return Err(refusal.with("field", "after").on("after").into());
    }
    let resolved = filter.resolve(&cx).await?;
    let tickets = ticket_list::page(cx.db(), &resolved, filter.after, size as u64 + 1).await?;
    let ids: Vec<_> = tickets.iter().map(|ticket| ticket.id).collect();
    let mut tags: HashMap<_, Vec<String>> = HashMap::new();
    for (ticket, tag) in store::ticket::tags_of(cx.db(), &ids).await? {
        tags.entry(ticket).or_default().push(tag);
    }
    let after = |ticket: &domain::Ticket| Cursor::of(ticket).to_string();
    Ok(Json(Page::of(tickets, size, after, |ticket| {
        let own = tags.remove(&ticket.id).unwrap_or_default();
        Ticket::of(ticket, own)
    })))
}

/// So many entries of a conversation are given with its ticket.
const ENTRIES: u64 = 200;

pub(super) async fn show(cx: Cx, Named(number): Named<i64>) -> Result<Response> {
    cx.require(rights::VIEW)?;
    let ticket = store::reach::by_number(&cx, number).await?;
    let tags = store::ticket::tags(cx.db(), ticket.id).await?;
    let (entries, has_older) = store::message::last_of_ticket(cx.db(), ticket.id, ENTRIES).await?;
    let ids: Vec<_> = entries.iter().map(|entry| entry.id).collect();
    let files = store::attachment::of_messages(cx.db(), &ids).await?;
    let messages = entries.into_iter().map(|entry| Message::of(entry, &files)).collect();
    let version = version_tag(ticket.version);
    let whole = Whole { ticket: Ticket::of(ticket, tags), messages, has_older };
    Ok((version, Json(whole)).into_response())
}

/// A new ticket. The customer is a `person` who is known, or whom `email`, `name` and `phone` say.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct New {
    subject: String,
    /// What the customer wants, as plain text.
    body: String,
    person: Option<Uuid>,
    email: String,
    name: String,
    phone: String,
    /// Somebody else than those in the directory who have the same name.
    namesake: bool,
    /// Where nothing is said, one of the owner's own groups.
    group: Option<Uuid>,
    category: Option<Uuid>,
    /// 1 low, 2 normal, 3 high, 4 urgent.
    priority: Option<i16>,
    assignee: Option<Uuid>,
    tags: Vec<String>,
    /// Whether the customer is told the number by mail.
    acknowledge: bool,
}

pub(super) async fn open(cx: Cx, Once(op): Once, Json(new): Json<New>) -> Result<Response> {
    cx.require(rights::WORK)?;
    let new = NewTicket {
        person: new.person.map(PersonId),
        email: new.email,
        name: new.name,
        phone: new.phone,
        namesake: new.namesake,
        subject: new.subject,
        body: new.body,
        group: new.group.map(GroupId),
        category: new.category.map(CategoryId),
        priority: new.priority,
        assignee: new.assignee.map(UserId),
        tags: new.tags.join(","),
        acknowledge: new.acknowledge,
        op,
    };
    let ticket = actions::open_ticket(&cx, new).await?;
    let place = [(header::LOCATION, format!("/api/v1/tickets/{}", ticket.number))];
    Ok((StatusCode::CREATED, place, Receipt::answer(&ticket)).into_response())
}
