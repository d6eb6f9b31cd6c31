//! What a validation is asked about beside the licence itself.

use super::super::licence::Limits;
use super::super::policy::Settings;
use super::super::strategy::Leasing;

/// None where nothing is asked; an empty list asks about nothing, which is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Scope {
    /// Its id or its code.
    pub environment: Option<String>,
    pub product: Option<String>,
    pub policy: Option<String>,
    /// The id or the address of its owner or of one of its users.
    pub user: Option<String>,
    pub entitlements: Option<Vec<String>>,
    pub machine: Option<String>,
    pub fingerprints: Option<Vec<String>>,
    pub components: Option<Vec<String>>,
    pub checksum: Option<String>,
    pub version: Option<String>,
}

/// What has to be known of a licence to answer: nothing else is loaded.
#[expect(clippy::struct_excessive_bools, reason = "each stands for a query of its own")]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Wants {
    pub user: bool,
    pub user_count: bool,
    pub entitlements: bool,
    pub environment: bool,
    pub machines: Machines,
    pub processes: bool,
    pub releases: bool,
}

/// Which machines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Machines {
    /// The counts on the licence's row are enough.
    #[default]
    None,
    /// Those that the scope names by their fingerprints or their id.
    Named,
    /// Those with the parts that the scope names.
    WithParts,
    All,
}

impl Wants {
    /// `most` are the limits that count; without a scope nothing is asked about.
    pub fn of(policy: &Settings, most: &Limits, scope: Option<&Scope>) -> Self {
        let asked = |about: fn(&Scope) -> bool| scope.is_some_and(about);
        Self {
            user: asked(|scope| scope.user.is_some()),
            user_count: most.max_users.is_some(),
            entitlements: asked(|scope| scope.entitlements.is_some()),
            environment: asked(|scope| scope.environment.is_some()),
            machines: if policy.strict && policy.machine_leasing_strategy == Leasing::User {
                Machines::All
            } else if asked(Scope::names_machines) {
                Machines::Named
            } else if asked(|scope| scope.components.is_some()) {
                Machines::WithParts
            } else {
                Machines::None
            },
            processes: policy.strict && most.max_processes.is_some(),
            releases: asked(|scope| scope.checksum.is_some() || scope.version.is_some()),
        }
    }
}

impl Scope {
    pub fn names_machines(&self) -> bool {
        self.machine.is_some() || self.fingerprints.is_some()
    }

    /// Its id, and everything that may be a fingerprint.
    pub fn machine_names(&self) -> Vec<&str> {
        let fingerprints = self.fingerprints.iter().flatten();
        self.machine.iter().chain(fingerprints).map(String::as_str).collect()
    }
}
