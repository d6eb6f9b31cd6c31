//! Seats: what the machines of a licence are together, and whether there is room for more.

use super::licence::Limits;
use super::machine::Machine;
use super::policy::Settings;
use super::strategy::{Leasing, Overage};
use platform::Refuse;
use std::ops::{Add, AddAssign, Neg, Sub};

/// How many machines, and how much of each kind they have together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seats {
    pub machines: i64,
    pub cores: i64,
    pub memory: i64,
    pub disk: i64,
}

impl Seats {
    /// What one machine takes.
    pub fn of(machine: &Machine) -> Self {
        Self {
            machines: 1,
            cores: machine.cores.unwrap_or_default(),
            memory: machine.memory.unwrap_or_default(),
            disk: machine.disk.unwrap_or_default(),
        }
    }

    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

impl Add for Seats {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self {
            machines: self.machines.saturating_add(other.machines),
            cores: self.cores.saturating_add(other.cores),
            memory: self.memory.saturating_add(other.memory),
            disk: self.disk.saturating_add(other.disk),
        }
    }
}

impl AddAssign for Seats {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Neg for Seats {
    type Output = Self;
    fn neg(self) -> Self {
        Self {
            machines: -self.machines,
            cores: -self.cores,
            memory: -self.memory,
            disk: -self.disk,
        }
    }
}

impl Sub for Seats {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        self + -other
    }
}

impl std::iter::Sum for Seats {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), Add::add)
    }
}

/// What there is no room for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("machine count has exceeded maximum allowed by current policy ({0})")]
    Machines(u64),
    #[error("machine core count has exceeded maximum allowed by current policy ({0})")]
    Cores(u64),
    #[error("machine memory has exceeded maximum allowed by current policy ({0})")]
    Memory(u64),
    #[error("machine disk has exceeded maximum allowed by current policy ({0})")]
    Disk(u64),
    #[error("process count has exceeded maximum allowed by current policy ({0})")]
    Processes(u64),
    #[error("machine count has exceeded maximum allowed by current group ({0})")]
    Group(u64),
}

impl Refused {
    fn most(self) -> u64 {
        match self {
            Self::Machines(most)
            | Self::Cores(most)
            | Self::Memory(most)
            | Self::Disk(most)
            | Self::Processes(most)
            | Self::Group(most) => most,
        }
    }
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::Machines(_) => "licensing-machine-limit",
            Self::Cores(_) => "licensing-machine-core-limit",
            Self::Memory(_) => "licensing-machine-memory-limit",
            Self::Disk(_) => "licensing-machine-disk-limit",
            Self::Processes(_) => "licensing-process-limit",
            Self::Group(_) => "licensing-machine-group-limit",
        }
    }

    fn field(&self) -> Option<&'static str> {
        match self {
            Self::Group(_) => Some("/data/relationships/group"),
            Self::Machines(_)
            | Self::Cores(_)
            | Self::Memory(_)
            | Self::Disk(_)
            | Self::Processes(_) => Some("/data"),
        }
    }

    fn args(&self) -> Vec<(&'static str, String)> {
        vec![("most", self.most().to_string())]
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::Machines(_) => "MACHINE_LIMIT_EXCEEDED",
            Self::Cores(_) => "MACHINE_CORE_LIMIT_EXCEEDED",
            Self::Memory(_) => "MACHINE_MEMORY_LIMIT_EXCEEDED",
            Self::Disk(_) => "MACHINE_DISK_LIMIT_EXCEEDED",
            Self::Processes(_) => "MACHINE_PROCESS_LIMIT_EXCEEDED",
            Self::Group(_) => "GROUP_MACHINE_LIMIT_EXCEEDED",
        })
    }
}

/// How far a licence goes: its limits, and how they are counted.
#[derive(Clone, Debug)]
pub struct Room {
    pub limits: Limits,
    pub overage: Overage,
    pub machine_leasing: Leasing,
}

impl Room {
    pub fn new(own: &Limits, policy: &Settings) -> Self {
        Self {
            limits: own.over(policy),
            overage: policy.overage_strategy,
            machine_leasing: policy.machine_leasing_strategy,
        }
    }

