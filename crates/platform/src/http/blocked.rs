//! The door for blocked addresses: asked from memory, before the session, the database and everything else.

use super::gate::info;
use super::problem::{Wanted, drawn};
use super::read_on::cut_short;
use super::{RequestInfo, probes};
use crate::block::{self, Blocked};
use crate::config::ServerConfig;
use crate::{Cx, Kontor, Lang, api};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

pub(super) async fn check(State(kontor): State<Kontor>, request: Request, next: Next) -> Response {
    let Some(info) = info(&request).cloned() else { return next.run(request).await };
    match refused(&kontor, &info, Wanted::of(request.headers())).await {
        Some(answer) => cut_short(&request, kontor.config.section::<ServerConfig>(), answer),
        None => next.run(request).await,
    }
}

/// What a program is told that is blocked.
pub(crate) async fn program_refused(kontor: &Kontor, info: &Arc<RequestInfo>) -> Option<Response> {
    refused(kontor, info, None).await
}

/// What somebody is told who is blocked.
async fn refused(
    kontor: &Kontor,
    info: &Arc<RequestInfo>,
    wanted: Option<Wanted>,
) -> Option<Response> {
    let blocked = block::of(kontor, info.ip).filter(|one| refuses(kontor, one, &info.path))?;
    Some(said(kontor, info, &blocked, wanted).await)
}

/// What Kontor blocks itself is kept from guessing alone ([`block::admit`]). What the program's own pages look like is no
/// secret, so that the answer looks like one of them.
fn refuses(kontor: &Kontor, blocked: &Blocked, path: &str) -> bool {
    !blocked.automatic && path != probes::ALIVE && !kontor.is_public(path)
}

async fn said(
    kontor: &Kontor,
    info: &Arc<RequestInfo>,
    blocked: &Blocked,
    wanted: Option<Wanted>,
) -> Response {
    let of_wire = kontor.is_wire(&info.path);
    let of_api = api::is_below(&info.path) && !of_wire;
    let locale = if of_api {
        api::locale(kontor, &info.accept_language)
    } else {
        kontor.locale(Lang::accepted(&info.accept_language).unwrap_or(kontor.default_lang))
    };
    let request = Some(info.clone());
    let cx = Cx { locale, request, ..Cx::nobody(kontor) };
    let error = block::refused(&cx, blocked);
    if of_api {
        return api::refused(kontor, info, error).await;
    }
    match wanted {
        Some(wanted) if !of_wire => drawn(&cx, wanted, error.into_response()).await,
        _ => error.into_response(),
    }
}
