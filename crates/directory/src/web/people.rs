//! Persons: the list, and the lines of an autocomplete field.

use super::{Asked, OPTIONS, PAGE};
use crate::views::people::{self as views, Start};
use crate::{rights, store};
use axum::Router;
use axum::extract::Query;
use axum::routing::get;
use maud::Markup;
use platform::{Cx, Kontor, Result};
use serde::Deserialize;

pub fn routes() -> Router<Kontor> {
    Router::new().route("/people", get(list)).route("/people/options", get(options))
}

async fn list(cx: Cx, Query(asked): Query<Asked>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let start = start(&cx, asked).await?;
    if ui::wants_more(&cx) {
        return Ok(views::lines(&cx, &start, None));
    }
    Ok(views::list(&cx, &start))
}

/// One page of the list with what its lines show.
pub(super) async fn start(cx: &Cx, asked: Asked) -> Result<Start> {
    let (shown, after) = (asked.shown()?, asked.after()?);
    let text = asked.text();
    let limit = PAGE as u64 + 1;
    let mut found = store::person_search::page(cx.db(), &text, shown, after, limit).await?;
    let more = found.len() > PAGE;
    found.truncate(PAGE);
    let ids: Vec<_> = found.iter().map(|person| person.id).collect();
    let emails = store::person::first_addresses(cx.db(), &ids).await?;
    let of: Vec<_> = found.iter().filter_map(|person| person.organisation).collect();
    let organisations = store::organisation::with_ids(cx.db(), &of).await?;
    Ok(Start { found, emails, organisations, more, asked })
}

/// What is typed into an autocomplete field, and who may not be chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    q: String,
    except: String,
}

async fn options(cx: Cx, Query(typed): Query<Typed>) -> Result<Markup> {
    cx.require(rights::VIEW)?;
    let asked = Asked { q: typed.q, ..Asked::default() };
    let limit = OPTIONS as u64 + 1;
    let mut found = store::person_search::search(cx.db(), &asked.text(), limit).await?;
    found.retain(|person| person.id.to_string() != typed.except);
    found.truncate(OPTIONS);
    let ids: Vec<_> = found.iter().map(|person| person.id).collect();
    let emails = store::person::first_addresses(cx.db(), &ids).await?;
    Ok(views::options(&found, &emails))
}
