//! What programs are told about the people who sign in. Every endpoint of identity stands on this page.

mod auth;
mod me;
mod user;

use crate::rights;
use axum::http::StatusCode;
use platform::api::{Access, Endpoint, Page, Scope};

const USERS_READ: &str = "users:read";

pub const SCOPES: &[Scope] = &[Scope {
    name: USERS_READ,
    label: "identity-scope-users-read",
    rights: &[rights::MANAGE_USERS],
}];

pub fn endpoints() -> Vec<Endpoint> {
    let own = vec![
        Endpoint::get("/api/v1/me", me::show)
            .named("getMe", "Who the key or token belongs to, and what it may do.")
            .lets_in(Access::Any)
            .gives::<me::Me>(),
        Endpoint::get("/api/v1/users", user::list)
            .named("listUsers", "Those who sign in here, by name.")
            .needs(USERS_READ)
            .query::<user::Asked>()
            .gives::<Page<user::Account>>(),
    ];
    own.into_iter().chain(programs()).collect()
}

/// Where programs sign in.
fn programs() -> [Endpoint; 5] {
    [
        Endpoint::post("/api/v1/auth/login", auth::login)
            .named("login", "Signs a program in with somebody's password and second factor.")
            .lets_in(Access::Open)
            .answers(StatusCode::OK)
            .takes::<auth::Login>()
            .gives::<auth::Granted>(),
        Endpoint::post("/api/v1/auth/refresh", auth::refresh)
            .named("refresh", "Gives the next tokens for a refresh token, which is good once.")
            .lets_in(Access::Open)
            .answers(StatusCode::OK)
            .takes::<auth::Refresh>()
            .gives::<auth::Granted>(),
        Endpoint::post("/api/v1/auth/logout", auth::logout)
            .named("logout", "Ends the sign-in that the access token belongs to.")
            .lets_in(Access::SignedIn)
            .answers(StatusCode::NO_CONTENT),
        Endpoint::get("/api/v1/auth/sessions", auth::sessions)
            .named("listSessions", "The programs that are signed in for this person.")
            .lets_in(Access::SignedIn)
            .gives::<Vec<auth::Session>>(),
        Endpoint::delete("/api/v1/auth/sessions/{id}", auth::end)
            .named("endSession", "Ends the sign-in of one of this person's programs.")
            .lets_in(Access::SignedIn),
    ]
}
