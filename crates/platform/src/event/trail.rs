//! The audit trail, page by page: facts by time, the newest first, each page read from an index.

use super::{COLUMN, Entity, Model};
use crate::db::{Rows, Source};
use crate::users::UserId;
use crate::{Millis, Result};
use chrono::{DateTime, Utc};
use sea_orm::entity::prelude::*;
use sea_orm::{Condition, DbBackend, QueryOrder, QuerySelect, Select, Statement};
use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

/// Where a page ends and the next one begins. As text `<milliseconds>.<id>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub at: Millis,
    pub id: Uuid,
}

impl From<&Model> for Cursor {
    fn from(fact: &Model) -> Self {
        Self { at: fact.at, id: fact.id }
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at.0.timestamp_millis(), self.id)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (at, id) = text.split_once('.').ok_or(())?;
        let at = DateTime::from_timestamp_millis(at.parse().map_err(drop)?).ok_or(())?;
        Ok(Self { at: Millis(at), id: id.parse().map_err(drop)? })
    }
}

/// Which facts a page of the audit trail shows; all conditions hold together.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The name of a fact, or all of an app: `helpdesk.`, with the dot at the end.
    pub name: Option<String>,
    pub object: Option<String>,
    pub actor: Option<UserId>,
    /// The address that the request came from, as [`std::net::IpAddr`] writes it.
    pub ip: Option<String>,
    /// The number of the request.
    pub request: Option<String>,
    /// What acted in somebody's name: `key:` or `program:`, and its id.
    pub via: Option<String>,
    /// Not before this moment.
    pub from: Option<DateTime<Utc>>,
    /// Before this moment.
    pub until: Option<DateTime<Utc>>,
    /// Only what is older: the next page.
    pub before: Option<Cursor>,
}

impl Filter {
    /// The query of a page, for one name at most.
    pub fn select(&self, limit: u64) -> Select<Entity> {
        let mut query =
            Entity::find().order_by_desc(COLUMN.at).order_by_desc(COLUMN.id).limit(limit);
        if let Some(name) = &self.name {
            query = query.filter(COLUMN.name.eq(name));
        }
        if let Some(object) = &self.object {
            query = query.filter(COLUMN.object.eq(object));
        }
        if let Some(actor) = self.actor {
            query = query.filter(COLUMN.actor.eq(actor));
        }
        if let Some(ip) = &self.ip {
            query = query.filter(COLUMN.ip.eq(ip.as_str()));
        }
        if let Some(request) = &self.request {
            query = query.filter(COLUMN.request.eq(request.as_str()));
        }
        if let Some(via) = &self.via {
            query = query.filter(COLUMN.via.eq(via.as_str()));
        }
        if let Some(from) = self.from {
            query = query.filter(COLUMN.at.gte(Millis(from)));
        }
        if let Some(until) = self.until {
            query = query.filter(COLUMN.at.lt(Millis(until)));
        }
        if let Some(Cursor { at, id }) = self.before {
            // the first part is what an index can begin at, on every database
            let older = Condition::any().add(COLUMN.at.lt(at)).add(COLUMN.id.lt(id));
            query = query.filter(COLUMN.at.lte(at)).filter(older);
        }
        query
    }
}

/// Facts, the newest first.
pub async fn page(db: &impl Source, filter: &Filter, limit: u64) -> Result<Vec<Model>> {
    let Some(app) = filter.name.as_deref().filter(|name| name.ends_with('.')) else {
        return filter.select(limit).rows(db).await;
    };
    // one index walk for each name: a rare app's facts are not looked for among all others
    let mut facts = Vec::new();
    for name in names(db).await?.into_iter().filter(|name| name.starts_with(app)) {
        let one = Filter { name: Some(name), ..filter.clone() };
        facts.extend(one.select(limit).rows(db).await?);
    }
    facts.sort_by_key(|fact| Reverse((fact.at.0, fact.id)));
    facts.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    Ok(facts)
}

/// The names of all facts that ever happened here, each read once from the index.
pub async fn names(db: &impl Source) -> Result<Vec<String>> {
    let text = match db.get_database_backend() {
        DbBackend::MySql => "CHAR(100)",
        _ => "VARCHAR(100)",
    };
    let sql = format!(
        "WITH RECURSIVE n(name) AS (SELECT CAST((SELECT MIN(name) FROM events) AS {text}) \
         UNION ALL SELECT CAST((SELECT MIN(e.name) FROM events e WHERE e.name > n.name) AS {text}) \
         FROM n WHERE n.name IS NOT NULL) SELECT name FROM n WHERE name IS NOT NULL"
    );
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let mut names: Vec<String> =
        rows.iter().map(|row| row.try_get("", "name")).collect::<Result<_, _>>()?;
    names.sort();
    Ok(names)
}
