//! Spans of time as people write them: `365 d`, `12 h`, `10 min`, or seconds alone.

const UNITS: [(&str, u64); 4] = [("d", 86_400), ("h", 3_600), ("min", 60), ("s", 1)];

/// The span in its largest whole unit.
pub fn text(seconds: u64) -> String {
    let whole = |(_, size): &&(&str, u64)| seconds >= *size && seconds.is_multiple_of(*size);
    let (unit, size) = UNITS.iter().find(whole).unwrap_or(&("s", 1));
    format!("{} {unit}", seconds / size)
}

/// The seconds of what was written; none where that is no span.
pub fn seconds(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, unit) = text.split_at(digits);
    let size = match unit.trim().to_lowercase().as_str() {
        "" | "s" | "sec" | "sek" => 1,
        "m" | "min" => 60,
        "h" | "std" => 3_600,
        "d" | "t" | "day" | "days" | "tag" | "tage" => 86_400,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_read_in_the_words_of_both_languages_and_shown_in_its_largest_unit() {
        for (typed, read) in [
            ("365 d", Some(31_536_000)),
            ("365 Tage", Some(31_536_000)),
            ("12h", Some(43_200)),
            ("10 min", Some(600)),
            ("90", Some(90)),
            ("", None),
            ("d", None),
            ("-1", None),
            ("1 year", None),
            ("99999999999999999999 d", None),
        ] {
            assert_eq!(seconds(typed), read, "{typed}");
        }
        for (of, shown) in [(31_536_000, "365 d"), (3_600, "1 h"), (600, "10 min"), (90, "90 s")] {
            assert_eq!((text(of).as_str(), seconds(shown)), (shown, Some(of)));
        }
        assert_eq!(text(0), "0 s");
    }
}
