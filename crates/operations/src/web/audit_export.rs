//! The audit trail as a file, sent in pieces: no more of it is in memory than one piece.

use super::audit::filter;
use crate::actions;
use crate::domain::Format;
use crate::views::audit::Asked;
use crate::views::audit_export::{Line, csv_head};
use axum::body::Body;
use axum::extract::Form;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use platform::event::{self, Filter, Recorded};
use platform::{Cx, Error, Result, UserId, audit, rights, users};
use serde::Deserialize;
use std::collections::HashMap;

/// Facts of one piece.
const PIECE: u64 = 500;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    format: String,
    name: String,
    object: String,
    actor: String,
    ip: String,
    request: String,
    via: String,
    from: String,
    to: String,
}

/// Everything that the filter lets through, newest first. What happens meanwhile is not in it; should the database fail
/// on the way, the connection is cut, so that half a file is not taken for a whole one.
pub async fn export(cx: Cx, Form(wanted): Form<Wanted>) -> Result<Response> {
    cx.require(rights::OPERATE)?;
    let format = Format::parse(&wanted.format)?;
    let Wanted { name, object, actor, ip, request, via, from, to, .. } = wanted;
    let before = String::new();
    let asked = Asked { name, object, actor, ip, request, via, from, to, before };
    let filter = filter(&cx, &asked).map_err(Error::Refused)?;
    actions::export_audit(&cx, format, &asked.query()).await?;
    let file = format!("kontor-audit-{}.{}", cx.now.format("%Y-%m-%d"), format.name());
    let kind = match format {
        Format::Jsonl => "application/jsonl; charset=utf-8",
        Format::Csv => "text/csv; charset=utf-8; header=present",
    };
    let head = match format {
        Format::Jsonl => String::new(),
        Format::Csv => csv_head(),
    };
    let pieces = stream::try_unfold(Some(Walk { cx, format, filter, names: HashMap::new() }), next);
    let body = stream::once(async { Ok(head) }).chain(pieces);
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{file}\"")),
    ];
    Ok((headers, Body::from_stream(body)).into_response())
}

/// Where an export stands.
struct Walk {
    cx: Cx,
    format: Format,
    filter: Filter,
    /// The names of those who acted, as far as they were looked up.
    names: HashMap<UserId, String>,
}

async fn next(walk: Option<Walk>) -> Result<Option<(String, Option<Walk>)>> {
    let Some(mut walk) = walk else { return Ok(None) };
    let facts = event::page(walk.cx.db(), &walk.filter, PIECE).await?;
    let Some(last) = facts.last() else { return Ok(None) };
    walk.filter.before = Some(last.into());
    let text = walk.piece(&facts).await?;
    let more = facts.len() as u64 == PIECE;
    Ok(Some((text, more.then_some(walk))))
}

impl Walk {
    async fn piece(&mut self, facts: &[Recorded]) -> Result<String> {
        let db = self.cx.db();
        let unknown = facts.iter().filter_map(|fact| fact.actor);
        let mut unknown: Vec<_> = unknown.filter(|id| !self.names.contains_key(id)).collect();
        unknown.sort();
        unknown.dedup();
        let found = users::with_ids(db, &unknown).await?;
        self.names.extend(found.into_iter().map(|user| (user.id, user.name)));
        let ids: Vec<_> = facts.iter().map(|fact| fact.id).collect();
        let sealed = audit::links_of(db, &ids).await?;
        let sealed: HashMap<_, _> = sealed.iter().map(|link| (link.event, link)).collect();
        let lines = facts.iter().map(|fact| {
            let name = fact.actor.and_then(|id| self.names.get(&id));
            let line = Line {
                fact,
                link: sealed.get(&fact.id).copied(),
                actor_name: name.map(String::as_str).unwrap_or_default(),
            };
            match self.format {
                Format::Jsonl => line.json(),
                Format::Csv => line.csv(),
            }
        });
        Ok(lines.collect())
    }
}
