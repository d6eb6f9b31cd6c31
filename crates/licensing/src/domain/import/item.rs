//! One entry as JSON:API writes it, cut down to what an import reads.

use super::{Kind, Refused};
use chrono::{DateTime, Utc};
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

/// An entry with its attributes and what it is related to.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Item {
    pub id: String,
    pub attributes: Map<String, Value>,
    /// By the name of the relationship: an id, or what people call it.
    #[serde(skip_serializing_if = "Map::is_empty")]
    pub related: Map<String, Value>,
}

/// How a row names another entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named<'a> {
    Id(&'a str),
    Called(&'a str),
}

impl Item {
    /// Reads a resource; anything that is none is nothing.
    pub fn read(resource: &Value) -> Option<(Kind, Self)> {
        let kind = Kind::of_name(resource.get("type")?.as_str()?)?;
        let attributes = match resource.get("attributes") {
            Some(Value::Object(all)) => all.clone(),
            _ => Map::new(),
        };
        let all = resource.get("relationships").and_then(Value::as_object);
        let related =
            |(name, one): (&String, &Value)| Some((name.clone(), one.pointer("/data/id")?.clone()));
        let related: Map<_, _> = all.into_iter().flatten().filter_map(related).collect();
        let id = resource.get("id").and_then(Value::as_str).unwrap_or_default().to_owned();
        Some((kind, Self { id, attributes, related }))
    }

    /// A resource as it is exported.
    pub fn write(self, kind: Kind) -> Value {
        let relation =
            |(name, id): (String, Value)| (name, serde_json::json!({ "data": { "id": id } }));
        let related: Map<_, _> = self.related.into_iter().map(relation).collect();
        serde_json::json!({
            "type": kind.name(), "id": self.id, "attributes": self.attributes,
            "relationships": related,
        })
    }

    /// Notes whom it is related to.
    #[must_use]
    pub fn to(mut self, name: &str, id: Option<impl ToString>) -> Self {
        if let Some(id) = id {
            self.related.insert(name.to_owned(), Value::from(id.to_string()));
        }
        self
    }

    /// Notes what people call whom it is related to.
    pub fn called(&mut self, name: &str, text: &str) {
        self.related.insert(name.to_owned(), serde_json::json!({ "called": text }));
    }

    pub fn named(&self, name: &str) -> Option<Named<'_>> {
        match self.related.get(name)? {
            Value::String(id) => Some(Named::Id(id)),
            other => other.get("called").and_then(Value::as_str).map(Named::Called),
        }
    }

    /// Its own id, where it has one that can be kept.
    pub fn uuid(&self) -> Option<Uuid> {
        Uuid::try_parse(&self.id).ok().filter(|id| !id.is_nil())
    }

    /// How other rows name it; what is longer than a column is named by its hash.
    pub fn source(&self) -> String {
        source(&self.id)
    }

    pub fn text(&self, name: &str) -> Option<&str> {
        self.attributes.get(name)?.as_str().filter(|text| !text.is_empty())
    }

    pub fn time(&self, name: &str) -> Result<Option<DateTime<Utc>>, Refused> {
        match self.attributes.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => {
                let read = DateTime::parse_from_rfc3339(text).map_err(|_| Refused::NoTime)?;
                // further away a moment does not fit the columns of every database
                let fits = (1970..=9999).contains(&chrono::Datelike::year(&read));
                if fits { Ok(Some(read.with_timezone(&Utc))) } else { Err(Refused::NoTime) }
            }
            Some(_) => Err(Refused::NoTime),
        }
    }

    pub fn number(&self, name: &str) -> Result<Option<u64>, Refused> {
        match self.attributes.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(other) => {
                let count = other.as_u64().filter(|n| i64::try_from(*n).is_ok());
                count.map(Some).ok_or(Refused::NoNumber)
            }
        }
    }

    pub fn flag(&self, name: &str) -> Result<Option<bool>, Refused> {
        match self.attributes.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(other) => other.as_bool().map(Some).ok_or(Refused::NoFlag),
        }
    }
}

/// An id as a column keeps it.
pub fn source(id: &str) -> String {
    match Uuid::try_parse(id) {
        Ok(id) => id.to_string(),
        Err(_) if id.chars().count() <= 100 => id.to_owned(),
        Err(_) => hex::encode(Sha256::digest(id)),
    }
}

/// What there may be but one of: equal texts are one entry.
pub fn alike(kind: Kind, item: &Item) -> Option<String> {
    let text = |name: &str| item.text(name).map(str::to_lowercase);
    let named = |name: &str| match item.named(name) {
        Some(Named::Id(id)) => Some(source(id)),
        Some(Named::Called(_)) | None => None,
    };
    match kind {
        Kind::Environment | Kind::Product | Kind::Entitlement => text("code"),
        Kind::User => text("email"),
        Kind::Licence => item.text("key").map(str::to_owned),
        Kind::Machine => Some(format!("{} {}", named("license")?, item.text("fingerprint")?)),
        Kind::Group | Kind::Policy | Kind::Component | Kind::Artifact | Kind::Token => None,
        Kind::Release => Some(format!("{} {}", named("product")?, item.text("version")?)),
        Kind::ReleaseConstraint => Some(format!("{} {}", named("release")?, named("entitlement")?)),
        Kind::Webhook => item.text("url").map(str::to_owned),
        Kind::PolicyEntitlement => Some(format!("{} {}", named("policy")?, named("entitlement")?)),
        Kind::LicenceEntitlement => {
            Some(format!("{} {}", named("license")?, named("entitlement")?))
        }
        Kind::LicenceUser => Some(format!("{} {}", named("license")?, named("user")?)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_resource_is_read_as_it_is_written_and_what_is_not_needed_is_left_out() {
        let resource = json!({
            "type": "licenses", "id": "A", "links": { "self": "/v1/licenses/A" },
            "attributes": { "name": "One" },
            "relationships": {
                "policy": { "data": { "type": "policies", "id": "P" }, "links": {} },
                "owner": { "data": null }, "machines": { "links": {} },
            },
        });
        let (kind, item) = Item::read(&resource).unwrap();
        assert_eq!((kind, item.named("policy")), (Kind::Licence, Some(Named::Id("P"))));
        assert_eq!(item.named("owner"), None);
        assert_eq!(Item::read(&item.clone().write(kind)), Some((kind, item)));
        assert_eq!(Item::read(&json!({ "type": "cats", "id": "A" })), None);
        assert_eq!(Item::read(&json!([1])), None);
    }

    #[test]
    fn values_are_read_with_their_types() {
        let (_, item) = Item::read(&json!({ "type": "users", "attributes": {
            "a": "2026-11-22T10:00:00.000Z", "b": "22.11.2026", "c": 7, "d": -1, "e": true, "f": null,
            "g": "99999-01-01T00:00:00Z",
        }}))
        .unwrap();
        assert_eq!(item.time("a").unwrap().unwrap().timestamp(), 1_795_341_600);
        assert_eq!((item.time("b"), item.time("g")), (Err(Refused::NoTime), Err(Refused::NoTime)));
        assert_eq!((item.number("c"), item.number("d")), (Ok(Some(7)), Err(Refused::NoNumber)));
        assert_eq!((item.flag("e"), item.flag("c")), (Ok(Some(true)), Err(Refused::NoFlag)));
        assert_eq!((item.time("f"), item.number("x")), (Ok(None), Ok(None)));
    }
}
