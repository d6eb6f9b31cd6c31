//! What was counted by the hour, as people look at it: by days, and by the hours of a week.

use chrono::{DateTime, Datelike as _, NaiveDate, TimeZone, Timelike as _, Utc};

/// A week from Monday on, hour by hour.
pub type Week = [[i64; 24]; 7];

/// How hours become a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Sum,
    /// As many as at once.
    Most,
}

/// Every day from the first one to today in somebody's zone, with nothing where nothing was counted.
pub fn days<Z: TimeZone>(
    hours: &[(DateTime<Utc>, i64)],
    (since, now): (DateTime<Utc>, DateTime<Utc>),
    (zone, by): (&Z, By),
) -> Vec<(NaiveDate, i64)> {
    let date = |at: DateTime<Utc>| at.with_timezone(zone).date_naive();
    let last = date(now);
    let mut all: Vec<_> =
        date(since).iter_days().take_while(|day| *day <= last).map(|day| (day, 0)).collect();
    let Some((first, _)) = all.first().copied() else { return all };
    for (at, count) in hours {
        let place = (date(*at) - first).num_days();
        let place = usize::try_from(place).ok().and_then(|place| all.get_mut(place));
        if let Some((_, day)) = place {
            *day = match by {
                By::Sum => *day + count,
                By::Most => (*day).max(*count),
            };
        }
    }
    all
}

/// The hours of a week in somebody's zone, each with its mean over the weeks, rounded up: what happened now and then is seen.
pub fn week<Z: TimeZone>(hours: &[(DateTime<Utc>, i64)], zone: &Z, days: i64) -> Week {
    let mut sums = Week::default();
    for (at, count) in hours {
        let local = at.with_timezone(zone);
        let day = local.weekday().num_days_from_monday() as usize;
        sums[day][local.hour() as usize] += count;
    }
    let weeks = (days / 7).max(1);
    sums.map(|day| day.map(|sum| (sum + weeks - 1) / weeks))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::FixedOffset;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn days_begin_at_the_readers_midnight_and_none_is_left_out() {
        let zone = FixedOffset::east_opt(3600).unwrap();
        let hours = [
            (at("2026-11-19T22:00:00Z"), 1),
            (at("2026-11-19T23:00:00Z"), 2),
            (at("2026-11-20T01:00:00Z"), 4),
        ];
        let span = (at("2026-11-19T12:00:00Z"), at("2026-11-21T08:00:00Z"));
        let counts =
            |by| days(&hours, span, (&zone, by)).iter().map(|(_, n)| *n).collect::<Vec<_>>();
        assert_eq!(counts(By::Sum), [1, 6, 0]);
        assert_eq!(counts(By::Most), [1, 4, 0]);
    }

    #[test]
    fn a_week_has_the_mean_of_its_hours() {
        let hours = [
            (at("2026-11-16T09:00:00Z"), 3),
            (at("2026-11-09T09:00:00Z"), 2),
            (at("2026-11-22T23:00:00Z"), 1),
        ];
        let week = week(&hours, &Utc, 14);
        assert_eq!((week[0][9], week[6][23], week[1][9]), (3, 1, 0));
    }
}
