use platform::config::{Key, Said, Section};
use platform::said;
use serde::{Deserialize, Serialize};

/// `[helpdesk]`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct HelpdeskConfig {
    pub max_attachment_bytes: u64,
    pub notify_agents: bool,
    pub history_on_close: bool,
}

impl Default for HelpdeskConfig {
    fn default() -> Self {
        Self { max_attachment_bytes: 20 * 1024 * 1024, notify_agents: true, history_on_close: true }
    }
}

impl Section for HelpdeskConfig {
    const NAME: &'static str = "helpdesk";
    const KEYS: &'static [Key] = &[
        Key::new(
            "max_attachment_bytes",
            "So viele Bytes dürfen alle Anhänge einer Antwort zusammen haben.",
            "How many bytes all attachments of one reply may have together.",
        )
        .live(),
        Key::new(
            "notify_agents",
            "Ob die Bearbeitung per Mail von neuen Tickets und Antworten erfährt.",
            "Whether agents are told by mail of new tickets and answers.",
        )
        .live(),
        Key::new(
            "history_on_close",
            "Ob die Kundschaft beim Schließen den ganzen Verlauf per Mail bekommt.",
            "Whether the customer gets the whole conversation by mail when a ticket is closed.",
        )
        .live(),
    ];

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        if !(1024..=100 << 20).contains(&self.max_attachment_bytes) {
            problems.push((
                "max_attachment_bytes",
                said!("muss zwischen 1024 und 100 MiB liegen", "must be between 1024 and 100 MiB"),
            ));
        }
        problems
    }
}
