//! The security log: one line per sign-in, refusal and change of power, in a file of its own that fail2ban reads.
//!
//! `2026-11-21T10:00:01.123Z SECURITY[LOGIN_FAILED]: user=anna ip=203.0.113.7 req=… reason=bad_password`

use crate::Cx;
use crate::config::{Config, DataConfig, LogConfig, SecurityTime};
use crate::keys::Keys;
use anyhow::Context as _;
use chrono::{DateTime, SecondsFormat, Utc};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::fs::{File, OpenOptions, Permissions};
use std::io::Write as _;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// What happened. The names are an interface: filters of other people match them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    LoginSuccess,
    LoginFailed,
    SecondFactorAsked,
    SecondFactorSuccess,
    SecondFactorFailed,
    SecondFactorAdded,
    SecondFactorRemoved,
    /// A provider vouched for nobody, or for somebody who may not come in. No guess: there is nothing to guess.
    SsoRefused,
    SignInLinked,
    SignInUnlinked,
    Lockout,
    Logout,
    SessionRevoked,
    ReauthSuccess,
    ReauthFailed,
    PasswordChanged,
    PasswordStolen,
    RecoveryUsed,
    SetupFailed,
    SetupFinished,
    CsrfBlocked,
    /// Somebody who is signed in may not do this.
    AccessDenied,
    RateLimited,
    /// An address was blocked, by Kontor or a person: `reason` says which and for how long.
    AddressBlocked,
    AddressUnblocked,
    /// A blocked address was refused; told once a minute at most.
    Blocked,
    ApiKeyCreated,
    ApiKeyRevoked,
    ApiKeyInvalid,
    TokenReused,
    WebhookSignatureInvalid,
    RoleChanged,
    Export,
    Erase,
    KeyRotated,
    AuditBroken,
    SsrfBlocked,
    /// The virus scanner found something in a file that was asked for or put in.
    FileInfected,
    /// A browser reports that something on a page was against its policy; anybody can send such a line.
    CspReported,
}

impl Event {
    pub fn name(self) -> &'static str {
        match self {
            Self::LoginSuccess => "LOGIN_SUCCESS",
            Self::LoginFailed => "LOGIN_FAILED",
            Self::SecondFactorAsked => "2FA_ASKED",
            Self::SecondFactorSuccess => "2FA_SUCCESS",
            Self::SecondFactorFailed => "2FA_FAILED",
            Self::SecondFactorAdded => "2FA_ADDED",
            Self::SecondFactorRemoved => "2FA_REMOVED",
            Self::SsoRefused => "SSO_REFUSED",
            Self::SignInLinked => "SSO_LINKED",
            Self::SignInUnlinked => "SSO_UNLINKED",
            Self::Lockout => "LOCKOUT",
            Self::Logout => "LOGOUT",
            Self::SessionRevoked => "SESSION_REVOKED",
            Self::ReauthSuccess => "REAUTH_SUCCESS",
            Self::ReauthFailed => "REAUTH_FAILED",
            Self::PasswordChanged => "PASSWORD_CHANGED",
            Self::PasswordStolen => "PASSWORD_STOLEN",
            Self::RecoveryUsed => "RECOVERY_USED",
            Self::SetupFailed => "SETUP_FAILED",
            Self::SetupFinished => "SETUP_FINISHED",
            Self::CsrfBlocked => "CSRF_BLOCKED",
            Self::AccessDenied => "ACCESS_DENIED",
            Self::RateLimited => "RATE_LIMITED",
            Self::AddressBlocked => "ADDRESS_BLOCKED",
            Self::AddressUnblocked => "ADDRESS_UNBLOCKED",
            Self::Blocked => "BLOCKED",
            Self::ApiKeyCreated => "APIKEY_CREATED",
            Self::ApiKeyRevoked => "APIKEY_REVOKED",
            Self::ApiKeyInvalid => "APIKEY_INVALID",
            Self::TokenReused => "TOKEN_REUSED",
            Self::WebhookSignatureInvalid => "WEBHOOK_SIG_INVALID",
            Self::RoleChanged => "ROLE_CHANGED",
            Self::Export => "EXPORT",
            Self::Erase => "ERASE",
            Self::KeyRotated => "KEY_ROTATED",
            Self::AuditBroken => "AUDIT_BROKEN",
            Self::SsrfBlocked => "SSRF_BLOCKED",
            Self::FileInfected => "FILE_INFECTED",
            Self::CspReported => "CSP_REPORTED",
        }
    }
}

impl Event {
    /// Whether somebody tried a password or a code: too many of these block an address. Links, keys, tokens and passkeys
    /// cannot be guessed, and a program whose key is over asks on in good faith, with others behind its address.
    fn is_guess(self, reason: &str) -> bool {
        matches!(self, Self::LoginFailed | Self::SecondFactorFailed) && GUESSED.contains(&reason)
    }
}

/// Why a password or a code was refused.
const GUESSED: [&str; 5] = ["bad_password", "unknown_user", "inactive", "bad_code", "locked"];

