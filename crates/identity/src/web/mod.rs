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
mod second;
mod setup;
mod sign_in;
mod user;

pub use proof::prove;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use platform::Kontor;

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
        .layer(DefaultBodyLimit::max(LONGEST_FORM))
}
