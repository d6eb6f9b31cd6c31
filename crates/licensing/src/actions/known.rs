//! What drafts of licences point to: whether it is there.

use crate::domain::entitlement::EntitlementId;
use crate::domain::environment::{EnvironmentId, TEST};
use crate::domain::group::LicenceGroupId;
use crate::domain::licence_draft::LicenceDraft;
use crate::domain::licence_refused::Refused;
use crate::domain::user::{LicenceUserId, User};
use crate::store;
use events::directory::OrganisationId;
use platform::db::Source;
use platform::{Refusal, Result};
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// Ids in one list of a query.
const LISTED: usize = 1000;

/// All that some drafts point to, as far as it is there.
pub(super) struct Known {
    users: HashMap<LicenceUserId, User>,
    groups: HashSet<LicenceGroupId>,
    /// And whether it is the one for tests.
    environments: HashMap<EnvironmentId, bool>,
    organisations: HashSet<OrganisationId>,
    entitlements: HashSet<EntitlementId>,
}

impl Known {
    pub(super) async fn load(db: &impl Source, drafts: &[LicenceDraft]) -> Result<Self> {
        let mut known = Self {
            users: HashMap::new(),
            groups: HashSet::new(),
            environments: HashMap::new(),
            organisations: HashSet::new(),
            entitlements: HashSet::new(),
        };
        let users = unique(drafts.iter().flat_map(|one| one.owner.iter().chain(&one.users)));
        for some in users.chunks(LISTED) {
            let found = store::user::with_ids(db, some).await?;
            known.users.extend(found.into_iter().map(|one| (one.id, one)));
        }
        let groups = unique(drafts.iter().filter_map(|one| one.group.as_ref()));
        for some in groups.chunks(LISTED) {
            let found = store::group::with_ids(db, some).await?;
            known.groups.extend(found.into_iter().map(|one| one.id));
        }
        let environments = unique(drafts.iter().filter_map(|one| one.environment.as_ref()));
        let found = store::environment::with_ids(db, &environments).await?;
        known.environments.extend(found.into_iter().map(|one| (one.id, one.code == TEST)));
        let organisations = unique(drafts.iter().filter_map(|one| one.organisation.as_ref()));
        for some in organisations.chunks(LISTED) {
            let found = directory::organisations_with_ids(db, some).await?;
            known.organisations.extend(found.into_iter().map(|one| one.id));
        }
        let entitlements = unique(drafts.iter().flat_map(|one| &one.entitlements));
        for some in entitlements.chunks(LISTED) {
            let found = store::entitlement::with_ids(db, some).await?;
            known.entitlements.extend(found.into_iter().map(|one| one.id));
        }
        Ok(known)
    }

    /// What a draft points to and is not there.
    pub(super) fn missing(&self, draft: &LicenceDraft) -> Vec<Refusal> {
        let missing = [
            (draft.owner.is_some_and(|id| !self.users.contains_key(&id)), Refused::OwnerUnknown),
            (draft.group.is_some_and(|id| !self.groups.contains(&id)), Refused::GroupUnknown),
            (
                draft.environment.is_some_and(|id| !self.environments.contains_key(&id)),
                Refused::EnvironmentUnknown,
            ),
            (
                draft.organisation.is_some_and(|id| !self.organisations.contains(&id)),
                Refused::OrganisationUnknown,
            ),
            (!draft.users.iter().all(|id| self.users.contains_key(id)), Refused::UserUnknown),
            (
                !draft.entitlements.iter().all(|id| self.entitlements.contains(id)),
                Refused::EntitlementUnknown,
            ),
        ];
        missing.into_iter().filter(|(no, _)| *no).map(|(_, why)| why.into()).collect()
    }

    pub(super) fn email(&self, owner: Option<LicenceUserId>) -> Option<String> {
        Some(self.users.get(&owner?)?.email.clone())
    }

    pub(super) fn is_for_tests(&self, environment: Option<EnvironmentId>) -> bool {
        environment.is_some_and(|id| self.environments.get(&id).copied().unwrap_or(false))
    }
}

fn unique<'a, T: Copy + Eq + Hash + 'a>(ids: impl Iterator<Item = &'a T>) -> Vec<T> {
    let all: HashSet<T> = ids.copied().collect();
    all.into_iter().collect()
}
