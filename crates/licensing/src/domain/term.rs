//! How long licences last: when they begin to count, end, are renewed, and must be heard of.

use super::licence::Licence;
use super::licence_refused::Refused;
use super::policy::Settings;
use super::strategy::{ExpirationBasis, Interval, RenewalBasis, Transfer};
use chrono::{DateTime, Months, TimeDelta, Utc};
use platform::Millis;

/// 9999-12-31: later years have more digits than the readers of times expect.
const LAST: i64 = 253_402_214_400;

fn later(from: DateTime<Utc>, seconds: u64) -> DateTime<Utc> {
    let end = from.timestamp().saturating_add(i64::try_from(seconds).unwrap_or(i64::MAX));
    let end = (end < LAST).then(|| TimeDelta::try_seconds(end - from.timestamp())).flatten();
    let last = DateTime::from_timestamp(LAST, 0).unwrap_or(DateTime::<Utc>::MAX_UTC);
    end.and_then(|length| from.checked_add_signed(length)).unwrap_or(last)
}

impl Settings {
    /// When a licence ends whose time runs from then on; none where it lasts for ever.
    pub fn end_from(&self, start: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.duration.map(|seconds| later(start, seconds))
    }

    /// When a licence ends that is made now and has no end of its own yet.
    pub fn end_of_new(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let from_creation = self.expiration_basis == ExpirationBasis::Creation;
        from_creation.then(|| self.end_from(now)).flatten()
    }

    /// Until when a licence must check in again that last did so then; none where it need not.
    pub fn next_check_in(&self, last: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let interval = self.check_in_interval.filter(|_| self.require_check_in)?;
        let count = self.check_in_interval_count.unwrap_or(1);
        let days = |count: u32| last.checked_add_signed(TimeDelta::days(i64::from(count)));
        let months = |count: u32| last.checked_add_months(Months::new(count));
        match interval {
            Interval::Day => days(count),
            Interval::Week => days(count.saturating_mul(7)),
            Interval::Month => months(count),
            Interval::Year => months(count.saturating_mul(12)),
        }
    }
}

impl Licence {
    /// Lets its time run if this is what it waited for.
    pub fn start_term(
        &mut self,
        policy: &Settings,
        basis: ExpirationBasis,
        now: DateTime<Utc>,
    ) -> bool {
        if self.expires_at.is_some() || policy.expiration_basis != basis {
            return false;
        }
        self.expires_at = policy.end_from(now).map(Millis);
        self.expires_at.is_some()
    }

    /// When it ends once it is renewed now.
    pub fn renewed(&self, policy: &Settings, now: DateTime<Utc>) -> Result<DateTime<Utc>, Refused> {
        let Some(end) = self.expires_at else { return Err(Refused::NeverEnds) };
        let from_now = match policy.renewal_basis {
            RenewalBasis::Expiry => false,
            RenewalBasis::Now => true,
            RenewalBasis::NowIfExpired => self.is_expired(now),
        };
        let from = if from_now { now } else { end.0 };
        policy.end_from(from).ok_or(Refused::NoDuration)
    }

    /// When it ends once it is moved to this policy now.
    pub fn end_under(&self, policy: &Settings, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        match policy.transfer_strategy {
            Transfer::Keep => self.expires_at.map(|end| end.0),
            Transfer::Reset => policy.end_from(now),
        }
    }

    /// Until when it must check in again; none where it need not.
    pub fn next_check_in(&self, policy: &Settings) -> Option<DateTime<Utc>> {
        policy.next_check_in(self.last_checked_in_at.unwrap_or(self.created_at).0)
    }

    /// Whether it should have checked in by now.
    pub fn is_overdue(&self, policy: &Settings, now: DateTime<Utc>) -> bool {
        self.next_check_in(policy).is_some_and(|due| due <= now)
    }
}

#[cfg(test)]
mod tests {
    use super::super::licence_draft::tests::licence;
    use super::*;

    const YEAR: u64 = 365 * Settings::DAY;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    fn yearly() -> Settings {
        Settings { duration: Some(YEAR), ..Settings::default() }
    }

