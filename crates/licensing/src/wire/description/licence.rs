//! Licences: what they look like, what is asked of them and done with them, and how they are validated.

use super::kind;
use super::operation::{Access, JSON_API, Operation, delete, get, including, patch, post, put};
use super::resource::{Kind, Sent, about, document};
use super::shape::{
    Field, flag, id, maybe, number, object, one_of, record, reference, several, text, time, words,
};
use crate::crypto::algorithm::Scheme;
use crate::domain::check_out::Wish;
use crate::domain::licence::Status;
use crate::domain::validation::Code;
use axum::http::StatusCode;
use serde_json::{Value, json};

const LIMITS: [&str; 8] = [
    "maxMachines",
    "maxProcesses",
    "maxUsers",
    "maxCores",
    "maxMemory",
    "maxDisk",
    "maxUses",
    "maxDeactivations",
];

fn attributes() -> Vec<Field> {
    let mut all = vec![
        ("name", maybe(text())),
        ("key", text()),
        ("expiry", maybe(time())),
        ("status", words(Status::ALL, Status::name)),
        ("uses", number()),
        ("suspended", flag()),
        ("scheme", maybe(words(&Scheme::ALL, Scheme::name))),
        ("encrypted", flag()),
        ("strict", flag()),
        ("floating", flag()),
        ("protected", flag()),
        ("version", maybe(text())),
        ("requireHeartbeat", flag()),
        ("requireCheckIn", flag()),
        ("lastValidated", maybe(time())),
        ("lastCheckIn", maybe(time())),
        ("nextCheckIn", maybe(time())),
        ("lastCheckOut", maybe(time())),
    ];
    all.extend(LIMITS.map(|name| (name, maybe(number()))));
    all.extend([("metadata", object()), ("created", time()), ("updated", time())]);
    all
}

pub(super) fn kinds() -> Vec<Kind> {
    let file: Vec<Field> = vec![
        ("certificate", text()),
        ("algorithm", text()),
        ("includes", several(text())),
        ("ttl", maybe(number())),
        ("expiry", maybe(time())),
        ("issued", time()),
    ];
    vec![
        Kind::new("licenses", attributes())
            // validations leave it out
            .at_times("permissions", several(text()))
            .may_belong_to("environment", &["environments"])
            .belongs_to("product", &["products"])
            .belongs_to("policy", &["policies"])
            .may_belong_to("group", &["groups"])
            .may_belong_to("owner", &["users"])
            .has_many(&["users", "machines", "tokens", "entitlements"]),
        Kind::new("license-files", file.clone()).nowhere().belongs_to("license", &["licenses"]),
        Kind::new("machine-files", file)
            .nowhere()
            .belongs_to("machine", &["machines"])
            .belongs_to("license", &["licenses"]),
    ]
}

/// By what a list of licences is narrowed.
pub(super) fn filters() -> Vec<Field> {
    let mut all = vec![("status", words(Status::ALL, Status::name))];
    all.extend(["product", "policy", "owner", "user", "group"].map(|name| (name, id())));
    all.extend(["machine", "key"].map(|name| (name, text())));
    all.extend(
        ["suspended", "assigned", "unassigned", "activated", "expiring"].map(|name| (name, flag())),
    );
    let spans = ["expires[in]", "expires[within]", "activity[inside]", "activity[outside]"];
    all.extend(spans.map(|name| (name, text())));
    all.extend(["expires[before]", "expires[after]"].map(|name| (name, time())));
    all.push(("expires[on]", json!({ "type": "string", "format": "date" })));
    let counts = [
        "activations[gt]",
        "activations[gte]",
        "activations[lt]",
        "activations[lte]",
        "activations[eq]",
    ];
    all.extend(counts.map(|name| (name, number())));
    all
}

pub(super) fn operations() -> Vec<Operation> {
    let mut all = entries();
    all.extend(verbs());
    all.extend(uses());
    all.extend(validations());
    all.extend(files());
    all
}

const ONE: &str = "/licenses/{id}";