    /// What there is too little room for, if a machine becomes `new` that was `old`, beside all that are `taken` together with
    /// it (the old one among them). What does not grow is never refused: a machine may become smaller although the licence
    /// is full.
    pub fn without(&self, taken: Seats, old: Seats, new: Seats) -> Vec<Refused> {
        let together = taken - old + new;
        // where each machine counts for itself, its parts are not added to those of others
        let parts = if self.machine_leasing == Leasing::Machine { new } else { together };
        let (limits, more) = (&self.limits, new - old);
        let checks = [
            (more.machines, together.machines, limits.max_machines, Refused::Machines as Say),
            (more.cores, parts.cores, limits.max_cores, Refused::Cores),
            (more.memory, parts.memory, limits.max_memory, Refused::Memory),
            (more.disk, parts.disk, limits.max_disk, Refused::Disk),
        ];
        let over = checks.into_iter().filter_map(|(grows, count, most, say)| {
            let most = most?;
            let count = u64::try_from(count).unwrap_or_default();
            (grows > 0 && self.overage.is_over(count, most)).then(|| say(most))
        });
        over.collect()
    }

    /// The same for one more process beside so many.
    pub fn without_process(&self, running: u64) -> Option<Refused> {
        let most = self.limits.max_processes?;
        self.overage.is_over(running.saturating_add(1), most).then_some(Refused::Processes(most))
    }
}

type Say = fn(u64) -> Refused;

#[cfg(test)]
mod tests {
    use super::*;

    fn room(limits: Limits, overage: Overage, leasing: Leasing) -> Room {
        Room { limits, overage, machine_leasing: leasing }
    }

    const NONE: Seats = Seats { machines: 0, cores: 0, memory: 0, disk: 0 };

    fn all(n: i64) -> Seats {
        Seats { machines: n, cores: n, memory: n, disk: n }
    }

    #[test]
    fn everything_that_there_is_no_room_for_is_said_at_once() {
        let limits = Limits {
            max_machines: Some(2),
            max_cores: Some(3),
            max_memory: Some(2),
            max_disk: Some(2),
            ..Limits::default()
        };
        let room = room(limits, Overage::No, Leasing::Licence);
        assert_eq!(room.without(all(1), NONE, all(1)), []);
        let full = [Refused::Machines(2), Refused::Memory(2), Refused::Disk(2)];
        assert_eq!(room.without(all(2), NONE, all(1)), full);
        assert_eq!(room.without(NONE, NONE, all(4)).len(), 4);
    }

    #[test]
    fn a_full_licence_lets_its_machines_shrink_but_not_grow() {
        let limits = Limits { max_machines: Some(1), max_cores: Some(4), ..Limits::default() };
        let room = room(limits, Overage::No, Leasing::Licence);
        let taken = Seats { machines: 3, cores: 9, ..NONE };
        let cores = |cores| Seats { machines: 1, cores, ..NONE };
        assert_eq!(room.without(taken, cores(3), cores(2)), []);
        assert_eq!(room.without(taken, cores(3), cores(4)), [Refused::Cores(4)]);
    }

    #[test]
    fn each_machine_may_have_as_much_as_the_limit_where_each_counts_for_itself() {
        let limits = Limits { max_cores: Some(4), ..Limits::default() };
        let each = room(limits.clone(), Overage::No, Leasing::Machine);
        assert_eq!(each.without(all(4), NONE, all(4)), []);
        assert_eq!(each.without(all(4), NONE, all(5)), [Refused::Cores(4)]);
        let together = room(limits, Overage::Double, Leasing::Licence);
        assert_eq!(together.without(all(4), NONE, all(4)), []);
        assert_eq!(together.without(all(4), NONE, all(5)), [Refused::Cores(4)]);
    }

    #[test]
    fn processes_are_counted_against_their_own_limit() {
        let limits = Limits { max_processes: Some(2), ..Limits::default() };
        let room = room(limits, Overage::Half, Leasing::Licence);
        assert_eq!(room.without_process(2), None);
        assert_eq!(room.without_process(3), Some(Refused::Processes(2)));
    }
}
