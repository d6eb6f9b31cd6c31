//! The small interface beside Keygen's, below `/api/license`: plain JSON, signed as everything is.
//!
//! Whoever knows a licence's key may do what the licence's own programs may; a token in `X-API-Key` may what it was made for.
//! A handler reads [`told::Told`], opens a [`case::Case`] and answers with a [`said::Said`] or a fault of the wire.

mod activate;
mod around;
mod case;
mod deactivate;
mod hardware;
mod info;
mod said;
mod session;
mod told;
mod update;
mod usage;
mod verify;
pub mod version;

use around::Face;
use axum::Router;
use axum::http::Extensions;
use axum::routing::{get, post};
use platform::Kontor;
use platform::wire::Wire;

/// Longer than any list of hardware.
const LONGEST_BODY: usize = 64 * 1024;

pub const WIRE: Wire = Wire {
    at: "/api/license",
    routes,
    longest_body: LONGEST_BODY,
    files: false,
    around: |kontor, request, rest| Box::pin(around::around(kontor, Face::Licence, request, rest)),
};

fn routes(_: &Kontor) -> Router<Kontor> {
    Router::new()
        .route("/activate", post(activate::activate))
        .route("/deactivate", post(deactivate::deactivate))
        .route("/transfer", post(deactivate::transfer))
        .route("/verify", post(verify::verify))
        .route("/info/{key}", get(info::info))
        .route("/session/start", post(session::start))
        .route("/session/heartbeat", post(session::heartbeat))
        .route("/session/end", post(session::end))
        .route("/usage", post(usage::count))
}

/// The code that an answer of this interface says.
pub(super) fn said_code(answer: &Extensions) -> Option<String> {
    let code = answer.get::<said::Said>()?.fields.get("code")?;
    code.as_str().map(str::to_owned)
}
