//! Identity: the people who sign in, and how they prove who they are.

pub mod actions;
mod api;
pub mod config;
mod device;
pub mod domain;
mod flags;
pub mod jobs;
mod letters;
pub mod links;
mod migrations;
mod privacy;
mod provider;
pub mod rights;
mod security;
pub mod setup;
mod store;
mod views;
mod web;

pub use domain::account::Account;

use platform::app::{AdminEntry, Hit};
use platform::config::SectionSpec;
use platform::i18n::Messages;
use platform::keys::SealedColumn;
use platform::{App, Cx, Result};

pub const MESSAGES: Messages =
    Messages { de: include_str!("../i18n/de.ftl"), en: include_str!("../i18n/en.ftl") };

pub const APP: App = App {
    routes: web::routes,
    api: api::endpoints,
    scopes: api::SCOPES,
    jobs: jobs::jobs,
    reactions: jobs::reactions,
    migrations: migrations::all,
    rights: rights::of,
    grants: rights::GRANTS,
    config: || {
        vec![
            SectionSpec::of::<config::SignInConfig>(),
            SectionSpec::of::<config::FirstAdminConfig>(),
            SectionSpec::of::<config::OidcConfig>(),
        ]
    },
    admin: &[
        AdminEntry {
            icon: "users",
            label: "identity-users",
            hint: "identity-users-text",
            path: "/admin/users",
            right: rights::MANAGE_USERS,
        },
        AdminEntry {
            icon: "shield-check",
            label: "identity-roles",
            hint: "identity-roles-text",
            path: "/admin/roles",
            right: rights::MANAGE_ROLES,
        },
        AdminEntry {
            icon: "lock",
            label: "identity-security",
            hint: "identity-security-text",
            path: "/admin/security",
            right: platform::rights::OPERATE,
        },
        AdminEntry {
            icon: "key-round",
            label: "identity-apikeys",
            hint: "identity-apikeys-text",
            path: "/admin/keys",
            right: rights::MANAGE_KEYS,
        },
    ],
    bearer: Some(|cx, shown| Box::pin(async move { actions::know_bearer(&cx, &shown).await })),
    company: Some(|cx| Box::pin(async move { setup::company(cx.db()).await })),
    prove: Some(web::prove),
    health: |kontor| Box::pin(provider::health(kontor)),
    privacy: privacy::PRIVACY,
    doors: web::DOORS,
    flags: &[flags::RESET, flags::PROGRAMS],
    sealed: &[
        SealedColumn::bytes(store::totp::TABLE, "user", "secret"),
        SealedColumn::bytes(store::farewell::TABLE, "id", "token"),
        SealedColumn::bytes(store::grant::TABLE, "id", "token"),
    ],
    palette: |cx, text| Box::pin(hits(cx, text)),
    ..App::new("identity", MESSAGES)
};

/// The users that a palette search finds, for those who may manage them.
async fn hits(cx: Cx, text: String) -> Result<Vec<Hit>> {
    if !cx.may(rights::MANAGE_USERS) || text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let filter = store::user::Filter::of_text(&text);
    let (mut users, _) = store::user::page(cx.db(), &filter, 0).await?;
    users.truncate(5);
    let hit = |user: platform::User| Hit {
        icon: "user-cog",
        path: format!("/admin/users/{}", user.id),
        label: user.name,
        detail: user.email,
    };
    Ok(users.into_iter().map(hit).collect())
}
