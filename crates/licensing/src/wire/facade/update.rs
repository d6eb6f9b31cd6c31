//! Whether a program that asks is up to date.

use super::case::Case;
use super::said::Said;
use axum::http::StatusCode;
use serde_json::{Value, json};

/// What is known of newer versions; nothing where none are published.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// Older ones may not run any more.
    pub required: bool,
    pub latest: Option<String>,
    pub url: Option<String>,
}

impl Update {
    pub fn of(_case: &Case, _version: Option<&str>) -> Self {
        Self::default()
    }

    pub fn json(&self) -> Value {
        json!({ "required": self.required, "latest": self.latest, "url": self.url })
    }

    /// That a program is too old to run.
    pub fn refusal(&self) -> Said {
        let detail = "This version may not run any more";
        let body = json!({
            "success": false, "code": "UPDATE_REQUIRED", "error": detail, "update": self.json(),
        });
        Said::with(StatusCode::UPGRADE_REQUIRED, body)
    }
}
