//! The platform's own sections.

mod services;

pub use services::*;

use super::{Cidr, CidrPort, DatabaseUrl, Key, Listen, Said, Section, SectionSpec, weak, weakness};
use crate::keys::Secret;
use crate::said;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use std::path::PathBuf;

/// All sections that the platform reads; the apps add theirs.
pub const PLATFORM_SECTIONS: [SectionSpec; 16] = [
    SectionSpec::of::<ServerConfig>(),
    SectionSpec::of::<DatabaseConfig>(),
    SectionSpec::of::<DataConfig>(),
    SectionSpec::of::<KeysConfig>(),
    SectionSpec::of::<OutboundConfig>(),
    SectionSpec::of::<SessionConfig>(),
    SectionSpec::of::<crate::password::PasswordConfig>(),
    SectionSpec::of::<crate::api::ApiConfig>(),
    SectionSpec::of::<crate::limit::LimitsConfig>(),
    SectionSpec::of::<crate::scan::ScannerConfig>(),
    SectionSpec::of::<crate::block::BlockingConfig>(),
    SectionSpec::of::<LogConfig>(),
    SectionSpec::of::<MailConfig>(),
    SectionSpec::of::<crate::post::PostConfig>(),
    SectionSpec::of::<NotificationsConfig>(),
    SectionSpec::of::<BootstrapConfig>(),
];

/// A language of the house.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    De,
    En,
}

/// `[server]`: where people and proxies reach Kontor.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ServerConfig {
    pub listen: Listen,
    pub external_url: Option<String>,
    pub trusted_proxies: Vec<Cidr>,
    pub max_body_bytes: u64,
    pub request_timeout_seconds: u32,
    pub hsts: bool,
    pub metrics_token: Option<Secret>,
    pub metrics_allow: Vec<Cidr>,
    pub default_language: Language,
    #[serde(deserialize_with = "zone")]
    pub time_zone: chrono_tz::Tz,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            listen: Listen::default(),
            external_url: None,
            trusted_proxies: Vec::new(),
            max_body_bytes: 25 * 1024 * 1024,
            request_timeout_seconds: 30,
            hsts: true,
            metrics_token: None,
            metrics_allow: Vec::new(),
            default_language: Language::De,
            time_zone: chrono_tz::Europe::Berlin,
        }
    }
}

impl ServerConfig {
    /// Scheme, host and port under which browsers see Kontor, without a slash at the end.
    pub fn origin(&self) -> String {
        match (&self.external_url, &self.listen) {
            (Some(url), _) => url.trim().trim_end_matches('/').to_owned(),
            (None, Listen::Tcp(address)) => format!("http://{address}"),
            (None, Listen::Unix(_)) => "http://localhost".into(),
        }
    }
}

impl Section for ServerConfig {
    const NAME: &'static str = "server";
    const KEYS: &'static [Key] = crate::config::docs::SERVER;

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        if let Some(why) = self.external_url.as_deref().and_then(no_origin) {
            problems.push(("external_url", why));
        }
        if !(1024..=1 << 40).contains(&self.max_body_bytes) {
            problems.push((
                "max_body_bytes",
                said!("muss zwischen 1024 und 1 TiB liegen", "must be between 1024 and 1 TiB"),
            ));
        }
        between(&mut problems, "request_timeout_seconds", self.request_timeout_seconds, 1, 3600);
        if let Some(why) = self.metrics_token.as_ref().and_then(|token| weakness(token.expose())) {
            problems.push(("metrics_token", weak(why)));
        }
        problems
    }
}

/// A time zone by its name in the tz database.
fn zone<'de, D: Deserializer<'de>>(given: D) -> Result<chrono_tz::Tz, D::Error> {
    let name = String::deserialize(given)?;
    name.trim().parse().map_err(|_| {
        let unknown = said!(
            "nennt keine Zeitzone, die es gibt: {name:?}; gemeint ist ein Name wie \"Europe/Berlin\"",
            "names no time zone that exists: {name:?}; a name such as \"Europe/Berlin\" is meant"
        );
        D::Error::custom(unknown.joined())
    })
}

