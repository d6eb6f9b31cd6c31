//! What programs ask the licence server, and what the vendor does there: for the tests of seats and heartbeats.

use crate::driven::{Driven, exchange};
use serde_json::{Value, json};

/// A program that asks one of the nodes.
#[derive(Clone)]
pub struct Wire {
    address: String,
    authorization: String,
}

/// A licence that was made out.
#[derive(Clone)]
pub struct Licence {
    pub id: String,
    pub key: String,
}

/// A vendor with a product and a policy.
pub struct Vendor {
    pub wire: Wire,
    policy: String,
}

fn of(kind: &str, id: &str) -> Value {
    json!({ "data": { "type": kind, "id": id } })
}

fn id(made: &Value) -> String {
    made["data"]["id"].as_str().unwrap_or_else(|| panic!("nothing was made: {made}")).to_owned()
}

impl Wire {
    /// The status, and what was answered; an error where the server went away.
    pub async fn ask(&self, what: &str, body: &Value) -> std::io::Result<(u16, Value)> {
        let (method, path) = what.split_once(' ').unwrap();
        let headers = format!(
            "Content-Type: application/vnd.api+json\r\nAuthorization: {}",
            self.authorization
        );
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let what = format!("{method} /v1{path}");
        let answer = exchange(&self.address, &what, (&headers, &body)).await?;
        Ok((answer.status, serde_json::from_str(&answer.body).unwrap_or_default()))
    }

    /// The same where nothing goes wrong.
    pub async fn must(&self, what: &str, body: &Value) -> Value {
        let (status, answer) = self.ask(what, body).await.unwrap();
        assert!(status < 300, "{what}: {status} {answer}");
        answer
    }

    /// The same at another node.
    pub fn at(&self, address: &str) -> Self {
        Self { address: address.to_owned(), ..self.clone() }
    }

    /// The program of this licence.
    pub fn with_key(&self, licence: &Licence) -> Self {
        Self { authorization: format!("License {}", licence.key), ..self.clone() }
    }

    /// The status, and the machine's id or the codes of the refusal.
    pub async fn activate(
        &self,
        licence: &Licence,
        fingerprint: &str,
    ) -> std::io::Result<(u16, Vec<String>)> {
        let body = json!({"data": {"type": "machines", "attributes": {"fingerprint": fingerprint},
            "relationships": {"license": of("licenses", &licence.id)}}});
        let (status, answer) = self.ask("POST /machines", &body).await?;
        let told = match answer["errors"].as_array() {
            None => vec![id(&answer)],
            Some(all) => all.iter().map(|one| one["code"].as_str().unwrap().to_owned()).collect(),
        };
        Ok((status, told))
    }

    /// What a validation says.
    pub async fn code(&self, licence: &Licence) -> String {
        let body = json!({ "meta": { "key": licence.key } });
        let answer = self.must("POST /licenses/actions/validate-key", &body).await;
        answer["meta"]["code"].as_str().unwrap().to_owned()
    }
}

impl Vendor {
    /// A vendor at the first node, whose policy says this.
    pub async fn new(driven: &Driven, mut policy: Value) -> Self {
        let token = driven.say(&["--json", "licence", "token", "faults"]);
        let authorization = format!("Bearer {}", token["token"].as_str().unwrap());
        let wire = Wire { address: driven.addresses()[0].clone(), authorization };
        let product = json!({"data": {"type": "products", "attributes": {"name": "Backup Pro"}}});
        let product = id(&wire.must("POST /products", &product).await);
        policy["name"] = "Node".into();
        policy["authenticationStrategy"] = "LICENSE".into();
        let policy = json!({"data": {"type": "policies", "attributes": policy,
            "relationships": {"product": of("products", &product)}}});
        let policy = id(&wire.must("POST /policies", &policy).await);
        Self { wire, policy }
    }

    pub async fn licence(&self, name: &str) -> Licence {
        let body = json!({"data": {"type": "licenses", "attributes": {"name": name},
            "relationships": {"policy": of("policies", &self.policy)}}});
        let made = self.wire.must("POST /licenses", &body).await;
        let key = made["data"]["attributes"]["key"].as_str().unwrap().to_owned();
        Licence { id: id(&made), key }
    }
}
