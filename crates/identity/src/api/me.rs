use axum::{Extension, Json};
use platform::api::{Answer, Bearer};
use platform::{Cx, Lang, Role};
use schemars::JsonSchema;
use serde::Serialize;
use std::sync::Arc;
use uuid::Uuid;

/// Who the key or token belongs to.
#[derive(Serialize, JsonSchema)]
pub struct Me {
    id: Uuid,
    name: String,
    email: String,
    /// `admin` or `agent`.
    #[schemars(with = "String")]
    role: Role,
    /// `de` or `en`.
    #[schemars(with = "String")]
    lang: Lang,
    /// What the key or token may do, as far as its owner may.
    scopes: Vec<String>,
}

pub(super) async fn show(cx: Cx, Extension(bearer): Extension<Arc<Bearer>>) -> Answer<Me> {
    let user = cx.user()?;
    Ok(Json(Me {
        id: user.id.0,
        name: user.name.clone(),
        email: user.email.clone(),
        role: user.role,
        lang: user.lang,
        scopes: bearer.scopes.clone(),
    }))
}
