//! Who may have which releases: by the product's distribution, by the licence's end, and by what a release requires.

use super::entitlement::EntitlementId;
use super::licence::{Licence, LicenceId};
use super::policy::Settings;
use super::product::ProductId;
use super::reach::Within;
use super::release::{Release, Status};
use super::strategy::{Distribution, Expiration};
use chrono::{DateTime, Utc};
use platform::Millis;

/// Who asks for releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Sees everything: of all products or of one, in all environments or as far as one reaches.
    Vendor {
        product: Option<ProductId>,
        within: Option<Within>,
    },
    /// Has licences.
    Holder(Vec<Holding>),
    Nobody,
}

/// A licence, as far as it opens releases.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holding {
    pub licence: LicenceId,
    pub product: ProductId,
    pub suspended: bool,
    pub until: Until,
    /// Every entitlement that it has now.
    pub entitlements: Vec<EntitlementId>,
}

/// Which releases a licence's end leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    Always,
    /// Those of before.
    Before(Millis),
    Never,
}

/// Why somebody does not get a release.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// For who asks it is not there.
    #[error("not found")]
    Unseen,
    #[error("a licence is needed")]
    Anonymous,
    #[error("the product is not distributed")]
    Closed,
    #[error("License is suspended")]
    Suspended,
    #[error("License expired before this release")]
    Expired,
    #[error("License lacks entitlements that the release requires")]
    EntitlementsMissing,
}

impl Holding {
    pub fn new(
        licence: &Licence,
        policy: &Settings,
        entitlements: Vec<EntitlementId>,
        now: DateTime<Utc>,
    ) -> Self {
        let until = match (licence.expires_at, policy.expiration_strategy) {
            (Some(end), strategy) if end.0 <= now => match strategy {
                Expiration::Restrict | Expiration::Maintain => Until::Before(end),
                Expiration::Revoke => Until::Never,
                Expiration::Allow => Until::Always,
            },
            _ => Until::Always,
        };
        Self {
            licence: licence.id,
            product: licence.product,
            suspended: licence.suspended,
            until,
            entitlements,
        }
    }

    fn check(&self, release: &Release, required: &[EntitlementId]) -> Result<(), Denied> {
        if self.suspended {
            return Err(Denied::Suspended);
        }
        let in_time = match self.until {
            Until::Always => true,
            Until::Before(end) => release.dated_at.0 < end.0,
            Until::Never => false,
        };
        if !in_time {
            return Err(Denied::Expired);
        }
        let has = |one: &EntitlementId| self.entitlements.contains(one);
        if required.iter().all(has) { Ok(()) } else { Err(Denied::EntitlementsMissing) }
    }
}

impl Access {
    pub const EVERYTHING: Self = Self::Vendor { product: None, within: None };

    pub fn is_vendor(&self) -> bool {
        matches!(self, Self::Vendor { .. })
    }

    /// Lets somebody have a release: by which licence, where it is by one.
    pub fn check(
        &self,
        release: &Release,
        distribution: Distribution,
        required: &[EntitlementId],
    ) -> Result<Option<LicenceId>, Denied> {
        let holdings = match self {
            Self::Vendor { product, within } => {
                let seen = product.is_none_or(|of| of == release.product)
                    && within.is_none_or(|within| within.holds(release.environment));
                return if seen { Ok(None) } else { Err(Denied::Unseen) };
            }
            Self::Holder(holdings) => &holdings[..],
            Self::Nobody => &[],
        };
        if release.status != Status::Published {
            return Err(Denied::Unseen);
        }
        match distribution {
            Distribution::Closed => return Err(Denied::Closed),
            Distribution::Open if required.is_empty() => return Ok(None),
            Distribution::Open | Distribution::Licensed => {}
        }
        let of_it = holdings.iter().filter(|holding| holding.product == release.product);
        let mut denied = match self {
            Self::Nobody => Denied::Anonymous,
            _ => Denied::Unseen,
        };
        for holding in of_it {
            match holding.check(release, required) {
                Ok(()) => return Ok(Some(holding.licence)),
                Err(why) => denied = why,
            }
        }
        Err(denied)
    }
}

