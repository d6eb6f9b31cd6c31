//! `GET /live`: one event stream per open page. An event is a bare topic; the page asks for its parts again.

use crate::{Cx, Error, Kontor};
use axum::Router;
use axum::extract::State;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::routing::get;
use futures_util::Stream;
use std::convert::Infallible;
use std::time::Duration;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::BroadcastStream;

pub(super) const PATH: &str = "/live";

pub(super) fn routes() -> Router<Kontor> {
    Router::new().route(PATH, get(live))
}

/// Staff only: topics are ids of things that customers have no business with.
async fn live(
    cx: Cx,
    State(kontor): State<Kontor>,
) -> crate::Result<Sse<impl Stream<Item = Result<Event, Infallible>>>> {
    if !cx.is_staff() {
        return Err(Error::Forbidden);
    }
    let stop = kontor.stopping();
    let changes = BroadcastStream::new(kontor.live.listen()).map(|change| {
        Ok(match change {
            Ok(change) => Event::default()
                .event("changed")
                .id(change.seq.to_string())
                .data(change.topics.join(" ")),
            // the page fell behind: everything it shows may be old
            Err(_) => Event::default().event("changed").data("*"),
        })
    });
    let hello = tokio_stream::once(Ok(Event::default().retry(Duration::from_secs(3)).comment("")));
    let stream = futures_util::StreamExt::take_until(hello.chain(changes), async move {
        stop.cancelled().await;
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))))
}
