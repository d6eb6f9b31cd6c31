//! Environments.

use super::entry::{self, Served};
use crate::domain::environment::Environment;
use crate::views::entry::Around;
use axum::Router;
use axum::routing::get;
use platform::{Cx, Kontor, Result};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route(
            "/licences/environments",
            get(entry::list::<Environment>).post(entry::create::<Environment>),
        )
        .route("/licences/environments/new", get(entry::new::<Environment>))
        .route(
            "/licences/environments/{id}",
            get(entry::show::<Environment>).post(entry::change::<Environment>),
        )
        .route("/licences/environments/{id}/edit", get(entry::edit::<Environment>))
        .route(
            "/licences/environments/{id}/removal",
            get(entry::ask::<Environment>).post(entry::remove::<Environment>),
        )
}

impl Served for Environment {
    async fn around(_: &Cx, _: &[Self], _: bool) -> Result<Around> {
        Ok(Around::default())
    }

    async fn choices(_: &Cx) -> Result<Around> {
        Ok(Around::default())
    }
}
