//! Tables as spreadsheets write them: commas, semicolons or tabs between cells, quotes around some, a mark in front or none.

use super::Refused;

/// The mark that some programs put before UTF-8.
const MARK: char = '\u{feff}';

/// A line of cells, and at which line of the file it begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub number: usize,
    pub cells: Vec<String>,
}

/// The text of a file: UTF-8, or what German spreadsheets still write.
pub fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches(MARK).to_owned(),
        Err(_) if bytes.starts_with(&[0xff, 0xfe]) => {
            let units = bytes[2..].chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        // Latin-1 is the beginning of Unicode; what Windows has between them is rare in licences, but for the euro
        Err(_) => bytes.iter().map(|b| if *b == 0x80 { '€' } else { char::from(*b) }).collect(),
    }
}

/// What stands between the cells: what the first line has most of outside quotes.
fn separator(text: &str) -> char {
    let mut counts = [(',', 0), (';', 0), ('\t', 0)];
    let mut quoted = false;
    for c in text.chars() {
        match c {
            '"' => quoted = !quoted,
            '\n' if !quoted => break,
            _ => counts.iter_mut().filter(|(s, _)| *s == c && !quoted).for_each(|(_, n)| *n += 1),
        }
    }
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(',', |(s, _)| s)
}

/// All lines that are not blank (RFC 4180, and what is written in its name).
pub fn lines(text: &str) -> Result<Vec<Line>, Refused> {
    // a spreadsheet may say itself what it separates by
    let (skipped, text) = match text.split_once('\n') {
        Some((first, rest)) if first.to_ascii_lowercase().starts_with("sep=") => (1, rest),
        _ => (0, text),
    };
    let mut reader = Reader { between: separator(text), number: 1 + skipped, ..Reader::default() };
    reader.begun = reader.number;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let doubled = c == '"' && reader.quoted && chars.peek() == Some(&'"');
        if doubled {
            chars.next();
            reader.cell.push('"');
        } else {
            reader.take(c);
        }
    }
    if reader.quoted {
        return Err(Refused::QuoteOpen(reader.opened));
    }
    reader.end_line();
    Ok(reader.lines)
}

#[derive(Default)]
struct Reader {
    between: char,
    lines: Vec<Line>,
    cells: Vec<String>,
    cell: String,
    quoted: bool,
    /// At which line the open quote began.
    opened: usize,
    number: usize,
    begun: usize,
}

impl Reader {
    fn take(&mut self, c: char) {
        if c == '\n' {
            self.number += 1;
        }
        match c {
            '"' if self.quoted => self.quoted = false,
            c if self.quoted => self.cell.push(c),
            // within a cell a quote is nothing but itself
            '"' if self.cell.trim().is_empty() => {
                (self.quoted, self.opened) = (true, self.number);
                self.cell.clear();
            }
            c if c == self.between => self.cells.push(std::mem::take(&mut self.cell)),
            '\n' => self.end_line(),
            '\r' => {}
            c => self.cell.push(c),
        }
    }

    fn end_line(&mut self) {
        self.cells.push(std::mem::take(&mut self.cell));
        let cells = std::mem::take(&mut self.cells);
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            let cells = cells.iter().map(|cell| bare(cell)).collect();
            self.lines.push(Line { number: self.begun, cells });
        }
        self.begun = self.number;
    }
}

/// A cell without the space around it, and without what we put before formulas ourselves.
fn bare(cell: &str) -> String {
    let cell = cell.trim();
    let guarded = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@']));
    guarded.unwrap_or(cell).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        lines(&text(bytes)).unwrap().into_iter().map(|line| line.cells).collect()
    }

    #[test]
    fn tables_are_read_as_spreadsheets_write_them() {
        let wanted =
            vec![vec!["name".to_owned(), "key".into()], vec!["Müller, A".into(), "x\"y".into()]];
        for file in [
            "name,key\r\n\"Müller, A\",\"x\"\"y\"\r\n".as_bytes(),
            "\u{feff}name;key\nMüller, A;x\"y\n\n;\n".as_bytes(),
            "sep=;\nname;key\n \"Müller, A\" ;\"x\"\"y\"".as_bytes(),
            "name\tkey\nMüller, A\tx\"y".as_bytes(),
            b"name;key\nM\xfcller, A;x\"y\n",
        ] {
            assert_eq!(cells(file), wanted, "{}", String::from_utf8_lossy(file));
        }
        let wide: Vec<u8> = "\u{feff}a;b\n1;2".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(cells(&wide), [["a", "b"], ["1", "2"]]);
    }

    #[test]
    fn a_cell_of_several_lines_keeps_the_numbers_of_lines_right() {
        let found = lines("a,b\n\"x\ny\",1\n\nz,2").unwrap();
        let numbers: Vec<_> = found.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [1, 2, 5]);
        assert_eq!(found[1].cells[0], "x\ny");
        assert_eq!(lines("a\n\"b\nc\n"), Err(Refused::QuoteOpen(2)));
    }

    #[test]
    fn what_was_put_before_formulas_is_taken_away_again() {
        assert_eq!(cells(b"a,b\n'=1+1,'tis"), [["a", "b"], ["=1+1", "'tis"]]);
    }
}
