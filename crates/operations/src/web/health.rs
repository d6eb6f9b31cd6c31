//! The state of the house: the same checks as `kontor doctor`.

use crate::views;
use axum::Router;
use axum::routing::get;
use maud::Markup;
use platform::{Cx, Kontor, Result, health, rights};

pub fn routes() -> Router<Kontor> {
    Router::new().route("/admin/health", get(show))
}

async fn show(cx: Cx) -> Result<Markup> {
    cx.require(rights::OPERATE)?;
    let mut checks = health::checks(&cx.kontor).await;
    checks.sort_by_key(|check| std::cmp::Reverse(check.state));
    Ok(views::health::page(&cx, &checks))
}
