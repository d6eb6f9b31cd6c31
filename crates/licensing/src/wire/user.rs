//! Users of licences on the wire: their group, and whether they are banned.

use super::Answer;
use super::ask::Ask;
use super::at::At;
use super::document::{Document, Resource};
use super::entry::{self, Resourced, environment};
use super::fault::Fault;
use super::issuer::Issuer;
use super::query::Query;
use super::sent::{Given as Said, Sent};
use crate::domain::draft::Given;
use crate::domain::group::Group;
use crate::domain::user::{Standing, User};
use crate::store::entry::Asked;
use crate::{actions, store};
use axum::Router;
use axum::http::StatusCode;
use axum::routing::{get, post};
use platform::Kontor;
use platform::db::Reader;
use sea_orm::prelude::Uuid;
use serde_json::Value;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .route("/users", get(entry::list::<User>).post(entry::create::<User>))
        .route(
            "/users/{id}",
            get(entry::show::<User>)
                .patch(entry::change::<User>)
                .put(entry::change::<User>)
                .delete(entry::remove::<User>),
        )
        .route("/users/{id}/group", get(group).put(regroup))
        .route("/users/{id}/actions/ban", post(ban))
        .route("/users/{id}/actions/unban", post(unban))
}

async fn group(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("user.read")?;
    let user: User = entry::find(&ask, &id).await?;
    let group = user.group.ok_or_else(Fault::not_found)?;
    let group: Group = entry::find(&ask, &group.to_string()).await?;
    Ok(Document::one(group.resource(&ask.issuer)))
}

async fn regroup(ask: Ask, At(id): At<String>, mut sent: Sent) -> Answer {
    ask.permitted("user.group.update")?;
    let user: User = entry::find(&ask, &id).await?;
    let to = sent.one::<Uuid>("/data");
    sent.done()?;
    let mut given = Given::default();
    match to {
        Said::Nothing => return Err(Fault::refused("DATA_MISSING", "is missing").at("/data")),
        Said::This(None) => given.put("group", Value::Null),
        Said::This(Some(id)) => {
            sees_group(&ask, &id.to_string()).await?;
            given.put("group", id.to_string());
        }
    }
    let user: User = entry::put(&ask, user.id.0, &given).await?;
    Ok(Document::one(user.resource(&ask.issuer)))
}

/// A group beyond reach is not there.
async fn sees_group(ask: &Ask, id: &str) -> Result<(), Fault> {
    let fault = |_| {
        let fault = Fault::refused("GROUP_NOT_FOUND", "must exist");
        fault.at("/data/relationships/group")
    };
    entry::find::<Group>(ask, id).await.map(drop).map_err(fault)
}

async fn ban(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("user.ban")?;
    set_banned(&ask, &id, true).await
}

async fn unban(ask: Ask, At(id): At<String>) -> Answer {
    ask.permitted("user.unban")?;
    set_banned(&ask, &id, false).await
}

async fn set_banned(ask: &Ask, id: &str, banned: bool) -> Answer {
    let user: User = entry::find(ask, id).await?;
    let user = actions::ban_user(&ask.cx, user.id, banned).await?;
    Ok(Document::one(user.resource(&ask.issuer)))
}

impl Resourced for User {
    const KIND: &'static str = "users";
    const NAMED: &'static str = "user";
    const RELATED: &'static [&'static str] = &["group"];

    fn resource(&self, issuer: &Issuer) -> Resource {
        let name = format!("{} {}", self.first_name, self.last_name);
        let said = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        Resource::new(issuer, Self::KIND, self.id)
            .with("fullName", said(&name))
            .with("firstName", said(&self.first_name))
            .with("lastName", said(&self.last_name))
            .with("email", &self.email)
            .with("status", self.standing.name())
            .with("role", "user")
            .metadata(&self.metadata)
            .time("created", self.created_at)
            .time("updated", self.updated_at)
            .to_one("environment", environment(self.environment))
            .to_one("group", self.group.map(|id| ("groups", id)))
            .to_many("licenses")
            .to_many("machines")
            .to_many("tokens")
    }

    async fn seen_by(&self, ask: &Ask) -> Result<(), Fault> {
        ask.sees_user(self).await
    }

    fn narrow(query: &mut Query, asked: &mut Asked) {
        asked.exactly = query.text("email");
        asked.group = query.id("group");
        asked.standing = query.word("status", Standing::of_name);
    }

    async fn known_as(db: &Reader, named: &str) -> platform::Result<Option<Self>> {
        store::user::find_by_email(db, named).await
    }

    /// Users change their names and addresses; what the vendor says of them is for the vendor's programs. Other roles
    /// are people of the house, whom no program makes.
    async fn allowed(ask: &Ask, given: &mut Given, _: Option<&Self>) -> Result<(), Fault> {
        if let Some(role) = given.take("role")
            && role != "user"
        {
            let fault =
                Fault::new(StatusCode::UNPROCESSABLE_ENTITY, "ROLE_NOT_ALLOWED", "must be user");
            return Err(fault.at("/data/attributes/role"));
        }
        if !ask.is_vendor() {
            given.take("metadata");
            given.take("group");
        }
        match given.text("group") {
            Some(group) => sees_group(ask, group).await,
            None => Ok(()),
        }
    }
}
