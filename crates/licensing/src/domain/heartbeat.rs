//! Heartbeats: what becomes of something that lives by them when one comes, and when none does.

use super::machine::{LicenceId, PolicyId};
use super::policy::Settings;
use super::strategy::{Cull, Resurrection};
use chrono::{DateTime, TimeDelta, Utc};
use platform::Refuse;
use sea_orm::prelude::Uuid;

/// What a machine or a process lives by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// When it counts as dead unless a heartbeat comes; none while nobody watches it.
    pub dies_at: Option<DateTime<Utc>>,
    /// When its death was told.
    pub died_at: Option<DateTime<Utc>>,
}

/// What must be known of a machine or a process to judge its heartbeat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pulse {
    pub id: Uuid,
    pub licence: LicenceId,
    pub policy: PolicyId,
    pub last_beat_at: Option<DateTime<Utc>>,
    pub life: Life,
}

/// What a heartbeat did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Beat {
    /// It lives on, or is watched from now on.
    Alive,
    /// It was dead and lives again.
    Revived,
    /// It is dead and stays so.
    Dead,
}

/// A heartbeat that was judged, and written down unless it came too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    pub beat: Beat,
    pub at: DateTime<Utc>,
    /// When it counts as dead unless another one comes.
    pub until: DateTime<Utc>,
}

/// What is to be done with something whose heartbeat stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stays where it is, as dead.
    Kept,
    /// It goes at once.
    Removed,
    /// It goes then, unless it came back.
    RemovedAt(DateTime<Utc>),
}

impl Life {
    pub fn is_dead(self, now: DateTime<Utc>) -> bool {
        self.died_at.is_some() || self.dies_at.is_some_and(|end| end <= now)
    }

    /// What a heartbeat does that comes now.
    pub fn beat(self, policy: &Settings, now: DateTime<Utc>) -> Beat {
        if !self.is_dead(now) {
            return Beat::Alive;
        }
        let death = self.dies_at.or(self.died_at);
        let in_time = death.zip(policy.revivable_for()).is_some_and(|(death, span)| {
            death.checked_add_signed(span).is_none_or(|end| now < end)
        });
        if in_time { Beat::Revived } else { Beat::Dead }
    }

    /// What is to be done with what died then.
    pub fn fate(self, policy: &Settings, now: DateTime<Utc>) -> Fate {
        if policy.heartbeat_cull_strategy == Cull::Keep {
            return Fate::Kept;
        }
        let death = self.dies_at.or(self.died_at).unwrap_or(now);
        match policy.revivable_for().map(|span| death.checked_add_signed(span)) {
            None => Fate::Removed,
            // what may always come back never goes
            Some(None) => Fate::Kept,
            Some(Some(end)) if end <= now => Fate::Removed,
            Some(Some(end)) => Fate::RemovedAt(end),
        }
    }
}

impl Settings {
    /// For so long what is dead may come back; none for never.
    pub fn revivable_for(&self) -> Option<TimeDelta> {
        let seconds = match self.heartbeat_resurrection_strategy {
            Resurrection::Always => return Some(TimeDelta::MAX),
            timed => timed.seconds()?,
        };
        TimeDelta::try_seconds(i64::try_from(seconds).unwrap_or(i64::MAX))
    }
}

/// Why a heartbeat comes too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("machine heartbeat is dead")]
    MachineDead,
    #[error("process heartbeat is dead")]
    ProcessDead,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::MachineDead => "licensing-machine-dead",
            Self::ProcessDead => "licensing-process-dead",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some("/data")
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::MachineDead => "MACHINE_HEARTBEAT_DEAD",
            Self::ProcessDead => "PROCESS_HEARTBEAT_DEAD",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::strategy::HeartbeatBasis;
    use super::*;

    fn at(seconds: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_248_000 + seconds, 0).unwrap()
    }

    fn policy(cull: Cull, resurrection: Resurrection) -> Settings {
        Settings {
            heartbeat_cull_strategy: cull,
            heartbeat_resurrection_strategy: resurrection,
            ..Settings::default()
        }
    }

    /// Death at 630: a window of ten minutes, and half a minute that a heartbeat may be late.
    #[test]
    fn the_dead_come_back_for_as_long_as_the_policy_says() {
        use Resurrection::*;
        let table = [
            (Never, [Beat::Dead, Beat::Dead, Beat::Dead]),
            (OneMinute, [Beat::Revived, Beat::Dead, Beat::Dead]),
            (TwoMinutes, [Beat::Revived, Beat::Revived, Beat::Dead]),
            (FiveMinutes, [Beat::Revived, Beat::Revived, Beat::Dead]),
            (TenMinutes, [Beat::Revived, Beat::Revived, Beat::Dead]),
            (FifteenMinutes, [Beat::Revived, Beat::Revived, Beat::Dead]),
            (Always, [Beat::Revived, Beat::Revived, Beat::Revived]),
        ];
        let life = Life { dies_at: Some(at(630)), died_at: None };
        let told = Life { died_at: Some(at(650)), ..life };
        for cull in Cull::ALL {
            for (resurrection, expected) in table {
                let policy = policy(*cull, resurrection);
                assert_eq!(life.beat(&policy, at(629)), Beat::Alive, "{resurrection:?}");
                let beats = [630, 691, 2_000].map(|s| life.beat(&policy, at(s)));
                assert_eq!(beats, expected, "{cull:?} {resurrection:?}");
                let beats = [650, 691, 2_000].map(|s| told.beat(&policy, at(s)));
                assert_eq!(beats, expected, "{cull:?} {resurrection:?} after it was told");
            }
        }
    }

    #[test]
    fn what_becomes_of_the_dead_is_for_the_policy_to_say() {
        let life = Life { dies_at: Some(at(630)), died_at: None };
        let table = [
            (Cull::Keep, Resurrection::Never, Fate::Kept),
            (Cull::Keep, Resurrection::Always, Fate::Kept),
            (Cull::Deactivate, Resurrection::Never, Fate::Removed),
            (Cull::Deactivate, Resurrection::OneMinute, Fate::Removed),
            (Cull::Deactivate, Resurrection::TwoMinutes, Fate::RemovedAt(at(750))),
            (Cull::Deactivate, Resurrection::Always, Fate::Kept),
        ];
        for (cull, resurrection, fate) in table {
            let found = life.fate(&policy(cull, resurrection), at(700));
            assert_eq!(found, fate, "{cull:?} {resurrection:?}");
        }
    }

    #[test]
    fn a_machine_is_watched_from_its_birth_or_from_its_first_heartbeat() {
        for (required, basis, watched) in [
            (true, HeartbeatBasis::Creation, true),
            (true, HeartbeatBasis::FirstPing, false),
            (false, HeartbeatBasis::Creation, false),
            (false, HeartbeatBasis::FirstPing, false),
        ] {
            let policy = Settings {
                require_heartbeat: required,
                heartbeat_basis: basis,
                heartbeat_duration: Some(60),
                ..Settings::default()
            };
            let dies_at = policy.watched_from_birth(at(0));
            assert_eq!(dies_at, watched.then(|| at(90)), "{required} {basis:?}");
            // the first heartbeat is good at any time unless it was awaited
            let life = Life { dies_at, died_at: None };
            let expected = if watched { Beat::Dead } else { Beat::Alive };
            assert_eq!(life.beat(&policy, at(90)), expected, "{required} {basis:?}");
            assert_eq!(life.beat(&policy, at(89)), Beat::Alive, "{required} {basis:?}");
        }
    }
}
