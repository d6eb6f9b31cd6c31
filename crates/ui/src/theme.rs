//! What a person has chosen for every page: light or dark, and whether single keys are commands.

use crate::parts::{Button, icon};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use axum::{Form, Router};
use maud::{Markup, html};
use platform::{Cx, Kontor, Result, users};
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Theme {
    /// As the device says.
    #[default]
    #[serde(rename = "")]
    Auto,
    Light,
    Dark,
}

impl Theme {
    pub fn of(cx: &Cx) -> Self {
        match cx.user.as_ref().map(|user| user.theme.as_str()) {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::Auto,
        }
    }

    /// As `data-theme` says it.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Auto => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }
}

pub(crate) fn routes() -> Router<Kontor> {
    Router::new().route("/theme", post(choose)).route("/keys", post(choose_keys))
}

#[derive(Deserialize)]
struct ThemeForm {
    theme: Theme,
}

async fn choose(cx: Cx, headers: HeaderMap, Form(form): Form<ThemeForm>) -> Result<Response> {
    let tx = cx.begin().await?;
    let mut user = users::get(&tx, cx.user()?.id).await?;
    form.theme.name().unwrap_or_default().clone_into(&mut user.theme);
    users::save(&tx, &mut user).await?;
    cx.commit(tx).await?;
    // only a browser without scripts follows
    let back = headers.get(header::REFERER).and_then(|value| value.to_str().ok());
    let back = back.and_then(|url| url.split_once("://")?.1.split_once('/').map(|(_, path)| path));
    if headers.get("sec-fetch-dest").is_some_and(|dest| dest == "empty") {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    Ok(Redirect::to(&format!("/{}", back.unwrap_or_default())).into_response())
}

#[derive(Deserialize)]
struct KeysForm {
    /// Sent only while it is ticked, as forms do.
    single: Option<String>,
}

async fn choose_keys(cx: Cx, Form(form): Form<KeysForm>) -> Result<StatusCode> {
    let tx = cx.begin().await?;
    let mut user = users::get(&tx, cx.user()?.id).await?;
    user.single_keys = form.single.is_some();
    users::save(&tx, &mut user).await?;
    cx.commit(tx).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Three buttons; signed-in users only, everyone else has what the device says.
pub(crate) fn switch(cx: &Cx) -> Markup {
    let l = &cx.locale;
    if cx.user.is_none() {
        return html! {};
    }
    let now = Theme::of(cx);
    let button = |theme: Theme, shape, label: &str| {
        Button::quiet(l.t(label))
            .icon(shape)
            .icon_only()
            .value("theme", theme.name().unwrap_or_default())
            .pressed(now == theme)
    };
    html! {
        form.menu-item.theme-switch method="post" action="/theme" data-theme-form {
            (icon("sun-moon")) (l.t("ui-theme"))
            span.push {
                (button(Theme::Light, "sun", "ui-theme-light"))
                (button(Theme::Dark, "moon", "ui-theme-dark"))
                (button(Theme::Auto, "monitor", "ui-theme-auto"))
            }
        }
    }
}
