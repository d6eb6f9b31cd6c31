//! What a validation is asked about beside the licence itself.

use super::super::policy::Settings;
use super::super::strategy::Leasing;

/// None where nothing is asked; an empty list asks about nothing, which is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
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
    pub users: bool,
    pub entitlements: bool,
    pub environment: bool,
    pub machines: Machines,
    pub components: bool,
    pub processes: bool,
    pub releases: bool,
}

/// Which machines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Machines {
    /// The counts on the licence's row are enough.
    #[default]
    None,
    /// Those with the fingerprints and the id of the scope.
    Scoped,
    All,
}

impl Wants {
    /// `most` are the limits that count; without a scope nothing is asked about.
    pub fn of(policy: &Settings, max_users: bool, max_processes: bool, scope: Option<&Scope>) -> Self {
        let asked = |about: fn(&Scope) -> bool| scope.is_some_and(about);
        let components = asked(|scope| scope.components.is_some());
        let scoped = asked(|scope| scope.machine.is_some() || scope.fingerprints.is_some());
        let per_user = policy.strict && policy.machine_leasing_strategy == Leasing::User;
        let machines = match (per_user, components, scoped) {
            (true, _, _) | (false, true, false) => Machines::All,
            (false, _, true) => Machines::Scoped,
            (false, false, false) => Machines::None,
        };
        Self {
            users: max_users || asked(|scope| scope.user.is_some()),
            entitlements: asked(|scope| scope.entitlements.is_some()),
            environment: asked(|scope| scope.environment.is_some()),
            machines,
            components,
            processes: policy.strict && max_processes,
            releases: asked(|scope| scope.checksum.is_some() || scope.version.is_some()),
        }
    }
}
