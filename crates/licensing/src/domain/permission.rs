//! What a token may do: the permissions by their names on the wire, and which of them each kind of bearer has.
//!
//! What a bearer may do it may do within its reach alone: a product with its own licences, a user with those of its own.

use super::token::Bearer;

/// Every permission, and who has it: Environment, Developer, Product, Sales, sUpport, useR, Licence. An administrator has
/// all, and whoever only reads has those that read.
const ALL: &[(&str, &str)] = &[
    ("account.read", "EDPSURL"),
    ("account.update", ""),
    ("arch.read", "EDPSURL"),
    ("artifact.create", "EDP"),
    ("artifact.delete", "EDP"),
    ("artifact.read", "EDPSURL"),
    ("artifact.update", "EDP"),
    ("channel.read", "EDPSURL"),
    ("component.create", "EDPURL"),
    ("component.delete", "EDPURL"),
    ("component.read", "EDPSURL"),
    ("component.update", "EDPURL"),
    ("constraint.read", "EDPSURL"),
    ("engine.read", "EDPSURL"),
    ("entitlement.create", "ED"),
    ("entitlement.delete", "ED"),
    ("entitlement.read", "EDPSURL"),
    ("entitlement.update", "ED"),
    ("environment.create", ""),
    ("environment.delete", ""),
    ("environment.read", "EDPSURL"),
    ("environment.tokens.generate", ""),
    ("environment.update", ""),
    ("event-log.read", "EDU"),
    ("group.create", "EDPS"),
    ("group.delete", "EDPS"),
    ("group.licenses.read", "EDPSUR"),
    ("group.machines.read", "EDPSUR"),
    ("group.owners.attach", "EDPS"),
    ("group.owners.detach", "EDPS"),
    ("group.owners.read", "EDPSUR"),
    ("group.read", "EDPSURL"),
    ("group.update", "EDPS"),
    ("group.users.read", "EDPSUR"),
    ("key.create", "EDPS"),
    ("key.delete", "EDPS"),
    ("key.read", "EDPS"),
    ("key.update", "EDPS"),
    ("license.check-in", "EDPURL"),
    ("license.check-out", "EDPSURL"),
    ("license.create", "EDPSR"),
    ("license.delete", "EDPSR"),
    ("license.entitlements.attach", "EDPSU"),
    ("license.entitlements.detach", "EDPSU"),
    ("license.group.update", "EDPSU"),
    ("license.owner.update", "EDPSU"),
    ("license.policy.update", "EDPSUR"),
    ("license.read", "EDPSURL"),
    ("license.reinstate", "EDPSU"),
    ("license.renew", "EDPSUR"),
    ("license.revoke", "EDPSR"),
    ("license.suspend", "EDPSU"),
    ("license.tokens.generate", "EDPSU"),
    ("license.update", "EDPSU"),
    ("license.usage.decrement", "EDPSU"),
    ("license.usage.increment", "EDPSURL"),
    ("license.usage.reset", "EDPSU"),
    ("license.users.attach", "EDPSUR"),
    ("license.users.detach", "EDPSUR"),
    ("license.validate", "EDPSURL"),
    ("machine.check-out", "EDPSURL"),
    ("machine.create", "EDPSURL"),
    ("machine.delete", "EDPSURL"),
    ("machine.group.update", "EDPSU"),
    ("machine.heartbeat.ping", "EDPSURL"),
    ("machine.heartbeat.reset", "EDPSU"),
    ("machine.owner.update", "EDPSU"),
    ("machine.proofs.generate", "EDPURL"),
    ("machine.read", "EDPSURL"),
    ("machine.update", "EDPSURL"),
    ("package.create", "EDP"),
    ("package.delete", "EDP"),
    ("package.read", "EDPSURL"),
    ("package.update", "EDP"),
    ("platform.read", "EDPSURL"),
    ("policy.create", "EDP"),
    ("policy.delete", "EDP"),
    ("policy.entitlements.attach", "EDP"),
    ("policy.entitlements.detach", "EDP"),
    ("policy.pool.pop", "EDPS"),
    ("policy.read", "EDPSURL"),
    ("policy.update", "EDP"),
    ("process.create", "EDPURL"),
    ("process.delete", "EDPURL"),
    ("process.heartbeat.ping", "EDPURL"),
    ("process.read", "EDPSURL"),
    ("process.update", "EDPURL"),
    ("product.create", "ED"),
    ("product.delete", "ED"),
    ("product.read", "EDPSURL"),
    ("product.tokens.generate", "ED"),
    ("product.update", "EDP"),
    ("release.constraints.attach", "EDP"),
    ("release.constraints.detach", "EDP"),
    ("release.create", "EDP"),
    ("release.delete", "EDP"),
    ("release.download", "EDPSURL"),
    ("release.package.update", "EDP"),
    ("release.publish", "EDP"),
    ("release.read", "EDPSURL"),
    ("release.update", "EDP"),
    ("release.upgrade", "EDPSURL"),
    ("release.upload", "EDP"),
    ("release.yank", "EDP"),
    ("request-log.read", "EDU"),
    ("token.generate", "EDPSUR"),
    ("token.read", "EDPSURL"),
    ("token.regenerate", "EDPSURL"),
    ("token.revoke", "EDPSURL"),
    ("user.ban", "EDSU"),
    ("user.create", "EDPSU"),
    ("user.delete", "EDPS"),
    ("user.group.update", "EDPSU"),
    ("user.read", "EDPSURL"),
    ("user.tokens.generate", "EDPSU"),
    ("user.unban", "EDSU"),
    ("user.update", "EDPSUR"),
    ("webhook-endpoint.create", "ED"),
    ("webhook-endpoint.delete", "ED"),
    ("webhook-endpoint.read", "EDP"),
    ("webhook-endpoint.update", "ED"),
    ("webhook-event.delete", "ED"),
    ("webhook-event.read", "EDP"),
    ("webhook-event.retry", "ED"),
];

