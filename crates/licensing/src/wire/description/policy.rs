//! Policies, with every attribute as the table of attributes has it, their entitlements and their pools of keys.

use super::entry::Entries;
use super::kind;
use super::operation::{Operation, delete, get, post};
use super::resource::{Kind, Sent, naming_several};
use super::shape::{Field, flag, id, maybe, number, object, one_of, text, time};
use crate::domain::draft::attribute::{self, Kind as Values};

/// What an attribute of the table is on the wire.
fn schema(values: Values) -> serde_json::Value {
    match values {
        Values::Flag => flag(),
        Values::Limit | Values::Seconds(_) => maybe(number()),
        Values::Word(words) => one_of(words),
        Values::MaybeWord(words) => maybe(one_of(words)),
    }
}

pub(super) fn kinds() -> Vec<Kind> {
    let mut always = vec![("name", text())];
    always.extend(attribute::all().map(|one| (one.name, schema(one.kind))));
    always.extend([("metadata", object()), ("created", time()), ("updated", time())]);
    let policies = Kind::new("policies", always)
        .may_belong_to("environment", &["environments"])
        .belongs_to("product", &["products"])
        .has_many(&["pool", "licenses", "entitlements"]);
    let key: Vec<Field> = vec![("key", text()), ("created", time()), ("updated", time())];
    vec![policies, Kind::new("keys", key).belongs_to("policy", &["policies"])]
}

pub(super) fn operations() -> Vec<Operation> {
    let entries = Entries {
        kind: "policies",
        at: ["/policies", "/policies/{id}"],
        names: [
            "listPolicies",
            "createPolicy",
            "showPolicy",
            "changePolicy",
            "replacePolicy",
            "deletePolicy",
        ],
        permissions: ["policy.read", "policy.create", "policy.update", "policy.delete"],
        filters: vec![("product", id())],
    };
    let mut attributes = vec!["name", "metadata"];
    attributes.extend(attribute::all().map(|one| one.name));
    let related = [("product", "products")];
    let needed = ["name", "product"];
    let sent = Sent { attributes: &attributes, related: &related, needed: &needed };
    let mut all = entries.operations(&sent);
    all.extend(members());
    all.extend(pool());
    all
}

fn members() -> Vec<Operation> {
    vec![
        get("/policies/{id}/product", "showPolicyProduct")
            .says("The product of a policy.")
            .needs("product.read")
            .gives("products"),
        get("/products/{id}/policies", "listProductPolicies")
            .says("A page of a product's policies.")
            .needs("policy.read")
            .lists("policies"),
        get("/policies/{id}/entitlements", "listPolicyEntitlements")
            .says("What every licence under a policy opens.")
            .needs("entitlement.read")
            .gives_all("entitlements"),
        post("/policies/{id}/entitlements", "attachPolicyEntitlements")
            .says("Lets every licence under a policy open these too.")
            .needs("policy.entitlements.attach")
            .takes(naming_several("entitlements"))
            .gives_all("entitlements"),
        delete("/policies/{id}/entitlements", "detachPolicyEntitlements")
            .says("Takes these away from every licence under a policy.")
            .needs("policy.entitlements.detach")
            .takes(naming_several("entitlements"))
            .removes(),
        get("/policies/{id}/entitlements/{entitlement}", "showPolicyEntitlement")
            .says("One of them.")
            .needs("entitlement.read")
            .gives("entitlements"),
    ]
}

fn pool() -> Vec<Operation> {
    let sent = Sent {
        attributes: &["key"],
        related: &[("policy", "policies")],
        needed: &["key", "policy"],
    };
    vec![
        post("/keys", "createKey")
            .says("Puts a key into the pool of a policy, where it waits for a licence.")
            .needs("key.create")
            .takes(kind("keys").sent(&sent))
            .creates("keys")
            .codes(&["POLICY_NOT_FOUND", "KEY_MISSING"]),
        get("/keys/{id}", "showKey").says("Shows a waiting key.").needs("key.read").gives("keys"),
        delete("/keys/{id}", "deleteKey")
            .says("Takes a waiting key out of its pool.")
            .needs("key.delete")
            .removes(),
        get("/policies/{id}/pool", "listPool")
            .says("A page of the keys that wait in a policy's pool.")
            .needs("key.read")
            .lists("keys"),
        delete("/policies/{id}/pool", "popPool")
            .says("Takes the key out of the pool that has waited longest, and tells it.")
            .needs("policy.pool.pop")
            .gives("keys")
            .codes(&["POLICY_POOL_EMPTY"]),
        get("/policies/{id}/pool/{key}", "showPoolKey")
            .says("One of them.")
            .needs("key.read")
            .gives("keys"),
    ]
}
