//! What of licensing can be switched on and off while the house runs.

use platform::switch::Flag;

/// Whether customers may see to their licences themselves. Off until somebody wants it: it is a door to the outside.
pub const PORTAL: Flag = Flag {
    name: "licence-portal",
    label: "licensing-flag-portal",
    hint: "licensing-flag-portal-hint",
    usual: |_| false,
};
