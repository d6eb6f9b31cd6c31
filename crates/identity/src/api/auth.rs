//! Where programs sign in with somebody's password, stay signed in, and are signed out.

use crate::actions::{self, Attempt, Tokens, Wanted};
use crate::domain::program::{SignIn, SignInId};
use crate::web::limits;
use crate::{flags, store};
use axum::http::StatusCode;
use axum::{Extension, Json};
use chrono::{DateTime, Utc};
use platform::api::{Answer, Bearer, By, Named};
use platform::config::ServerConfig;
use platform::http::may_carry_session;
use platform::keys::Secret;
use platform::{Cx, Error, Result, Visitor};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

/// Who signs in, and what the program wants to do.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    email: String,
    #[schemars(with = "String")]
    password: Secret,
    /// A code of the authenticator app or a recovery code, where the account has one.
    #[serde(default)]
    code: String,
    /// What the program calls itself; else its `User-Agent`.
    #[serde(default)]
    name: String,
    /// At least one; none that the person does not have.
    scopes: Vec<String>,
}

/// What the program keeps (RFC 6749 §5.1).
#[derive(Serialize, JsonSchema)]
pub struct Granted {
    /// Always `Bearer`.
    token_type: &'static str,
    access_token: String,
    /// Seconds until the access token ends.
    expires_in: i64,
    /// Good once, for the next two.
    refresh_token: String,
    /// Seconds until the refresh token ends.
    refresh_expires_in: i64,
    scopes: Vec<String>,
    /// The id of this sign-in.
    session: Uuid,
}

impl Granted {
    fn of(cx: &Cx, tokens: Tokens) -> Json<Self> {
        Json(Self {
            token_type: "Bearer",
            access_token: tokens.access.expose().to_owned(),
            expires_in: (tokens.access_ends - cx.now).num_seconds(),
            refresh_token: tokens.refresh.expose().to_owned(),
            refresh_expires_in: (tokens.refresh_ends - cx.now).num_seconds(),
            scopes: tokens.scopes,
            session: tokens.sign_in.0,
        })
    }
}

pub(super) async fn login(Visitor(cx): Visitor, Json(login): Json<Login>) -> Answer<Granted> {
    if !cx.flag(&flags::PROGRAMS) {
        return Err(Error::NotFound);
    }
    closed_line(&cx)?;
    limits::password(&cx, &login.email, None).await?;
    let password = login.password.expose();
    let attempt = Attempt { email: &login.email, password, device: None };
    let wanted = Wanted { name: login.name, scopes: login.scopes, code: login.code };
    let tokens = actions::sign_in_program(&cx, attempt, &wanted).await?;
    Ok(Granted::of(&cx, tokens))
}

/// No password is read over a line that others can read, as on the pages.
fn closed_line(cx: &Cx) -> Result<()> {
    let config = cx.kontor.config.section::<ServerConfig>();
    let open = cx.request.as_deref().is_none_or(|request| !may_carry_session(request, config));
    if open { Err(Error::Forbidden) } else { Ok(()) }
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refresh {
    #[schemars(with = "String")]
    refresh_token: Secret,
}

pub(super) async fn refresh(Visitor(cx): Visitor, Json(shown): Json<Refresh>) -> Answer<Granted> {
    limits::renewal(&cx).await?;
    let tokens = actions::renew_program(&cx, &shown.refresh_token).await?;
    Ok(Granted::of(&cx, tokens))
}

/// The sign-in that the request came with.
fn own(bearer: &Bearer) -> Result<SignInId> {
    match &bearer.by {
        By::SignIn(id) => id.parse().map_err(|_| Error::NotFound),
        By::Key(_) => Err(Error::Forbidden),
    }
}

pub(super) async fn logout(
    cx: Cx,
    Extension(bearer): Extension<Arc<Bearer>>,
) -> Result<StatusCode> {
    actions::end_program(&cx, own(&bearer)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A program that is signed in for this person.
#[derive(Serialize, JsonSchema)]
pub struct Session {
    id: Uuid,
    name: String,
    scopes: Vec<String>,
    /// Where it was renewed from last.
    ip: String,
    created_at: DateTime<Utc>,
    renewed_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    /// Whether it is the one that asks.
    own: bool,
}

pub(super) async fn sessions(
    cx: Cx,
    Extension(bearer): Extension<Arc<Bearer>>,
) -> Answer<Vec<Session>> {
    let own = own(&bearer)?;
    let all = store::program::of_user(cx.db(), cx.user()?.id).await?;
    let session = |one: SignIn| Session {
        id: one.id.0,
        scopes: one.scopes().map(str::to_owned).collect(),
        name: one.name,
        ip: one.ip,
        created_at: one.created_at.0,
        renewed_at: one.renewed_at.0,
        expires_at: one.expires_at.0,
        own: one.id == own,
    };
    let good = all.into_iter().filter(|one| one.expires_at.0 > cx.now);
    Ok(Json(good.map(session).collect()))
}

pub(super) async fn end(cx: Cx, Named(id): Named<SignInId>) -> Result<StatusCode> {
    actions::end_program(&cx, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