fn entries() -> Vec<Operation> {
    let mut attributes = vec!["name", "key", "expiry", "suspended", "protected", "metadata"];
    attributes.extend(LIMITS);
    let edited: Vec<_> = attributes.iter().copied().filter(|name| *name != "key").collect();
    let related = [
        ("policy", "policies"),
        ("owner", "users"),
        ("group", "groups"),
        ("environment", "environments"),
        ("users", "users"),
        ("entitlements", "entitlements"),
    ];
    let licences = kind("licenses");
    let sent = Sent { attributes: &attributes, related: &related, needed: &["policy"] };
    let edit = licences.sent(&Sent { attributes: &edited, ..Sent::default() });
    vec![
        get("/licenses", "listLicenses")
            .says("A page of licences, the newest first; `metadata[name]` narrows it by what is noted.")
            .needs("license.read")
            .lists("licenses")
            .filters(&filters())
            .codes(&["PAGE_CURSOR_INVALID"]),
        post("/licenses", "createLicense")
            .says("Issues a licence under a policy.")
            .needs("license.create")
            .takes(licences.sent(&sent))
            .creates("licenses")
            .codes(&["KEY_TAKEN", "OWNER_NOT_FOUND", "POLICY_NOT_FOUND", "POLICY_POOL_EMPTY"]),
        get(ONE, "showLicense").says("Shows one.").needs("license.read").gives("licenses"),
        patch(ONE, "changeLicense")
            .says("Changes what is sent of it, and leaves the rest as it was.")
            .needs("license.update")
            .takes(edit.clone())
            .gives("licenses"),
        put(ONE, "replaceLicense")
            .says("The same as PATCH.")
            .needs("license.update")
            .takes(edit)
            .gives("licenses"),
        delete(ONE, "deleteLicense").says("Revokes it.").needs("license.delete").removes(),
    ]
}

fn verbs() -> Vec<Operation> {
    vec![
        post("/licenses/{id}/actions/renew", "renewLicense")
            .says("Lets it last once more as long as its policy says.")
            .needs("license.renew")
            .gives("licenses")
            .codes(&["RENEWAL_NOT_SUPPORTED"]),
        post("/licenses/{id}/actions/suspend", "suspendLicense")
            .says("Suspends it; from the next question on it is not good.")
            .needs("license.suspend")
            .gives("licenses")
            .codes(&["LICENSE_ALREADY_SUSPENDED"]),
        post("/licenses/{id}/actions/reinstate", "reinstateLicense")
            .says("Takes the suspension back.")
            .needs("license.reinstate")
            .gives("licenses")
            .codes(&["LICENSE_NOT_SUSPENDED"]),
        post("/licenses/{id}/actions/revoke", "revokeLicense")
            .says("Revokes it: it is gone, with its machines.")
            .needs("license.revoke")
            .removes(),
        delete("/licenses/{id}/actions/revoke", "revokeLicenseByDelete")
            .says("The same, as programs of before ask.")
            .needs("license.revoke")
            .removes(),
        post("/licenses/{id}/actions/check-in", "checkInLicense")
            .says("Checks it in, where its policy wants that.")
            .needs("license.check-in")
            .gives("licenses")
            .codes(&["CHECK_IN_NOT_SUPPORTED"]),
    ]
}

fn uses() -> Vec<Operation> {
    vec![
        post("/licenses/{id}/actions/increment-usage", "incrementUsage")
            .says("Counts uses.")
            .needs("license.usage.increment")
            .takes(about(&[("increment", maybe(number()))], &[]))
            .gives("licenses")
            .codes(&["INCREMENT_INVALID", "USES_LIMIT_EXCEEDED"]),
        post("/licenses/{id}/actions/decrement-usage", "decrementUsage")
            .says("Takes uses back.")
            .needs("license.usage.decrement")
            .takes(about(&[("decrement", maybe(number()))], &[]))
            .gives("licenses")
            .codes(&["USES_INVALID"]),
        post("/licenses/{id}/actions/reset-usage", "resetUsage")
            .says("Counts uses from none again.")
            .needs("license.usage.reset")
            .gives("licenses"),
    ]
}

