//! The audit trail as lines of a file: JSON (one object a line) or CSV (RFC 4180).

use chrono::SecondsFormat;
use platform::audit::Link;
use platform::event::Recorded;
use serde_json::{Value, json};

/// A fact with its place in the chain, where it has one already, and who did it.
pub struct Line<'a> {
    pub fact: &'a Recorded,
    pub link: Option<&'a Link>,
    pub actor_name: &'a str,
}

impl Line<'_> {
    fn at(&self) -> String {
        self.fact.at.0.to_rfc3339_opts(SecondsFormat::Millis, true)
    }

    /// One JSON object and the end of its line.
    pub fn json(&self) -> String {
        let Self { fact, link, actor_name } = self;
        let details = fact.payload.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let line = json!({
            "number": link.map(|link| link.seq),
            "hash": link.map(|link| &link.hash),
            "id": fact.id,
            "at": self.at(),
            "event": fact.name,
            "object": fact.object,
            "actor": fact.actor,
            "actor_name": actor_name,
            "via": fact.via,
            "via_name": fact.via_name,
            "address": fact.ip,
            "request": fact.request,
            "digest": fact.digest,
            "details": details.unwrap_or(Value::Null),
        });
        format!("{line}\n")
    }

    /// The same as a row of cells.
    pub fn csv(&self) -> String {
        let Self { fact, link, actor_name } = self;
        let actor = fact.actor.map(|id| id.to_string()).unwrap_or_default();
        row(&[
            &link.map(|link| link.seq.to_string()).unwrap_or_default(),
            link.map(|link| link.hash.as_str()).unwrap_or_default(),
            &fact.id.to_string(),
            &self.at(),
            &fact.name,
            &fact.object,
            &actor,
            actor_name,
            fact.via.as_deref().unwrap_or_default(),
            fact.via_name.as_deref().unwrap_or_default(),
            fact.ip.as_deref().unwrap_or_default(),
            fact.request.as_deref().unwrap_or_default(),
            &fact.digest,
            fact.payload.as_deref().unwrap_or_default(),
        ])
    }
}

/// The first line of the table; the mark at its beginning tells spreadsheets that it is UTF-8.
pub fn csv_head() -> String {
    let names = row(&[
        "number",
        "hash",
        "id",
        "at",
        "event",
        "object",
        "actor",
        "actor_name",
        "via",
        "via_name",
        "address",
        "request",
        "digest",
        "details",
    ]);
    format!("\u{feff}{names}")
}

/// A line of CSV (RFC 4180) in which no cell is a formula.
pub fn row(cells: &[&str]) -> String {
    let cells: Vec<String> = cells.iter().map(|text| cell(text)).collect();
    format!("{}\r\n", cells.join(","))
}

/// A cell that a spreadsheet takes for text: what looks like a formula gets an apostrophe before it (ASVS 1.2.10).
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\0', '＝', '＋', '－', '＠']);
    let guard = if formula { "'" } else { "" };
    if formula || text.contains([',', '"', '\n', '\r', ';', '\'']) {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{cell, row};

    #[test]
    fn no_cell_is_a_formula_and_none_ends_early() {
        for (text, safe) in [
            ("=1+1", "\"'=1+1\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("-2+3", "\"'-2+3\""),
            ("\t=1", "\"'\t=1\""),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("plain", "plain"),
        ] {
            assert_eq!(cell(text), safe);
        }
        assert_eq!(row(&["a", "=b\n"]), "a,\"'=b\n\"\r\n");
    }
}
