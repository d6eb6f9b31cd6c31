//! What belongs to a licence and what it belongs to, and the lists of licences and machines of everything else.

use super::operation::{JSON_API, Operation, delete, get, post, put};
use super::resource::{Kind, document, naming, naming_several};
use super::shape::{flag, maybe, number, one_of, record, reference, text, time, words};
use super::{licence, machine};
use crate::domain::meter::{Reached, Reset};
use axum::http::StatusCode;
use serde_json::{Value, json};

pub(super) fn kinds() -> Vec<Kind> {
    let limits = [("softLimit", maybe(number())), ("hardLimit", maybe(number()))];
    let meter = vec![
        ("name", text()),
        ("code", text()),
        ("unit", text()),
        ("reset", words(Reset::ALL, Reset::name)),
        ("counted", number()),
        ("reached", reached()),
        ("resetsAt", maybe(time())),
    ];
    let event = vec![
        ("idempotencyKey", text()),
        ("quantity", number()),
        ("duplicate", flag()),
        ("at", time()),
        ("created", time()),
    ];
    vec![
        Kind::new("meters", meter.into_iter().chain(limits).collect()).nowhere(),
        Kind::new("meter-events", event)
            .nowhere()
            .belongs_to("license", &["licenses"])
            .belongs_to("meter", &["meters"]),
    ]
}

pub(super) fn operations() -> Vec<Operation> {
    let mut all = belongs();
    all.extend(users());
    all.extend(entitlements());
    all.extend(meters());
    all.extend(lists());
    all
}

fn belongs() -> Vec<Operation> {
    let shows = |path, name, permission, kind| {
        get(path, name)
            .says("What it belongs to; 404 where that is nothing.")
            .needs(permission)
            .gives(kind)
    };
    let changes = |path, name, permission, kind| {
        put(path, name)
            .says("Lets it belong to another.")
            .needs(permission)
            .takes(naming(kind))
            .gives("licenses")
    };
    let owner = "license.owner.update";
    vec![
        shows("/licenses/{id}/product", "showLicenseProduct", "product.read", "products"),
        shows("/licenses/{id}/policy", "showLicensePolicy", "policy.read", "policies"),
        changes(
            "/licenses/{id}/policy",
            "changeLicensePolicy",
            "license.policy.update",
            "policies",
        )
        .codes(&["POLICY_NOT_COMPATIBLE", "POLICY_NOT_FOUND"]),
        shows("/licenses/{id}/owner", "showLicenseOwner", "user.read", "users"),
        changes("/licenses/{id}/owner", "changeLicenseOwner", owner, "users")
            .codes(&["OWNER_NOT_FOUND"]),
        shows("/licenses/{id}/user", "showLicenseUser", "user.read", "users"),
        changes("/licenses/{id}/user", "changeLicenseUser", owner, "users")
            .codes(&["OWNER_NOT_FOUND"]),
        shows("/licenses/{id}/group", "showLicenseGroup", "group.read", "groups"),
        changes("/licenses/{id}/group", "changeLicenseGroup", "license.group.update", "groups")
            .codes(&["GROUP_NOT_FOUND", "GROUP_LICENSE_LIMIT_EXCEEDED"]),
    ]
}

fn users() -> Vec<Operation> {
    let at = "/licenses/{id}/users";
    vec![
        get(at, "listLicenseUsers")
            .says("A page of those who may use it, its owner first.")
            .needs("user.read")
            .lists("users"),
        post(at, "attachLicenseUsers")
            .says("Lets these use it too.")
            .needs("license.users.attach")
            .takes(naming_several("users"))
            .gives_all("users")
            .codes(&["USER_NOT_FOUND", "USER_CONFLICT", "USER_LIMIT_EXCEEDED"]),
        delete(at, "detachLicenseUsers")
            .says("Lets these use it no more.")
            .needs("license.users.detach")
            .takes(naming_several("users"))
            .removes(),
    ]
}

fn entitlements() -> Vec<Operation> {
    let at = "/licenses/{id}/entitlements";
    let own = super::shape::lenient(&[("value", maybe(text())), ("expiry", time())], &[]);
    let mut naming = naming_several("entitlements");
    naming["properties"]["data"]["items"]["properties"]["attributes"] = own;
    vec![
        get(at, "listLicenseEntitlements")
            .says("A page of what it opens, by itself or by its policy.")
            .needs("entitlement.read")
            .lists("entitlements"),
        post(at, "attachLicenseEntitlements")
            .says(
                "Lets it open these too, each with a value and an end of its own if they are sent.",
            )
            .needs("license.entitlements.attach")
            .takes(naming)
            .gives_all("entitlements")
            .codes(&["ENTITLEMENT_NOT_FOUND", "ENTITLEMENT_VALUE_TOO_LONG", "EXPIRY_INVALID"]),
        delete(at, "detachLicenseEntitlements")
            .says("Lets it open these no more.")
            .needs("license.entitlements.detach")
            .takes(naming_several("entitlements"))
            .removes(),
    ]
}

/// A limit that is reached, or none.
pub(super) fn reached() -> Value {
    maybe(one_of(&[Reached::Soft.name(), Reached::Hard.name()]))
}

fn meters() -> Vec<Operation> {
    let state = record(&[
        ("code", text()),
        ("counted", number()),
        ("softLimit", maybe(number())),
        ("hardLimit", maybe(number())),
        ("reached", reached()),
        ("resetsAt", maybe(time())),
    ]);
    let told = document(Some(reference("meter-events")), Some(record(&[("meter", state)])));
    let fields = [
        ("quantity", maybe(number())),
        ("at", maybe(time())),
        ("idempotencyKey", json!({ "type": "string", "minLength": 1 })),
    ];
    let attributes = super::shape::lenient(&fields, &["idempotencyKey"]);
    let body = record(&[("data", record(&[("attributes", attributes)]))]);
    vec![
        get("/licenses/{id}/meters", "listLicenseMeters")
            .says("What is counted for it, and how far it may go.")
            .needs("license.read")
            .gives_all("meters"),
        post("/licenses/{id}/meters/{code}/events", "countMeter")
            .says("Counts once for each key: 200 where it was counted before.")
            .needs("license.usage.increment")
            .takes(body)
            .answers(StatusCode::CREATED, JSON_API, told.clone())
            .answers(StatusCode::OK, JSON_API, told)
            .codes(&["METER_LIMIT_EXCEEDED"]),
    ]
}

type Listed = (&'static str, &'static str, &'static str);

fn lists() -> Vec<Operation> {
    let licences: [Listed; 4] = [
        ("/products/{id}/licenses", "listProductLicenses", "license.read"),
        ("/policies/{id}/licenses", "listPolicyLicenses", "license.read"),
        ("/groups/{id}/licenses", "listGroupLicenses", "group.licenses.read"),
        ("/users/{id}/licenses", "listUserLicenses", "license.read"),
    ];
    let machines: [Listed; 3] = [
        ("/products/{id}/machines", "listProductMachines", "machine.read"),
        ("/groups/{id}/machines", "listGroupMachines", "group.machines.read"),
        ("/users/{id}/machines", "listUserMachines", "machine.read"),
    ];
    let licences = licences.map(|(path, name, permission)| {
        let list = get(path, name).says("The list of licences, narrowed to these.");
        list.needs(permission).lists("licenses").filters(&licence::filters())
    });
    let machines = machines.map(|(path, name, permission)| {
        let list = get(path, name).says("The list of machines, narrowed to these.");
        list.needs(permission).lists("machines").filters(&machine::filters())
    });
    licences.into_iter().chain(machines).collect()
}
