//! Whether a licence has machines, and not more of them than it may: what strict policies check with every validation.

use super::{Case, Checked, Code, Running, Seat, scope_names};
use crate::domain::strategy::Leasing;
use events::licensing::LicenceUserId;
use std::collections::HashMap;

/// What machines are together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sum {
    machines: u64,
    cores: u64,
    memory: u64,
    disk: u64,
}

fn unsigned(count: i64) -> u64 {
    u64::try_from(count).unwrap_or(0)
}

impl Sum {
    fn with(self, seat: &Seat) -> Self {
        let more = |sum: u64, of: Option<i64>| sum.saturating_add(unsigned(of.unwrap_or(0)));
        Self {
            machines: self.machines + 1,
            cores: more(self.cores, seat.machine.cores),
            memory: more(self.memory, seat.machine.memory),
            disk: more(self.disk, seat.machine.disk),
        }
    }

    fn at_least(self, other: Self) -> Self {
        Self {
            machines: self.machines.max(other.machines),
            cores: self.cores.max(other.cores),
            memory: self.memory.max(other.memory),
            disk: self.disk.max(other.disk),
        }
    }
}

impl Case<'_> {
    pub(super) fn seats(&self) -> Checked {
        let limits = &self.of.limits;
        let sum = self.sum();
        if sum.machines == 0 {
            return Err(self.no_machine());
        }
        let machines = self.within(sum.machines, limits.max_machines, Code::TooManyMachines)?;
        let cores = self.within(sum.cores, limits.max_cores, Code::TooManyCores)?;
        let memory = self.within(sum.memory, limits.max_memory, Code::TooMuchMemory)?;
        let disk = self.within(sum.disk, limits.max_disk, Code::TooMuchDisk)?;
        let processes =
            self.within(self.running(), limits.max_processes, Code::TooManyProcesses)?;
        Ok(machines.or(cores).or(memory).or(disk).or(processes))
    }

    /// What is counted together: all machines, or each user's for themselves.
    fn sum(&self) -> Sum {
        if self.of.policy.settings.machine_leasing_strategy == Leasing::User {
            return self.sum_of_user();
        }
        let licence = &self.of.licence;
        Sum {
            machines: unsigned(licence.machines),
            cores: unsigned(licence.cores),
            memory: unsigned(licence.memory),
            disk: unsigned(licence.disk),
        }
    }

    /// Of the user who is meant; where none is, as much as anybody has.
    fn sum_of_user(&self) -> Sum {
        let mut sums: HashMap<Option<LicenceUserId>, Sum> = HashMap::new();
        for seat in &self.of.machines {
            let sum = sums.entry(seat.machine.owner).or_default();
            *sum = sum.with(seat);
        }
        match self.lessee() {
            Some(user) => sums.get(&Some(user)).copied().unwrap_or_default(),
            None => sums.into_values().fold(Sum::default(), Sum::at_least),
        }
    }

    /// Whose seats count: the scope's user, else the owner of the machine that it names.
    fn lessee(&self) -> Option<LicenceUserId> {
        let scope = self.scope?;
        self.user().or_else(|| {
            let names = |seat: &&Seat| scope.names_machines() && scope_names(scope, &seat.machine);
            self.of.machines.iter().find(names)?.machine.owner
        })
    }

    /// As many processes as are counted together.
    fn running(&self) -> u64 {
        let all = &self.of.processes;
        match self.of.policy.settings.process_leasing_strategy {
            Leasing::Licence => all.iter().map(|one| one.count).sum(),
            Leasing::Machine => most(all, |one| one.machine, |one| self.is_meant(one)),
            Leasing::User => {
                let lessee = self.lessee();
                most(all, |one| one.owner, |one| lessee.is_none() || one.owner == lessee)
            }
        }
    }

    /// Whether processes run on a machine that the scope means.
    fn is_meant(&self, running: &Running) -> bool {
        let Some(scope) = self.scope.filter(|scope| scope.names_machines()) else { return true };
        let named =
            |seat: &Seat| seat.machine.id == running.machine && scope_names(scope, &seat.machine);
        self.of.machines.iter().any(named)
    }
}

/// The most that anyone has, of those that count.
fn most<K: Eq + std::hash::Hash>(
    all: &[Running],
    whose: impl Fn(&Running) -> K,
    counts: impl Fn(&Running) -> bool,
) -> u64 {
    let mut sums: HashMap<K, u64> = HashMap::new();
    for one in all.iter().filter(|one| counts(one)) {
        *sums.entry(whose(one)).or_default() += one.count;
    }
    sums.into_values().max().unwrap_or(0)
}
