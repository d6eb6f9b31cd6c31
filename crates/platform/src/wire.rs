//! Wires: addresses at which an app speaks to programs in a format of somebody else's, neither page nor API.
//!
//! Nobody comes in by a cookie here, nothing is checked for forgery, and no problem is drawn: an app that has a wire
//! says itself who asks, how often, and what is told when something goes wrong.

use crate::app::is_at;
use crate::config::ServerConfig;
use crate::error::Problem;
use crate::http::{Policy, catch_panic, limit_time};
use crate::{App, Error, Kontor, switch};
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutBody;

/// An address, and how everything below it is answered.
#[derive(Clone, Copy)]
pub struct Wire {
    /// Such as `/v1`. It may lie below the API's root.
    pub at: &'static str,
    /// What is answered, with addresses relative to `at`.
    pub routes: fn(&Kontor) -> Router<Kontor>,
    /// No body is longer.
    pub longest_body: usize,
    /// Whether its bodies are files, which take as long as they flow: only a pause is limited then, and not the whole.
    pub files: bool,
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

/// One wire behind its layers; the first added is the innermost. They are few, for each is copied with every request.
fn mounted(kontor: &Kontor, app: &App, wire: &'static Wire) -> Router<Kontor> {
    let mounted = Arc::new(Mounted { kontor: kontor.clone(), app: *app, wire });
    (wire.routes)(kontor)
        .fallback(|| async { Error::NotFound })
        .method_not_allowed_fallback(|| async { Error::WrongMethod })
        .layer(DefaultBodyLimit::max(wire.longest_body))
        .layer(RequestBodyLimitLayer::new(wire.longest_body))
        .layer(catch_panic())
        .layer(from_fn_with_state(mounted.clone(), answer))
        .layer(from_fn_with_state(mounted, say))
}

struct Mounted {
    kontor: Kontor,
    app: App,
    wire: &'static Wire,
}

/// The answer, if the app is on and it does not take too long.
async fn answer(State(here): State<Arc<Mounted>>, request: Request, next: Next) -> Response {
    if !here.kontor.is_on(&here.app) {
        return switch::off().into_response();
    }
    let response = if here.wire.files {
        let seconds = here.kontor.config.section::<ServerConfig>().request_timeout_seconds;
        let pause = Duration::from_secs(u64::from(seconds));
        next.run(request.map(|body| Body::new(TimeoutBody::new(pause, body)))).await
    } else {
        limit_time(State(here.kontor.clone()), request, next).await
    };
    too_long(here.wire.longest_body, response)
}

/// The same in the app's words.
async fn say(State(here): State<Arc<Mounted>>, request: Request, next: Next) -> Response {
    let mut response = (here.wire.around)(here.kontor.clone(), request, next).await;
    response.extensions_mut().get_or_insert_with(|| POLICY);
    response
}

/// What the limit of bodies says, as an [`Error`].
fn too_long(longest: usize, response: Response) -> Response {
    let told = response.extensions().get::<Problem>().is_some();
    if response.status() != StatusCode::PAYLOAD_TOO_LARGE || told {
        return response;
    }
    Error::TooLarge { limit_bytes: longest as u64 }.into_response()
}
