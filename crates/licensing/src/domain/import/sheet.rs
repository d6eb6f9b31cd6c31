//! A table of licences as rows of an import: its columns are known by their headings, in German and in English.

use super::table::Line;
use super::{Item, Refused};
use chrono::{DateTime, NaiveDate, Utc};
use serde_json::{Map, Value};

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Column {
    Text(&'static str),
    Number(&'static str),
    Flag(&'static str),
    Time(&'static str),
    Related(&'static str),
    Metadata(String),
    /// `SUSPENDED`, and nothing else that could be taken over.
    Status,
    /// What a list of ours says beside, and what is no fact to be taken over.
    Aside,
}

/// Headings with what they mean; letters are small, and what is between words is `_`.
const HEADINGS: &[(Column, &[&str])] = &[
    (Column::Text("id"), &["id", "licence_id", "license_id"]),
    (Column::Text("key"), &["key", "licence_key", "license_key", "schlüssel", "lizenzschlüssel"]),
    (Column::Text("name"), &["name", "bezeichnung", "lizenz", "licence", "license"]),
    (Column::Related("policy"), &["policy", "policy_id", "richtlinie", "lizenzart"]),
    (Column::Related("product"), &["product", "product_id", "produkt"]),
    (
        Column::Related("organisation"),
        &["organisation", "organization", "customer", "company", "kunde", "firma"],
    ),
    (Column::Related("email"), &["email", "e_mail", "mail", "customer_email", "kunden_mail"]),
    (Column::Related("owner"), &["owner", "user", "user_email", "nutzer", "inhaber", "benutzer"]),
    (Column::Related("group"), &["group", "gruppe"]),
    (
        Column::Time("expiry"),
        &[
            "expiry",
            "ends",
            "end",
            "expires",
            "expires_at",
            "valid_until",
            "endet",
            "ende",
            "ablauf",
            "läuft_ab",
            "gültig_bis",
        ],
    ),
    (Column::Time("created"), &["created", "created_at", "erstellt", "angelegt"]),
    (Column::Flag("isTest"), &["test", "is_test", "testlizenz"]),
    (Column::Flag("suspended"), &["suspended", "gesperrt"]),
    (Column::Flag("protected"), &["protected", "geschützt"]),
    (Column::Status, &["status", "zustand"]),
    (Column::Number("uses"), &["uses", "nutzungen"]),
    (Column::Number("maxMachines"), &["max_machines", "maxmachines", "geräte", "seats", "plätze"]),
    (Column::Number("maxProcesses"), &["max_processes", "maxprocesses"]),
    (Column::Number("maxUsers"), &["max_users", "maxusers"]),
    (Column::Number("maxCores"), &["max_cores", "maxcores"]),
    (Column::Number("maxMemory"), &["max_memory", "maxmemory"]),
    (Column::Number("maxDisk"), &["max_disk", "maxdisk"]),
    (Column::Number("maxUses"), &["max_uses", "maxuses"]),
    (Column::Number("maxDeactivations"), &["max_deactivations", "maxdeactivations"]),
    (
        Column::Aside,
        &["key_end", "whose", "machines", "last_validated", "last_check_in", "updated", "nr", "no"],
    ),
];

/// The licences of a table with the lines that they stand at. `end_of` says when a day ends here.
pub fn licences(
    lines: Vec<Line>,
    end_of: impl Fn(NaiveDate) -> Option<DateTime<Utc>>,
) -> Result<Vec<(usize, Item, Option<Refused>)>, Refused> {
    let mut lines = lines.into_iter();
    let head = lines.next().ok_or(Refused::Empty)?;
    let columns = columns(&head.cells)?;
    let rows: Vec<_> = lines.map(|line| row(&line, &columns, &end_of)).collect();
    if rows.is_empty() { Err(Refused::Empty) } else { Ok(rows) }
}

fn columns(head: &[String]) -> Result<Vec<Column>, Refused> {
    let mut unknown = Vec::new();
    let mut columns: Vec<Column> = Vec::with_capacity(head.len());
    for heading in head {
        match column(heading) {
            Some(column) if column != Column::Aside && columns.contains(&column) => {
                return Err(Refused::ColumnTwice(heading.clone()));
            }
            Some(column) => columns.push(column),
            None => unknown.push(heading.chars().take(60).collect::<String>()),
        }
    }
    // a file of something else has none of our columns
    if columns.iter().all(|column| *column == Column::Aside) {
        return Err(Refused::NoFormat);
    }
    if unknown.is_empty() { Ok(columns) } else { Err(Refused::ColumnUnknown(unknown.join(", "))) }
}

fn column(heading: &str) -> Option<Column> {
    let plain = heading.trim().to_lowercase().replace([' ', '-', '/'], "_");
    if plain.is_empty() {
        return Some(Column::Aside);
    }
    for start in ["metadata.", "metadata_", "meta."] {
        // the name itself stays as it is written
        if let Some(name) = plain.strip_prefix(start).filter(|name| !name.is_empty()) {
            let own = heading.trim().chars().skip(start.len()).collect::<String>();
            return Some(Column::Metadata(if own.is_empty() { name.to_owned() } else { own }));
        }
    }
    let means = |(_, names): &&(Column, &[&str])| names.contains(&plain.as_str());
    HEADINGS.iter().find(means).map(|(column, _)| column.clone())
}

fn row(
    line: &Line,
    columns: &[Column],
    end_of: &impl Fn(NaiveDate) -> Option<DateTime<Utc>>,
) -> (usize, Item, Option<Refused>) {
    let mut item = Item::default();
    let mut noted = Map::new();
    let filled = line.cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let too_many = (filled > columns.len()).then_some(Refused::CellsTooMany);
    for (column, cell) in columns.iter().zip(&line.cells).filter(|(_, cell)| !cell.is_empty()) {
        let (name, value) = match column {
            Column::Text("id") => {
                item.id.clone_from(cell);
                continue;
            }
            Column::Related(name) => {
                item.called(name, cell);
                continue;
            }
            Column::Metadata(name) => {
                noted.insert(name.clone(), Value::from(cell.as_str()));
                continue;
            }
            Column::Status if cell.eq_ignore_ascii_case("suspended") => {
                ("suspended", Value::from(true))
            }
            Column::Aside | Column::Status => continue,
            Column::Text(name) => (*name, Value::from(cell.as_str())),
            Column::Number(name) => (*name, number(cell)),
            Column::Flag(name) => (*name, flag(cell)),
            Column::Time(name) => (*name, time(cell, end_of)),
        };
        item.attributes.insert(name.to_owned(), value);
    }
    if !noted.is_empty() {
        item.attributes.insert("metadata".into(), noted.into());
    }
    (line.number, item, too_many)
}

/// What is no number stays text, and is refused where it is read.
fn number(cell: &str) -> Value {
    cell.parse::<u64>().map_or_else(|_| Value::from(cell), Value::from)
}

fn flag(cell: &str) -> Value {
    match cell.to_lowercase().as_str() {
        "yes" | "y" | "true" | "1" | "x" | "ja" | "j" | "wahr" => true.into(),
        "no" | "n" | "false" | "0" | "nein" | "falsch" => false.into(),
        other => other.into(),
    }
}

/// A moment, or the end of a day; what says that there is no end is null.
fn time(cell: &str, end_of: &impl Fn(NaiveDate) -> Option<DateTime<Utc>>) -> Value {
    if ["never", "nie", "-", "∞", "unlimited", "unbegrenzt"].contains(&cell.to_lowercase().as_str())
    {
        return Value::Null;
    }
    if DateTime::parse_from_rfc3339(cell).is_ok() {
        return cell.into();
    }
    let day = ["%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d"];
    let day = day.iter().find_map(|format| NaiveDate::parse_from_str(cell, format).ok());
    match day.and_then(end_of) {
        Some(end) => end.to_rfc3339().into(),
        None => cell.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Named, table};
    use super::*;
    use chrono::NaiveTime;

    fn read(text: &str) -> Result<Vec<(usize, Item, Option<Refused>)>, Refused> {
        licences(table::lines(text)?, |day| Some(day.and_time(NaiveTime::MIN).and_utc()))
    }

    #[test]
    fn columns_are_known_in_both_languages_and_cells_get_their_types() {
        let text = "Schlüssel;Richtlinie;Kunde;Gültig bis;Test;Max Machines;metadata.Order No\n\
                    ABC-123;Pro;Muster GmbH;31.12.2027;ja;5;4711\nDEF-456;Pro;;nie;vielleicht;viele;";
        let rows = read(text).unwrap();
        let (number, first, wrong) = &rows[0];
        assert_eq!((*number, wrong), (2, &None));
        assert_eq!(first.text("key"), Some("ABC-123"));
        assert_eq!(first.named("policy"), Some(Named::Called("Pro")));
        assert_eq!(first.named("organisation"), Some(Named::Called("Muster GmbH")));
        assert_eq!(first.attributes["expiry"], "2027-12-31T00:00:00+00:00");
        assert_eq!(
            (first.flag("isTest"), first.number("maxMachines")),
            (Ok(Some(true)), Ok(Some(5)))
        );
        assert_eq!(first.attributes["metadata"]["Order No"], "4711");
        let second = &rows[1].1;
        assert_eq!(second.attributes["expiry"], Value::Null);
        assert_eq!(second.flag("isTest"), Err(Refused::NoFlag));
        assert_eq!(second.number("maxMachines"), Err(Refused::NoNumber));
    }

    #[test]
    fn what_is_no_table_of_licences_is_refused_whole() {
        assert_eq!(read(""), Err(Refused::Empty));
        assert_eq!(read("key,name\n"), Err(Refused::Empty));
        assert_eq!(read("a,b\n1,2"), Err(Refused::NoFormat));
        assert_eq!(read("key,colour\n1,2"), Err(Refused::ColumnUnknown("colour".into())));
        assert_eq!(read("key,license key\n1,2"), Err(Refused::ColumnTwice("license key".into())));
        assert_eq!(read("key,name\n1,2,3").unwrap()[0].2, Some(Refused::CellsTooMany));
    }
}
