//! Instants as milliseconds, read from the two forms of the wire: ISO 8601 and the dates of HTTP.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// How far two clocks may be apart before that means something.
pub(crate) const SLACK: Duration = Duration::from_mins(10);

const DAY: i64 = 86_400_000;
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// An instant in milliseconds since 1970, UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// Reads `2026-11-22T05:31:00.000Z`, with or without a fraction, with `Z` or an offset (RFC 3339).
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_at_checked(10)?;
        let rest = rest.strip_prefix(['T', 't', ' '])?;
        let (clock, rest) = rest.split_at_checked(8)?;
        let (thousandths, zone) = fraction(rest)?;
        let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
        let at = Self::from_parts([year, month, day], numbers(clock, ':', [2, 2, 2])?)?;
        Some(Self(at.0 + thousandths - offset(zone)?))
    }

    /// Reads the date of an HTTP header, `Sun, 22 Nov 2026 05:31:00 GMT` (RFC 9110 §5.6.7, the form that is sent).
    pub fn parse_http(text: &str) -> Option<Self> {
        let (_, rest) = text.split_once(", ")?;
        let [day, month, year, clock, "GMT"] = rest.split(' ').collect::<Vec<_>>()[..] else {
            return None;
        };
        let month = MONTHS.iter().position(|name| *name == month)?;
        let date = [digits(year, 4)?, i64::try_from(month).ok()? + 1, digits(day, 2)?];
        Self::from_parts(date, numbers(clock, ':', [2, 2, 2])?)
    }

    /// The date as HTTP headers have it, to the second.
    pub fn to_http(self) -> String {
        let ([year, month, day], [hour, minute, second]) = self.parts();
        let weekday = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
            [usize::try_from(self.0.div_euclid(DAY).rem_euclid(7)).unwrap_or_default()];
        let month = MONTHS[usize::try_from(month - 1).unwrap_or_default()];
        format!("{weekday}, {day:02} {month} {year:04} {hour:02}:{minute:02}:{second:02} GMT")
    }

    /// This much later; a length that does not fit ends at the last instant.
    #[must_use]
    pub fn plus(self, length: Duration) -> Self {
        Self(self.0.saturating_add(i64::try_from(length.as_millis()).unwrap_or(i64::MAX)))
    }

    #[must_use]
    pub fn minus(self, length: Duration) -> Self {
        Self(self.0.saturating_sub(i64::try_from(length.as_millis()).unwrap_or(i64::MAX)))
    }

    /// How long it is until the other instant; nothing if that is past.
    pub fn until(self, other: Self) -> Duration {
        Duration::from_millis(u64::try_from(other.0.saturating_sub(self.0)).unwrap_or(0))
    }

    /// Days of the proleptic Gregorian calendar (Howard Hinnant, `days_from_civil`).
    fn from_parts([year, month, day]: [i64; 3], [hour, minute, second]: [i64; 3]) -> Option<Self> {
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = [31, 28 + i64::from(leap), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let days_of_month = *last.get(usize::try_from(month - 1).ok()?)?;
        if !(1..=days_of_month).contains(&day) || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let year = if month > 2 { year } else { year - 1 };
        let era = year.div_euclid(400);
        let year_of_era = year - era * 400;
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let days = era * 146_097 + day_of_era - 719_468;
        Some(Self(days * DAY + ((hour * 60 + minute) * 60 + second) * 1000))
    }

    fn parts(self) -> ([i64; 3], [i64; 3]) {
        let days = self.0.div_euclid(DAY) + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days - era * 146_097;
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        let seconds = self.0.rem_euclid(DAY) / 1000;
        ([year, month, day], [seconds / 3600, seconds / 60 % 60, seconds % 60])
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ([year, month, day], [hour, minute, second]) = self.parts();
        let thousandths = self.0.rem_euclid(1000);
        write!(
            f,
            "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{thousandths:03}Z"
        )
    }
}

fn digits(text: &str, length: usize) -> Option<i64> {
    let plain = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn numbers(text: &str, between: char, lengths: [usize; 3]) -> Option<[i64; 3]> {
    let mut parts = text.split(between);
    let mut all = [0; 3];
    for (number, length) in all.iter_mut().zip(lengths) {
        *number = digits(parts.next()?, length)?;
    }
    parts.next().is_none().then_some(all)
}

/// The thousandths of a second, and what follows them.
fn fraction(text: &str) -> Option<(i64, &str)> {
    let Some(rest) = text.strip_prefix('.') else { return Some((0, text)) };
    let end = rest.find(|c: char| !c.is_ascii_digit())?;
    let three: String = rest[..end].chars().chain("000".chars()).take(3).collect();
    if end == 0 { None } else { Some((three.parse().ok()?, &rest[end..])) }
}

/// Milliseconds east of UTC.
fn offset(zone: &str) -> Option<i64> {
    if matches!(zone, "Z" | "z") {
        return Some(0);
    }
    let (sign, rest) = zone.split_at_checked(1)?;
    let (hours, minutes) = rest.split_once(':')?;
    let minutes = digits(hours, 2)? * 60 + digits(minutes, 2)?;
    match sign {
        "+" => Some(minutes * 60_000),
        "-" => Some(-minutes * 60_000),
        _ => None,
    }
}

/// Where the time comes from: the machine's clock, or one that a test sets.
pub trait Clock: Send + Sync {
    fn now(&self) -> Timestamp;
}

/// The machine's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that asks the machine")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms_of_an_instant_are_read_to_the_millisecond() {
        let at = Timestamp::parse("2026-11-22T05:31:07.250Z").unwrap();
        assert_eq!(at, Timestamp(1_795_325_467_250));
        assert_eq!(Timestamp::parse("2026-11-22T06:31:07.25+01:00"), Some(at));
        assert_eq!(Timestamp::parse("2026-11-22T00:31:07.2509999-05:00"), Some(at));
        assert_eq!(
            Timestamp::parse_http("Sun, 22 Nov 2026 05:31:07 GMT"),
            Some(Timestamp(1_795_325_467_000))
        );
        assert_eq!(at.to_string(), "2026-11-22T05:31:07.250Z");
        assert_eq!(at.to_http(), "Sun, 22 Nov 2026 05:31:07 GMT");
    }

    #[test]
    fn days_that_do_not_exist_and_other_forms_are_refused() {
        for text in [
            "",
            "2026-02-29T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-00-01T00:00:00Z",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00",
            "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00+1",
            "2026-1-01T00:00:00Z",
            "2026-01-01T00:00:00Zx",
            "äöüäöüäö",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
        assert!(Timestamp::parse("2024-02-29T00:00:00Z").is_some());
        for text in [
            "22 Nov 2026 05:31:07 GMT",
            "Sun, 22 Nov 2026 05:31:07 CET",
            "Sun, 22 Xyz 2026 05:31:07 GMT",
        ] {
            assert_eq!(Timestamp::parse_http(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_eight_centuries_is_written_and_read_as_the_same() {
        for day in (-146_097..146_097).step_by(11) {
            let at = Timestamp(day * DAY + 45_296_789);
            assert_eq!(Timestamp::parse(&at.to_string()), Some(at));
            assert_eq!(Timestamp::parse_http(&at.to_http()), Some(Timestamp(at.0 - 789)));
        }
    }
}