/// Whom a line is about.
#[derive(Clone, Copy, Debug)]
pub enum Who<'a> {
    /// An account that exists, by its address.
    Known(&'a str),
    /// What was typed where a name belongs; only its keyed hash is written, because people type passwords there.
    Typed(&'a str),
    Nobody,
}

/// Writes the log; clones write to the same file.
#[derive(Clone)]
pub struct SecurityLog(Arc<Inner>);

struct Inner {
    keys: Keys,
    time: SecurityTime,
    file: Mutex<Opened>,
}

struct Opened {
    path: PathBuf,
    file: File,
}

impl SecurityLog {
    /// Opens the file that the settings name, else `security.log` in the data folder.
    pub fn of_config(config: &Config, keys: &Keys) -> anyhow::Result<Self> {
        let log = config.section::<LogConfig>();
        let usual = || config.section::<DataConfig>().path.join("security.log");
        Self::opened(log.security_file.clone().unwrap_or_else(usual), log.security_time, keys)
    }

    /// Writes to `path`, whatever the settings say.
    pub fn open(path: PathBuf, keys: &Keys) -> anyhow::Result<Self> {
        Self::opened(path, SecurityTime::Iso, keys)
    }

    fn opened(path: PathBuf, time: SecurityTime, keys: &Keys) -> anyhow::Result<Self> {
        let file = Mutex::new(Opened::new(path)?);
        Ok(Self(Arc::new(Inner { keys: keys.clone(), time, file })))
    }

    /// Writes one line about `who` with the client's address from the request that is answered.
    pub fn write(&self, cx: &Cx, event: Event, who: Who<'_>, reason: &str) {
        if event.is_guess(reason) {
            crate::block::note(cx);
        }
        let request = cx.request.as_deref();
        let ip =
            request.map_or_else(|| "-".to_owned(), |request| request.ip.to_canonical().to_string());
        let id = request.map_or("-", |request| request.id.as_str());
        let about = About { event, user: self.user(who), ip: &ip, request: id, reason };
        let line = format!("{} {}\n", stamp(cx.now, self.0.time), about.line());
        let mut file = self.0.file.lock().unwrap_or_else(PoisonError::into_inner);
        if let Err(why) = file.append(&line) {
            tracing::error!(%why, "The security log cannot be written: {}", line.trim_end());
        }
    }

    fn user(&self, who: Who<'_>) -> String {
        match who {
            Who::Known(name) => encoded(name),
            Who::Typed(name) => {
                let hash =
                    self.0.keys.mac("security-log-user", name.trim().to_lowercase().as_bytes());
                format!("?{}", hex::encode(&hash[..4]))
            }
            Who::Nobody => "-".into(),
        }
    }
}

struct About<'a> {
    event: Event,
    user: String,
    ip: &'a str,
    request: &'a str,
    reason: &'a str,
}

impl About<'_> {
    fn line(&self) -> String {
        let Self { event, user, ip, request, reason } = self;
        let mut line =
            format!("SECURITY[{}]: user={user} ip={ip} req={}", event.name(), encoded(request));
        if !reason.is_empty() {
            line.push_str(" reason=");
            line.push_str(&encoded(reason));
        }
        line
    }
}

fn stamp(now: DateTime<Utc>, time: SecurityTime) -> String {
    match time {
        SecurityTime::Iso => now.to_rfc3339_opts(SecondsFormat::Millis, true),
        // a filter reads a time without a zone as the machine's
        SecurityTime::Plain => {
            now.with_timezone(&chrono::Local).format("%Y-%m-%d %H:%M:%S").to_string()
        }
    }
}

/// Everything that could end a value or a line, or that looks like one of our own marks.
const UNSAFE: &AsciiSet =
    &CONTROLS.add(b' ').add(b'=').add(b'%').add(b'?').add(b'"').add(b'\'').add(b'[').add(b']');

/// The value as it is written: encoded, and cut to 64 characters without splitting a `%XX`.
fn encoded(value: &str) -> String {
    let mut out = String::new();
    for piece in value.chars() {
        let start = out.len();
        out.extend(utf8_percent_encode(piece.encode_utf8(&mut [0; 4]), UNSAFE));
        if out.len() > 64 {
            out.truncate(start);
            break;
        }
    }
    if out.is_empty() { "-".into() } else { out }
}

impl Opened {
    fn new(path: PathBuf) -> anyhow::Result<Self> {
        let file = open(&path)
            .with_context(|| format!("the security log {} cannot be opened", path.display()))?;
        Ok(Self { path, file })
    }

    /// Appends in one write. A file that was moved or removed by rotation is noticed here and made again.
    fn append(&mut self, line: &str) -> std::io::Result<()> {
        let here = self.file.metadata()?.ino();
        if std::fs::metadata(&self.path).map(|there| there.ino()).ok() != Some(here) {
            self.file = open(&self.path)?;
        }
        self.file.write_all(line.as_bytes())
    }
}

/// Opens for appending; a new file is readable for its owner and group, whatever the umask says.
fn open(path: &Path) -> std::io::Result<File> {
    let new = !path.exists();
    if let Some(folder) = path.parent().filter(|_| new) {
        std::fs::create_dir_all(folder)?;
    }
    let file = OpenOptions::new().append(true).create(true).mode(0o640).open(path)?;
    if new {
        file.set_permissions(Permissions::from_mode(0o640))?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests;
