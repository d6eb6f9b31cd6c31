use crate::config::{Key, MailSecurity, Said, Section};
use crate::keys::Secret;
use crate::said;
use serde::{Deserialize, Serialize};

/// `[post]`: how the house writes to its own people.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PostConfig {
    pub from: Option<String>,
    pub from_name: String,
    pub smtp_host: Option<String>,
    pub smtp_port: u16,
    pub smtp_security: MailSecurity,
    pub smtp_username: Option<String>,
    pub smtp_password: Option<Secret>,
    pub resend_api_key: Option<Secret>,
    pub resend_url: String,
}

impl Default for PostConfig {
    fn default() -> Self {
        Self {
            from: None,
            from_name: "Kontor".into(),
            smtp_host: None,
            smtp_port: 587,
            smtp_security: MailSecurity::Starttls,
            smtp_username: None,
            smtp_password: None,
            resend_api_key: None,
            resend_url: "https://api.resend.com/emails".into(),
        }
    }
}

impl PostConfig {
    pub fn is_ready(&self) -> bool {
        self.from.is_some() && (self.smtp_host.is_some() || self.resend_api_key.is_some())
    }
}

impl Section for PostConfig {
    const NAME: &'static str = "post";
    const KEYS: &'static [Key] = &[
        Key::new(
            "from",
            "Von welcher Adresse Kontor an die eigenen Leute schreibt: Einladungen, Links zum Zurücksetzen, Sicherheitshinweise. Ohne sie werden keine solchen Briefe verschickt.",
            "From which address Kontor writes to its own people: invitations, reset links, security notices. Without it no such letters are sent.",
        )
        .live(),
        Key::new(
            "from_name",
            "Der Name zu dieser Adresse; so nennen sich auch das Lizenzportal und seine Briefe, sonst mit dem Namen der Firma aus der Einrichtung.",
            "The name to that address; the licence portal and its letters go by it too, else by the company's name of the setup.",
        )
        .live(),
        Key::new(
            "smtp_host",
            "Der SMTP-Server dafür. Postfächer des Helpdesks haben ihre eigenen.",
            "The SMTP server for that. Mailboxes of the helpdesk have their own.",
        )
        .live(),
        Key::new("smtp_port", "Sein Port.", "Its port.").live(),
        Key::new(
            "smtp_security",
            "`tls`, `starttls` oder `none` (nur auf diesem Rechner).",
            "`tls`, `starttls` or `none` (on this machine only).",
        )
        .live(),
        Key::new(
            "smtp_username",
            "Der Benutzername dort; ohne Angabe ohne Anmeldung.",
            "The user name there; without one nobody signs in.",
        )
        .live(),
        Key::new("smtp_password", "Das Passwort dort.", "The password there.").live().secret(),
        Key::new(
            "resend_api_key",
            "Statt SMTP: der Schlüssel für die HTTP-Schnittstelle von Resend.",
            "Instead of SMTP: the key of Resend's HTTP API.",
        )
        .live()
        .secret(),
        Key::new("resend_url", "Deren Adresse.", "Its address.").live(),
    ];

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        if self.smtp_host.is_some() && self.resend_api_key.is_some() {
            problems.push((
                "resend_api_key",
                said!(
                    "und `smtp_host` sind beide gesetzt: nehmen Sie einen Weg",
                    "and `smtp_host` are both set: choose one way"
                ),
            ));
        }
        let way = self.smtp_host.is_some() || self.resend_api_key.is_some();
        let from = self.from.as_deref();
        if way && !from.is_some_and(|from| from.contains('@')) {
            problems.push((
                "from",
                said!(
                    "muss eine Adresse sein: einfach „name@firma.de“",
                    "must be an address such as \"name@example.com\""
                ),
            ));
        }
        problems
    }
}
