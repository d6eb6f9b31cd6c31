//! Everything as an import reads it again: what the house wrote down, and nothing that is worked out of it.

use super::draft::attribute;
use super::entitlement::{Entitlement, of_licence, of_policy};
use super::environment::Environment;
use super::group::Group;
use super::import::{Item, Kind};
use super::licence::Licence;
use super::licence_facts::iso;
use super::machine::{Component, Machine};
use super::policy::Policy;
use super::product::Product;
use super::user::{User, of_licence as member};
use platform::Millis;
use serde_json::{Value, json};

/// What can be exported.
pub trait Exported {
    const KIND: Kind;

    fn item(&self) -> Item;
}

fn made(id: impl ToString, attributes: Value) -> Item {
    let Value::Object(attributes) = attributes else { return Item::default() };
    Item { id: id.to_string(), attributes, ..Item::default() }
}

fn time(at: Option<Millis>) -> Option<String> {
    at.map(|at| iso(at.0))
}

impl Exported for Environment {
    const KIND: Kind = Kind::Environment;

    fn item(&self) -> Item {
        made(
            self.id,
            json!({
                "name": self.name, "code": self.code, "isolationStrategy": self.isolation.name(),
                "created": time(Some(self.created_at)),
            }),
        )
    }
}

impl Exported for Product {
    const KIND: Kind = Kind::Product;

    fn item(&self) -> Item {
        let attributes = json!({
            "name": self.name, "code": self.code, "url": self.url,
            "distributionStrategy": self.distribution.name(),
            "platforms": self.platforms().collect::<Vec<_>>(), "metadata": self.metadata,
            "created": time(Some(self.created_at)),
        });
        made(self.id, attributes).to("environment", self.environment)
    }
}

impl Exported for Policy {
    const KIND: Kind = Kind::Policy;

    fn item(&self) -> Item {
        let mut attributes = attribute::object(&self.settings);
        attributes.insert("name".into(), self.name.as_str().into());
        attributes.insert("metadata".into(), self.metadata.as_object().clone().into());
        attributes.insert("created".into(), iso(self.created_at.0).into());
        let item = made(self.id, attributes.into());
        item.to("product", Some(self.product)).to("environment", self.environment)
    }
}

impl Exported for Entitlement {
    const KIND: Kind = Kind::Entitlement;

    fn item(&self) -> Item {
        let attributes = json!({
            "name": self.name, "code": self.code, "metadata": self.metadata,
            "created": time(Some(self.created_at)),
        });
        made(self.id, attributes).to("environment", self.environment)
    }
}

impl Exported for Group {
    const KIND: Kind = Kind::Group;

    fn item(&self) -> Item {
        let attributes = json!({
            "name": self.name, "maxLicenses": self.max_licences, "maxMachines": self.max_machines,
            "maxUsers": self.max_users, "metadata": self.metadata,
            "created": time(Some(self.created_at)),
        });
        made(self.id, attributes).to("environment", self.environment)
    }
}

impl Exported for User {
    const KIND: Kind = Kind::User;

    fn item(&self) -> Item {
        let attributes = json!({
            "email": self.email, "firstName": self.first_name, "lastName": self.last_name,
            "status": self.standing.name(), "metadata": self.metadata,
            "created": time(Some(self.created_at)),
        });
        made(self.id, attributes).to("group", self.group).to("environment", self.environment)
    }
}

/// Without its key, which is put in where that is wanted.
impl Exported for Licence {
    const KIND: Kind = Kind::Licence;

    fn item(&self) -> Item {
        let mut attributes = json!({
            "name": self.name, "expiry": time(self.expires_at), "suspended": self.suspended,
            "protected": self.protected, "isTest": self.is_test, "uses": self.uses,
            "metadata": self.metadata, "created": time(Some(self.created_at)),
            "firstValidated": time(self.first_validated_at),
            "lastValidated": time(self.last_validated_at),
            "lastCheckIn": time(self.last_checked_in_at),
            "lastCheckOut": time(self.last_checked_out_at),
        });
        if let (Value::Object(into), Ok(Value::Object(own))) =
            (&mut attributes, serde_json::to_value(&self.limits))
        {
            into.extend(own);
        }
        made(self.id, attributes)
            .to("policy", Some(self.policy))
            .to("owner", self.owner)
            .to("group", self.group)
            .to("organisation", self.organisation)
            .to("environment", self.environment)
    }
}

impl Exported for Machine {
    const KIND: Kind = Kind::Machine;

    fn item(&self) -> Item {
        let attributes = json!({
            "fingerprint": self.fingerprint, "name": self.name, "hostname": self.hostname,
            "platform": self.platform, "ip": self.ip, "cores": self.cores, "memory": self.memory,
            "disk": self.disk, "metadata": self.metadata, "lastHeartbeat": time(self.last_beat_at),
            "created": time(Some(self.created_at)),
        });
        made(self.id, attributes)
            .to("license", Some(self.licence))
            .to("owner", self.owner)
            .to("group", self.group)
    }
}

impl Exported for Component {
    const KIND: Kind = Kind::Component;

    fn item(&self) -> Item {
        let attributes = json!({
            "fingerprint": self.fingerprint, "name": self.name, "metadata": self.metadata,
            "created": time(Some(self.created_at)),
        });
        made(self.id, attributes).to("machine", Some(self.machine))
    }
}

impl Exported for of_policy::Model {
    const KIND: Kind = Kind::PolicyEntitlement;

    fn item(&self) -> Item {
        let item = made(format!("{} {}", self.policy, self.entitlement), json!({}));
        item.to("policy", Some(self.policy)).to("entitlement", Some(self.entitlement))
    }
}

impl Exported for of_licence::Model {
    const KIND: Kind = Kind::LicenceEntitlement;

    fn item(&self) -> Item {
        let attributes = json!({ "value": self.value, "expiry": time(self.expires_at) });
        let item = made(format!("{} {}", self.licence, self.entitlement), attributes);
        item.to("license", Some(self.licence)).to("entitlement", Some(self.entitlement))
    }
}

impl Exported for member::Model {
    const KIND: Kind = Kind::LicenceUser;

    fn item(&self) -> Item {
        let item = made(format!("{} {}", self.licence, self.user), json!({}));
        item.to("license", Some(self.licence)).to("user", Some(self.user))
    }
}
