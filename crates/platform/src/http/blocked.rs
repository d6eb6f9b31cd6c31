//! The door for blocked addresses: asked from memory, before the session, the database and everything else.

use super::gate::info;
use super::problem::{Wanted, drawn};
use super::read_on::cut_short;
use super::{RequestInfo, probes};
use crate::block::{self, Blocked};
use crate::config::ServerConfig;
use crate::error::Closed;
use crate::security_log::{Event, Who};
use crate::{Cx, Error, Kontor, Lang, Refusal, api};
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

pub(super) async fn check(State(kontor): State<Kontor>, request: Request, next: Next) -> Response {
    let Some(info) = info(&request).cloned() else { return next.run(request).await };
    let blocked = block::of(&kontor, info.ip).filter(|one| refuses(&kontor, one, &info.path));
    let Some(blocked) = blocked else { return next.run(request).await };
    let answer = refused(&kontor, &info, &blocked, Wanted::of(request.headers())).await;
    cut_short(&request, kontor.config.section::<ServerConfig>(), answer)
}

/// What Kontor blocks itself is kept from guessing, and from nothing else. What the program's own pages look like is no
/// secret, so that the answer looks like one of them.
fn refuses(kontor: &Kontor, blocked: &Blocked, path: &str) -> bool {
    if blocked.automatic {
        return api::is_below(path) || kontor.is_entrance(path);
    }
    path != probes::ALIVE && !kontor.is_public(path)
}

async fn refused(
    kontor: &Kontor,
    info: &Arc<RequestInfo>,
    blocked: &Blocked,
    wanted: Option<Wanted>,
) -> Response {
    let of_api = api::is_below(&info.path);
    let locale = if of_api {
        api::locale(kontor, &info.accept_language)
    } else {
        kontor.locale(Lang::accepted(&info.accept_language).unwrap_or(kontor.default_lang))
    };
    let request = Some(info.clone());
    let cx = Cx { locale, request, ..Cx::nobody(kontor) };
    if kontor.blocks.hit(blocked.id, cx.now) {
        kontor.security.write(&cx, Event::Blocked, Who::Nobody, &blocked.range.to_string());
    }
    let error = closed(&cx, blocked);
    if of_api {
        return api::refused(kontor, info, error).await;
    }
    match wanted {
        Some(wanted) => drawn(&cx, wanted, error.into_response()).await,
        None => error.into_response(),
    }
}

fn closed(cx: &Cx, blocked: &Blocked) -> Error {
    let refusal = match blocked.until {
        Some(until) => Refusal::new(
            "platform-blocked-until",
            format!("this address is blocked until {}", until.format("%Y-%m-%dT%H:%M:%SZ")),
        )
        .with("until", cx.locale.datetime(until)),
        None => Refusal::new("platform-blocked", "this address is blocked"),
    };
    Closed { status: StatusCode::FORBIDDEN, kind: "blocked", refusal, retry_after: None }.into()
}
