//! The texts in an archive of someone's data.

use chrono::{DateTime, Utc};
use platform::Locale;
use platform::privacy::{Privacy, Purpose, Subject};

/// What the archive is, and how to read it.
pub fn about(l: &Locale, subject: &Subject, now: DateTime<Utc>) -> String {
    let name = ("name", subject.name.as_str().into());
    let at = ("at", l.datetime(now).into());
    let lines = [
        l.ta("operations-archive-title", &[name, at]),
        l.ta("operations-archive-addresses", &[("addresses", subject.emails.join(", ").into())]),
        l.t("operations-archive-tables"),
        l.t("operations-archive-files"),
        l.t("operations-archive-processing"),
        l.t(if subject.own { "operations-archive-own" } else { "operations-archive-whole" }),
    ];
    lines.map(|line| line + "\r\n\r\n").concat()
}

/// The purposes of all apps, each once, in the order of their tables.
pub fn purposes(all: &[Privacy]) -> Vec<&'static Purpose> {
    let mut purposes: Vec<&'static Purpose> = Vec::new();
    for table in all.iter().flat_map(|privacy| privacy.tables) {
        if !purposes.iter().any(|known| known.name == table.purpose.name) {
            purposes.push(table.purpose);
        }
    }
    purposes
}

/// What is kept, why, and for how long (Art. 15 (1) GDPR).
pub fn record(l: &Locale, all: &[Privacy]) -> String {
    let lines = purposes(all).into_iter().map(|purpose| {
        let [name, text, kept] = [purpose.name, purpose.text, purpose.kept].map(|key| l.t(key));
        format!("{name}\r\n{text}\r\n{kept}\r\n\r\n")
    });
    lines.collect()
}
