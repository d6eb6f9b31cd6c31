//! The pages of identity, each with its forms.

mod account;
mod answer;
mod api_key;
mod email;
mod factor;
mod forgot;
pub(crate) mod limits;
mod link;
mod open_line;
mod passkey;
mod password;
mod program;
mod proof;
mod provider;
mod role;
mod second;
mod security;
mod setup;
mod sign_in;
mod user;

pub use proof::prove;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use platform::Kontor;
use platform::app::Door;

/// Where people come in, and what signs them in and out: that works when nothing else may be changed.
pub const DOORS: &[Door] = &[
    Door::Entrance("/sign-in"),
    Door::Entrance("/setup"),
    Door::Entrance("/auth"),
    Door::Always("/sign-in"),
    Door::Always("/sign-in/link"),
    Door::Always("/sign-in/second"),
    Door::Always("/sign-in/second/passkey"),
    Door::Always("/sign-in/second/passkey/options"),
    Door::Always("/sign-in/passkey"),
    Door::Always("/sign-in/passkey/options"),
    Door::Always("/sign-out"),
    Door::Always("/auth/{provider}/backchannel-logout"),
    Door::Always("/api/v1/auth/login"),
    Door::Always("/api/v1/auth/refresh"),
    Door::Always("/api/v1/auth/logout"),
];

/// No form here is longer; pages before sign-in are open to everyone.
const LONGEST_FORM: usize = 64 * 1024;

pub fn routes() -> Router<Kontor> {
    Router::new()
        .merge(setup::routes())
        .merge(sign_in::routes())
        .merge(link::routes())
        .merge(forgot::routes())
        .merge(email::open())
        .merge(second::routes())
        .merge(passkey::open())
        .merge(password::routes())
        .merge(provider::routes())
        .route_layer(from_fn(open_line::refuse))
        .merge(provider::of_providers())
        .merge(provider::of_account())
        .merge(account::routes())
        .merge(email::routes())
        .merge(factor::routes())
        .merge(passkey::routes())
        .merge(program::routes())
        .merge(api_key::routes())
        .merge(user::routes())
        .merge(role::routes())
        .merge(security::routes())
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
}
