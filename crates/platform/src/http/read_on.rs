//! Reading on what nobody wants any more, so that who sends it gets to see the answer.

use axum::body::{Body, Bytes, HttpBody};
use futures_util::StreamExt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

/// A request's body that is answered before all of it came (too large, signed out, another site's) is read on and thrown
/// away. A connection that is closed instead loses the answer with what was under way (RFC 9112 §9.6), and nginx takes
/// it for a dead server.
pub(super) struct ReadOn(Body);

/// Who still sends after this has no interest in an answer.
const AT_MOST_BYTES: usize = 128 << 20;
const AT_MOST_FOR: Duration = Duration::from_secs(15);
const LONGEST_PAUSE: Duration = Duration::from_secs(3);

impl ReadOn {
    pub(super) fn body(body: hyper::body::Incoming) -> Body {
        if body.is_end_stream() { Body::empty() } else { Body::new(Self(Body::new(body))) }
    }
}

impl HttpBody for ReadOn {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<hyper::body::Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.0).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> hyper::body::SizeHint {
        self.0.size_hint()
    }
}

impl Drop for ReadOn {
    fn drop(&mut self) {
        if self.0.is_end_stream() {
            return;
        }
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(tokio::time::timeout(AT_MOST_FOR, read(std::mem::take(&mut self.0))));
        }
    }
}

async fn read(body: Body) {
    let (mut rest, mut read) = (body.into_data_stream(), 0);
    while let Ok(Some(Ok(part))) = tokio::time::timeout(LONGEST_PAUSE, rest.next()).await {
        read += part.len();
        if read > AT_MOST_BYTES {
            break;
        }
    }
}
