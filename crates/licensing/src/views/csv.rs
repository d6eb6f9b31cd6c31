//! Lines of CSV (RFC 4180), for spreadsheets.

/// The mark that tells spreadsheets that a table is UTF-8.
pub(crate) const MARK: &str = "\u{feff}";

/// A line in which no cell is a formula.
pub(crate) fn row(cells: &[&str]) -> String {
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
    use super::row;

    #[test]
    fn no_cell_is_a_formula_and_none_ends_early() {
        assert_eq!(row(&["a", "=b\n", "c,\"d\""]), "a,\"'=b\n\",\"c,\"\"d\"\"\"\r\n");
    }
}
