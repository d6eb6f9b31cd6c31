//! The kinds of resources that can be looked for.

/// What is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Licences,
    Machines,
    Users,
    Products,
    Policies,
    Groups,
    Entitlements,
}

impl What {
    pub(super) const ALL: [Self; 7] = [
        Self::Licences,
        Self::Machines,
        Self::Users,
        Self::Products,
        Self::Policies,
        Self::Groups,
        Self::Entitlements,
    ];

    /// As the resource is called, and what a token needs to look for it.
    const fn called(self) -> (&'static str, &'static str) {
        match self {
            Self::Licences => ("licenses", "license.read"),
            Self::Machines => ("machines", "machine.read"),
            Self::Users => ("users", "user.read"),
            Self::Products => ("products", "product.read"),
            Self::Policies => ("policies", "policy.read"),
            Self::Groups => ("groups", "group.read"),
            Self::Entitlements => ("entitlements", "entitlement.read"),
        }
    }

    pub(super) const fn name(self) -> &'static str {
        self.called().0
    }

    /// In the plural or in the singular.
    pub(super) fn of_name(name: &str) -> Option<Self> {
        let plural = if name == "policy" { "policies".to_owned() } else { format!("{name}s") };
        Self::ALL.into_iter().find(|what| what.name() == name || what.name() == plural)
    }

    pub(super) const fn permission(self) -> &'static str {
        self.called().1
    }
}
