//! A session: a process that a program began by the small interface, one at a time unless more are sold.

use super::licence::Limits;
use super::policy::Settings;
use super::process::Process;
use chrono::{DateTime, TimeDelta, Utc};

/// So often a program says that it runs.
pub const BEAT_SECONDS: u64 = 900;
/// So long a session lives without a sign: three of them may be missed.
pub const LIFE_SECONDS: u64 = 2700;
/// What the number of a session's process begins with.
pub const PID: &str = "session:";

pub fn lives_until(beat: DateTime<Utc>) -> DateTime<Utc> {
    beat.checked_add_signed(TimeDelta::seconds(LIFE_SECONDS.cast_signed())).unwrap_or(beat)
}

/// How many may run at once, wherever: one, unless the licence or its policy names more.
pub fn most(limits: &Limits, policy: &Settings) -> u64 {
    limits.over(policy).max_processes.unwrap_or(1).max(1)
}

/// Which of those that live, the last heard of first, must end so that one more may begin on this machine; none where it may not.
/// A program that crashed does not lock itself out: on its own machine it takes its own place.
pub fn ends_for(
    living: &[Process],
    most: u64,
    is_here: impl Fn(&Process) -> bool,
    takeover: bool,
) -> Option<Vec<&Process>> {
    let count = living.len() as u64;
    let over = usize::try_from((count + 1).saturating_sub(most)).unwrap_or(usize::MAX);
    let (here, elsewhere): (Vec<_>, Vec<_>) = living.iter().rev().partition(|one| is_here(one));
    let ends: Vec<_> = if takeover {
        here.into_iter().chain(elsewhere).take(over).collect()
    } else {
        here.into_iter().take(over).collect()
    };
    (ends.len() == over).then_some(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::metadata::Metadata;
    use crate::domain::process::{LicenceId, MachineId, ProcessId};
    use platform::Millis;

    fn process(machine: MachineId, licence: LicenceId) -> Process {
        let at = Millis(DateTime::UNIX_EPOCH);
        Process {
            id: ProcessId::new(),
            machine,
            licence,
            owner: None,
            pid: "1".into(),
            metadata: Metadata::default(),
            last_beat_at: at,
            dies_at: at,
            died_at: None,
            revived_at: None,
            created_at: at,
            updated_at: at,
            version: 1,
        }
    }

    #[test]
    fn one_more_begins_where_there_is_room_in_its_own_place_or_by_taking_over() {
        let (one, other, licence) = (MachineId::new(), MachineId::new(), LicenceId::new());
        let living = [process(other, licence), process(one, licence), process(other, licence)];
        for (count, most, here, takeover, ends) in [
            (0, 1, one, false, Some(vec![])),
            (1, 1, one, false, None),
            (1, 1, other, false, Some(vec![0])),
            (1, 1, one, true, Some(vec![0])),
            (1, 2, one, false, Some(vec![])),
            (3, 3, one, false, Some(vec![1])),
            // the one that was silent longest, and its own first
            (3, 3, other, false, Some(vec![2])),
            (3, 2, one, false, None),
            (3, 2, one, true, Some(vec![1, 2])),
        ] {
            let found = ends_for(&living[..count], most, |its| its.machine == here, takeover);
            let ids = |all: Vec<&Process>| all.into_iter().map(|one| one.id).collect::<Vec<_>>();
            let wanted = ends.map(|all: Vec<usize>| all.iter().map(|n| living[*n].id).collect());
            assert_eq!(found.map(ids), wanted, "{count} of {most}, {takeover}");
        }
    }

    #[test]
    fn there_is_one_at_a_time_unless_more_are_sold() {
        let named = |max_processes| Limits { max_processes, ..Limits::default() };
        let policy = Settings { max_processes: Some(5), ..Settings::default() };
        assert_eq!(most(&named(None), &Settings::default()), 1);
        assert_eq!(most(&named(None), &policy), 5);
        assert_eq!(most(&named(Some(2)), &policy), 2);
        assert_eq!(most(&named(Some(0)), &policy), 1);
    }
}
