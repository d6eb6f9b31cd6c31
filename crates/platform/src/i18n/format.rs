//! Dates, times, numbers and sizes as the reader's language writes them.

use super::{Lang, Locale};
use chrono::{DateTime, Datelike, Timelike, Utc};

const MONTHS_EN: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const WEEKDAYS_DE: [&str; 7] =
    ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"];
const WEEKDAYS_EN: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

impl Locale {
    /// `21.11.2026` or `21 Nov 2026`, in the reader's zone.
    pub fn date(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone);
        match self.lang {
            Lang::De => format!("{:02}.{:02}.{}", local.day(), local.month(), local.year()),
            Lang::En => {
                let month = MONTHS_EN[local.month0() as usize];
                format!("{} {month} {}", local.day(), local.year())
            }
        }
    }

    /// `Samstag, 21.11.2026` or `Saturday, 21 Nov 2026`, in the reader's zone.
    pub fn day(&self, at: DateTime<Utc>) -> String {
        let weekday = at.with_timezone(&self.zone).weekday().num_days_from_monday() as usize;
        let names = match self.lang {
            Lang::De => WEEKDAYS_DE,
            Lang::En => WEEKDAYS_EN,
        };
        format!("{}, {}", names[weekday], self.date(at))
    }

    /// `14:05`, in the reader's zone.
    pub fn time(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// Date and time.
    pub fn datetime(&self, at: DateTime<Utc>) -> String {
        format!("{} {}", self.date(at), self.time(at))
    }

    /// How long ago: `vor 3 Min.`, the time of day for today, else the date.
    pub fn ago(&self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        let (there, here) = (at.with_timezone(&self.zone), now.with_timezone(&self.zone));
        let minutes = (now - at).num_minutes();
        if (0..1).contains(&minutes) {
            self.t("platform-time-now")
        } else if (1..60).contains(&minutes) {
            self.ta("platform-time-minutes-ago", &[("n", minutes.into())])
        } else if there.date_naive() == here.date_naive() {
            self.time(at)
        } else if there.year() == here.year() {
            match self.lang {
                Lang::De => format!("{:02}.{:02}.", there.day(), there.month()),
                Lang::En => format!("{} {}", there.day(), MONTHS_EN[there.month0() as usize]),
            }
        } else {
            self.date(at)
        }
    }

    /// `12.345` or `12,345`.
    pub fn number(&self, n: i64) -> String {
        let mark = match self.lang {
            Lang::De => '.',
            Lang::En => ',',
        };
        let digits = n.unsigned_abs().to_string();
        let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
        if n < 0 {
            out.push('-');
        }
        for (i, digit) in digits.chars().enumerate() {
            if i > 0 && (digits.len() - i).is_multiple_of(3) {
                out.push(mark);
            }
            out.push(digit);
        }
        out
    }

    /// `3,4 MB` or `3.4 MB`: powers of 1000 (SI), one decimal from kB on.
    pub fn bytes(&self, n: u64) -> String {
        const UNITS: [&str; 4] = ["kB", "MB", "GB", "TB"];
        if n < 1000 {
            return format!("{n} B");
        }
        let (mut tenths, mut unit) = (n / 100, 0);
        while tenths >= 10_000 && unit + 1 < UNITS.len() {
            tenths /= 1000;
            unit += 1;
        }
        let mark = match self.lang {
            Lang::De => ',',
            Lang::En => '.',
        };
        format!("{}{mark}{} {}", tenths / 10, tenths % 10, UNITS[unit])
    }
}

#[cfg(test)]
mod tests {
    use super::super::{MESSAGES, Texts};
    use super::*;
    use std::sync::Arc;

    fn locale(lang: Lang) -> Locale {
        let texts = Arc::new(Texts::new(&[MESSAGES]).unwrap());
        Locale::new(texts, lang, chrono_tz::Europe::Berlin)
    }

    #[test]
    fn each_language_writes_dates_numbers_and_sizes_its_own_way() {
        let at = DateTime::from_timestamp(1_795_215_900, 0).unwrap(); // 2026-11-20T23:05Z
        let (de, en) = (locale(Lang::De), locale(Lang::En));
        assert_eq!(de.datetime(at), "21.11.2026 00:05");
        assert_eq!(en.datetime(at), "21 Nov 2026 00:05");
        assert_eq!(de.day(at), "Samstag, 21.11.2026");
        assert_eq!(en.day(at), "Saturday, 21 Nov 2026");
        assert_eq!((de.number(-1_234_567), en.number(999)), ("-1.234.567".into(), "999".into()));
        assert_eq!((de.bytes(3_449_000), en.bytes(999)), ("3,4 MB".into(), "999 B".into()));
    }

    #[test]
    fn ago_gets_coarser_with_distance() {
        let now = DateTime::from_timestamp(1_795_248_000, 0).unwrap(); // 2026-11-21T08:00Z
        let en = locale(Lang::En);
        assert_eq!(en.ago(now - chrono::TimeDelta::seconds(20), now), "just now");
        assert_eq!(en.ago(now - chrono::TimeDelta::minutes(5), now), "5 min ago");
        assert_eq!(en.ago(now - chrono::TimeDelta::hours(3), now), "06:00");
        assert_eq!(en.ago(now - chrono::TimeDelta::days(3), now), "18 Nov");
        assert_eq!(en.ago(now - chrono::TimeDelta::days(700), now), "21 Dec 2024");
    }
}
