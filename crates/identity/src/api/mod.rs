//! What programs are told about the people who sign in. Every endpoint of identity stands on this page.

mod me;
mod user;

use crate::rights;
use platform::api::{Access, Endpoint, Page, Scope};

const USERS_READ: &str = "users:read";

pub const SCOPES: &[Scope] = &[Scope {
    name: USERS_READ,
    label: "identity-scope-users-read",
    rights: &[rights::MANAGE_USERS],
}];

pub fn endpoints() -> Vec<Endpoint> {
    vec![
        Endpoint::get("/api/v1/me", me::show)
            .named("getMe", "Who the key or token belongs to, and what it may do.")
            .lets_in(Access::Any)
            .gives::<me::Me>(),
        Endpoint::get("/api/v1/users", user::list)
            .named("listUsers", "Those who sign in here, by name.")
            .needs(USERS_READ)
            .query::<user::Asked>()
            .gives::<Page<user::Account>>(),
    ]
}