/// What validates reads alone, though it is not called so.
const VALIDATE: &str = "license.validate";

impl Bearer {
    fn letter(self) -> Option<char> {
        Some(match self {
            Self::Admin | Self::ReadOnly => return None,
            Self::Environment => 'E',
            Self::Developer => 'D',
            Self::Product => 'P',
            Self::Sales => 'S',
            Self::Support => 'U',
            Self::User => 'R',
            Self::Activation => 'L',
        })
    }

    /// Whether a token of this kind may do it, if nothing less was agreed.
    pub fn may(self, permission: &str) -> bool {
        let found = ALL.binary_search_by(|(name, _)| (*name).cmp(permission));
        let Ok(at) = found else { return false };
        match (self, self.letter()) {
            (Self::ReadOnly, _) => is_reading(permission) || permission == VALIDATE,
            (_, None) => true,
            (_, Some(letter)) => ALL[at].1.contains(letter),
        }
    }

    /// All that a token of this kind may do.
    pub fn permissions(self) -> impl Iterator<Item = &'static str> {
        ALL.iter().map(|(name, _)| *name).filter(move |name| self.may(name))
    }
}

/// Whether there is such a permission.
pub fn is_known(permission: &str) -> bool {
    Bearer::Admin.may(permission)
}

/// Whether it changes nothing.
fn is_reading(permission: &str) -> bool {
    permission.rsplit_once('.').is_some_and(|(_, verb)| verb == "read")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_permission_is_there_once_and_in_order() {
        assert!(ALL.is_sorted_by(|one, other| one.0 < other.0));
        for (name, letters) in ALL {
            assert!(letters.chars().all(|letter| "EDPSURL".contains(letter)), "{name}");
        }
    }

    #[test]
    fn a_bearer_may_do_what_its_kind_needs_and_no_more() {
        use Bearer::*;
        for (bearer, permission, may) in [
            (Admin, "account.update", true),
            (Admin, "account.destroy", false),
            (Environment, "license.create", true),
            (Environment, "environment.create", false),
            (Product, "policy.create", true),
            (Product, "product.create", false),
            (Developer, "webhook-endpoint.create", true),
            (Sales, "license.create", true),
            (Sales, "policy.create", false),
            (Support, "machine.delete", true),
            (Support, "license.create", false),
            (User, "machine.create", true),
            (User, "license.suspend", false),
            (Activation, "machine.create", true),
            (Activation, "license.check-out", true),
            (Activation, "license.create", false),
            (Activation, "license.usage.reset", false),
            (ReadOnly, "license.read", true),
            (ReadOnly, "license.validate", true),
            (ReadOnly, "machine.create", false),
        ] {
            assert_eq!(bearer.may(permission), may, "{bearer:?} {permission}");
        }
    }

    #[test]
    fn nobody_has_what_an_administrator_has_not_and_all_know_themselves() {
        for bearer in Bearer::ALL {
            assert!(bearer.permissions().all(is_known));
            assert!(bearer.may("license.read") && bearer.may("token.read"), "{bearer:?}");
        }
        let mut reads = Bearer::ReadOnly.permissions();
        assert!(reads.all(|name| is_reading(name) || name == VALIDATE));
    }
}
