//! Tokens, and whoever comes in with one.

use super::kind;
use super::operation::{Access, JSON_API, Operation, delete, get, post, put};
use super::resource::{Kind, Sent, document};
use super::shape::{id, maybe, number, reference, several, text, time, words};
use crate::domain::token::Bearer;
use crate::wire::token::kind as kind_of;
use axum::http::StatusCode;
use serde_json::json;

const BEARERS: &[&str] = &["accounts", "environments", "products", "users", "licenses"];

pub(super) fn kinds() -> Vec<Kind> {
    let always = vec![
        ("kind", words(Bearer::ALL, kind_of)),
        ("name", maybe(text())),
        ("expiry", maybe(time())),
        ("permissions", several(text())),
        ("lastUsed", maybe(time())),
        ("created", time()),
        ("updated", time()),
    ];
    let tokens = Kind::new("tokens", always)
        // told once, when it is made
        .at_times("token", text())
        .at_times("maxActivations", maybe(number()))
        .at_times("maxDeactivations", maybe(number()))
        .at_times("activations", number())
        .at_times("deactivations", number())
        .may_belong_to("environment", &["environments"])
        .belongs_to("bearer", BEARERS);
    vec![tokens]
}

const ATTRIBUTES: &[&str] =
    &["name", "expiry", "permissions", "maxActivations", "maxDeactivations"];
const CODES: &[&str] = &["EXPIRY_INVALID", "PERMISSIONS_NOT_ALLOWED"];

pub(super) fn operations() -> Vec<Operation> {
    let mut body = kind("tokens").sent(&Sent { attributes: ATTRIBUTES, ..Sent::default() });
    // a token may be asked for by nothing at all
    if let Some(body) = body.as_object_mut() {
        body.remove("required");
    }
    let kinds = ["licenses", "products", "users", "environments", "tokens"].map(reference);
    let known = json!({ "anyOf": kinds });
    let mut all = vec![
        get("/me", "showMyself")
            .says("Who asks, as they are known here.")
            .lets_in(Access::Known)
            .answers(StatusCode::OK, JSON_API, document(Some(known), None)),
        get("/tokens", "listTokens")
            .says("A page of the tokens that whoever asks sees.")
            .needs("token.read")
            .lists("tokens")
            .filters(&[("bearer[id]", id()), ("bearer", id())]),
        post("/tokens", "createToken")
            .says("Makes another token for whoever asks, which may no more and lasts no longer.")
            .needs("token.generate")
            .takes(body.clone())
            .creates("tokens")
            .codes(CODES),
        get("/tokens/{id}", "showToken").says("Shows one.").needs("token.read").gives("tokens"),
        put("/tokens/{id}", "regenerateToken")
            .says("Gives it another secret; the old one opens nothing any more.")
            .needs("token.regenerate")
            .gives("tokens"),
        delete("/tokens/{id}", "revokeToken").says("Revokes it.").needs("token.revoke").removes(),
    ];
    for (path, [list, make], permission) in OF {
        all.push(
            get(path, list)
                .says("A page of the tokens that belong to it.")
                .needs("token.read")
                .lists("tokens")
                .filters(&[("bearer[id]", id()), ("bearer", id())]),
        );
        all.push(
            post(path, make)
                .says("Makes a token for it.")
                .needs(permission)
                .takes(body.clone())
                .creates("tokens")
                .codes(CODES),
        );
    }
    all
}

/// Whose tokens the vendor's programs make.
const OF: [(&str, [&str; 2], &str); 4] = [
    (
        "/licenses/{id}/tokens",
        ["listLicenseTokens", "createLicenseToken"],
        "license.tokens.generate",
    ),
    (
        "/products/{id}/tokens",
        ["listProductTokens", "createProductToken"],
        "product.tokens.generate",
    ),
    ("/users/{id}/tokens", ["listUserTokens", "createUserToken"], "user.tokens.generate"),
    (
        "/environments/{id}/tokens",
        ["listEnvironmentTokens", "createEnvironmentToken"],
        "environment.tokens.generate",
    ),
];
