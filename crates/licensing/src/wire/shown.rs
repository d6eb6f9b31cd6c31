//! Resources as validations show them and files carry them.

use super::document::{Fields, Resource};
use super::issuer::Issuer;
use crate::domain::entitlement::Entitlement;
use crate::domain::environment::Environment;
use crate::domain::group::Group;
use crate::domain::licence::{Licence, Limits};
use crate::domain::machine::{Component, Machine};
use crate::domain::policy::Policy;
use crate::domain::product::Product;
use crate::domain::user::User;
use crate::domain::validation::next_check_in;
use chrono::{DateTime, Utc};
use platform::Millis;

/// A licence with what its resource says beside its row.
pub struct Shown<'a> {
    pub licence: &'a Licence,
    pub policy: &'a Policy,
    pub key: &'a str,
    pub owner_banned: bool,
    pub now: DateTime<Utc>,
}

pub fn licence(issuer: &Issuer, shown: &Shown<'_>) -> Resource {
    let Shown { licence, policy, key, owner_banned, now } = *shown;
    let settings = &policy.settings;
    let most = licence.limits.over(settings);
    let resource = Resource::new(issuer, "licenses", licence.id)
        .with("name", some(&licence.name))
        .with("key", key)
        .time("expiry", licence.expires_at)
        .with("status", licence.status(owner_banned, now).name())
        .with("uses", licence.uses)
        .with("suspended", licence.suspended)
        .with("scheme", &settings.scheme)
        .with("encrypted", settings.encrypted)
        .with("strict", settings.strict)
        .with("floating", settings.floating)
        .with("protected", licence.protected.unwrap_or(settings.protected))
        .with("version", None::<&str>)
        .with("requireHeartbeat", settings.require_heartbeat)
        .with("requireCheckIn", settings.require_check_in)
        .time("lastValidated", licence.last_validated_at)
        .time("lastCheckIn", licence.last_checked_in_at)
        .time("nextCheckIn", next_check_in(licence, settings))
        .time("lastCheckOut", licence.last_checked_out_at);
    related(limited(resource, &most), licence)
        .metadata(&licence.metadata)
        .time("created", licence.created_at)
        .time("updated", licence.updated_at)
}

fn limited(resource: Resource, most: &Limits) -> Resource {
    resource
        .with("maxMachines", most.max_machines)
        .with("maxProcesses", most.max_processes)
        .with("maxUsers", most.max_users)
        .with("maxCores", most.max_cores)
        .with("maxMemory", most.max_memory)
        .with("maxDisk", most.max_disk)
        .with("maxUses", most.max_uses)
}

fn related(resource: Resource, licence: &Licence) -> Resource {
    let mut machines = Fields::default();
    machines.put("cores", licence.cores);
    machines.put("memory", licence.memory);
    machines.put("disk", licence.disk);
    machines.put("count", licence.machines);
    resource
        .to_one("environment", licence.environment.map(|id| ("environments", id)))
        .to_one("product", Some(("products", licence.product)))
        .to_one("policy", Some(("policies", licence.policy)))
        .to_one("group", licence.group.map(|id| ("groups", id)))
        .to_one("owner", licence.owner.map(|id| ("users", id)))
        .to_many("users")
        .counted("machines", machines)
        .to_many("tokens")
        .to_many("entitlements")
}

pub fn machine(issuer: &Issuer, machine: &Machine, now: DateTime<Utc>) -> Resource {
    dated(Resource::new(issuer, "machines", machine.id), machine.created_at, machine.updated_at)
        .with("fingerprint", &machine.fingerprint)
        .with("name", some(&machine.name))
        .with("ip", some(&machine.ip))
        .with("hostname", some(&machine.hostname))
        .with("platform", some(&machine.platform))
        .with("cores", machine.cores)
        .with("memory", machine.memory)
        .with("disk", machine.disk)
        .with("heartbeatStatus", machine.heartbeat(now).name())
        .time("lastHeartbeat", machine.last_beat_at)
        .time("nextHeartbeat", machine.dies_at)
        .time("lastDeathEvent", machine.died_at)
        .time("lastCheckOut", machine.last_checked_out_at)
        .metadata(&machine.metadata)
        .to_one("environment", machine.environment.map(|id| ("environments", id)))
        .to_one("product", Some(("products", machine.product)))
        .to_one("license", Some(("licenses", machine.licence)))
        .to_one("owner", machine.owner.map(|id| ("users", id)))
        .to_one("group", machine.group.map(|id| ("groups", id)))
        .to_many("components")
        .to_many("processes")
}

