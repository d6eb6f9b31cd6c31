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
    pub closed_ticket_months: u32,
}

impl Default for HelpdeskConfig {
    fn default() -> Self {
        Self {
            max_attachment_bytes: 20 * 1024 * 1024,
            notify_agents: true,
            history_on_close: true,
            closed_ticket_months: 0,
        }
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
        Key::new(
            "closed_ticket_months",
            "So viele Monate nach dem Schließen wird der Inhalt eines Tickets gelöscht: Texte, Mails, Anhänge. `0` behält alles für immer.",
            "So many months after it was closed the content of a ticket is erased: texts, mails, attachments. `0` keeps everything for ever.",
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
        if self.closed_ticket_months > 1200 {
            let said = said!("darf höchstens 1200 sein", "must be 1200 at most");
            problems.push(("closed_ticket_months", said));
        }
        problems
    }
}