    #[test]
    fn time_runs_from_what_the_policy_names_and_only_once() {
        let now = at("2026-11-21T08:00:00Z");
        for waited in [
            ExpirationBasis::FirstValidation,
            ExpirationBasis::FirstActivation,
            ExpirationBasis::FirstDownload,
            ExpirationBasis::FirstUse,
        ] {
            let policy = Settings { expiration_basis: waited, ..yearly() };
            assert_eq!(policy.end_of_new(now), None);
            let mut licence = licence();
            assert!(!licence.start_term(&policy, ExpirationBasis::Creation, now));
            assert!(licence.start_term(&policy, waited, now), "{waited:?}");
            assert_eq!(licence.expires_at, Some(Millis(at("2027-11-21T08:00:00Z"))));
            assert!(!licence.start_term(&policy, waited, at("2027-01-01T00:00:00Z")));
        }
        assert_eq!(yearly().end_of_new(now), Some(at("2027-11-21T08:00:00Z")));
        let perpetual = Settings::default();
        assert!(!licence().start_term(&perpetual, ExpirationBasis::Creation, now));
    }

    #[test]
    fn an_end_is_never_so_late_that_it_cannot_be_written() {
        let policy = Settings { duration: Some(u64::MAX), ..Settings::default() };
        let end = policy.end_from(at("2026-11-21T08:00:00Z")).unwrap();
        assert_eq!(end, at("9999-12-31T00:00:00Z"));
    }

    #[test]
    fn a_renewal_counts_from_the_end_or_from_now() {
        let (past, now, future) =
            (at("2026-11-01T00:00:00Z"), at("2026-11-21T00:00:00Z"), at("2026-12-01T00:00:00Z"));
        for (basis, end, renewed) in [
            (RenewalBasis::Expiry, past, at("2027-11-01T00:00:00Z")),
            (RenewalBasis::Expiry, future, at("2027-12-01T00:00:00Z")),
            (RenewalBasis::Now, past, at("2027-11-21T00:00:00Z")),
            (RenewalBasis::Now, future, at("2027-11-21T00:00:00Z")),
            (RenewalBasis::NowIfExpired, past, at("2027-11-21T00:00:00Z")),
            (RenewalBasis::NowIfExpired, future, at("2027-12-01T00:00:00Z")),
        ] {
            let licence = Licence { expires_at: Some(Millis(end)), ..licence() };
            let policy = Settings { renewal_basis: basis, ..yearly() };
            assert_eq!(licence.renewed(&policy, now), Ok(renewed), "{basis:?} {end}");
        }
        let ends = Licence { expires_at: Some(Millis(past)), ..licence() };
        assert_eq!(ends.renewed(&Settings::default(), now), Err(Refused::NoDuration));
        assert_eq!(licence().renewed(&yearly(), now), Err(Refused::NeverEnds));
    }

    #[test]
    fn check_ins_are_due_by_the_calendar() {
        let last = at("2027-01-31T12:00:00Z");
        for (interval, count, due) in [
            (Interval::Day, 3, "2027-02-03T12:00:00Z"),
            (Interval::Week, 2, "2027-02-14T12:00:00Z"),
            (Interval::Month, 1, "2027-02-28T12:00:00Z"),
            (Interval::Year, 1, "2028-01-31T12:00:00Z"),
        ] {
            let policy = Settings {
                require_check_in: true,
                check_in_interval: Some(interval),
                check_in_interval_count: Some(count),
                ..Settings::default()
            };
            assert_eq!(policy.next_check_in(last), Some(at(due)), "{interval:?}");
            let licence = Licence { last_checked_in_at: Some(Millis(last)), ..licence() };
            assert!(licence.is_overdue(&policy, at(due)));
            assert!(!licence.is_overdue(&policy, at(due) - TimeDelta::seconds(1)));
        }
        assert_eq!(Settings::default().next_check_in(last), None);
    }

    #[test]
    fn a_move_keeps_the_end_or_begins_anew() {
        let (now, end) = (at("2026-11-21T00:00:00Z"), at("2026-12-01T00:00:00Z"));
        let licence = Licence { expires_at: Some(Millis(end)), ..licence() };
        let reset = Settings { transfer_strategy: Transfer::Reset, ..yearly() };
        assert_eq!(licence.end_under(&yearly(), now), Some(end));
        assert_eq!(licence.end_under(&reset, now), Some(at("2027-11-21T00:00:00Z")));
        assert_eq!(licence.end_under(&Settings { duration: None, ..reset }, now), None);
    }
}
