//! How safe the house is set up, and what its server can see.

use crate::{security, views};
use axum::Router;
use axum::routing::get;
use maud::Markup;
use platform::{Cx, Kontor, Result, rights};

pub fn routes() -> Router<Kontor> {
    Router::new().route("/admin/security", get(show)).route("/help/seen", get(seen))
}

async fn show(cx: Cx) -> Result<Markup> {
    cx.require(rights::OPERATE)?;
    Ok(views::security::page(&cx, &security::findings(&cx).await?))
}

async fn seen(cx: Cx) -> Result<Markup> {
    cx.user()?;
    Ok(views::security::seen(&cx))
}
