//! The routes of operations.

mod audit;
mod audit_export;
mod blocked;
mod health;
mod privacy;
mod queues;
mod switch;

use axum::Router;
use platform::{Cx, Kontor};

pub fn routes() -> Router<Kontor> {
    audit::routes()
        .merge(blocked::routes())
        .merge(health::routes())
        .merge(queues::routes())
        .merge(privacy::routes())
        .merge(switch::routes())
}

/// Rows of one page.
const PAGE: usize = 50;

/// True when only this part of an open page is asked for again.
fn only(cx: &Cx, part: &str) -> bool {
    cx.request.as_ref().is_some_and(|request| request.fragment && request.target == part)
}
