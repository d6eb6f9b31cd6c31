//! The variables of the systems that Kontor replaces: read where they mean the same, named where they do not.

use super::{DatabaseUrl, Problem, Said};
use crate::said;
use std::collections::BTreeMap;

/// What a foreign variable means here.
#[derive(Clone, Copy, Debug)]
pub enum Meaning {
    /// The same as this key, in the same words.
    Same(&'static str),
    /// The same as this key, in other words.
    Read(&'static str, fn(&str) -> Result<String, Said>),
    /// Always so here; any other value than these is told.
    Always(&'static [&'static str], Why),
    /// Nothing here; said when it is set.
    Nothing(Why),
}

/// A reason in German and in English.
#[derive(Clone, Copy, Debug)]
pub struct Why {
    pub de: &'static str,
    pub en: &'static str,
}

#[derive(Clone, Copy, Debug)]
pub struct Alias {
    pub name: &'static str,
    pub meaning: Meaning,
}

const fn why(de: &'static str, en: &'static str) -> Why {
    Why { de, en }
}

const fn same(name: &'static str, key: &'static str) -> Alias {
    Alias { name, meaning: Meaning::Same(key) }
}

const fn read(
    name: &'static str,
    key: &'static str,
    how: fn(&str) -> Result<String, Said>,
) -> Alias {
    Alias { name, meaning: Meaning::Read(key, how) }
}

const fn always(name: &'static str, values: &'static [&'static str], why: Why) -> Alias {
    Alias { name, meaning: Meaning::Always(values, why) }
}

const fn nothing(name: &'static str, why: Why) -> Alias {
    Alias { name, meaning: Meaning::Nothing(why) }
}

const YES: &[&str] = &["true", "1", "yes", "on"];
const NO: &[&str] = &["false", "0", "no", "off"];
const COOKIE: Why = why(
    "Das Sitzungs-Cookie ist immer so gesichert.",
    "The session cookie is always protected so.",
);
const ONE_MODE: Why =
    why("Kontor kennt keinen Entwicklungsmodus.", "Kontor has no development mode.");
const NO_BROKER: Why = why(
    "Aufträge und Zähler liegen in der Datenbank; Redis wird nicht gebraucht.",
    "Jobs and counters are in the database; no Redis is needed.",
);
const NO_TOKENS: Why = why(
    "Sitzungen stehen in der Datenbank: siehe session.idle_minutes und session.absolute_hours.",
    "Sessions are in the database: see session.idle_minutes and session.absolute_hours.",
);

/// Every variable that the documents of the replaced systems name.
pub const ALIASES: &[Alias] = &[
    read("DATABASE_URL", "database.url", sqlalchemy),
    same("SECRET_KEY", "keys.root"),
    same("FLASK_SECRET_KEY", "keys.root"),
    same("MAX_CONTENT_LENGTH", "server.max_body_bytes"),
    same("FRONTEND_URL", "server.external_url"),
    same("TEAMS_WEBHOOK_URL", "notifications.teams_webhook_url"),
    read("LOG_LEVEL", "log.level", python_level),
    read("CALDAV_ALLOWED_CIDRS", "outbound.allow", https_only),
    same("EMAIL_HOST", "bootstrap.imap_host"),
    same("EMAIL_PORT", "bootstrap.imap_port"),
    same("EMAIL_USERNAME", "bootstrap.username"),
    same("EMAIL_PASSWORD", "bootstrap.password"),
    same("EMAIL_FROM", "bootstrap.address"),
    same("EMAIL_FROM_NAME", "bootstrap.name"),
    same("SMTP_HOST", "bootstrap.smtp_host"),
    same("SMTP_PORT", "bootstrap.smtp_port"),
    same("MAIL_SERVER", "bootstrap.smtp_host"),
    same("MAIL_PORT", "bootstrap.smtp_port"),
    same("MAIL_USERNAME", "bootstrap.smtp_username"),
    same("MAIL_PASSWORD", "bootstrap.smtp_password"),
    read("MAIL_USE_TLS", "bootstrap.smtp_security", use_tls),
    always("SESSION_COOKIE_SECURE", YES, COOKIE),
    always("SESSION_COOKIE_HTTPONLY", YES, COOKIE),
    always("SESSION_COOKIE_SAMESITE", &["lax"], COOKIE),
    always(
        "WTF_CSRF_ENABLED",
        YES,
        why("Der CSRF-Schutz ist immer an.", "The CSRF check is always on."),
    ),
    always("FLASK_ENV", &["production"], ONE_MODE),
    always("FLASK_DEBUG", NO, ONE_MODE),
    always("APP_ENV", &["production"], ONE_MODE),
    nothing(
        "FLASK_APP",
        why(
            "Kontor ist ein Programm, keine Flask-Anwendung.",
            "Kontor is one program, no Flask application.",
        ),
    ),
    nothing(
        "UPLOAD_FOLDER",
        why("Dateien liegen unter data.path.", "Files are kept under data.path."),
    ),
    nothing(
        "BACKUP_DIR",
        why(
            "Kontor sichert nicht selbst in diesen Ordner.",
            "Kontor does not write backups to this folder.",
        ),
    ),
    nothing(
        "ALLOWED_HOSTS",
        why(
            "Nur der Name aus server.external_url zählt.",
            "Only the name in server.external_url counts.",
        ),
    ),
    nothing(
        "APP_NAME",
        why(
            "Der Name der Firma wird in der Einrichtung gesetzt.",
            "The company's name is set in the setup.",
        ),
    ),
    same("REDIS_URL", "limits.redis_url"),
    nothing("RATELIMIT_STORAGE_URL", NO_BROKER),
    nothing("CELERY_BROKER_URL", NO_BROKER),
    nothing("CELERY_RESULT_BACKEND", NO_BROKER),
    same("MICROSOFT_CLIENT_ID", "oidc.microsoft.client_id"),
    same("MICROSOFT_CLIENT_SECRET", "oidc.microsoft.client_secret"),
    same("MICROSOFT_TENANT_ID", "oidc.microsoft.tenant"),
    same("ACCESS_TOKEN_EXPIRE_MINUTES", "api.access_minutes"),
    same("REFRESH_TOKEN_EXPIRE_DAYS", "api.refresh_days"),
    nothing("JWT_SECRET", NO_TOKENS),
    same("FIRST_SUPERADMIN_EMAIL", "first_admin.email"),
    same("FIRST_SUPERADMIN_PASSWORD", "first_admin.password"),
    same("RESEND_API_KEY", "post.resend_api_key"),
    nothing(
        "CLAUDE_API_KEY",
        why("Diese Version fragt kein Sprachmodell.", "This version asks no language model."),
    ),
];

/// What the environment's foreign variables say: (key, value, variable), weakest first.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub values: Vec<(&'static str, String, &'static str)>,
    pub warnings: Vec<Said>,
    pub problems: Vec<Problem>,
}

/// Finds every alias that is set; of two for one key the first in the table wins, and the other is told.
pub(super) fn find(env: &BTreeMap<String, String>) -> Found {
    let mut found = Found::default();
    for alias in ALIASES {
        let Some(value) = env.get(alias.name).filter(|value| !value.trim().is_empty()) else {
            continue;
        };
        let (key, read) = match alias.meaning {
            Meaning::Same(key) => (key, Ok(value.clone())),
            Meaning::Read(key, how) => (key, how(value)),
            Meaning::Always(usual, _) if usual.contains(&value.trim().to_lowercase().as_str()) => {
                continue;
            }
            Meaning::Always(_, why) | Meaning::Nothing(why) => {
                let (name, Why { de, en }) = (alias.name, why);
                found.warnings.push(said!(
                    "{name} ist gesetzt, wird aber nicht gebraucht: {de}",
                    "{name} is set but not used: {en}"
                ));
                continue;
            }
        };
        let before = found.values.iter().find(|(other, ..)| *other == key);
        match (read, before) {
            (Ok(value), Some((_, other, winner))) if value != *other => {
                let name = alias.name;
                found.warnings.push(said!(
                    "{name} wird nicht gebraucht: {winner} sagt etwas anderes über {key}",
                    "{name} is not used: {winner} says otherwise about {key}"
                ));
            }
            (Ok(_), Some(_)) => {}
            (Ok(value), None) => found.values.push((key, value, alias.name)),
            (Err(why), _) => {
                found.problems.push(Problem::new(key, super::Origin::Env(alias.name.into()), why));
            }
        }
    }
    found
}

/// The foreign variables that set `section.key`.
pub fn of_key(key: &str) -> Vec<&'static str> {
    let sets = |alias: &&Alias| matches!(alias.meaning, Meaning::Same(k) | Meaning::Read(k, _) if k == key);
    ALIASES.iter().filter(sets).map(|alias| alias.name).collect()
}

