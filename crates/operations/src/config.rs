use platform::config::{Key, Said, Section, between};
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
        between(&mut problems, "heads_minutes", self.heads_minutes, 5, 7 * 24 * 60);
        problems
    }
}

/// `[privacy]`: how long what tells about people is kept.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PrivacyConfig {
    pub export_days: u32,
    pub letter_years: u32,
    pub audit_address_months: u32,
    pub failed_job_days: u32,
}

impl Default for PrivacyConfig {
    fn default() -> Self {
        Self { export_days: 7, letter_years: 6, audit_address_months: 12, failed_job_days: 0 }
    }
}

impl Section for PrivacyConfig {
    const NAME: &'static str = "privacy";
    const KEYS: &'static [Key] = &[
        Key::new(
            "export_days",
            "So viele Tage lässt sich ein Archiv mit den Daten einer Person abholen, dann wird es gelöscht.",
            "So many days an archive of a person's data can be fetched; then it is deleted.",
        )
        .live(),
        Key::new(
            "letter_years",
            "So viele Jahre bleibt Geschäftspost aufbewahrt, wenn eine Löschung sie ausnimmt (HGB § 257: sechs, gezählt ab dem Ende des Jahres).",
            "So many years business letters are kept where an erasure leaves them out (in Germany six, counted from the end of the year: HGB § 257).",
        )
        .live(),
        Key::new(
            "audit_address_months",
            "So viele Monate kennt das Protokoll die Netzadressen, von denen gehandelt wurde. `0` behält sie für immer.",
            "For so many months the audit trail knows the network addresses that people acted from. `0` keeps them for ever.",
        )
        .live(),
        Key::new(
            "failed_job_days",
            "So viele Tage bleiben Aufträge liegen, die niemand nach ihrem Scheitern wiederholt oder verworfen hat. `0` behält sie für immer.",
            "For so many days jobs are kept that failed and that nobody repeated or discarded. `0` keeps them for ever.",
        )
        .live(),
    ];

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        between(&mut problems, "export_days", self.export_days, 1, 90);
        between(&mut problems, "letter_years", self.letter_years, 1, 30);
        between(&mut problems, "audit_address_months", self.audit_address_months, 0, 1200);
        between(&mut problems, "failed_job_days", self.failed_job_days, 0, 36_500);
        problems
    }
}
