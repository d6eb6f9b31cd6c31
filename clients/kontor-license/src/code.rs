//! What a validation says, as a code.

use std::fmt;

macro_rules! codes {
    ($($name:ident $text:literal,)*) => {
        /// The code of a validation. Servers learn new ones; those arrive as `Other` and break nothing.
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($name,)*
            Other(String),
        }

        impl Code {
            pub fn from_wire(text: &str) -> Self {
                match text {
                    $($text => Self::$name,)*
                    other => Self::Other(other.to_owned()),
                }
            }

            /// As on the wire, `TOO_MANY_MACHINES`.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$name => $text,)*
                    Self::Other(text) => text,
                }
            }
        }
    };
}

codes! {
    Valid "VALID",
    NotFound "NOT_FOUND",
    Banned "BANNED",
    Suspended "SUSPENDED",
    Expired "EXPIRED",
    Overdue "OVERDUE",
    NoMachine "NO_MACHINE",
    NoMachines "NO_MACHINES",
    MachineScopeMismatch "MACHINE_SCOPE_MISMATCH",
    FingerprintScopeRequired "FINGERPRINT_SCOPE_REQUIRED",
    FingerprintScopeMismatch "FINGERPRINT_SCOPE_MISMATCH",
    FingerprintScopeEmpty "FINGERPRINT_SCOPE_EMPTY",
    ComponentsScopeRequired "COMPONENTS_SCOPE_REQUIRED",
    ComponentsScopeMismatch "COMPONENTS_SCOPE_MISMATCH",
    ComponentsScopeEmpty "COMPONENTS_SCOPE_EMPTY",
    HeartbeatNotStarted "HEARTBEAT_NOT_STARTED",
    HeartbeatDead "HEARTBEAT_DEAD",
    ProductScopeRequired "PRODUCT_SCOPE_REQUIRED",
    ProductScopeMismatch "PRODUCT_SCOPE_MISMATCH",
    PolicyScopeRequired "POLICY_SCOPE_REQUIRED",
    PolicyScopeMismatch "POLICY_SCOPE_MISMATCH",
    UserScopeRequired "USER_SCOPE_REQUIRED",
    UserScopeMismatch "USER_SCOPE_MISMATCH",
    EnvironmentScopeRequired "ENVIRONMENT_SCOPE_REQUIRED",
    EnvironmentScopeMismatch "ENVIRONMENT_SCOPE_MISMATCH",
    EntitlementsScopeEmpty "ENTITLEMENTS_SCOPE_EMPTY",
    EntitlementsMissing "ENTITLEMENTS_MISSING",
    ChecksumScopeRequired "CHECKSUM_SCOPE_REQUIRED",
    ChecksumScopeMismatch "CHECKSUM_SCOPE_MISMATCH",
    VersionScopeRequired "VERSION_SCOPE_REQUIRED",
    VersionScopeMismatch "VERSION_SCOPE_MISMATCH",
    TooManyUsers "TOO_MANY_USERS",
    TooManyMachines "TOO_MANY_MACHINES",
    TooManyCores "TOO_MANY_CORES",
    TooMuchMemory "TOO_MUCH_MEMORY",
    TooMuchDisk "TOO_MUCH_DISK",
    TooManyProcesses "TOO_MANY_PROCESSES",
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_that_nobody_knows_yet_is_kept_as_it_came() {
        assert_eq!(Code::from_wire("TOO_MANY_MACHINES"), Code::TooManyMachines);
        let new = Code::from_wire("TOO_MANY_MOONS");
        assert_eq!(new, Code::Other("TOO_MANY_MOONS".into()));
        assert_eq!(new.to_string(), "TOO_MANY_MOONS");
    }
}
