//! Mail transport: fetching by IMAP, handing over by SMTP, composing what is handed over. It knows no ticket.

mod check;
pub mod compose;
mod error;
pub mod imap;
mod open;
pub mod smtp;
mod wire;

pub use check::{Step, test_connection};
pub use error::{Error, Kind};

use crate::Cx;
use crate::config::{MailConfig, MailSecurity};
use crate::keys::Secret;
use crate::outbound::{Guard, TlsClient, tls_client};
use std::time::Duration;

/// How a connection is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// TLS from the first byte.
    Tls,
    /// Plain first, then TLS before anything secret is said.
    StartTls,
    /// No TLS; only to an address of this machine.
    Plain,
}

impl From<MailSecurity> for Security {
    fn from(security: MailSecurity) -> Self {
        match security {
            MailSecurity::Tls => Self::Tls,
            MailSecurity::Starttls => Self::StartTls,
            MailSecurity::None => Self::Plain,
        }
    }
}

/// A mail server and who we are there. Without a user name nobody signs in (SMTP only).
#[derive(Clone, Debug)]
pub struct Endpoint {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub username: String,
    pub password: Secret,
}

/// How long each step may take.
#[derive(Clone, Copy, Debug)]
pub struct Timeouts {
    /// Name, connection and TLS.
    pub connect: Duration,
    /// One command with its answer, or 64 KiB of a message.
    pub command: Duration,
    /// All steps of a message together, from dialling to before its last line.
    pub before_end: Duration,
    /// The answer to a message that was handed over. Later than that, nobody knows whether it was taken.
    pub handed_over: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(20),
            command: Duration::from_secs(30),
            before_end: Duration::from_mins(9),
            handed_over: Duration::from_mins(5),
        }
    }
}

/// The way to mail servers: which addresses may be dialled, whom TLS trusts, how long to wait.
#[derive(Clone, Debug)]
pub struct Network {
    pub guard: Guard,
    pub tls: TlsClient,
    pub timeouts: Timeouts,
}

impl Network {
    /// Fails when the CA file of the settings cannot be read.
    pub fn of(cx: &Cx) -> anyhow::Result<Self> {
        let mail = cx.kontor.config.section::<MailConfig>();
        let command = Duration::from_secs(mail.timeout_seconds.into());
        Ok(Self {
            guard: Guard::of(cx),
            tls: tls_client(mail.extra_ca_file.as_deref())?,
            timeouts: Timeouts { connect: command, command, ..Timeouts::default() },
        })
    }
}
