//! Whether a licence may move to another policy.

use super::licence::Licence;
use super::licence_refused::Refused;
use super::policy::{Policy, Settings};

impl Licence {
    /// Whether it may be under `to` from now on, which it is under `from` with so many users.
    pub fn fits_policy(&self, from: &Policy, to: &Policy, users: u64) -> Result<(), Refused> {
        if from.product != to.product {
            return Err(Refused::OtherProduct);
        }
        let (old, new) = (&from.settings, &to.settings);
        let how = |of: &Settings| (of.scheme.clone(), of.use_pool, of.encrypted);
        if how(old) != how(new) {
            return Err(Refused::OtherKeys);
        }
        if new.strict && self.is_over(new, users) {
            return Err(Refused::OverStrict);
        }
        Ok(())
    }

    /// Whether it has more of anything than it may have under this policy.
    fn is_over(&self, policy: &Settings, users: u64) -> bool {
        let most = self.limits.over(policy);
        let count = |of: i64| u64::try_from(of).unwrap_or_default();
        let held = [
            (count(self.machines), most.max_machines),
            (count(self.cores), most.max_cores),
            (count(self.memory), most.max_memory),
            (count(self.disk), most.max_disk),
            (users, most.max_users),
        ];
        let over = |(held, most): (u64, Option<u64>)| {
            most.is_some_and(|most| policy.overage_strategy.is_over(held, most))
        };
        held.into_iter().any(over)
    }
}

#[cfg(test)]
mod tests {
    use super::super::licence_draft::tests::{licence, policy};
    use super::super::strategy::Uniqueness;
    use super::*;

    #[test]
    fn a_licence_moves_only_where_its_key_and_machines_still_hold() {
        let from = policy(Settings { floating: true, ..Settings::default() });
        let licence = Licence { machines: 2, ..licence() };
        let to = |settings| Policy { product: from.product, ..policy(settings) };
        let open = || Settings { floating: true, ..Settings::default() };
        let fits = |settings| licence.fits_policy(&from, &to(settings), 1);
        assert_eq!(fits(open()), Ok(()));
        assert_eq!(licence.fits_policy(&from, &policy(open()), 1), Err(Refused::OtherProduct));
        let scheme = Some("ED25519_SIGN".into());
        assert_eq!(fits(Settings { scheme, ..open() }), Err(Refused::OtherKeys));
        assert_eq!(fits(Settings { use_pool: true, ..open() }), Err(Refused::OtherKeys));
        assert_eq!(fits(Settings { encrypted: true, ..open() }), Err(Refused::OtherKeys));
        let machine_uniqueness_strategy = Uniqueness::Account;
        assert_eq!(fits(Settings { machine_uniqueness_strategy, ..open() }), Ok(()));
        let two = Settings { strict: true, max_machines: Some(2), ..open() };
        assert_eq!(fits(two.clone()), Ok(()));
        assert_eq!(fits(Settings { max_machines: Some(1), ..two }), Err(Refused::OverStrict));
        assert_eq!(fits(Settings { max_machines: Some(1), ..open() }), Ok(()));
    }
}
