use crate::domain::account;
use crate::store::user::Filter;
use crate::{rights, store};
use axum::Json;
use axum::extract::Query;
use chrono::{DateTime, Utc};
use platform::api::{Answer, Page};
use platform::{Cx, Lang, Role, User};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Somebody who signs in here.
#[derive(Serialize, JsonSchema)]
pub struct Account {
    id: Uuid,
    name: String,
    email: String,
    /// `admin`, `agent` or `customer`.
    #[schemars(with = "String")]
    role: Role,
    /// Support level 1 to 4.
    level: i16,
    /// `de` or `en`.
    #[schemars(with = "String")]
    lang: Lang,
    active: bool,
    created_at: DateTime<Utc>,
}

impl From<User> for Account {
    fn from(user: User) -> Self {
        Self {
            id: user.id.0,
            name: user.name,
            email: user.email,
            role: user.role,
            level: user.level,
            lang: user.lang,
            active: user.active,
            created_at: user.created_at.0,
        }
    }
}

#[derive(Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Asked {
    /// Part of the name or the address.
    q: String,
    /// `admin`, `agent` or `customer`; else all.
    role: String,
    /// `active` or `inactive`; else all.
    state: String,
    /// `next` of the page before.
    after: String,
}

/// By name, 50 at a time.
pub(super) async fn list(cx: Cx, Query(asked): Query<Asked>) -> Answer<Page<Account>> {
    cx.require(rights::MANAGE_USERS)?;
    let filter = Filter {
        role: account::role(&asked.role).ok(),
        active: match asked.state.as_str() {
            "active" => Some(true),
            "inactive" => Some(false),
            _ => None,
        },
        ..Filter::of_text(&asked.q)
    };
    let page = asked.after.parse().unwrap_or(0_u32).min(100_000);
    let (users, more) = store::user::page(cx.db(), &filter, page.into()).await?;
    let next = more.then(|| (page + 1).to_string());
    Ok(Json(Page { items: users.into_iter().map(Account::from).collect(), next }))
}
