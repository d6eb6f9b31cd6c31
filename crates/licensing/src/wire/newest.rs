//! The release that a program is to be raised to.

use super::ask::Ask;
use super::fault::Fault;
use crate::domain::access::Access;
use crate::domain::artifact::{Artifact, Status};
use crate::domain::entitlement::EntitlementId;
use crate::domain::product::Product;
use crate::domain::release::{Channel, Constraint, Number, Release};
use crate::store;

/// So many are looked at with one query.
const TOGETHER: u64 = 50;

/// What a program has, and what it wants.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// What it has; none where it wants the newest.
    pub above: Option<Number>,
    pub channel: Channel,
    pub constraint: Option<Constraint>,
    /// Files must be there for this platform, and for this architecture.
    pub platform: Option<String>,
    pub arch: Option<String>,
}

impl Wish {
    /// Whether a file is for who wants one; a file that names no architecture is for all of them.
    pub fn fits(&self, artifact: &Artifact) -> bool {
        let is = |wanted: &Option<String>, has: &str, any: bool| {
            wanted
                .as_deref()
                .is_none_or(|wanted| wanted.eq_ignore_ascii_case(has) || (any && has.is_empty()))
        };
        artifact.status == Status::Uploaded
            && is(&self.platform, &artifact.platform, false)
            && is(&self.arch, &artifact.arch, true)
    }
}

/// The highest version of a product that fits, with its files; what somebody may not have is passed over.
pub async fn newest(
    ask: &Ask,
    access: &Access,
    product: &Product,
    wish: &Wish,
) -> Result<Option<(Release, Vec<Artifact>)>, Fault> {
    let db = ask.cx.db();
    let above = wish.above.as_ref().map(Number::key);
    let mut below: Option<String> = None;
    loop {
        let between = (above.as_deref(), below.as_deref());
        let channels = wish.channel.sees();
        let some = store::release::by_version(db, product.id, channels, between, TOGETHER).await?;
        let ids: Vec<_> = some.iter().map(|one| one.id).collect();
        let required = store::release::required(db, &ids).await?;
        let artifacts = store::artifact::of_releases(db, &ids).await?;
        for release in &some {
            let of_it = required.iter().filter(|one| one.release == release.id);
            let of_it: Vec<EntitlementId> = of_it.map(|one| one.entitlement).collect();
            let files = artifacts.iter().filter(|one| one.release == release.id);
            let files: Vec<_> = files.filter(|one| wish.fits(one)).cloned().collect();
            let wanted = wish.platform.is_none() || !files.is_empty();
            let allowed = wish.constraint.as_ref().is_none_or(|constraint| {
                release.semver().is_some_and(|number| constraint.allows(&number))
            });
            let open = || access.check(release, product.distribution, &of_it).is_ok();
            if wanted && allowed && open() {
                return Ok(Some((release.clone(), files)));
            }
        }
        if (some.len() as u64) < TOGETHER {
            return Ok(None);
        }
        below = some.last().map(|one| one.number_key.clone());
    }
}