/// `SQLAlchemy` counts slashes differently: after `sqlite://` and one more, the path is relative.
fn sqlalchemy(url: &str) -> Result<String, Said> {
    let url = url.trim();
    let path = url.strip_prefix("sqlite:///").or_else(|| url.strip_prefix("sqlite+aiosqlite:///"));
    let url = path.map_or_else(|| url.to_owned(), |path| format!("sqlite://{path}"));
    url.parse().map(|url: DatabaseUrl| url.expose().to_owned())
}

/// Python's names of levels.
fn python_level(level: &str) -> Result<String, Said> {
    let level = level.trim().to_lowercase();
    match level.as_str() {
        "" => Err(said!("nennt keine Stufe", "names no level")),
        "warning" => Ok("warn".into()),
        "critical" | "fatal" => Ok("error".into()),
        "notset" => Ok("trace".into()),
        _ => Ok(level),
    }
}

/// The original opened these ranges for calendars (`CalDAV`) over https.
fn https_only(ranges: &str) -> Result<String, Said> {
    let ranges = ranges.split(',').map(str::trim).filter(|range| !range.is_empty());
    let rules = ranges.map(|range| {
        let range: super::Cidr = range.parse()?;
        let text = range.to_string();
        Ok(if text.contains(':') { format!("[{text}]:443") } else { format!("{text}:443") })
    });
    Ok(rules.collect::<Result<Vec<_>, Said>>()?.join(","))
}

fn use_tls(value: &str) -> Result<String, Said> {
    match value.trim().to_lowercase().as_str() {
        yes if YES.contains(&yes) => Ok("starttls".into()),
        no if NO.contains(&no) => Ok("none".into()),
        _ => Err(said!("erwartet true oder false", "expects true or false")),
    }
}
