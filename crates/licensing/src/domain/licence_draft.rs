//! A licence as it is asked for, before it is issued.

use super::entitlement::EntitlementId;
use super::environment::EnvironmentId;
use super::group::LicenceGroupId;
use super::licence::{Licence, LicenceId, Limits};
use super::licence_facts::{LicenceFacts, name_key};
use super::licence_refused::Refused;
use super::metadata::Metadata;
use super::policy::{Policy, Settings};
use super::user::LicenceUserId;
use chrono::{DateTime, Utc};
use events::directory::OrganisationId;
use platform::{Millis, Refusal};
use sea_orm::prelude::Uuid;

/// When a new licence ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// As its policy says.
    #[default]
    ByPolicy,
    Never,
    At(DateTime<Utc>),
}

/// A licence as somebody asks for it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LicenceDraft {
    pub name: String,
    /// The vendor's own key, or what is to be signed where the policy has a scheme; none for one of ours.
    pub key: Option<String>,
    pub owner: Option<LicenceUserId>,
    pub group: Option<LicenceGroupId>,
    pub organisation: Option<OrganisationId>,
    /// That of the policy where none is named.
    pub environment: Option<EnvironmentId>,
    pub end: End,
    pub limits: Limits,
    pub metadata: Metadata,
    pub protected: Option<bool>,
    pub suspended: bool,
    /// A licence for tests; those of the environment `test` are so by themselves.
    pub is_test: bool,
    /// Who uses it beside its owner.
    pub users: Vec<LicenceUserId>,
    /// What it has beside what its policy gives.
    pub entitlements: Vec<EntitlementId>,
}

impl LicenceDraft {
    /// So many are issued at once.
    pub const MOST: usize = 10_000;
    /// In characters.
    pub const SHORTEST_KEY: usize = 6;
    /// In bytes.
    pub const LONGEST_KEY: usize = 8192;

    /// A licence without its key, or all that is wrong with the draft.
    pub fn read(&self, policy: &Policy, now: DateTime<Utc>) -> Result<Licence, Vec<Refusal>> {
        let settings = &policy.settings;
        let facts = LicenceFacts {
            name: self.name.clone(),
            expires_at: match self.end {
                End::ByPolicy => settings.end_of_new(now),
                End::Never => None,
                End::At(end) => Some(end),
            },
            limits: self.limits.clone(),
            metadata: self.metadata.clone(),
            organisation: self.organisation,
            protected: self.protected,
            suspended: self.suspended,
        };
        let key = self.key.as_deref().map_or(Ok(()), |key| key_fits(key, settings));
        match (facts.read(), key) {
            (Ok(facts), Ok(())) => Ok(self.made(policy, &facts, now)),
            (Ok(_), Err(no)) => Err(vec![no.into()]),
            (Err(mut wrong), key) => {
                wrong.extend(key.err().map(Refusal::from));
                Err(wrong)
            }
        }
    }

    fn made(&self, policy: &Policy, facts: &LicenceFacts, now: DateTime<Utc>) -> Licence {
        // whoever must check in does so by being made
        let checked_in = policy.settings.require_check_in.then_some(Millis(now));
        Licence {
            id: LicenceId::new(),
            product: policy.product,
            policy: policy.id,
            environment: self.environment.or(policy.environment),
            organisation: facts.organisation,
            owner: self.owner,
            group: self.group,
            name: facts.name.clone(),
            name_key: name_key(&facts.name),
            key: Vec::new(),
            key_hash: String::new(),
            key_hint: String::new(),
            is_test: self.is_test,
            suspended: facts.suspended,
            protected: facts.protected,
            expires_at: facts.expires_at.map(Millis),
            uses: 0,
            limits: facts.limits.clone(),
            metadata: facts.metadata.clone(),
            machines: 0,
            cores: 0,
            memory: 0,
            disk: 0,
            first_validated_at: None,
            last_validated_at: None,
            last_checked_in_at: checked_in,
            last_checked_out_at: None,
            end_told_at: None,
            end_soon_told_at: None,
            created_at: Millis(now),
            updated_at: Millis(now),
            version: 1,
        }
    }
}

