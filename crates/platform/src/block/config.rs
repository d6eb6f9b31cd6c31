use crate::config::{Cidr, Key, Said, Section, between};
use serde::{Deserialize, Serialize};

/// `[blocking]`: when addresses are blocked by themselves, and which never are.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct BlockingConfig {
    pub attempts: u32,
    pub window_minutes: u32,
    pub first_minutes: u32,
    pub longest_hours: u32,
    pub never: Vec<Cidr>,
}

impl Default for BlockingConfig {
    fn default() -> Self {
        Self {
            attempts: 20,
            window_minutes: 10,
            first_minutes: 60,
            longest_hours: 24,
            never: ["127.0.0.0/8", "::1/128"].map(|range| range.parse().expect("a range")).into(),
        }
    }
}

impl Section for BlockingConfig {
    const NAME: &'static str = "blocking";
    const KEYS: &'static [Key] = &[
        Key::new(
            "attempts",
            "Nach so vielen falschen Passwörtern oder Codes wird eine Adresse von selbst gesperrt; 0 heißt nie.",
            "After so many wrong passwords or codes an address is blocked by itself; 0 means never.",
        )
        .live(),
        Key::new(
            "window_minutes",
            "In so vielen Minuten werden sie gezählt.",
            "Within so many minutes they are counted.",
        )
        .live(),
        Key::new(
            "first_minutes",
            "So viele Minuten dauert die erste Sperre; jede weitere doppelt so lange.",
            "So many minutes the first block lasts; each further one twice as long.",
        )
        .live(),
        Key::new(
            "longest_hours",
            "Länger als so viele Stunden sperrt Kontor von selbst nicht.",
            "For longer than so many hours Kontor blocks nobody by itself.",
        )
        .live(),
        Key::new(
            "never",
            "Diese Adressen und Bereiche werden nie gesperrt, auch von Hand nicht. Vertraute Proxys und diese Maschine werden es ohnehin nie von selbst.",
            "These addresses and ranges are never blocked, not by hand either. Trusted proxies and this machine never are by themselves in any case.",
        )
        .live(),
    ];

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        let least = if self.attempts == 0 { 0 } else { 5 };
        between(&mut problems, "attempts", self.attempts, least, 10_000);
        between(&mut problems, "window_minutes", self.window_minutes, 1, 24 * 60);
        between(&mut problems, "first_minutes", self.first_minutes, 1, 24 * 60);
        between(&mut problems, "longest_hours", self.longest_hours, 1, 30 * 24);
        problems
    }
}
