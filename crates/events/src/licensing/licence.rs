//! What happens to a licence.

use super::{LICENCES, LicenceId, MeterId, PolicyId, licence_object};
use crate::directory::{FieldChange, OrganisationId, organisation_object};
use platform::event::Event;
use serde::{Deserialize, Serialize};

/// A licence was made, alone or in a batch.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceIssued {
    pub licence: LicenceId,
    pub name: String,
    /// Under which policy.
    pub policy: String,
    pub organisation: Option<OrganisationId>,
}

/// Facts of a licence changed; never empty.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceChanged {
    pub licence: LicenceId,
    pub changes: Vec<FieldChange>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceSuspended {
    pub licence: LicenceId,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceReinstated {
    pub licence: LicenceId,
}

/// It is good until another day from now on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceRenewed {
    pub licence: LicenceId,
    /// ISO 8601, or nothing for a licence without an end.
    pub from: Option<String>,
    pub until: Option<String>,
}

/// It was taken back for ever, with all its machines.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceRevoked {
    pub licence: LicenceId,
    pub name: String,
}

/// It is under another policy from now on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceMoved {
    pub licence: LicenceId,
    pub from: String,
    pub to: String,
    /// None in facts of before it was told.
    #[serde(default)]
    pub from_id: Option<PolicyId>,
    /// When it ended under that policy, as ISO 8601; nothing for a licence without an end.
    #[serde(default)]
    pub from_end: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceCheckedIn {
    pub licence: LicenceId,
}

/// A licence file was made of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceCheckedOut {
    pub licence: LicenceId,
    /// For so many seconds, or for ever.
    pub ttl: Option<u64>,
}

/// Its count of uses moved.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceUsed {
    pub licence: LicenceId,
    pub from: i64,
    pub to: i64,
}

/// So much was counted on one of its meters that a limit is reached.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceMeterReached {
    pub licence: LicenceId,
    pub meter: MeterId,
    /// The meter's code.
    pub code: String,
    /// `soft` or `hard`.
    pub limit: String,
    pub counted: i64,
    /// The day on which the period began in which it was counted (ISO 8601); blank in what was told before this was known.
    #[serde(default)]
    pub period: String,
}

/// Something was attached to a licence or taken from it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceMembersChanged {
    pub licence: LicenceId,
    /// `users` or `entitlements`.
    pub what: String,
    pub attached: Vec<String>,
    pub detached: Vec<String>,
}

/// Resources of the pool were given to a licence or taken from it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceResourcesChanged {
    pub licence: LicenceId,
    /// Domains, addresses and numbers, in their one spelling.
    pub given: Vec<String>,
    pub taken: Vec<String>,
}

/// Its time is over. Told once for each end.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceExpired {
    pub licence: LicenceId,
}

/// It ends within three days. Told once for each end.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceExpiresSoon {
    pub licence: LicenceId,
}

/// Its check-in is overdue. Told once for each.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceCheckInOverdue {
    pub licence: LicenceId,
}

/// Its key was sent by letter to somebody whose it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct LicenceSent {
    pub licence: LicenceId,
}

impl Event for LicenceIssued {
    const NAME: &'static str = "licensing.licence_issued";
    fn object(&self) -> String {
        licence_object(self.licence)
    }
    fn topics(&self) -> Vec<String> {
        let of = self.organisation.map(organisation_object);
        [self.object(), LICENCES.into()].into_iter().chain(of).collect()
    }
}

macro_rules! of_licence {
    ($($name:ident = $text:literal),+ $(,)?) => {
        $(impl Event for $name {
            const NAME: &'static str = $text;
            fn object(&self) -> String {
                licence_object(self.licence)
            }
            fn topics(&self) -> Vec<String> {
                vec![self.object(), LICENCES.into()]
            }
        })+
    };
}

of_licence! {
    LicenceChanged = "licensing.licence_changed",
    LicenceSuspended = "licensing.licence_suspended",
    LicenceReinstated = "licensing.licence_reinstated",
    LicenceRenewed = "licensing.licence_renewed",
    LicenceRevoked = "licensing.licence_revoked",
    LicenceMoved = "licensing.licence_moved",
    LicenceCheckedIn = "licensing.licence_checked_in",
    LicenceCheckedOut = "licensing.licence_checked_out",
    LicenceUsed = "licensing.licence_used",
    LicenceMembersChanged = "licensing.licence_members_changed",
    LicenceResourcesChanged = "licensing.licence_resources_changed",
    LicenceMeterReached = "licensing.licence_meter_reached",
    LicenceExpired = "licensing.licence_expired",
    LicenceExpiresSoon = "licensing.licence_expires_soon",
    LicenceCheckInOverdue = "licensing.licence_check_in_overdue",
    LicenceSent = "licensing.licence_sent",
}
