//! Reading on what nobody wants any more, so that who sends it gets to see the answer.

use super::Peer;
use super::proxy::TrustedProxies;
use crate::config::ServerConfig;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::{HeaderValue, Version, header};
use axum::response::Response;
use futures_util::StreamExt;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

/// A request's body that is answered before all of it came (too large, signed out, another site's) is read on and thrown
/// away. A connection that is closed instead loses the answer with what was under way (RFC 9112 §9.6), and nginx takes
/// it for a dead server.
///
/// What is refused to protect the house ([`cut_short`]) is not read on for long, unless a proxy of ours brings it: that one
/// has all of it already, and would hold a broken connection against the visitors of all others.
pub(super) struct ReadOn {
    body: Body,
    patience: Patience,
}

/// How long somebody is listened to who has their answer.
#[derive(Clone, Copy, Debug)]
struct Limits {
    bytes: usize,
    time: Duration,
}

/// Who still sends after this has no interest in an answer.
const LONG: Limits = Limits { bytes: 128 << 20, time: Duration::from_secs(15) };
/// Enough for the answer to arrive before the connection ends.
const SHORT: Limits = Limits { bytes: 1 << 20, time: Duration::from_secs(2) };
const LONGEST_PAUSE: Duration = Duration::from_secs(3);

/// Travels with the request: whether its body is worth listening to.
#[derive(Clone, Debug, Default)]
pub(super) struct Patience(Arc<AtomicBool>);

impl ReadOn {
    pub(super) fn body(body: hyper::body::Incoming, patience: Patience) -> Body {
        if body.is_end_stream() {
            return Body::empty();
        }
        Body::new(Self { body: Body::new(body), patience })
    }
}

/// The answer to a request that is refused to protect the house. Who brings a body directly is told that the connection
/// ends.
pub(crate) fn cut_short(
    request: &Request,
    config: &ServerConfig,
    mut answer: Response,
) -> Response {
    let trusted = TrustedProxies(&config.trusted_proxies);
    let direct = |peer: &Peer| peer.0.is_some_and(|ip| !trusted.trust(ip));
    let extensions = request.extensions();
    if request.body().is_end_stream() || !extensions.get::<Peer>().is_some_and(direct) {
        return answer;
    }
    if let Some(patience) = extensions.get::<Patience>() {
        patience.0.store(true, Ordering::Relaxed);
    }
    if request.version() <= Version::HTTP_11 {
        answer.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    answer
}

impl HttpBody for ReadOn {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.body.size_hint()
    }
}

impl Drop for ReadOn {
    fn drop(&mut self) {
        if self.body.is_end_stream() {
            return;
        }
        let limits = if self.patience.0.load(Ordering::Relaxed) { SHORT } else { LONG };
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let rest = read(std::mem::take(&mut self.body), limits.bytes);
            runtime.spawn(tokio::time::timeout(limits.time, rest));
        }
    }
}

async fn read(body: Body, at_most: usize) {
    let (mut rest, mut read) = (body.into_data_stream(), 0);
    while let Ok(Some(Ok(part))) = tokio::time::timeout(LONGEST_PAUSE, rest.next()).await {
        read += part.len();
        if read > at_most {
            break;
        }
    }
}