#[cfg(test)]
mod tests {
    use super::super::reach::EnvironmentId;
    use super::super::release::Draft;
    use super::*;

    fn release() -> Release {
        let draft = Draft { version: "1.0.0".into(), ..Draft::default() };
        let now = Millis(DateTime::from_timestamp_millis(1_000).unwrap());
        let mut release = Release::new(ProductId::new(), &draft.read().unwrap(), now);
        release.publish(now).unwrap();
        release
    }

    fn holding(release: &Release) -> Holding {
        Holding {
            licence: LicenceId::new(),
            product: release.product,
            suspended: false,
            until: Until::Always,
            entitlements: Vec::new(),
        }
    }

    fn at(millis: i64) -> Millis {
        Millis(DateTime::from_timestamp_millis(millis).unwrap())
    }

    #[test]
    fn a_licence_opens_the_releases_of_its_product_and_of_its_time() {
        let release = release();
        let good = holding(&release);
        let needed = [EntitlementId::new()];
        let check = |holding: Holding, required: &[EntitlementId]| {
            Access::Holder(vec![holding]).check(&release, Distribution::Licensed, required)
        };
        assert_eq!(check(good.clone(), &[]), Ok(Some(good.licence)));
        let with = |change: fn(&mut Holding)| {
            let mut one = good.clone();
            change(&mut one);
            one
        };
        assert_eq!(check(with(|h| h.product = ProductId::new()), &[]), Err(Denied::Unseen));
        assert_eq!(check(with(|h| h.suspended = true), &[]), Err(Denied::Suspended));
        assert_eq!(check(with(|h| h.until = Until::Never), &[]), Err(Denied::Expired));
        let before = |end| Holding { until: Until::Before(at(end)), ..good.clone() };
        assert_eq!(check(before(1_000), &[]), Err(Denied::Expired));
        assert_eq!(check(before(1_001), &[]), Ok(Some(good.licence)));
        assert_eq!(check(good.clone(), &needed), Err(Denied::EntitlementsMissing));
        let entitled = Holding { entitlements: needed.to_vec(), ..good.clone() };
        assert_eq!(check(entitled, &needed), Ok(Some(good.licence)));
    }

    #[test]
    fn of_several_licences_one_that_opens_is_enough() {
        let release = release();
        let over = Holding { until: Until::Never, ..holding(&release) };
        let good = holding(&release);
        let access = Access::Holder(vec![over, good.clone()]);
        let found = access.check(&release, Distribution::Licensed, &[]);
        assert_eq!(found, Ok(Some(good.licence)));
    }

    #[test]
    fn the_distribution_says_who_gets_releases_without_a_licence() {
        let release = release();
        let nobody = |distribution, required: &[EntitlementId]| {
            Access::Nobody.check(&release, distribution, required)
        };
        assert_eq!(nobody(Distribution::Open, &[]), Ok(None));
        assert_eq!(nobody(Distribution::Open, &[EntitlementId::new()]), Err(Denied::Anonymous));
        assert_eq!(nobody(Distribution::Licensed, &[]), Err(Denied::Anonymous));
        assert_eq!(nobody(Distribution::Closed, &[]), Err(Denied::Closed));
        let holder = Access::Holder(vec![holding(&release)]);
        assert_eq!(holder.check(&release, Distribution::Closed, &[]), Err(Denied::Closed));
        let all = Access::EVERYTHING.check(&release, Distribution::Closed, &[]);
        assert_eq!(all, Ok(None));
    }

    #[test]
    fn only_the_vendor_sees_what_is_not_published_and_only_the_vendors_own() {
        let mut release = release();
        release.yank(at(2_000));
        let holder = Access::Holder(vec![holding(&release)]);
        assert_eq!(holder.check(&release, Distribution::Open, &[]), Err(Denied::Unseen));
        let vendor = |product, within| {
            Access::Vendor { product, within }.check(&release, Distribution::Licensed, &[])
        };
        assert_eq!(vendor(Some(release.product), None), Ok(None));
        assert_eq!(vendor(Some(ProductId::new()), None), Err(Denied::Unseen));
        assert_eq!(vendor(None, Some(Within::Only(EnvironmentId::new()))), Err(Denied::Unseen));
    }
}
