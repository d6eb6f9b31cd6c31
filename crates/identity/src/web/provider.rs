use super::answer::{arrive, device_cookie, refusals, request, with_farewell};
use super::limits;
use crate::actions::{
    self, Answer, Arrived, Gone, Journey, Returned, go_to_provider, log_out_by_provider,
    return_from_provider,
};
use crate::domain::provider::{JOURNEY, Refused, Why};
use crate::domain::return_to;
use crate::provider::Provider;
use crate::views::provider::Way;
use crate::{device, store, views};
use axum::extract::{Path, Query};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use platform::config::ServerConfig;
use platform::http::proof::proven;
use platform::http::{host_cookie, set_host_cookie};
use platform::{Cx, Error, Kontor, Refusal, Result, UserId, Visitor};
use serde::Deserialize;
use serde_json::json;
use ui::{Toast, flash};

/// Before sign-in.
pub fn routes() -> Router<Kontor> {
    Router::new().route("/auth/{provider}", get(go)).route("/auth/{provider}/callback", get(back))
}

/// What providers themselves call.
pub fn of_providers() -> Router<Kontor> {
    Router::new().route("/auth/{provider}/backchannel-logout", post(log_out))
}

/// One's own links.
pub fn of_account() -> Router<Kontor> {
    Router::new()
        .route("/account/sign-ins/{provider}", post(link))
        .route("/account/sign-ins/{provider}/removal", post(unlink))
        .route_layer(from_fn(proven))
}

/// Binds the way back to the browser that went.
const COOKIE: &str = "kontor-oidc";

fn provider<'a>(cx: &'a Cx, name: &str) -> Result<Provider<'a>> {
    Provider::find(&cx.kontor, name).ok_or(Error::NotFound)
}

fn browser(cx: &Cx, headers: &HeaderMap) -> Result<Option<String>> {
    let config = cx.kontor.config.section::<ServerConfig>();
    Ok(host_cookie(headers, request(cx)?, config, COOKIE))
}

