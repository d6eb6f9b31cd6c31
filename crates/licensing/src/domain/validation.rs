//! Whether a licence is good for what somebody wants to do with it: one pure function, and what it looks at.

mod code;
mod scope;
mod seats;
#[cfg(test)]
mod tests;

pub use code::Code;
pub use scope::{Machines, Scope, Wants};

use super::glance::machine::Model as Machine;
use super::licence::{Licence, Limits};
use super::machine::Heartbeat;
use super::policy::Policy;
use super::strategy::Expiration;
use chrono::{DateTime, Utc};
use events::licensing::{LicenceUserId, MachineId};
use std::sync::Arc;

/// A licence with all that a validation may look at. What the scope does not ask for is left empty ([`Wants`]).
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub licence: Arc<Licence>,
    pub policy: Arc<Policy>,
    /// What counts: the licence's own, else its policy's.
    pub limits: Limits,
    pub owner_banned: bool,
    pub environment: Option<String>,
    /// The owner and everybody beside, without those who are banned.
    pub users: Vec<Member>,
    /// With those who are banned.
    pub user_count: u64,
    /// The codes of what is not over.
    pub entitlements: Vec<String>,
    pub machines: Vec<Seat>,
    pub processes: Vec<Running>,
    /// None as long as the product has no releases: no version and no checksum is known then.
    pub release: Option<ReleaseFacts>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    pub id: LicenceUserId,
    /// In lower case.
    pub email: String,
}

/// A machine of the licence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seat {
    pub machine: Machine,
    /// The fingerprints of its parts.
    pub components: Vec<String>,
}

/// How many processes of somebody run on a machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Running {
    pub machine: MachineId,
    pub owner: Option<LicenceUserId>,
    pub count: u64,
}

/// What is known of what the scope names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ReleaseFacts {
    /// There is a release of this version that the licence may have.
    pub has_version: bool,
    /// There is a file with this checksum that the licence may have.
    pub has_checksum: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    pub valid: bool,
    pub code: Code,
}

impl Snapshot {
    /// A licence of which nothing else is known yet.
    pub fn new(licence: impl Into<Arc<Licence>>, policy: impl Into<Arc<Policy>>) -> Self {
        let (licence, policy) = (licence.into(), policy.into());
        Self {
            limits: licence.limits.over(&policy.settings),
            licence,
            policy,
            owner_banned: false,
            environment: None,
            users: Vec::new(),
            user_count: 0,
            entitlements: Vec::new(),
            machines: Vec::new(),
            processes: Vec::new(),
            release: None,
        }
    }

    pub fn wants(&self, scope: Option<&Scope>) -> Wants {
        Wants::of(&self.policy.settings, &self.limits, scope)
    }
}

impl Verdict {
    pub const NOT_FOUND: Self = Self { valid: false, code: Code::NotFound };

    pub const fn detail(self) -> &'static str {
        self.code.detail()
    }
}

/// A check that passes, passes with something to be told (an end or a limit that the policy lets pass), or denies.
type Checked = Result<Option<Code>, Code>;

/// The answer. Without a scope nothing is checked but the licence itself.
///
/// What denies first is told. What is let pass is told only where nothing denies, so that no limit that is overdrawn in
/// good order makes an expired licence valid.
pub fn validate(of: &Snapshot, scope: Option<&Scope>, now: DateTime<Utc>) -> Verdict {
    match (Case { of, scope, now }).checked() {
        Ok(told) => Verdict { valid: true, code: told.unwrap_or(Code::Valid) },
        Err(code) => Verdict { valid: false, code },
    }
}

struct Case<'a> {
    of: &'a Snapshot,
    scope: Option<&'a Scope>,
    now: DateTime<Utc>,
}

