//! Somebody who is signed in asked for what they may not do: a line in the security log (ASVS 16.3.2).

use crate::Cx;
use crate::error::Problem;
use crate::security_log::{Event, Who};
use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;

/// Inside the check for forged requests, which has a line of its own.
pub(crate) async fn note(request: Request, next: Next) -> Response {
    let cx = request.extensions().get::<Cx>().cloned();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;
    // a page that asks for a proof is no refusal
    let refused = response.status() == StatusCode::FORBIDDEN
        && response.extensions().get::<Problem>().is_some_and(|problem| problem.kind.is_none());
    if let (true, Some(cx)) = (refused, cx)
        && let Some(user) = &cx.user
    {
        // the route as it is written: what stands in an address may be somebody's name
        let route = route.as_ref().map_or("none", MatchedPath::as_str);
        cx.kontor.security.write(&cx, Event::AccessDenied, Who::Known(&user.email), route);
    }
    response
}