/// About what a program asks.
fn scope() -> Value {
    let names = [
        "environment",
        "product",
        "policy",
        "user",
        "machine",
        "fingerprint",
        "checksum",
        "version",
    ];
    let mut fields: Vec<Field> = names.map(|name| (name, maybe(text()))).into();
    let lists = ["fingerprints", "components", "entitlements"];
    fields.extend(lists.map(|name| (name, maybe(several(text())))));
    maybe(super::shape::lenient(&fields, &[]))
}

/// 200 whatever it says: whether a licence is good, and why.
fn verdict(data: Value) -> Value {
    let meta = record(&[
        ("ts", time()),
        ("valid", flag()),
        ("detail", text()),
        ("code", words(Code::ALL, Code::name)),
        ("scope", object()),
    ]);
    document(Some(data), Some(meta))
}

fn validations() -> Vec<Operation> {
    let (nonce, ok) = (("nonce", maybe(json!({ "type": "number" }))), StatusCode::OK);
    let one = || verdict(reference("licenses"));
    vec![
        post("/licenses/actions/validate-key", "validateKey")
            .says("Whether the licence with this key is good, here and now.")
            .lets_in(Access::Open)
            .takes(about(&[("key", text()), ("scope", scope()), nonce.clone()], &["key"]))
            .answers(ok, JSON_API, verdict(maybe(reference("licenses"))))
            .codes(&["KEY_MISSING", "SCOPE_INVALID", "NONCE_INVALID"]),
        get("/licenses/{id}/actions/validate", "validateQuickly")
            .says("Whether it is good, asked without a scope and without a trace.")
            .needs("license.validate")
            .answers(ok, JSON_API, one()),
        post("/licenses/{id}/actions/validate", "validateLicense")
            .says("Whether it is good within a scope.")
            .needs("license.validate")
            .takes(about(&[("scope", scope()), nonce], &[]))
            .answers(ok, JSON_API, one())
            .codes(&["SCOPE_INVALID", "NONCE_INVALID"]),
    ]
}

fn wish(possible: &[&str]) -> Value {
    let fields = [
        ("encrypt", maybe(flag())),
        ("ttl", maybe(json!({ "type": "integer", "minimum": Wish::SHORTEST }))),
        ("include", maybe(several(one_of(possible)))),
        ("algorithm", maybe(text())),
    ];
    about(&fields, &[])
}

/// A file that is good offline: as a resource, or as it is.
fn files() -> Vec<Operation> {
    let codes = [
        "CHECKOUT_TTL_INVALID",
        "CHECKOUT_INCLUDE_INVALID",
        "CHECKOUT_ALGORITHM_INVALID",
        "LICENSE_SUSPENDED",
        "LICENSE_EXPIRED",
        "LICENSE_BANNED",
    ];
    let of = |one: Operation, possible: &[&str]| {
        one.filter("encrypt", flag(), "Whether it is encrypted with the key.")
            .filter("ttl", number(), "For how many seconds it is good.")
            .filter("include", including(possible), "What comes along with it.")
            .filter("algorithm", text(), "How it is signed.")
            .also(StatusCode::UNPROCESSABLE_ENTITY)
            .codes(&codes)
    };
    let licence = "/licenses/{id}/actions/check-out";
    let machine = "/machines/{id}/actions/check-out";
    let raw = |one: Operation| one.says("The file as it is, to be saved.").file(StatusCode::OK);
    vec![
        of(raw(get(licence, "fetchLicenseFile")).needs("license.check-out"), Wish::OF_LICENCE),
        of(
            post(licence, "checkOutLicense")
                .says("A signed file by which a program knows its licence without the server.")
                .needs("license.check-out")
                .takes(wish(Wish::OF_LICENCE))
                .gives("license-files"),
            Wish::OF_LICENCE,
        ),
        of(raw(get(machine, "fetchMachineFile")).needs("machine.check-out"), Wish::OF_MACHINE),
        of(
            post(machine, "checkOutMachine")
                .says("The same for one machine, which opens nowhere else.")
                .needs("machine.check-out")
                .takes(wish(Wish::OF_MACHINE))
                .gives("machine-files"),
            Wish::OF_MACHINE,
        ),
    ]
}
