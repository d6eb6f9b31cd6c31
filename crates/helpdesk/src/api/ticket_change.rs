//! Changes to a ticket: the properties at once, the status and the level by themselves.

use super::ticket::Receipt;
use crate::actions;
use crate::domain::ticket::{self as domain, CategoryId, GroupId};
use crate::{rights, store};
use axum::Json;
use axum::response::Response;
use platform::api::{AtVersion, Given, Named};
use platform::users::UserId;
use platform::{Cx, Refusal, Result};
use schemars::JsonSchema;
use sea_orm::prelude::Uuid;
use serde::Deserialize;

/// What is left out stays as it is; null takes away.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Properties {
    /// 1 low, 2 normal, 3 high, 4 urgent.
    priority: Option<i16>,
    group: Option<Uuid>,
    assignee: Given<Uuid>,
    category: Given<Uuid>,
    /// Exactly these.
    tags: Option<Vec<String>>,
    /// The version that was read; `If-Match` says the same.
    version: Option<i32>,
}

async fn ticket(cx: &Cx, number: i64) -> Result<domain::Ticket> {
    cx.require(rights::WORK)?;
    store::reach::work_by_number(cx, number).await
}

pub(super) async fn properties(
    cx: Cx,
    Named(number): Named<i64>,
    AtVersion(version): AtVersion,
    Json(new): Json<Properties>,
) -> Result<Response> {
    let ticket = ticket(&cx, number).await?;
    let wanted = actions::Properties {
        assignee: match new.assignee {
            Given::Nothing => None,
            Given::This(id) => Some(id.map(UserId)),
        },
        priority: new.priority,
        group: new.group.map(GroupId),
        category: match new.category {
            Given::Nothing => None,
            Given::This(id) => Some(id.map(CategoryId)),
        },
        tags: new.tags.map(|tags| tags.join(",")),
    };
    let version = version.or(new.version);
    let ticket = actions::set_properties(&cx, ticket.id, wanted, version).await?;
    Ok(Receipt::answer(&ticket))
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewStatus {
    /// `closed` or `open`; the others follow from what people do.
    status: String,
    /// When closing: the customer gets no mail about it.
    #[serde(default)]
    silent: bool,
    #[serde(default)]
    version: Option<i32>,
}

pub(super) async fn status(
    cx: Cx,
    Named(number): Named<i64>,
    AtVersion(version): AtVersion,
    Json(new): Json<NewStatus>,
) -> Result<Response> {
    let ticket = ticket(&cx, number).await?;
    let version = version.or(new.version);
    let ticket = match domain::Status::of_name(&new.status) {
        Some(domain::Status::Closed) => {
            actions::close_ticket(&cx, ticket.id, new.silent, version).await?
        }
        Some(domain::Status::Open) => actions::reopen_ticket(&cx, ticket.id, version).await?,
        _ => {
            let refusal = Refusal::new("helpdesk-choice-unknown", "status is closed or open");
            return Err(refusal.with("field", "status").on("status").into());
        }
    };
    Ok(Receipt::answer(&ticket))
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NewLevel {
    /// 1 first contact … 4 development.
    level: i16,
    reason: String,
    #[serde(default)]
    version: Option<i32>,
}

pub(super) async fn level(
    cx: Cx,
    Named(number): Named<i64>,
    AtVersion(version): AtVersion,
    Json(new): Json<NewLevel>,
) -> Result<Response> {
    let ticket = ticket(&cx, number).await?;
    let version = version.or(new.version);
    let ticket = actions::escalate_ticket(&cx, ticket.id, new.level, &new.reason, version).await?;
    Ok(Receipt::answer(&ticket))
}
