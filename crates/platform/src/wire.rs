//! Wires: addresses at which an app speaks to programs in a format of somebody else's, neither page nor API.
//!
//! Nobody comes in by a cookie here, nothing is checked for forgery, and no problem is drawn: an app that has a wire
//! says itself who asks, how often, and what is told when something goes wrong.

use crate::app::is_at;
use crate::config::ServerConfig;
use crate::error::Problem;
use crate::http::{self, Entrance, Observed, Policy, answered, kept, limited, own_headers, quiet};
use crate::{App, Error, Kontor, switch};
use axum::Router;
use axum::body::{Body, HttpBody as _};
use axum::extract::{DefaultBodyLimit, MatchedPath, Request};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::Limited;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::task::{Context, Poll};
use std::time::Duration;
use tower::{Layer, Service, ServiceExt as _, service_fn};
use tower_http::CompressionLevel;
use tower_http::compression::Compression;
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
    pub around: fn(Kontor, Request, Rest) -> Answering,
}

pub type Answering = Pin<Box<dyn Future<Output = Response> + Send>>;

impl Kontor {
    /// Whether an address is answered in a format of somebody else's.
    pub fn is_wire(&self, path: &str) -> bool {
        self.apps.iter().flat_map(|app| app.wires).any(|wire| is_at(wire.at, path))
    }
}

/// The wires of all apps. Programs ask a thousand times where a person asks once, and axum copies every layer with every request:
/// a wire is one service that does by itself what those do.
pub(crate) fn routes(kontor: &Kontor, entrance: &Entrance) -> Router<Kontor> {
    let all = kontor.apps.iter().flat_map(|app| app.wires.iter().map(move |wire| (app, wire)));
    all.fold(Router::new(), |all, (app, wire)| {
        let mounted = Mounted {
            kontor: kontor.clone(),
            entrance: entrance.clone(),
            app: *app,
            wire,
            router: router(kontor, wire),
        };
        all.nest_service(wire.at, OfWire(Arc::new(mounted)))
    })
}

/// What a browser may do with an answer that is no page: nothing.
const POLICY: Policy = Policy("default-src 'none'; frame-ancestors 'none'");

fn router(kontor: &Kontor, wire: &Wire) -> Router {
    (wire.routes)(kontor)
        .fallback(|| async { Error::NotFound })
        .method_not_allowed_fallback(|| async { Error::WrongMethod })
        .layer(Noting)
        .with_state(kontor.clone())
}

struct Mounted {
    kontor: Kontor,
    entrance: Entrance,
    app: App,
    wire: &'static Wire,
    router: Router,
}

/// One wire, from the way in to the way out.
#[derive(Clone)]
struct OfWire(Arc<Mounted>);

impl Service<Request> for OfWire {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let here = self.0.clone();
        if !request.headers().contains_key(header::ACCEPT_ENCODING) {
            return Box::pin(async move { Ok(pass(here, request).await) });
        }
        let bare = service_fn(move |request| {
            let here = here.clone();
            async move { Ok::<_, Infallible>(pass(here, request).await) }
        });
        let encoding = Compression::new(bare).quality(CompressionLevel::Fastest);
        Box::pin(async move { Ok(encoding.oneshot(request).await?.map(Body::new)) })
    }
}

/// A request on its way: numbered and counted, refused to who is blocked, answered, and its answer told what pages are told.
async fn pass(here: Arc<Mounted>, mut request: Request) -> Response {
    let observed = Observed::begin(&request);
    let info = here.entrance.number(&mut request);
    let route = Route::default();
    request.extensions_mut().insert(route.clone());
    let kontor = &here.kontor;
    let mut response = if let Some(answer) = http::program_refused(kontor, &info).await {
        http::cut_short(&request, kontor.config.section::<ServerConfig>(), answer)
    } else {
        (here.wire.around)(kontor.clone(), request, Rest(here.clone())).await
    };
    response.extensions_mut().get_or_insert_with(|| POLICY);
    own_headers(kontor, &info.nonce, &mut response);
    answered(&info.id, &mut response);
    observed.end(route.name(), &response);
    response
}

/// What lies within [`Wire::around`].
pub struct Rest(Arc<Mounted>);

impl Rest {
    /// The answer, if the app is on and it does not take too long.
    pub async fn run(self, mut request: Request) -> Response {
        let Self(here) = self;
        let wire = here.wire;
        if !here.kontor.is_on(&here.app) {
            return switch::off().into_response();
        }
        let said = request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok());
        let said = said.and_then(|text| text.parse::<usize>().ok());
        if said.is_some_and(|length| length > wire.longest_body) {
            return Error::TooLarge { limit_bytes: wire.longest_body as u64 }.into_response();
        }
        DefaultBodyLimit::max(wire.longest_body).apply(&mut request);
        let config = here.kontor.config.section::<ServerConfig>();
        let seconds = Duration::from_secs(u64::from(config.request_timeout_seconds));
        if !request.body().is_end_stream() {
            let pause = wire.files.then_some(seconds);
            request = request.map(|body| bounded(body, wire.longest_body, pause));
        }
        let (answer, kontor) = (here.router.clone().oneshot(request), here.kontor.clone());
        let answer = quiet(async move {
            let Ok(response) = answer.await;
            kept(&kontor, response).await
        });
        let response = if wire.files { answer.await } else { limited(seconds, answer).await };
        too_long(wire.longest_body, response)
    }
}

/// A body of no more bytes, and with no longer pauses.
fn bounded(body: Body, longest: usize, pause: Option<Duration>) -> Body {
    match pause {
        Some(pause) => Body::new(Limited::new(TimeoutBody::new(pause, body), longest)),
        None => Body::new(Limited::new(body, longest)),
    }
}

/// What the limit of bodies says, as an [`Error`].
fn too_long(longest: usize, response: Response) -> Response {
    let told = response.extensions().get::<Problem>().is_some();
    if response.status() != StatusCode::PAYLOAD_TOO_LARGE || told {
        return response;
    }
    Error::TooLarge { limit_bytes: longest as u64 }.into_response()
}

/// Which of a wire's routes answers, as it is written there: known once it does.
#[derive(Clone, Debug, Default)]
pub struct Route(Arc<OnceLock<MatchedPath>>);

impl Route {
    pub fn name(&self) -> Option<&str> {
        self.0.get().map(MatchedPath::as_str)
    }
}

/// Notes the route that answers.
#[derive(Clone, Copy)]
struct Noting;

#[derive(Clone)]
struct Noted<S>(S);

impl<S> Layer<S> for Noting {
    type Service = Noted<S>;

    fn layer(&self, inner: S) -> Noted<S> {
        Noted(inner)
    }
}

impl<S: Service<Request>> Service<Request> for Noted<S> {
    type Response = S::Response;
    type Error = S::Error;
    type Future = S::Future;

    fn poll_ready(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), S::Error>> {
        self.0.poll_ready(cx)
    }

    fn call(&mut self, request: Request) -> S::Future {
        let extensions = request.extensions();
        if let (Some(path), Some(route)) =
            (extensions.get::<MatchedPath>(), extensions.get::<Route>())
        {
            let _ = route.0.set(path.clone()); // a request has one
        }
        self.0.call(request)
    }
}
