//! A file as it was handed over: a table of licences, or a document of everything.

use super::{Import, Item, Kind, Origin, Refused, document, sheet, table};
use platform::Locale;

/// A row as it was given: where it stands, what it is, and what was wrong with it from the start.
#[derive(Clone, Debug)]
pub struct Given {
    pub number: i64,
    pub kind: Kind,
    pub item: Item,
    pub wrong: Option<Refused>,
}

/// What a file is, and its rows. A day in it is one where the reader lives, as in a form.
pub fn read(bytes: &[u8], l: &Locale) -> Result<(Origin, Vec<Given>), Refused> {
    if bytes.len() > Import::LARGEST {
        return Err(Refused::FileTooLarge);
    }
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace());
    if matches!(first, Some(b'{' | b'[')) {
        let entries = document::entries(bytes)?.into_iter().enumerate();
        let given = entries.map(|(n, (kind, item))| Given {
            number: i64::try_from(n + 1).unwrap_or(i64::MAX),
            kind,
            item,
            wrong: None,
        });
        return Ok((Origin::Json, given.collect()));
    }
    let lines = table::lines(&table::text(bytes))?;
    let rows = sheet::licences(lines, |day| l.end_of_day(day))?;
    if rows.len() > Import::MOST {
        return Err(Refused::TooMany);
    }
    let given = rows.into_iter().map(|(line, item, wrong)| Given {
        number: i64::try_from(line).unwrap_or(i64::MAX),
        kind: Kind::Licence,
        item,
        wrong,
    });
    Ok((Origin::Csv, given.collect()))
}
