//! Groups on the wire, and who is in them.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::Resource;
use super::entry::{self, Resourced, environment};
use super::fault::Fault;
use super::issuer::Issuer;
use super::query::Query;
use crate::domain::group::Group;
use crate::domain::user::User;
use crate::store::entry::Asked;
use axum::Router;
use axum::routing::get;
use platform::Kontor;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/groups", get(entry::list::<Group>).post(entry::create::<Group>))
        .route(
            "/groups/{id}",
            get(entry::show::<Group>)
                .patch(entry::change::<Group>)
                .put(entry::change::<Group>)
                .delete(entry::remove::<Group>),
        )
        .route("/groups/{id}/users", get(users))
}

async fn users(ask: Ask, At(id): At<String>, query: Query) -> Answer {
    ask.permitted("group.users.read")?;
    let group: Group = entry::find(&ask, &id).await?;
    let asked = Asked { group: Some(group.id), ..Asked::default() };
    entry::listed::<User>(&ask, query, asked).await
}

impl Resourced for Group {
    const KIND: &'static str = "groups";
    const NAMED: &'static str = "group";

    fn resource(&self, issuer: &Issuer) -> Resource {
        Resource::new(issuer, Self::KIND, self.id)
            .with("name", &self.name)
            .with("maxUsers", self.max_users)
            .with("maxLicenses", self.max_licences)
            .with("maxMachines", self.max_machines)
            .metadata(&self.metadata)
            .time("created", self.created_at)
            .time("updated", self.updated_at)
            .to_one("environment", environment(self.environment))
            .to_many("users")
            .to_many("licenses")
            .to_many("machines")
    }

    async fn seen_by(&self, ask: &Ask) -> Result<(), Fault> {
        ask.sees_group(self).await
    }
}
