use crate::config::{Key, Said, Section, between};
use crate::switch::Flag;
use serde::{Deserialize, Serialize};

/// `[api]`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ApiConfig {
    pub docs: bool,
    pub requests_per_minute: u32,
    pub max_key_days: u32,
    pub access_minutes: u32,
    pub refresh_days: u32,
    pub program_days: u32,
}

impl Default for ApiConfig {
    fn default() -> Self {
        Self {
            docs: false,
            requests_per_minute: 100,
            max_key_days: 365,
            access_minutes: 30,
            refresh_days: 30,
            program_days: 365,
        }
    }
}

/// Whether the API is described for everyone; `api.docs` says it as long as nobody turned it.
pub const DOCS: Flag = Flag {
    name: "api-docs",
    label: "platform-flag-api-docs",
    hint: "platform-flag-api-docs-hint",
    usual: |config| config.section::<ApiConfig>().docs,
};

impl Section for ApiConfig {
    const NAME: &'static str = "api";
    const KEYS: &'static [Key] = &[
        Key::new(
            "docs",
            "Ob die Beschreibung der API unter `/api/docs` und `/api/openapi.json` und die des Lizenzservers unter `/v1/openapi.json` für alle offen liegt.",
            "Whether the description of the API lies open for everyone at `/api/docs` and `/api/openapi.json`, and the licence server's at `/v1/openapi.json`.",
        )
        .live(),
        Key::new(
            "requests_per_minute",
            "So viele Anfragen je Minute darf ein Schlüssel stellen.",
            "So many requests per minute may a key make.",
        ),
        Key::new(
            "max_key_days",
            "Länger als so viele Tage gilt kein neuer Schlüssel; angeboten werden 90.",
            "No new key is good for longer than so many days; 90 are offered.",
        )
        .live(),
        Key::new(
            "access_minutes",
            "So viele Minuten gilt das Zugriffstoken eines angemeldeten Programms.",
            "For so many minutes the access token of a signed-in program is good.",
        )
        .live(),
        Key::new(
            "refresh_days",
            "Nach so vielen Tagen ohne Erneuerung muss ein Programm sich neu anmelden.",
            "After so many days without a renewal a program must sign in again.",
        )
        .live(),
        Key::new(
            "program_days",
            "Nach so vielen Tagen muss ein Programm sich neu anmelden, auch wenn es sich jeden Tag erneuert hat.",
            "After so many days a program must sign in again, even if it was renewed every day.",
        )
        .live(),
    ];

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        between(&mut problems, "requests_per_minute", self.requests_per_minute, 1, 100_000);
        between(&mut problems, "max_key_days", self.max_key_days, 1, 3650);
        between(&mut problems, "access_minutes", self.access_minutes, 1, 24 * 60);
        between(&mut problems, "refresh_days", self.refresh_days, 1, 365);
        between(&mut problems, "program_days", self.program_days, 1, 3650);
        problems
    }
}
