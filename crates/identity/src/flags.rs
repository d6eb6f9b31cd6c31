//! What of identity can be switched on and off while the house runs.

use platform::switch::Flag;

/// Whether people who forgot their password may have a link written to them.
pub const RESET: Flag = Flag {
    name: "password-reset",
    label: "identity-flag-reset",
    hint: "identity-flag-reset-hint",
    usual: |_| true,
};

/// Whether programs may sign in with somebody's password; those that are signed in stay so, and keys are another thing.
pub const PROGRAMS: Flag = Flag {
    name: "program-sign-in",
    label: "identity-flag-programs",
    hint: "identity-flag-programs-hint",
    usual: |_| true,
};
