//! `[password]`: what a password must be, and what checking one costs.

use super::MOST;
use crate::config::{Key, Said, Section};
use crate::said;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Where a new password is looked up among those that were stolen elsewhere (ASVS 6.2.12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Breached {
    /// A service that is told five letters of the hash and nothing else.
    Online,
    /// A file of our own.
    File,
    Off,
}

/// `[password]`: what one guess costs an attacker, and one sign-in us; and what a password must be.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PasswordConfig {
    pub min_length: u32,
    pub breached: Breached,
    pub breached_url: String,
    pub breached_file: Option<PathBuf>,
    pub memory_kib: u32,
    pub iterations: u32,
}

impl Default for PasswordConfig {
    fn default() -> Self {
        Self {
            min_length: 15,
            breached: Breached::Online,
            breached_url: "https://api.pwnedpasswords.com/range/".into(),
            breached_file: None,
            memory_kib: 64 * 1024,
            iterations: 3,
        }
    }
}

impl PasswordConfig {
    /// The list of stolen passwords, where one of our own is asked.
    pub fn list(&self) -> Option<&Path> {
        self.breached_file.as_deref().filter(|_| self.breached == Breached::File)
    }
}

impl Section for PasswordConfig {
    const NAME: &'static str = "password";
    const KEYS: &'static [Key] = &[
        Key::new(
            "min_length",
            "So viele Zeichen braucht ein neues Passwort mindestens (15 bis 64).",
            "How many characters a new password needs at least (15 to 64).",
        )
        .live(),
        Key::new(
            "breached",
            "Wo neue Passwörter unter den gestohlenen gesucht werden: `online` (der Dienst erfährt fünf Zeichen des Hashes, sonst nichts), `file` oder `off`.",
            "Where new passwords are looked up among stolen ones: `online` (the service is told five characters of the hash and nothing else), `file` or `off`.",
        )
        .live(),
        Key::new(
            "breached_url",
            "Der Dienst dazu: die Adresse, an die die fünf Zeichen gehängt werden (Range-API von Have I Been Pwned).",
            "The service for that: the address to which the five characters are appended (the range API of Have I Been Pwned).",
        )
        .live(),
        Key::new(
            "breached_file",
            "Die Datei dazu: SHA-1 in Großbuchstaben je Zeile, sortiert, gern mit `:Anzahl` (die Liste „ordered by hash“).",
            "The file for that: one SHA-1 in capitals per line, sorted, with or without `:count` (the list \"ordered by hash\").",
        )
        .live(),
        Key::new(
            "memory_kib",
            "Speicher in KiB, den eine Anmeldung für die Passwortprüfung braucht (Argon2id).",
            "Memory in KiB that a sign-in needs to check a password (Argon2id).",
        ),
        Key::new(
            "iterations",
            "Durchläufe je Passwortprüfung (Argon2id).",
            "Passes over that memory per check (Argon2id).",
        ),
    ];

    /// The least is what OWASP's password storage cheat sheet gives for Argon2id.
    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        if !(15..=64).contains(&self.min_length) {
            problems.push((
                "min_length",
                said!("muss zwischen 15 und 64 liegen", "must be between 15 and 64"),
            ));
        }
        if !is_service(&self.breached_url) {
            problems.push((
                "breached_url",
                said!(
                    "muss mit https:// beginnen und mit / enden (http:// nur auf diesem Rechner)",
                    "must begin with https:// and end with / (http:// on this machine only)"
                ),
            ));
        }
        let unread = |path: &PathBuf| std::fs::File::open(path).is_err();
        if self.breached == Breached::File && self.breached_file.as_ref().is_some_and(unread) {
            problems.push(("breached_file", said!("lässt sich nicht lesen", "cannot be read")));
        }
        if self.breached == Breached::File && self.breached_file.is_none() {
            problems.push((
                "breached_file",
                said!("fehlt: `breached` ist `file`", "is missing: `breached` is `file`"),
            ));
        }
        if !(19_456..=MOST.memory_kib).contains(&self.memory_kib) {
            let most = MOST.memory_kib;
            problems.push((
                "memory_kib",
                said!("muss zwischen 19456 und {most} liegen", "must be between 19456 and {most}"),
            ));
        }
        if !(2..=MOST.iterations).contains(&self.iterations) {
            let most = MOST.iterations;
            problems.push((
                "iterations",
                said!("muss zwischen 2 und {most} liegen", "must be between 2 and {most}"),
            ));
        }
        problems
    }
}

/// Five letters of a hash are appended to it, and nobody on the way shall change the answer.
fn is_service(text: &str) -> bool {
    let here = |host: url::Host<&str>| match host {
        url::Host::Ipv4(ip) => ip.is_loopback(),
        url::Host::Ipv6(ip) => ip.is_loopback(),
        url::Host::Domain(name) => name == "localhost",
    };
    let fits = |url: url::Url| {
        url.scheme() == "https" || url.scheme() == "http" && url.host().is_some_and(here)
    };
    text.ends_with('/') && url::Url::parse(text).is_ok_and(fits)
}
