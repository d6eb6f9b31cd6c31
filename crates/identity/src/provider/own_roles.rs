//! The own roles that the settings call by their names for what somebody is at a provider.

use super::Provider;
use crate::domain::claims::Person;
use crate::domain::role::{OwnRole, Refused, RoleId};
use crate::store;
use platform::db::Source;
use platform::health::{Check, State};
use platform::{Cx, Kontor, Result};
use std::collections::BTreeSet;

/// What a provider says of somebody's own roles.
#[derive(Debug, Default)]
pub struct Told {
    /// Those that come and go with it.
    named: BTreeSet<RoleId>,
    earned: BTreeSet<RoleId>,
}

impl Told {
    /// None where somebody has earned a role that there is not: without it they would have the usual rights of agents,
    /// which may be more than it was to give.
    pub async fn of(
        db: &impl Source,
        provider: &Provider<'_>,
        person: &Person,
    ) -> Result<Option<Self>> {
        let mut told = Self::default();
        for (there, here) in &provider.config.own_roles.0 {
            let earned = person.belongs.contains(there);
            match store::role::find_by_name(db, here).await? {
                Some(role) => {
                    told.named.insert(role.id);
                    told.earned.extend(earned.then_some(role.id));
                }
                None if earned => {
                    let provider = provider.name;
                    tracing::warn!(
                        role = here,
                        provider,
                        "The settings name an own role that there is not: who has earned it stays outside"
                    );
                    return Ok(None);
                }
                None => {}
            }
        }
        Ok(Some(told))
    }

    /// The roles that somebody has from now on who had these.
    pub fn given(&self, had: &BTreeSet<RoleId>) -> BTreeSet<RoleId> {
        had.difference(&self.named).chain(&self.earned).copied().collect()
    }
}

/// Refuses to rename or delete a role that the settings call by its name: nobody would get it any more, or lose it.
pub fn named_by_settings(cx: &Cx, role: &OwnRole) -> Result<()> {
    for provider in Provider::all(&cx.kontor) {
        if provider.config.own_roles.0.values().any(|name| name.to_lowercase() == role.name_key) {
            return Err(Refused::Named(provider.name).into());
        }
    }
    Ok(())
}

/// One check for each provider for which the settings name own roles that there are not.
pub async fn health(kontor: &Kontor) -> Result<Vec<Check>> {
    let mut checks = Vec::new();
    for provider in Provider::all(kontor) {
        let mut missing = BTreeSet::new();
        for name in provider.config.own_roles.0.values() {
            if store::role::find_by_name(kontor.db.reader(), name).await?.is_none() {
                missing.insert(name.as_str());
            }
        }
        if !missing.is_empty() {
            let names = missing.into_iter().collect::<Vec<_>>().join(", ");
            let check =
                Check::ok(format!("oidc.{}.own_roles", provider.name), "identity-health-own-roles");
            let check = check.with("provider", provider.label()).with("names", names);
            checks.push(check.bad(State::Warn, "identity-health-own-roles-remedy"));
        }
    }
    Ok(checks)
}