/// Why `text` is not the address under which browsers see Kontor.
fn no_origin(text: &str) -> Option<Said> {
    match url::Url::parse(text.trim()) {
        Err(_) => Some(said!(
            "erwartet eine Adresse wie \"https://kontor.example.de\"",
            "expects an address such as \"https://kontor.example.de\""
        )),
        Ok(url) if !matches!(url.scheme(), "http" | "https") => {
            Some(said!("beginnt mit https:// (oder http://)", "begins with https:// (or http://)"))
        }
        Ok(url) if !url.username().is_empty() || url.password().is_some() => {
            Some(said!("nennt keinen Benutzer und kein Passwort", "names no user and no password"))
        }
        Ok(url) if url.path() != "/" || url.query().is_some() || url.fragment().is_some() => {
            Some(said!(
                "endet nach Host und Port: Kontor steht an der Wurzel",
                "ends after the host and port: Kontor is served at the root"
            ))
        }
        Ok(_) => None,
    }
}

/// What is wrong with a section: its keys, and why.
pub type Problems = Vec<(&'static str, Said)>;

/// Notes a number that lies outside its bounds; both of them are still right.
pub fn between(problems: &mut Problems, key: &'static str, value: u32, least: u32, most: u32) {
    if !(least..=most).contains(&value) {
        let said = said!(
            "muss zwischen {least} und {most} liegen, nicht {value}",
            "must be between {least} and {most}, not {value}"
        );
        problems.push((key, said));
    }
}

/// `[database]`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DatabaseConfig {
    pub url: Option<DatabaseUrl>,
    pub max_connections: u32,
}

impl Default for DatabaseConfig {
    fn default() -> Self {
        Self { url: None, max_connections: 10 }
    }
}

impl DatabaseConfig {
    /// The address to connect to: the one that is set, or an `SQLite` file in the data folder.
    pub fn address(&self, data: &DataConfig) -> String {
        let embedded = || format!("sqlite://{}?mode=rwc", data.path.join("kontor.db").display());
        self.url.as_ref().map_or_else(embedded, |url| url.expose().to_owned())
    }
}

impl Section for DatabaseConfig {
    const NAME: &'static str = "database";
    const KEYS: &'static [Key] = crate::config::docs::DATABASE;

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        between(&mut problems, "max_connections", self.max_connections, 2, 1000);
        problems
    }
}

/// `[data]`: the folder of everything that is not in a database server.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct DataConfig {
    pub path: PathBuf,
    pub keep_free_mb: u64,
}

impl Default for DataConfig {
    fn default() -> Self {
        Self { path: "./data".into(), keep_free_mb: 100 }
    }
}

impl Section for DataConfig {
    const NAME: &'static str = "data";
    const KEYS: &'static [Key] = crate::config::docs::DATA;

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let empty = self.path.as_os_str().is_empty();
        let wrong = || ("path", said!("muss einen Ordner nennen", "must name a folder"));
        if empty { vec![wrong()] } else { Vec::new() }
    }
}

/// `[keys]`: the root key, from which all others follow.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct KeysConfig {
    pub root: Option<Secret>,
    pub root_file: Option<PathBuf>,
}

impl Section for KeysConfig {
    const NAME: &'static str = "keys";
    const KEYS: &'static [Key] = crate::config::docs::KEYS;

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let weakness = self.root.as_ref().and_then(|root| weakness(root.expose()));
        weakness.map(|why| ("root", weak(why))).into_iter().collect()
    }
}

/// `[outbound]`: where Kontor may go beyond public addresses.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OutboundConfig {
    pub allow: Vec<CidrPort>,
    pub extra_ca_file: Option<PathBuf>,
}

impl Section for OutboundConfig {
    const NAME: &'static str = "outbound";
    const KEYS: &'static [Key] = crate::config::docs::OUTBOUND;
}

/// `[session]`: how long somebody stays signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SessionConfig {
    pub idle_minutes: u32,
    pub absolute_hours: u32,
    pub max_parallel: u32,
}

impl Default for SessionConfig {
    fn default() -> Self {
        Self { idle_minutes: 30, absolute_hours: 24, max_parallel: 10 }
    }
}

impl Section for SessionConfig {
    const NAME: &'static str = "session";
    const KEYS: &'static [Key] = crate::config::docs::SESSION;

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        between(&mut problems, "idle_minutes", self.idle_minutes, 5, 24 * 60);
        between(&mut problems, "absolute_hours", self.absolute_hours, 1, 24 * 30);
        between(&mut problems, "max_parallel", self.max_parallel, 1, 100);
        problems
    }
}
