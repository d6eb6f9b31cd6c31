//! A month by UTC: what is written often is kept, and dropped, by months.

use chrono::{DateTime, Datelike as _, NaiveDate, NaiveTime, Utc};

/// Counted from January of the year 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(i32);

impl Month {
    pub fn of(at: DateTime<Utc>) -> Self {
        Self(at.year() * 12 + at.month0().cast_signed())
    }

    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }

    /// So many months earlier.
    #[must_use]
    pub fn before(self, months: u16) -> Self {
        Self(self.0 - i32::from(months))
    }

    pub fn start(self) -> DateTime<Utc> {
        let month = self.0.rem_euclid(12).cast_unsigned() + 1;
        let day = NaiveDate::from_ymd_opt(self.0.div_euclid(12), month, 1);
        day.map_or(DateTime::<Utc>::MAX_UTC, |day| day.and_time(NaiveTime::MIN).and_utc())
    }

    /// The end of a table's name, such as `2026_11`.
    pub fn suffix(self) -> String {
        format!("{:04}_{:02}", self.0.div_euclid(12), self.0.rem_euclid(12) + 1)
    }

    pub fn of_suffix(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('_')?;
        let (year, month): (i32, i32) = (year.parse().ok()?, month.parse().ok()?);
        let found = Self(year * 12 + month - 1);
        ((1..=12).contains(&month) && found.suffix() == text).then_some(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_follow_each_other_over_the_year_and_have_one_name() {
        let november = Month::of("2026-11-30T23:59:59.999Z".parse().unwrap());
        assert_eq!(november.suffix(), "2026_11");
        assert_eq!(november.start().to_rfc3339(), "2026-11-01T00:00:00+00:00");
        let january = november.next().next();
        assert_eq!((january.suffix().as_str(), january.before(2)), ("2027_01", november));
        assert_eq!(Month::of(january.start()), january);
        assert_eq!(Month::of_suffix("2026_11"), Some(november));
        for no in ["", "2026_13", "2026_00", "2026_1", "none", "2026_11_1"] {
            assert_eq!(Month::of_suffix(no), None, "{no}");
        }
    }
}
