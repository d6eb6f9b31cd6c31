//! A licence, and what it opens, as resources: in lists, in validations and in files.

use super::document::{Fields, Resource};
use super::entry::Resourced as _;
use super::issuer::Issuer;
use crate::domain::entitlement::Entitlement;
use crate::domain::licence::{Licence, Limits};
use crate::domain::policy::Policy;
use chrono::{DateTime, Utc};
use platform::Millis;

/// A licence with what its resource says beside its row.
pub struct Shown<'a> {
    pub licence: &'a Licence,
    pub policy: &'a Policy,
    pub key: &'a str,
    pub owner_banned: bool,
    /// When it was last validated; a validation says its own time.
    pub validated: Option<Millis>,
    pub now: DateTime<Utc>,
}

pub fn licence(issuer: &Issuer, shown: &Shown<'_>) -> Resource {
    let Shown { licence, policy, key, owner_banned, validated, now } = *shown;
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
        .time("lastValidated", validated)
        .time("lastCheckIn", licence.last_checked_in_at)
        .time("nextCheckIn", licence.next_check_in(settings))
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
        .with("maxDeactivations", most.max_deactivations)
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

/// What a licence opens; where it has that for itself, with its value and its end.
pub fn entitlement(
    issuer: &Issuer,
    one: &Entitlement,
    own: Option<(&Option<String>, Option<Millis>)>,
) -> Resource {
    let resource = one.resource(issuer);
    match own {
        Some((value, end)) => resource.with("value", value).time("expiry", end),
        None => resource,
    }
}

/// A text, or null where there is none.
fn some(text: &str) -> Option<&str> {
    Some(text).filter(|text| !text.is_empty())
}
