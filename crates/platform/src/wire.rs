//! Wires: addresses at which an app speaks to programs in a format of somebody else's, neither page nor API.
//!
//! Nobody comes in by a cookie here, nothing is checked for forgery, and no problem is drawn: an app that has a wire
//! says itself who asks, how often, and what is told when something goes wrong.

use crate::app::is_at;
use crate::error::Problem;
use crate::http::{Policy, catch_panic, if_on, limit_time};
use crate::{App, Error, Kontor};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state, map_response, map_response_with_state};
use axum::response::{IntoResponse, Response};
use std::pin::Pin;
use tower_http::limit::RequestBodyLimitLayer;

/// An address, and how everything below it is answered.
#[derive(Clone, Copy)]
pub struct Wire {
    /// Such as `/v1`. It may lie below the API's root.
    pub at: &'static str,
    /// What is answered, with addresses relative to `at`.
    pub routes: fn(&Kontor) -> Router<Kontor>,
    /// No body is longer.
    pub longest_body: usize,
    /// Around everything: an unknown address, a wrong method, a body that is too long, a panic, an answer that took too
    /// long and an app that is off come by as [`Error`]s, each with its [`Problem`], and leave as the app
    /// writes them. Nothing behind changes a body but for its encoding, and a `Date` that is there stays.
    pub around: fn(Kontor, Request, Next) -> Answering,
}

pub type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

impl Kontor {
    /// Whether an address is answered in a format of somebody else's.
    pub fn is_wire(&self, path: &str) -> bool {
        self.apps.iter().flat_map(|app| app.wires).any(|wire| is_at(wire.at, path))
    }
}

/// The wires of all apps.
pub(crate) fn routes(kontor: &Kontor) -> Router<Kontor> {
    let all = kontor.apps.iter().flat_map(|app| app.wires.iter().map(move |wire| (app, wire)));
    all.fold(Router::new(), |all, (app, wire)| all.nest(wire.at, mounted(kontor, app, wire)))
}

/// What a browser may do with an answer that is no page: nothing.
const POLICY: Policy = Policy("default-src 'none'; frame-ancestors 'none'");

/// One wire behind its layers; the first added is the innermost.
fn mounted(kontor: &Kontor, app: &App, wire: &Wire) -> Router<Kontor> {
    let around = wire.around;
    (wire.routes)(kontor)
        .fallback(|| async { Error::NotFound })
        .method_not_allowed_fallback(|| async { Error::WrongMethod })
        .layer(DefaultBodyLimit::max(wire.longest_body))
        .layer(RequestBodyLimitLayer::new(wire.longest_body))
        .layer(map_response_with_state(wire.longest_body, too_long))
        .layer(catch_panic())
        .layer(from_fn_with_state(kontor.clone(), limit_time))
        .layer(from_fn_with_state((kontor.clone(), *app), if_on))
        .layer(from_fn_with_state(
            kontor.clone(),
            move |State(kontor): State<Kontor>, request: Request, next: Next| {
                around(kontor, request, next)
            },
        ))
        .layer(map_response(without_rights))
}

async fn without_rights(mut response: Response) -> Response {
    response.extensions_mut().insert(POLICY);
    response
}

/// What the limit of bodies says, as an [`Error`].
async fn too_long(State(longest): State<usize>, response: Response) -> Response {
    let told = response.extensions().get::<Problem>().is_some();
    if response.status() != StatusCode::PAYLOAD_TOO_LARGE || told {
        return response;
    }
    Error::TooLarge { limit_bytes: longest as u64 }.into_response()
}