/// Whether a vendor may give this under such a policy: a key, or what is to be signed.
fn key_fits(key: &str, policy: &Settings) -> Result<(), Refused> {
    if policy.use_pool {
        return Err(Refused::KeyNotSupported);
    }
    if key.len() > LicenceDraft::LONGEST_KEY {
        return Err(Refused::KeyTooLong);
    }
    // what is signed is no key yet
    if policy.scheme.is_some() {
        return if key.is_empty() { Err(Refused::KeyTooShort) } else { Ok(()) };
    }
    if key.chars().count() < LicenceDraft::SHORTEST_KEY {
        return Err(Refused::KeyTooShort);
    }
    let odd = key.trim() != key || key.chars().any(char::is_control);
    // an address names a licence by its key or its id, so no key may look like an id
    if odd || Uuid::try_parse(key).is_ok() { Err(Refused::KeyInvalid) } else { Ok(()) }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::product::ProductId;
    use super::*;

    const NOW: i64 = 1_795_248_000_000;

    pub(crate) fn policy(settings: Settings) -> Policy {
        let now = Millis(DateTime::from_timestamp_millis(NOW).unwrap());
        Policy {
            id: super::super::policy::PolicyId::new(),
            product: ProductId::new(),
            environment: None,
            name: "Pro".into(),
            name_key: "pro".into(),
            settings,
            metadata: Metadata::default(),
            created_at: now,
            updated_at: now,
            version: 1,
        }
    }

    /// A licence without an end under a policy of which nothing is known.
    pub(crate) fn licence() -> Licence {
        let now = DateTime::from_timestamp_millis(NOW).unwrap();
        LicenceDraft::default().read(&policy(Settings::default()), now).unwrap()
    }

    fn refused(key: &str, settings: Settings) -> Option<&'static str> {
        let draft = LicenceDraft { key: Some(key.into()), ..LicenceDraft::default() };
        let now = DateTime::from_timestamp_millis(NOW).unwrap();
        draft.read(&policy(settings), now).err().map(|no| no[0].code.unwrap())
    }

    #[test]
    fn a_key_of_the_vendor_must_be_one_that_can_be_asked_for() {
        let signed = || Settings { scheme: Some("ED25519_SIGN".into()), ..Settings::default() };
        let pooled = || Settings { use_pool: true, ..Settings::default() };
        assert_eq!(refused("ABCDEF", Settings::default()), None);
        assert_eq!(refused("ABCDE", Settings::default()), Some("KEY_TOO_SHORT"));
        assert_eq!(refused(" ABCDEF", Settings::default()), Some("KEY_INVALID"));
        assert_eq!(refused("ABC\nDEF", Settings::default()), Some("KEY_INVALID"));
        let id = "0199f3a0-1111-7222-8333-444455556666";
        assert_eq!(refused(id, Settings::default()), Some("KEY_INVALID"));
        assert_eq!(refused(&"x".repeat(8193), Settings::default()), Some("KEY_TOO_LONG"));
        assert_eq!(refused("ABCDEF", pooled()), Some("KEY_NOT_SUPPORTED"));
        assert_eq!(refused("{}", signed()), None);
        assert_eq!(refused("", signed()), Some("KEY_TOO_SHORT"));
    }

    #[test]
    fn what_is_not_said_comes_from_the_policy() {
        let now = DateTime::from_timestamp_millis(NOW).unwrap();
        let end = now + chrono::TimeDelta::days(30);
        let policy = policy(Settings {
            duration: Some(30 * Settings::DAY),
            require_check_in: true,
            ..Settings::default()
        });
        let read =
            |end| LicenceDraft { end, ..LicenceDraft::default() }.read(&policy, now).unwrap();
        assert_eq!(read(End::ByPolicy).expires_at, Some(Millis(end)));
        assert_eq!(read(End::Never).expires_at, None);
        assert_eq!(read(End::At(now)).expires_at, Some(Millis(now)));
        assert_eq!(read(End::Never).last_checked_in_at, Some(Millis(now)));
    }
}
