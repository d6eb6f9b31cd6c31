use crate::config::{Key, Said, Section};
use crate::keys::Secret;
use crate::said;
use serde::{Deserialize, Serialize};

/// `[limits]`
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LimitsConfig {
    pub redis_url: Option<Secret>,
}

impl Section for LimitsConfig {
    const NAME: &'static str = "limits";
    const KEYS: &'static [Key] = &[Key::new(
        "redis_url",
        "Wo mehrere Knoten gemeinsam zählen, wie oft jemand kommt: `redis://…`, `rediss://…` (TLS) oder `redis+unix://…`; ohne Angabe zählt jeder Knoten für sich.",
        "Where several nodes count together how often somebody comes: `redis://…`, `rediss://…` (TLS) or `redis+unix://…`; without it each node counts by itself.",
    )
    .secret()];

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let is_wrong = |url: &Secret| redis::parse_redis_url(url.expose()).is_none();
        if !self.redis_url.as_ref().is_some_and(is_wrong) {
            return Vec::new();
        }
        let said = said!(
            "erwartet eine Adresse wie \"redis://127.0.0.1:6379/0\"",
            "expects an address such as \"redis://127.0.0.1:6379/0\""
        );
        vec![("redis_url", said)]
    }
}