/// The answer with the cookie that the way back needs.
fn with_cookie(cx: &Cx, gone: &Gone, mut response: Response) -> Result<Response> {
    let config = cx.kontor.config.section::<ServerConfig>();
    let seconds = u32::try_from(JOURNEY.num_seconds()).unwrap_or(0);
    let cookie = (COOKIE, gone.browser.as_str());
    let cookie = set_host_cookie(request(cx)?, config, cookie, Some(seconds));
    response.headers_mut().append(header::SET_COOKIE, cookie);
    Ok(response)
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Going {
    next: String,
    /// The token of an invitation that is accepted this way.
    invitation: String,
    /// Not empty: the provider shall ask who it is even if it knows.
    anew: String,
}

async fn go(
    Visitor(cx): Visitor,
    headers: HeaderMap,
    Path(name): Path<String>,
    Query(going): Query<Going>,
) -> Result<Response> {
    limits::provider(&cx).await?;
    let provider = provider(&cx, &name)?;
    let journey = match (going.invitation.as_str(), going.anew.is_empty()) {
        ("", true) => Journey::SignIn,
        ("", false) => Journey::SignInAnew,
        (token, _) => Journey::Invitation(token),
    };
    let (next, browser) = (return_to::local(&going.next), browser(&cx, &headers)?);
    match go_to_provider(&cx, &provider, journey, browser.as_deref(), next).await {
        Ok(gone) => with_cookie(&cx, &gone, Redirect::to(&gone.address).into_response()),
        Err(error) => failed(&cx, error),
    }
}

async fn back(
    Visitor(cx): Visitor,
    headers: HeaderMap,
    Path(name): Path<String>,
    Query(answer): Query<Answer>,
) -> Result<Response> {
    limits::provider(&cx).await?;
    let provider = provider(&cx, &name)?;
    let browser = browser(&cx, &headers)?;
    match return_from_provider(&cx, &provider, &answer, browser.as_deref()).await {
        Ok(Returned::Arrived(mut arrived, next, farewell)) => {
            keep_device(&cx, &headers, &mut arrived)?;
            let answer = arrive(&cx, &arrived, &next)?;
            match farewell {
                Some(kept) => with_farewell(&cx, Some(&kept), answer),
                None => Ok(answer),
            }
        }
        Ok(Returned::Linked) => Ok(done(&cx, "identity-sso-linked")),
        Err(error) => failed(&cx, error),
    }
}

/// A known device keeps the cookie that it has, and with it its own count of mistakes.
fn keep_device(cx: &Cx, headers: &HeaderMap, arrived: &mut Arrived) -> Result<()> {
    let cookie = device_cookie(cx, headers)?;
    if let Arrived::In(entered) = arrived
        && let Some(known) = cookie
        && device::known(&cx.kontor, &entered.user.email, Some(&known)).is_some()
    {
        entered.device = known;
    }
    Ok(())
}

/// The page that says why, or what else went wrong.
fn failed(cx: &Cx, error: Error) -> Result<Response> {
    let wrong = refusals(error)?;
    let status = if wrong.iter().any(is_unreachable) {
        StatusCode::SERVICE_UNAVAILABLE
    } else {
        StatusCode::FORBIDDEN
    };
    Ok((status, views::provider::failed(cx, &wrong)).into_response())
}

fn is_unreachable(refusal: &Refusal) -> bool {
    let unreachable: Refusal = Refused { label: String::new(), why: Why::Unreachable }.into();
    refusal.key == unreachable.key
}

async fn link(cx: Cx, headers: HeaderMap, Path(name): Path<String>) -> Result<Response> {
    let provider = provider(&cx, &name)?;
    let browser = browser(&cx, &headers)?;
    match go_to_provider(&cx, &provider, Journey::Link, browser.as_deref(), "/account").await {
        Ok(gone) => {
            let page = views::provider::go(&cx, &provider.label(), &gone.address);
            with_cookie(&cx, &gone, page.into_response())
        }
        Err(error) => failed(&cx, error),
    }
}

async fn unlink(cx: Cx, Path(name): Path<String>) -> Result<Response> {
    match actions::unlink_own_sign_in(&cx, &name).await {
        Ok(()) => {
            Ok(([unlinked(&cx, cx.user()?.id).await?], Redirect::to("/account")).into_response())
        }
        Err(error) => failed(&cx, error),
    }
}

/// What is said after unlinking: keys are the account's, and go on where nobody revokes them.
pub async fn unlinked(cx: &Cx, user: UserId) -> Result<(HeaderName, HeaderValue)> {
    let keys = store::api_key::count_good(cx.db(), user, cx.now).await?;
    Ok(flash(&match keys {
        0 => Toast::ok(cx.locale.t("identity-sso-unlinked")),
        n => Toast::ok(cx.locale.ta("identity-sso-unlinked-keys", &[("n", n.into())])),
    }))
}

fn done(cx: &Cx, key: &str) -> Response {
    ([flash(&Toast::ok(cx.locale.t(key)))], Redirect::to("/account")).into_response()
}

/// What somebody's account is linked with.
pub async fn ways(cx: &Cx, user: UserId) -> Result<Vec<Way>> {
    let all = store::linked::of_user(cx.db(), user).await?;
    let way = |linked: store::linked::Linked| {
        let provider = Provider::find(&cx.kontor, &linked.provider);
        Way {
            label: provider.map_or_else(|| linked.provider.clone(), |provider| provider.label()),
            known: provider.is_some(),
            name: linked.provider,
            known_as: linked.known_as,
            since: linked.created_at.0,
            last: linked.last_used_at.0,
        }
    };
    Ok(all.into_iter().map(way).collect())
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LogOut {
    logout_token: String,
}

/// As OIDC Back-Channel Logout §2.8 says: 200, or 400 with the reason, and nobody keeps the answer.
async fn log_out(
    Visitor(cx): Visitor,
    Path(name): Path<String>,
    Form(form): Form<LogOut>,
) -> Result<Response> {
    limits::logout(&cx).await?;
    let provider = provider(&cx, &name)?;
    let mut response = match log_out_by_provider(&cx, &provider, &form.logout_token).await {
        Ok(_) => StatusCode::OK.into_response(),
        Err(error) => {
            let why = refusals(error)?.into_iter().map(|refusal| refusal.text).collect::<Vec<_>>();
            let said = json!({ "error": "invalid_request", "error_description": why.join("; ") });
            (StatusCode::BAD_REQUEST, Json(said)).into_response()
        }
    };
    let kept = HeaderValue::from_static("no-store");
    response.headers_mut().insert(header::CACHE_CONTROL, kept);
    Ok(response)
}