impl Case<'_> {
    fn checked(&self) -> Checked {
        self.standing()?;
        if let Some(scope) = self.scope {
            self.belongings(scope)?;
            self.entitlements(scope)?;
            self.machine(scope)?;
            self.fingerprints(scope)?;
            self.components(scope)?;
            self.release(scope)?;
        }
        let users =
            self.within(self.of.user_count, self.of.limits.max_users, Code::TooManyUsers)?;
        let seats = if self.of.policy.settings.strict { self.seats()? } else { None };
        let end = self.end()?;
        Ok(users.or(seats).or(end))
    }

    fn standing(&self) -> Result<(), Code> {
        let (licence, settings) = (&self.of.licence, &self.of.policy.settings);
        denied_if(self.of.owner_banned, Code::Banned)?;
        denied_if(licence.suspended, Code::Suspended)?;
        let is_revoked = settings.expiration_strategy == Expiration::Revoke;
        denied_if(is_revoked && licence.is_expired(self.now), Code::Expired)?;
        denied_if(licence.is_overdue(settings, self.now), Code::Overdue)
    }

    fn end(&self) -> Checked {
        if !self.of.licence.is_expired(self.now) {
            return Ok(None);
        }
        let goes_on = Licence::outlives_its_end(self.of.policy.settings.expiration_strategy);
        if goes_on { Ok(Some(Code::Expired)) } else { Err(Code::Expired) }
    }

    /// Whose it is and where it belongs.
    fn belongings(&self, scope: &Scope) -> Result<(), Code> {
        let (licence, settings) = (&self.of.licence, &self.of.policy.settings);
        let is_environment = |asked: &str| {
            let id = licence.environment;
            id.is_some_and(|id| is_id(asked, id)) || self.of.environment.as_deref() == Some(asked)
        };
        asked(
            scope.environment.as_deref().map(is_environment),
            settings.require_environment_scope,
            (Code::EnvironmentScopeMismatch, Code::EnvironmentScopeRequired),
        )?;
        asked(
            scope.product.as_deref().map(|asked| is_id(asked, licence.product)),
            settings.require_product_scope,
            (Code::ProductScopeMismatch, Code::ProductScopeRequired),
        )?;
        asked(
            scope.policy.as_deref().map(|asked| is_id(asked, licence.policy)),
            settings.require_policy_scope,
            (Code::PolicyScopeMismatch, Code::PolicyScopeRequired),
        )?;
        asked(
            scope.user.as_deref().map(|_| self.user().is_some()),
            settings.require_user_scope,
            (Code::UserScopeMismatch, Code::UserScopeRequired),
        )
    }

    /// Who is meant by the scope, if it is one of the licence's users.
    fn user(&self) -> Option<LicenceUserId> {
        let asked = self.scope?.user.as_deref()?;
        let email = asked.trim().to_lowercase();
        let is_meant = |member: &&Member| is_id(asked, member.id) || member.email == email;
        self.of.users.iter().find(is_meant).map(|member| member.id)
    }

    fn entitlements(&self, scope: &Scope) -> Result<(), Code> {
        let Some(asked) = &scope.entitlements else { return Ok(()) };
        denied_if(asked.is_empty(), Code::EntitlementsScopeEmpty)?;
        let has_all = asked.iter().all(|code| self.of.entitlements.contains(code));
        denied_if(!has_all, Code::EntitlementsMissing)
    }

    fn machine(&self, scope: &Scope) -> Result<(), Code> {
        let required = self.of.policy.settings.require_machine_scope;
        let Some(asked) = &scope.machine else {
            return denied_if(required, Code::MachineScopeRequired);
        };
        self.has_machines()?;
        let is_meant =
            |seat: &&Seat| is_id(asked, seat.machine.id) || seat.machine.fingerprint == *asked;
        let seat = self.of.machines.iter().find(is_meant).ok_or(Code::MachineScopeMismatch)?;
        self.belongs_to_user(seat)?;
        self.beats(seat)
    }

    fn fingerprints(&self, scope: &Scope) -> Result<(), Code> {
        let settings = &self.of.policy.settings;
        let Some(asked) = &scope.fingerprints else {
            return denied_if(settings.require_fingerprint_scope, Code::FingerprintScopeRequired);
        };
        let is_blank = asked.iter().all(|one| one.trim().is_empty());
        denied_if(is_blank, Code::FingerprintScopeEmpty)?;
        self.has_machines()?;
        let asked = distinct(asked);
        let known: Vec<&Seat> = asked.iter().filter_map(|one| self.seat(one)).collect();
        let enough =
            |count: usize| settings.machine_matching_strategy.is_enough(count, asked.len());
        denied_if(!enough(known.len()), Code::FingerprintScopeMismatch)?;
        let theirs = |seat: &&&Seat| self.belongs_to_user(seat).is_ok();
        denied_if(!enough(known.iter().filter(theirs).count()), Code::UserScopeMismatch)?;
        // those that are dead count no more; if too few are left, the first of them is why
        let mut silent = known.iter().filter_map(|seat| self.beats(seat).err());
        let Some(why) = silent.next() else { return Ok(()) };
        denied_if(!enough(known.len() - 1 - silent.count()), why)
    }

    /// A machine by its fingerprint.
    fn seat(&self, fingerprint: &str) -> Option<&Seat> {
        self.of.machines.iter().find(|seat| seat.machine.fingerprint == fingerprint)
    }

    fn components(&self, scope: &Scope) -> Result<(), Code> {
        let settings = &self.of.policy.settings;
        let Some(asked) = &scope.components else {
            return denied_if(settings.require_components_scope, Code::ComponentsScopeRequired);
        };
        denied_if(asked.is_empty(), Code::ComponentsScopeEmpty)?;
        let asked = distinct(asked);
        let fits = |seat: &Seat| {
            let known = asked.iter().filter(|one| seat.components.iter().any(|own| own == *one));
            settings.component_matching_strategy.is_enough(known.count(), asked.len())
        };
        let meant = self.of.machines.iter().filter(|seat| scope_names(scope, &seat.machine));
        denied_if(!meant.into_iter().any(fits), Code::ComponentsScopeMismatch)
    }

    fn release(&self, scope: &Scope) -> Result<(), Code> {
        let facts = self.of.release.unwrap_or_default();
        asked(
            scope.checksum.as_ref().map(|_| facts.has_checksum),
            self.of.policy.settings.require_checksum_scope,
            (Code::ChecksumScopeMismatch, Code::ChecksumScopeRequired),
        )?;
        asked(
            scope.version.as_ref().map(|_| facts.has_version),
            self.of.policy.settings.require_version_scope,
            (Code::VersionScopeMismatch, Code::VersionScopeRequired),
        )
    }

    fn has_machines(&self) -> Result<(), Code> {
        let has_none = self.of.licence.machines <= 0 && self.of.machines.is_empty();
        denied_if(has_none, self.no_machine())
    }

    fn no_machine(&self) -> Code {
        if self.of.policy.settings.floating { Code::NoMachines } else { Code::NoMachine }
    }

    /// A machine that is somebody's is no other user's.
    fn belongs_to_user(&self, seat: &Seat) -> Result<(), Code> {
        let is_others = match (self.user(), seat.machine.owner) {
            (Some(user), Some(owner)) => user != owner,
            _ => false,
        };
        denied_if(is_others, Code::UserScopeMismatch)
    }

    /// A machine that ever sent a heartbeat is watched, whether or not its policy wants one.
    fn beats(&self, seat: &Seat) -> Result<(), Code> {
        match seat.machine.heartbeat(self.now) {
            Heartbeat::Dead => Err(Code::HeartbeatDead),
            Heartbeat::NotStarted if self.of.policy.settings.require_heartbeat => {
                Err(Code::HeartbeatNotStarted)
            }
            Heartbeat::NotStarted | Heartbeat::Alive | Heartbeat::Resurrected => Ok(()),
        }
    }

    /// A limit that is passed is told, and denies unless the policy lets it be passed so far.
    fn within(&self, count: u64, most: Option<u64>, code: Code) -> Checked {
        match most {
            Some(most) if self.of.policy.settings.overage_strategy.is_over(count, most) => {
                Err(code)
            }
            Some(most) if count > most => Ok(Some(code)),
            _ => Ok(None),
        }
    }
}

fn denied_if(is_wrong: bool, code: Code) -> Result<(), Code> {
    if is_wrong { Err(code) } else { Ok(()) }
}

/// What was asked must fit; where nothing was, it must not be required.
fn asked(fits: Option<bool>, required: bool, (wrong, missing): (Code, Code)) -> Result<(), Code> {
    match fits {
        Some(fits) => denied_if(!fits, wrong),
        None => denied_if(required, missing),
    }
}

fn is_id(asked: &str, id: impl ToString) -> bool {
    asked.eq_ignore_ascii_case(&id.to_string())
}

fn distinct(all: &[String]) -> Vec<&str> {
    let mut all: Vec<&str> = all.iter().map(String::as_str).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Whether the scope means this machine. One that names none means every machine.
fn scope_names(scope: &Scope, machine: &Machine) -> bool {
    let by_id = scope.machine.as_ref();
    let by_fingerprint = scope.fingerprints.as_ref();
    let is_machine = |asked: &String| is_id(asked, machine.id) || machine.fingerprint == *asked;
    by_id.is_none_or(is_machine)
        && by_fingerprint.is_none_or(|all| all.contains(&machine.fingerprint))
}
