use platform::config::{Key, Said, Section};
use platform::said;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// `[audit]`: where the signed heads of the audit chain are kept besides the database.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AuditConfig {
    pub heads_file: Option<PathBuf>,
    pub heads_url: Option<String>,
    pub heads_minutes: u32,
}

impl Default for AuditConfig {
    fn default() -> Self {
        Self { heads_file: None, heads_url: None, heads_minutes: 60 }
    }
}

impl AuditConfig {
    /// Whether heads go anywhere.
    pub fn ships(&self) -> bool {
        self.heads_file.is_some() || self.heads_url.is_some()
    }
}

impl Section for AuditConfig {
    const NAME: &'static str = "audit";
    const KEYS: &'static [Key] = &[
        Key::new(
            "heads_file",
            "An diese Datei wird jeder unterschriebene Kopf der Prüfkette angehängt, eine Zeile JSON. Sie gehört auf einen anderen Datenträger oder an einen Ort, an den nur angehängt werden kann.",
            "Every signed head of the audit chain is appended to this file, one line of JSON. It belongs on another disk, or where one can only append.",
        )
        .live(),
        Key::new(
            "heads_url",
            "An diese Adresse wird jeder Kopf als JSON geschickt (POST); bis sie mit 2xx antwortet, wird es wiederholt.",
            "Every head is sent to this address as JSON (POST), again and again until it answers 2xx.",
        )
        .live(),
        Key::new(
            "heads_minutes",
            "So viele Minuten liegen zwischen zwei Köpfen, wenn inzwischen etwas geschah.",
            "So many minutes lie between two heads, if something happened meanwhile.",
        )
        .live(),
    ];

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        let web = |text: &str| {
            url::Url::parse(text)
                .is_ok_and(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
        };
        if self.heads_url.as_deref().is_some_and(|url| !web(url)) {
            let said = said!(
                "erwartet eine Adresse wie \"https://archiv.example.de/kontor\"",
                "expects an address such as \"https://archive.example.com/kontor\""
            );
            problems.push(("heads_url", said));
        }
        if !(5..=7 * 24 * 60).contains(&self.heads_minutes) {
            let minutes = self.heads_minutes;
            let said = said!(
                "muss zwischen 5 und 10080 liegen, nicht {minutes}",
                "must be between 5 and 10080, not {minutes}"
            );
            problems.push(("heads_minutes", said));
        }
        problems
    }
}
