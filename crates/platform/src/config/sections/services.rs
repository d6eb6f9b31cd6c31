//! The sections of what runs beside the pages: log, mail, notifications, and the first mailbox.

use super::between;
use crate::config::{Key, Said, Section, docs};
use crate::keys::Secret;
use crate::said;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// How the log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Text,
    Json,
}

/// How a line of the security log begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SecurityTime {
    /// `2026-11-21T10:00:01.123Z`
    Iso,
    /// `2026-11-21 10:00:01`, as the replaced systems wrote it.
    Plain,
}

/// `[log]`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LogConfig {
    pub level: String,
    pub format: LogFormat,
    pub security_file: Option<PathBuf>,
    pub security_time: SecurityTime,
}

impl Default for LogConfig {
    fn default() -> Self {
        Self {
            level: "info".into(),
            format: LogFormat::Text,
            security_file: None,
            security_time: SecurityTime::Iso,
        }
    }
}

impl Section for LogConfig {
    const NAME: &'static str = "log";
    const KEYS: &'static [Key] = docs::LOG;

    fn problems(&self) -> Vec<(&'static str, Said)> {
        match self.level.parse::<tracing_subscriber::filter::Targets>() {
            // a lone word that is no level would name a part of the program, and silence all others
            Ok(_) if self.level.split(',').all(says_level) => Vec::new(),
            _ => {
                let level = &self.level;
                let said = said!(
                    "erwartet error, warn, info, debug oder trace, oder eine Liste wie \"info,platform=debug\", nicht {level:?}",
                    "expects error, warn, info, debug or trace, or a list such as \"info,platform=debug\", not {level:?}"
                );
                vec![("level", said)]
            }
        }
    }
}

/// `info`, or `part=info`.
fn says_level(piece: &str) -> bool {
    let level = piece.rsplit('=').next().unwrap_or_default().trim();
    !level.is_empty() && level.parse::<tracing_subscriber::filter::LevelFilter>().is_ok()
}

/// `[mail]`: limits of every mailbox.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailConfig {
    pub poll_seconds: u32,
    pub fetch_batch: u32,
    pub max_message_bytes: u64,
    pub timeout_seconds: u32,
    pub extra_ca_file: Option<PathBuf>,
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            poll_seconds: 60,
            fetch_batch: 50,
            max_message_bytes: 50 * 1024 * 1024,
            timeout_seconds: 30,
            extra_ca_file: None,
        }
    }
}

impl Section for MailConfig {
    const NAME: &'static str = "mail";
    const KEYS: &'static [Key] = docs::MAIL;

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        between(&mut problems, "poll_seconds", self.poll_seconds, 5, 24 * 3600);
        between(&mut problems, "fetch_batch", self.fetch_batch, 1, 1000);
        between(&mut problems, "timeout_seconds", self.timeout_seconds, 1, 600);
        if !(64 * 1024..=1 << 30).contains(&self.max_message_bytes) {
            problems.push((
                "max_message_bytes",
                said!("muss zwischen 65536 und 1 GiB liegen", "must be between 65536 and 1 GiB"),
            ));
        }
        problems
    }
}

/// `[notifications]`
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct NotificationsConfig {
    pub teams_webhook_url: Option<Secret>,
}

impl Section for NotificationsConfig {
    const NAME: &'static str = "notifications";
    const KEYS: &'static [Key] = docs::NOTIFICATIONS;

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let https =
            |url: &Secret| url::Url::parse(url.expose()).is_ok_and(|url| url.scheme() == "https");
        match &self.teams_webhook_url {
            Some(url) if !https(url) => {
                vec![(
                    "teams_webhook_url",
                    said!(
                        "erwartet eine Adresse, die mit https:// beginnt",
                        "expects an address that begins with https://"
                    ),
                )]
            }
            _ => Vec::new(),
        }
    }
}

/// How a connection to a mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MailSecurity {
    /// TLS from the first byte.
    Tls,
    /// Plain first, then TLS before anything secret is said.
    Starttls,
    /// Never protected.
    None,
}

/// `[bootstrap]`: the first mailbox, made at the first start and left alone afterwards.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BootstrapConfig {
    pub address: Option<String>,
    pub name: Option<String>,
    pub username: Option<String>,
    pub password: Option<Secret>,
    pub imap_host: Option<String>,
    pub imap_port: u16,
    pub imap_security: MailSecurity,
    pub smtp_host: Option<String>,
    pub smtp_port: u16,
    pub smtp_security: MailSecurity,
    pub smtp_username: Option<String>,
    pub smtp_password: Option<Secret>,
}

impl Default for BootstrapConfig {
    fn default() -> Self {
        Self {
            address: None,
            name: None,
            username: None,
            password: None,
            imap_host: None,
            imap_port: 993,
            imap_security: MailSecurity::Tls,
            smtp_host: None,
            smtp_port: 587,
            smtp_security: MailSecurity::Starttls,
            smtp_username: None,
            smtp_password: None,
        }
    }
}

impl BootstrapConfig {
    /// The mailbox's own address: the one that is set, or a user name that is one.
    pub fn mailbox_address(&self) -> Option<&str> {
        let user = self.username.as_deref().or(self.smtp_username.as_deref());
        self.address.as_deref().or_else(|| user.filter(|user| user.contains('@')))
    }

    /// What is missing for a first mailbox, and the two ways to give it.
    fn no_address(&self) -> Said {
        let Some(user) = self.username.as_deref().or(self.smtp_username.as_deref()) else {
            return said!(
                "fehlt: Ein Mailserver ist genannt (bootstrap.imap_host oder EMAIL_HOST), aber nicht, wessen Postfach dort gelesen wird. Setzen Sie bootstrap.username (oder EMAIL_USERNAME) auf den Benutzernamen und, wenn der keine E-Mail-Adresse ist, bootstrap.address (oder EMAIL_FROM) auf die Adresse",
                "is missing: a mail server is named (bootstrap.imap_host or EMAIL_HOST), but not whose mailbox is read there. Set bootstrap.username (or EMAIL_USERNAME) to the user name and, where that is no e-mail address, bootstrap.address (or EMAIL_FROM) to the address"
            );
        };
        said!(
            "fehlt: Der Benutzername {user:?} ist keine E-Mail-Adresse. Setzen Sie bootstrap.address (oder EMAIL_FROM) auf die Adresse des Postfachs",
            "is missing: the user name {user:?} is no e-mail address. Set bootstrap.address (or EMAIL_FROM) to the mailbox's address"
        )
    }
}

impl Section for BootstrapConfig {
    const NAME: &'static str = "bootstrap";
    const KEYS: &'static [Key] = docs::BOOTSTRAP;

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        if self.imap_host.is_some() && self.mailbox_address().is_none() {
            problems.push(("address", self.no_address()));
        }
        for (key, port) in [("imap_port", self.imap_port), ("smtp_port", self.smtp_port)] {
            if port == 0 {
                problems.push((
                    key,
                    said!("muss zwischen 1 und 65535 liegen", "must be between 1 and 65535"),
                ));
            }
        }
        problems
    }
}
