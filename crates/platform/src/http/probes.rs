//! What monitoring asks: `/healthz`, `/readyz`, `/health`, `/metrics`. No session, no secrets.

use super::gate::info;
use crate::config::ServerConfig;
use crate::{Error, Kontor, health, job};
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use serde_json::json;
use std::sync::OnceLock;
use std::time::Duration;
use subtle::ConstantTimeEq;

/// Answers as long as the program runs, whoever asks.
pub(super) const ALIVE: &str = "/healthz";

pub(super) fn routes() -> Router<Kontor> {
    Router::new()
        .route(ALIVE, get(|| async { Json(json!({ "status": "ok" })) }))
        .route("/readyz", get(ready))
        .route("/health", get(health_of_old))
        .route("/metrics", get(metrics))
        .method_not_allowed_fallback(|| async { Error::WrongMethod })
}

/// Whether requests can be answered: 200 or 503, with the state of each check.
async fn ready(State(kontor): State<Kontor>) -> Response {
    let ready = health::is_ready(&kontor).await;
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let mut said = json!({ "ready": ready });
    // visitors are told by the house itself, so it stays in the proxy's list
    for (name, on) in
        [("maintenance", kontor.is_under_maintenance()), ("read_only", kontor.is_read_only())]
    {
        if on {
            said[name] = json!(true);
        }
    }
    (status, Json(said)).into_response()
}

/// The answer that monitoring of the old time system expects. What Redis did there (the queue) the
/// database does here, so `redis` tells whether the queue can be read.
async fn health_of_old(State(kontor): State<Kontor>) -> Response {
    let word = |ok: bool| if ok { "ok" } else { "error" };
    let database = kontor.db.ping().await.is_ok();
    let queue = job::counts(kontor.db.reader()).await.is_ok();
    let all = database && queue;
    let status = if all { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = json!({ "status": word(all), "database": word(database), "redis": word(queue) });
    (status, Json(body)).into_response()
}

static RECORDER: OnceLock<Option<PrometheusHandle>> = OnceLock::new();

/// Prometheus text, for this machine itself or with `Authorization: Bearer` and `server.metrics_token`.
async fn metrics(State(kontor): State<Kontor>, request: Request) -> Response {
    let config = kontor.config.section::<ServerConfig>();
    let given = request
        .headers()
        .get(header::AUTHORIZATION)
        .and_then(|value| value.as_bytes().strip_prefix(b"Bearer "))
        .unwrap_or_default();
    let token = config.metrics_token.as_ref().map_or(&[][..], |token| token.expose().as_bytes());
    let by_token = !token.is_empty() && bool::from(given.ct_eq(token));
    // an address says nothing about the visitor when an unknown proxy stands in between
    let local = info(&request).filter(|info| !info.forwarded).is_some_and(|info| {
        info.ip.is_loopback() || config.metrics_allow.iter().any(|range| range.contains(info.ip))
    });
    if !(by_token || (token.is_empty() && local)) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Some(Some(handle)) = RECORDER.get() else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    if let Ok(counts) = job::counts(kontor.db.reader()).await {
        #[expect(clippy::cast_precision_loss, reason = "a queue of 2^52 jobs is not expected")]
        for (state, count) in [
            ("waiting", counts.waiting),
            ("running", counts.running),
            ("failed", counts.failed),
            ("quarantined", counts.quarantined),
        ] {
            metrics::gauge!("kontor_jobs", "state" => state).set(count as f64);
        }
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], handle.render())
        .into_response()
}

/// What was measured is added up so often; until then each single time lies in memory.
const ADD_UP_EVERY: Duration = Duration::from_secs(5);

/// Starts counting; called once by the server.
pub(super) fn record_metrics(kontor: &Kontor) {
    let recorder = RECORDER.get_or_init(|| match PrometheusBuilder::new().install_recorder() {
        Ok(handle) => Some(handle),
        Err(cause) => {
            tracing::warn!(%cause, "metrics are not counted");
            None
        }
    });
    let Some(recorder) = recorder else { return };
    let stop = kontor.stopping();
    tokio::spawn(async move {
        while stop.run_until_cancelled(tokio::time::sleep(ADD_UP_EVERY)).await.is_some() {
            recorder.run_upkeep();
        }
    });
}
