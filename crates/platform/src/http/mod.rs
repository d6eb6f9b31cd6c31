//! HTTP: the layers that every request passes, and the few addresses of the server itself.

mod address;
mod blocked;
mod cookie;
mod csrf;
mod denied;
mod flash;
mod foreign;
mod gate;
mod headers;
mod live;
mod mode;
mod probes;
mod problem;
pub mod proof;
mod proxy;
mod read_on;
mod reports;
mod request;
mod serve;

pub use address::address_key;
pub(crate) use blocked::program_refused;
pub use cookie::{clear_session, host_cookie, may_carry_session, set_host_cookie, set_session};
pub(crate) use denied::note as note_denied;
pub use flash::flash;
pub(crate) use foreign::proxy as foreign_proxy;
pub use gate::info;
pub(crate) use gate::{Entrance, Observed, answered, kept, limit_time, limited};
pub(crate) use headers::add_all as own_headers;
pub use headers::{FRAME_POLICY, Policy};
pub(crate) use mode::if_on;
pub use proxy::TrustedProxies;
pub(crate) use read_on::cut_short;
pub use request::RequestInfo;
pub use serve::{Listener, Peer, serve};

use crate::{Error, Kontor};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use http_body_util::LengthLimitError;
use std::panic::AssertUnwindSafe;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

/// True when browsers reach us over TLS, as the external address says.
fn is_https(config: &crate::config::ServerConfig) -> bool {
    config.external_url.as_deref().is_some_and(|url| url.starts_with("https:"))
}

/// A form with files is read up to the limit even where it says that it is longer: its page then tells which field was
/// too much, and keeps what was typed into the others. A page that reads no files refuses it as it refuses other bodies.
async fn files_are_read(most: usize, mut request: Request, next: Next) -> Response {
    let headers = request.headers_mut();
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        return next.run(request).await;
    }
    let said = headers.remove(header::CONTENT_LENGTH);
    let said = said.and_then(|said| said.to_str().ok()?.parse::<usize>().ok());
    let response = next.run(request).await;
    let reads = response.status() == StatusCode::UNPROCESSABLE_ENTITY;
    if said.is_some_and(|said| said > most) && response.status().is_client_error() && !reads {
        return Error::TooLarge { limit_bytes: most as u64 }.into_response();
    }
    response
}

/// Whether a body could not be read because it is longer than the limit, however often that was wrapped on its way.
pub fn is_too_long(cause: &(dyn std::error::Error + 'static)) -> bool {
    let mut causes = std::iter::successors(Some(cause), |one| one.source());
    causes.any(|one| one.downcast_ref::<LengthLimitError>().is_some())
}

type Panics = fn(Box<dyn std::any::Any + Send>) -> Response;

/// Answers where a handler panicked.
pub(crate) fn catch_panic() -> CatchPanicLayer<Panics> {
    CatchPanicLayer::custom(|_| panicked())
}

/// The answer, also where its handler panics.
pub(crate) async fn quiet(answer: impl Future<Output = Response>) -> Response {
    AssertUnwindSafe(answer).catch_unwind().await.unwrap_or_else(|_| panicked())
}

fn panicked() -> Response {
    tracing::error!("a handler panicked");
    Error::Internal(anyhow::anyhow!("a handler panicked")).into_response()
}

/// Puts the routes behind the layers; the first added is the innermost.
pub fn stack(kontor: &Kontor, routes: Router<Kontor>) -> Router {
    let config = kontor.config.section::<crate::config::ServerConfig>();
    let most = usize::try_from(config.max_body_bytes).unwrap_or(usize::MAX);
    let entrance = Entrance::new(kontor);
    routes
        .merge(live::routes())
        .fallback(|| async { Error::NotFound })
        .method_not_allowed_fallback(|| async { Error::WrongMethod })
        .layer(DefaultBodyLimit::max(most))
        .layer(RequestBodyLimitLayer::new(most))
        .layer(from_fn(move |request, next| files_are_read(most, request, next)))
        .layer(catch_panic())
        .layer(from_fn_with_state(kontor.clone(), gate::limit_time))
        .layer(from_fn(denied::note))
        .layer(from_fn_with_state(kontor.clone(), mode::check))
        .layer(from_fn_with_state(kontor.clone(), csrf::check))
        .layer(from_fn(problem::draw))
        .layer(from_fn_with_state(kontor.clone(), flash::said))
        .layer(from_fn_with_state(kontor.clone(), gate::identify))
        // probes need no session, so that they answer when the database does not; the API and wires have their own way in
        .merge(probes::routes())
        .merge(reports::routes().layer(from_fn_with_state(kontor.clone(), gate::limit_time)))
        .merge(crate::api::routes(kontor))
        // the best level costs more time than the page itself, for a tenth fewer bytes
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(from_fn_with_state(kontor.clone(), blocked::check))
        .layer(from_fn_with_state(kontor.clone(), headers::add))
        .layer(from_fn_with_state(entrance.clone(), gate::enter))
        .layer(from_fn(gate::observe))
        .merge(crate::wire::routes(kontor, &entrance))
        .with_state(kontor.clone())
}
