//! What the palette finds in the helpdesk.

use crate::{rights, store};
use platform::app::Hit;
use platform::{Cx, Result};

const MOST: usize = 8;

/// Tickets by number, subject or any word of their conversation; and the way to a new one.
pub(crate) async fn hits(cx: Cx, text: String) -> Result<Vec<Hit>> {
    if !cx.may(rights::VIEW) {
        return Ok(Vec::new());
    }
    let mut hits = Vec::new();
    if cx.may(rights::WORK) && ui::names_it(&cx, "helpdesk-ticket-new", &text) {
        hits.push(Hit {
            icon: "square-pen",
            label: cx.locale.t("helpdesk-ticket-new"),
            detail: "C".into(),
            path: "/tickets/new".into(),
        });
    }
    let hidden = store::reach::hidden(&cx, rights::VIEW).await?;
    let mut ids = Vec::new();
    if let Ok(number) = text.trim().trim_start_matches('#').parse()
        && let Some(ticket) = store::ticket::find_by_number(cx.db(), number).await?
        && !hidden.contains(&ticket.group)
    {
        ids.push(ticket.id);
    }
    if text.trim().chars().count() > 2 {
        ids.extend(store::search::tickets(cx.db(), &text, &hidden).await?);
    }
    ids.dedup();
    ids.truncate(MOST);
    let tickets = store::ticket::with_ids(cx.db(), &ids).await?;
    for ticket in ids.iter().filter_map(|id| tickets.iter().find(|ticket| ticket.id == *id)) {
        hits.push(Hit {
            icon: "ticket",
            label: ticket.subject.as_str().to_owned(),
            detail: format!("#{}", ticket.number),
            path: format!("/tickets/{}", ticket.number),
        });
    }
    Ok(hits)
}