pub fn component(issuer: &Issuer, part: &Component) -> Resource {
    dated(Resource::new(issuer, "components", part.id), part.created_at, part.updated_at)
        .with("fingerprint", &part.fingerprint)
        .with("name", &part.name)
        .metadata(&part.metadata)
        .to_one("machine", Some(("machines", part.machine)))
        .to_one("license", Some(("licenses", part.licence)))
}

/// All that a policy says is named in its settings as the wire names it.
pub fn policy(issuer: &Issuer, policy: &Policy) -> Resource {
    let resource = Resource::new(issuer, "policies", policy.id).with("name", &policy.name);
    let settings = serde_json::to_value(&policy.settings).unwrap_or_default();
    let settings = settings.as_object().cloned().unwrap_or_default();
    let resource = NAMES.iter().fold(resource, |resource, name| {
        resource.with(name, settings.get(*name).cloned().unwrap_or_default())
    });
    dated(resource, policy.created_at, policy.updated_at)
        .metadata(&policy.metadata)
        .to_one("product", Some(("products", policy.product)))
        .to_many("entitlements")
        .to_many("licenses")
}

/// The settings of a policy.
const NAMES: &[&str] = &[
    "duration",
    "strict",
    "floating",
    "usePool",
    "maxMachines",
    "maxProcesses",
    "maxUsers",
    "maxCores",
    "maxMemory",
    "maxDisk",
    "maxUses",
    "machineUniquenessStrategy",
    "machineMatchingStrategy",
    "componentUniquenessStrategy",
    "componentMatchingStrategy",
    "expirationStrategy",
    "expirationBasis",
    "renewalBasis",
    "transferStrategy",
    "authenticationStrategy",
    "machineLeasingStrategy",
    "processLeasingStrategy",
    "overageStrategy",
    "scheme",
    "encrypted",
    "protected",
    "requireProductScope",
    "requirePolicyScope",
    "requireMachineScope",
    "requireFingerprintScope",
    "requireComponentsScope",
    "requireUserScope",
    "requireChecksumScope",
    "requireVersionScope",
    "requireEnvironmentScope",
    "requireCheckIn",
    "checkInInterval",
    "checkInIntervalCount",
    "heartbeatDuration",
    "heartbeatCullStrategy",
    "heartbeatResurrectionStrategy",
    "heartbeatBasis",
    "requireHeartbeat",
];

pub fn product(issuer: &Issuer, product: &Product) -> Resource {
    let platforms: Vec<_> = product.platforms().collect();
    dated(Resource::new(issuer, "products", product.id), product.created_at, product.updated_at)
        .with("name", &product.name)
        .with("code", &product.code)
        .with("url", &product.url)
        .with("distributionStrategy", product.distribution.name())
        .with("platforms", platforms)
        .metadata(&product.metadata)
}

/// An entitlement; where the licence has it for itself, with its value and its end.
pub fn entitlement(
    issuer: &Issuer,
    one: &Entitlement,
    own: Option<(&Option<String>, Option<Millis>)>,
) -> Resource {
    let resource = Resource::new(issuer, "entitlements", one.id);
    let resource = dated(resource, one.created_at, one.updated_at)
        .with("name", &one.name)
        .with("code", &one.code)
        .metadata(&one.metadata);
    match own {
        Some((value, end)) => resource.with("value", value).time("expiry", end),
        None => resource,
    }
}

pub fn user(issuer: &Issuer, user: &User) -> Resource {
    dated(Resource::new(issuer, "users", user.id), user.created_at, user.updated_at)
        .with("fullName", user.label())
        .with("firstName", some(&user.first_name))
        .with("lastName", some(&user.last_name))
        .with("email", &user.email)
        .with("status", user.standing.name())
        .with("role", "user")
        .metadata(&user.metadata)
}

pub fn group(issuer: &Issuer, group: &Group) -> Resource {
    dated(Resource::new(issuer, "groups", group.id), group.created_at, group.updated_at)
        .with("name", &group.name)
        .with("maxLicenses", group.max_licences)
        .with("maxMachines", group.max_machines)
        .with("maxUsers", group.max_users)
        .metadata(&group.metadata)
}

pub fn environment(issuer: &Issuer, one: &Environment) -> Resource {
    dated(Resource::new(issuer, "environments", one.id), one.created_at, one.updated_at)
        .with("name", &one.name)
        .with("code", &one.code)
        .with("isolationStrategy", one.isolation.name())
}

fn dated(resource: Resource, created: Millis, updated: Millis) -> Resource {
    resource.time("created", created).time("updated", updated)
}

/// A text, or null where there is none.
fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
