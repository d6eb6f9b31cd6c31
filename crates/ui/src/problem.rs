//! What went wrong: what happened, what was not lost, what to do, and the request's number.

use crate::page::{Page, page};
use crate::parts::{Button, Dialog, Field, Notice, icon};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use platform::Cx;
use platform::error::Problem;

/// The texts of a kind of problem: `ui-problem-KIND`, `-text`, `-todo`.
fn kind(problem: &Problem) -> &'static str {
    if let Some(kind) = problem.kind {
        return kind;
    }
    match problem.status {
        StatusCode::NOT_FOUND => "gone",
        StatusCode::METHOD_NOT_ALLOWED => "method",
        StatusCode::FORBIDDEN => "forbidden",
        StatusCode::UNAUTHORIZED => "signed-out",
        StatusCode::UNPROCESSABLE_ENTITY
        | StatusCode::BAD_REQUEST
        | StatusCode::UNSUPPORTED_MEDIA_TYPE => "refused",
        StatusCode::CONFLICT => "stale",
        StatusCode::TOO_MANY_REQUESTS => "too-many",
        StatusCode::PAYLOAD_TOO_LARGE => "too-large",
        StatusCode::SERVICE_UNAVAILABLE => "unavailable",
        _ => "fault",
    }
}

/// The problem as a panel.
pub fn problem(cx: &Cx, problem: &Problem) -> Markup {
    panel(cx, problem, Some(Button::new(cx.locale.t("ui-problem-home")).href("/")))
}

/// What to do; who is not signed in has neither the palette nor an administrator.
fn todo(cx: &Cx, kind: &str) -> String {
    let outside = format!("ui-problem-{kind}-outside");
    if cx.user.is_none() && cx.locale.has(&outside) {
        return cx.locale.t(&outside);
    }
    cx.locale.t(&format!("ui-problem-{kind}-todo"))
}

fn panel(cx: &Cx, problem: &Problem, way: Option<Button>) -> Markup {
    let l = &cx.locale;
    let kind = kind(problem);
    let said = |part: &str| l.t(&format!("ui-problem-{kind}{part}"));
    html! {
        section.problem {
            (icon(if problem.status.is_server_error() { "octagon-alert" } else { "circle-alert" }))
            h1 data-problem { (said("")) }
            @if problem.refusals.is_empty() { p { (said("-text")) } }
            @else { ul { @for refusal in &problem.refusals { li { (refusal.say(l)) } } } }
            p { (todo(cx, kind)) }
            @if !problem.kept.is_empty() { (kept(cx, &problem.kept)) }
            @if let Some(way) = way { div.buttons { (way) } }
            @if let Some(request) = &cx.request {
                p.meta { (l.t("ui-problem-request")) " " code { (request.id) } }
            }
        }
    }
}

/// What was written and not taken: a browser may have forgotten it when somebody goes back.
fn kept(cx: &Cx, texts: &[String]) -> Markup {
    let label = cx.locale.t("ui-problem-kept");
    html! {
        @for (i, text) in texts.iter().enumerate() {
            (Field::area(format!("kept-{i}"), &label, 6).value(text).attr("readonly", ""))
        }
    }
}

/// The refusals as one notice, for a form or a fragment.
pub fn problem_fragment(cx: &Cx, problem: &Problem) -> Markup {
    let l = &cx.locale;
    let said: Vec<_> = problem.refusals.iter().map(|refusal| refusal.say(l)).collect();
    let kind = kind(problem);
    let text = if said.is_empty() { l.t(&format!("ui-problem-{kind}")) } else { said.join(" ") };
    html! { div data-problem { (Notice::danger(text)) } }
}

/// The answer to a request that went wrong.
pub(crate) fn response(cx: &Cx, what: &Problem) -> Response {
    let fragment = cx.request.as_ref().is_some_and(|request| request.fragment);
    if what.status == StatusCode::UNAUTHORIZED {
        return sign_in(cx, fragment);
    }
    if fragment {
        return (what.status, problem(cx, what)).into_response();
    }
    let title = cx.locale.t(&format!("ui-problem-{}", kind(what)));
    let panel = problem(cx, what);
    let page = if cx.user.is_some() {
        page(cx, Page::sheet(title, panel))
    } else {
        page(cx, Page::plain(title, panel))
    };
    (what.status, page).into_response()
}

/// The answer to somebody from outside, on a page of `brand`'s, with the way that they have from there.
pub fn problem_outside(
    cx: &Cx,
    what: &Problem,
    brand: Option<&str>,
    way: Option<Button>,
) -> Response {
    let title = cx.locale.t(&format!("ui-problem-{}", kind(what)));
    let drawn = page(cx, Page::plain(title, panel(cx, what, way)).brand(brand));
    (what.status, drawn).into_response()
}

/// To the sign-in page and back; from within an open page by a dialog, so that what was typed stays.
fn sign_in(cx: &Cx, fragment: bool) -> Response {
    let request = cx.request.as_deref();
    if !fragment {
        let back = request.filter(|request| request.method == Method::GET && request.path != "/");
        let back = back.map(|request| {
            let address = request.address();
            format!("?next={}", utf8_percent_encode(&address, NON_ALPHANUMERIC))
        });
        return Redirect::to(&format!("/sign-in{}", back.unwrap_or_default())).into_response();
    }
    let l = &cx.locale;
    let link = Button::primary(l.t("ui-sign-in")).href("/sign-in").attr("target", "_blank");
    let body = html! { p data-problem { (l.t("ui-problem-signed-out-text")) } p { (l.t("ui-problem-signed-out-todo")) } };
    let dialog =
        Dialog::new("signed-out", l.t("ui-problem-signed-out"), body).foot(html! { (link) }).now();
    let to = |name, value| (HeaderName::from_static(name), HeaderValue::from_static(value));
    let headers = [to("hx-retarget", "#layer"), to("hx-reswap", "innerHTML")];
    (StatusCode::UNAUTHORIZED, headers, dialog.draw(l)).into_response()
}
