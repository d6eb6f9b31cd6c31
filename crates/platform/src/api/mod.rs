//! The API: JSON for programs, beside the pages. One table of endpoints serves, refuses and describes.
//!
//! Nobody comes in by a cookie here, and no key opens a page. What a key may do is what its owner may do and its scopes
//! name, both at once.

mod admit;
mod answer;
mod config;
mod describe;
mod endpoint;
mod given;
mod headers;
mod limit;
mod once;
mod problem;

pub use admit::{Bearer, Bearing, By, Unfit};
pub use answer::{Page, page_size};
pub use config::{ApiConfig, DOCS};
pub use describe::document;
pub use endpoint::{Access, Endpoint, Scope};
pub use given::Given;
pub(crate) use headers::IDEMPOTENCY_KEY;
pub use headers::{AtVersion, Named, Once, version_tag};
pub use problem::{MEDIA_TYPE, Problem};
pub(crate) use problem::{as_problem, locale};

use crate::app::is_at;
use crate::http::RequestInfo;
use crate::{Error, Kontor};
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};

/// Every address of the API begins so; nothing else does.
pub const ROOT: &str = "/api";
/// The description, where `api.docs` is on.
pub const DOCUMENT: &str = "/api/openapi.json";
/// No body is longer: texts, not files.
const LONGEST_BODY: usize = 1024 * 1024;

impl Kontor {
    /// Everything that the API of all apps answers, in the order of the apps.
    pub fn endpoints(&self) -> Vec<Endpoint> {
        self.apps_on().flat_map(|app| (app.api)()).collect()
    }

    /// All scopes that there are.
    pub fn scopes(&self) -> impl Iterator<Item = &Scope> {
        self.apps_on().flat_map(|app| app.scopes)
    }
}

/// The API behind its own layers; the first added is the innermost.
pub(crate) fn routes(kontor: &Kontor) -> Router<Kontor> {
    let gate = admit::Gate::new(kontor);
    let mut routes = Router::new();
    let all = kontor.apps.iter().flat_map(|app| (app.api)().into_iter().map(move |one| (app, one)));
    for (app, endpoint) in all {
        let below = endpoint.path.strip_prefix(ROOT).unwrap_or(endpoint.path);
        let mut handler = endpoint.handler.layer(from_fn(crate::http::note_denied));
        let access = admit::Guarded { gate: gate.clone(), access: endpoint.access, app: *app };
        if endpoint.once {
            handler = handler.layer(from_fn(once::note_what_is_said));
        }
        if let Some(longest) = endpoint.takes_file {
            handler = handler.layer(DefaultBodyLimit::max(longest(kontor)));
        }
        routes = routes.route(below, handler.layer(from_fn_with_state(access, admit::by_access)));
    }
    let routes = routes
        .route("/openapi.json", get(describe::serve))
        .fallback(|| async { Error::NotFound })
        .method_not_allowed_fallback(|| async { Error::WrongMethod })
        .layer(DefaultBodyLimit::max(LONGEST_BODY))
        .layer(crate::http::catch_panic())
        .layer(from_fn_with_state(kontor.clone(), crate::http::limit_time))
        .layer(from_fn_with_state(kontor.clone(), admit::begin))
        .layer(from_fn_with_state(kontor.clone(), problem::as_json));
    Router::new().nest(ROOT, routes)
}

/// Whether an address belongs to the API.
pub(crate) fn is_below(path: &str) -> bool {
    is_at(ROOT, path)
}

/// The answer to a request that never reached the API's own layers.
pub(crate) async fn refused(kontor: &Kontor, info: &RequestInfo, error: Error) -> Response {
    let l = problem::locale(kontor, &info.accept_language);
    let told = problem::Told { l: &l, request: info.id.clone(), conditional: false };
    problem::written(error.into_response(), &told).await
}

/// An answer in JSON.
pub type Answer<T> = crate::Result<Json<T>>;
