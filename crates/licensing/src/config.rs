use crate::domain::request::Kept;
use platform::config::{Key, Said, Section, between};
use platform::said;
use serde::{Deserialize, Serialize};

/// `[licensing]`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LicensingConfig {
    pub account: String,
    pub facade_requests_per_minute: u32,
    pub requests_per_minute: u32,
    pub max_artifact_bytes: u64,
    pub help_address: Option<String>,
    pub heartbeat_months: u16,
    pub request_log: String,
    pub request_log_days: u16,
}

impl Default for LicensingConfig {
    fn default() -> Self {
        Self {
            account: "kontor".into(),
            facade_requests_per_minute: 100,
            requests_per_minute: 6000,
            max_artifact_bytes: 2 << 30,
            help_address: None,
            heartbeat_months: 13,
            request_log: "sample".into(),
            request_log_days: 30,
        }
    }
}

/// Longer names are no part of an address.
const LONGEST_ACCOUNT: usize = 64;

/// No file is larger, whatever is set.
pub(crate) const LARGEST_ARTIFACT: u64 = 64 << 30;

impl Section for LicensingConfig {
    const NAME: &'static str = "licensing";
    const KEYS: &'static [Key] = &[
        Key::new(
            "account",
            "So heißt das Konto in Adressen wie `/v1/accounts/kontor/licenses`, wenn ein Programm nicht seine Kennung nennt.",
            "The name of the account in addresses such as `/v1/accounts/kontor/licenses`, where a program does not give its id.",
        ),
        Key::new(
            "facade_requests_per_minute",
            "So viele Anfragen je Minute darf eine Adresse an `/api/license` stellen, und so viele dürfen es zu einer Lizenz sein; `0` setzt keine Grenze.",
            "So many requests per minute may an address make to `/api/license`, and so many may be about one licence; `0` sets no limit.",
        )
        .live(),
        Key::new(
            "requests_per_minute",
            "So viele Anfragen je Minute darf eine Adresse an den Lizenzserver stellen; `0` setzt keine Grenze.",
            "So many requests per minute may an address make to the licence server; `0` sets no limit.",
        )
        .live(),
        Key::new(
            "max_artifact_bytes",
            "So groß darf die Datei eines Releases sein.",
            "How large the file of a release may be.",
        )
        .live(),
        Key::new(
            "help_address",
            "Wohin Kunden aus dem Lizenzportal schreiben, etwa die Adresse des Helpdesks; ohne Angabe steht dort keine.",
            "Where customers write to from the licence portal, such as the helpdesk's address; without one none stands there.",
        )
        .live(),
        Key::new(
            "heartbeat_months",
            "So viele Monate bleibt außer dem laufenden stehen, wann Geräte und Sitzungen sich gemeldet haben und welche Funktionen benutzt wurden; `0` schreibt nichts davon auf.",
            "For how many months beside the current one it is kept when machines and sessions were heard of and which features were used; `0` writes nothing of it down.",
        )
        .live(),
        Key::new(
            "request_log",
            "Welche Anfragen von Programmen aufgeschrieben werden: `off` (keine), `errors` (abgelehnte), `sample` (abgelehnte und jede hundertste andere) oder `all` (alle).",
            "Which requests of programs are written down: `off` (none), `errors` (refused ones), `sample` (refused ones and one in a hundred others) or `all`.",
        )
        .live(),
        Key::new(
            "request_log_days",
            "So viele Tage bleiben Anfragen von Programmen stehen.",
            "For how many days requests of programs are kept.",
        )
        .live(),
    ];

    fn problems(&self) -> Vec<(&'static str, Said)> {
        let mut problems = Vec::new();
        if !is_name(&self.account) {
            problems.push((
                "account",
                said!(
                    "darf nur Kleinbuchstaben, Ziffern und Bindestriche enthalten, höchstens {LONGEST_ACCOUNT}",
                    "may have nothing but small letters, digits and hyphens, {LONGEST_ACCOUNT} at most"
                ),
            ));
        }
        let facade = self.facade_requests_per_minute;
        between(&mut problems, "facade_requests_per_minute", facade, 0, 1_000_000);
        between(&mut problems, "requests_per_minute", self.requests_per_minute, 0, 1_000_000);
        between(&mut problems, "heartbeat_months", self.heartbeat_months.into(), 0, 120);
        between(&mut problems, "request_log_days", self.request_log_days.into(), 1, 3650);
        if Kept::of_name(&self.request_log).is_none() {
            problems.push((
                "request_log",
                said!(
                    "erwartet off, errors, sample oder all",
                    "expects off, errors, sample or all"
                ),
            ));
        }
        if self.max_artifact_bytes == 0 || self.max_artifact_bytes > LARGEST_ARTIFACT {
            problems.push((
                "max_artifact_bytes",
                said!("erwartet 1 bis {LARGEST_ARTIFACT}", "expects 1 to {LARGEST_ARTIFACT}"),
            ));
        }
        if self.help_address.as_deref().is_some_and(|text| !directory::is_address(text)) {
            problems.push((
                "help_address",
                said!("muss eine Mailadresse sein", "must be a mail address"),
            ));
        }
        problems
    }
}

/// Whether this may be a part of an address, and be taken for no id.
fn is_name(text: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=LONGEST_ACCOUNT).contains(&text.len())
        && text.chars().all(plain)
        && text.parse::<sea_orm::prelude::Uuid>().is_err()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_has_a_name_that_is_no_id() {
        let wrong = |account: &str| {
            let config = LicensingConfig { account: account.into(), ..LicensingConfig::default() };
            !config.problems().is_empty()
        };
        assert!(!wrong("kontor") && !wrong("acme-2"));
        for name in ["", "Acme", "a/b", "a b", "ä", "0198c2f4-0000-7000-8000-000000000000"] {
            assert!(wrong(name), "{name}");
        }
        assert!(wrong(&"a".repeat(65)));
    }
}
