//! What a validation answers, by its names on the wire.

use super::super::strategy::words;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

words! {
    /// In the order in which they are looked for; what denies first is what is told.
    Code {
        NotFound = "NOT_FOUND",
        Banned = "BANNED",
        Suspended = "SUSPENDED",
        Overdue = "OVERDUE",
        EnvironmentScopeMismatch = "ENVIRONMENT_SCOPE_MISMATCH",
        EnvironmentScopeRequired = "ENVIRONMENT_SCOPE_REQUIRED",
        ProductScopeMismatch = "PRODUCT_SCOPE_MISMATCH",
        ProductScopeRequired = "PRODUCT_SCOPE_REQUIRED",
        PolicyScopeMismatch = "POLICY_SCOPE_MISMATCH",
        PolicyScopeRequired = "POLICY_SCOPE_REQUIRED",
        UserScopeMismatch = "USER_SCOPE_MISMATCH",
        UserScopeRequired = "USER_SCOPE_REQUIRED",
        EntitlementsScopeEmpty = "ENTITLEMENTS_SCOPE_EMPTY",
        EntitlementsMissing = "ENTITLEMENTS_MISSING",
        MachineScopeMismatch = "MACHINE_SCOPE_MISMATCH",
        MachineScopeRequired = "MACHINE_SCOPE_REQUIRED",
        FingerprintScopeEmpty = "FINGERPRINT_SCOPE_EMPTY",
        FingerprintScopeMismatch = "FINGERPRINT_SCOPE_MISMATCH",
        FingerprintScopeRequired = "FINGERPRINT_SCOPE_REQUIRED",
        HeartbeatNotStarted = "HEARTBEAT_NOT_STARTED",
        HeartbeatDead = "HEARTBEAT_DEAD",
        ComponentsScopeEmpty = "COMPONENTS_SCOPE_EMPTY",
        ComponentsScopeMismatch = "COMPONENTS_SCOPE_MISMATCH",
        ComponentsScopeRequired = "COMPONENTS_SCOPE_REQUIRED",
        ChecksumScopeMismatch = "CHECKSUM_SCOPE_MISMATCH",
        ChecksumScopeRequired = "CHECKSUM_SCOPE_REQUIRED",
        VersionScopeMismatch = "VERSION_SCOPE_MISMATCH",
        VersionScopeRequired = "VERSION_SCOPE_REQUIRED",
        TooManyUsers = "TOO_MANY_USERS",
        /// Of licences that are bound to their machines.
        NoMachine = "NO_MACHINE",
        TooManyMachines = "TOO_MANY_MACHINES",
        /// Of floating licences.
        NoMachines = "NO_MACHINES",
        TooManyCores = "TOO_MANY_CORES",
        TooMuchMemory = "TOO_MUCH_MEMORY",
        TooMuchDisk = "TOO_MUCH_DISK",
        TooManyProcesses = "TOO_MANY_PROCESSES",
        Expired = "EXPIRED",
        Valid = "VALID",
    }
}

impl Code {
    /// The same as a sentence whose subject is the licence.
    pub const fn detail(self) -> &'static str {
        match self {
            Self::NotFound => "does not exist",
            Self::Banned => "belongs to a user who is banned",
            Self::Suspended => "is suspended",
            Self::Overdue => "is overdue for its check-in",
            Self::Expired => "is expired",
            Self::Valid => "is valid",
            Self::TooManyUsers => "has too many associated users",
            Self::TooManyMachines => "has too many associated machines",
            Self::TooManyCores => "has too many associated machine cores",
            Self::TooMuchMemory => "has too much associated machine memory",
            Self::TooMuchDisk => "has too much associated machine disk",
            Self::TooManyProcesses => "has too many associated machine processes",
            Self::NoMachine => "must have exactly one associated machine",
            Self::NoMachines => "must have at least one associated machine",
            Self::HeartbeatNotStarted => "has a machine whose heartbeat has not started",
            Self::HeartbeatDead => "has a machine whose heartbeat is dead",
            other => other.about_scope(),
        }
    }

    const fn about_scope(self) -> &'static str {
        match self {
            Self::EnvironmentScopeMismatch => "environment scope does not match",
            Self::EnvironmentScopeRequired => "environment scope is required",
            Self::ProductScopeMismatch => "product scope does not match",
            Self::ProductScopeRequired => "product scope is required",
            Self::PolicyScopeMismatch => "policy scope does not match",
            Self::PolicyScopeRequired => "policy scope is required",
            Self::UserScopeMismatch => "user scope does not match",
            Self::UserScopeRequired => "user scope is required",
            Self::EntitlementsScopeEmpty => "entitlements scope is empty",
            Self::EntitlementsMissing => "is missing one or more required entitlements",
            Self::MachineScopeMismatch => {
                "machine is not activated (does not match any associated machines)"
            }
            Self::MachineScopeRequired => "machine scope is required",
            Self::FingerprintScopeEmpty => "fingerprint scope is empty",
            Self::FingerprintScopeMismatch => {
                "fingerprint is not activated (does not match enough associated machines)"
            }
            Self::FingerprintScopeRequired => "fingerprint scope is required",
            Self::ComponentsScopeEmpty => "components scope is empty",
            Self::ComponentsScopeMismatch => {
                "components are not activated (do not match enough associated components)"
            }
            Self::ComponentsScopeRequired => "components scope is required",
            Self::ChecksumScopeMismatch => "checksum scope does not match any accessible artifact",
            Self::ChecksumScopeRequired => "checksum scope is required",
            Self::VersionScopeMismatch => "version scope does not match any accessible release",
            Self::VersionScopeRequired => "version scope is required",
            _ => "is not valid",
        }
    }
}
