//! How long conversations are kept.

use crate::actions;
use crate::config::HelpdeskConfig;
use crate::domain::ticket::Ticket;
use crate::store::erasure;
use chrono::{DateTime, Months, Utc};
use platform::privacy::{Due, Rule, hold};
use platform::{Cx, Result};

pub const RULES: &[Rule] = &[Rule {
    name: "closed-tickets",
    label: "helpdesk-retention-tickets",
    text: "helpdesk-retention-tickets-text",
    setting: "helpdesk.closed_ticket_months",
    before,
    look: |cx, before| Box::pin(look(cx, before)),
    apply: |cx, before| Box::pin(apply(cx, before)),
}];

fn before(cx: &Cx) -> Option<DateTime<Utc>> {
    let months = cx.kontor.config.section::<HelpdeskConfig>().closed_ticket_months;
    (months > 0).then(|| cx.now.checked_sub_months(Months::new(months)))?
}

async fn look(cx: Cx, before: DateTime<Utc>) -> Result<Due> {
    let held = hold::held(&cx).await?;
    let count = erasure::count_over(cx.db(), before, &held).await?;
    let all = erasure::count_over(cx.db(), before, &hold::Held::default()).await?;
    let oldest = erasure::oldest_over(cx.db(), before, &held, 5).await?;
    let example = |ticket: &Ticket| {
        let number = ticket.number;
        (format!("#{number} {}", ticket.subject.as_str()), format!("/tickets/{number}"))
    };
    Ok(Due {
        count,
        // some may go in between
        held: all.saturating_sub(count),
        oldest: oldest.first().and_then(|ticket| Some(ticket.closed_at?.0)),
        examples: oldest.iter().map(example).collect(),
    })
}

/// So many conversations in one go.
const LOT: u64 = 50;

async fn apply(cx: Cx, before: DateTime<Utc>) -> Result<u64> {
    let held = hold::held(&cx).await?;
    let oldest = erasure::oldest_over(cx.db(), before, &held, LOT).await?;
    let ids: Vec<_> = oldest.iter().map(|ticket| ticket.id).collect();
    let still = |ticket: &Ticket| {
        let over = ticket.closed_at.is_some_and(|at| at.0 < before);
        !ticket.open && over
    };
    actions::erase_tickets(&cx, &ids, &held, still).await
}
