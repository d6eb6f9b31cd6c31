//! Groups of licences, machines and users.

use super::entry::{self, Served};
use crate::domain::group::Group;
use crate::store::dependants;
use crate::views::entry::Around;
use axum::Router;
use axum::routing::get;
use platform::{Cx, Kontor, Result};

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/licences/groups", get(entry::list::<Group>).post(entry::create::<Group>))
        .route("/licences/groups/new", get(entry::new::<Group>))
        .route("/licences/groups/{id}", get(entry::show::<Group>).post(entry::change::<Group>))
        .route("/licences/groups/{id}/edit", get(entry::edit::<Group>))
        .route(
            "/licences/groups/{id}/removal",
            get(entry::ask::<Group>).post(entry::remove::<Group>),
        )
}

impl Served for Group {
    async fn around(cx: &Cx, entries: &[Self], counted: bool) -> Result<Around> {
        let environments = entry::environments(cx).await?;
        let mut counts = Vec::new();
        for group in entries.iter().filter(|_| counted) {
            let (id, db) = (group.id, cx.db());
            let licences = dependants::licences_of_group(db, id).await?;
            counts.push(("licensing-app", licences, format!("/licences?group={id}")));
            let machines = dependants::machines_of_group(db, id).await?;
            counts.push(("licensing-nav-machines", machines, format!("/machines?group={id}")));
            let users = dependants::users_of_group(db, id).await?;
            counts.push(("licensing-users", users, format!("/licences/users?group={id}")));
        }
        Ok(Around { environments, counts, ..Around::default() })
    }

    async fn choices(cx: &Cx) -> Result<Around> {
        let environments = entry::environments(cx).await?;
        Ok(Around { environments, ..Around::default() })
    }
}
