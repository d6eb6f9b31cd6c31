//! Whether a program that asks is up to date.

use super::super::Answer;
use super::super::ask::Ask;
use super::super::fault::Fault;
use super::super::newest::{Wish, newest};
use super::super::origin::Origin;
use super::super::transfer::{self, Verb};
use super::case::Case;
use super::said::Said;
use super::told::Told;
use crate::domain::access::Access;
use crate::domain::artifact::Artifact;
use crate::domain::entitlement::EntitlementId;
use crate::domain::product::Product;
use crate::domain::release::{Channel, Number, Release};
use crate::domain::strategy::Distribution;
use crate::store;
use axum::http::StatusCode;
use serde_json::{Value, json};

/// What is published for whoever asks: the newest release with its files, and the version that must be had at least.
pub struct Published {
    pub newest: Option<(Release, Vec<Artifact>)>,
    pub least: Option<Number>,
}

impl Published {
    /// Of the releases that somebody may have; what he may not have is not demanded of him either.
    pub async fn of(
        ask: &Ask,
        access: &Access,
        product: &Product,
        wish: &Wish,
    ) -> Result<Self, Fault> {
        let newest = newest(ask, access, product, wish).await?;
        let least = least(ask, access, product, wish.channel).await?;
        Ok(Self { newest, least })
    }

    pub fn number(&self) -> Option<Number> {
        self.newest.as_ref().and_then(|(release, _)| release.semver())
    }

    pub fn release(&self) -> Option<&Release> {
        self.newest.as_ref().map(|(release, _)| release)
    }

    /// The file that a program is meant to fetch: one that is for its platform, else the only one.
    pub fn file(&self, wish: &Wish) -> Option<&Artifact> {
        match &self.newest.as_ref()?.1[..] {
            [only] => Some(only),
            several if wish.platform.is_some() => several.first(),
            _ => None,
        }
    }
}

/// The version that programs of this channel must have at least.
async fn least(
    ask: &Ask,
    access: &Access,
    product: &Product,
    channel: Channel,
) -> Result<Option<Number>, Fault> {
    let db = ask.cx.db();
    let all = store::release::min_supported(db, product.id, channel.sees()).await?;
    let ids: Vec<_> = all.iter().map(|one| one.id).collect();
    let required = store::release::required(db, &ids).await?;
    // what is given out elsewhere has a least version all the same
    let distribution = match product.distribution {
        Distribution::Closed => Distribution::Licensed,
        other => other,
    };
    let open = |release: &&Release| {
        let of_it = required.iter().filter(|one| one.release == release.id);
        let of_it: Vec<EntitlementId> = of_it.map(|one| one.entitlement).collect();
        access.check(release, distribution, &of_it).is_ok()
    };
    Ok(all.iter().find(open).and_then(Release::semver))
}

/// What a program is told of newer versions; nothing where none are published.
#[derive(Clone, Debug, Default)]
pub struct Update {
    /// Older ones may not run any more.
    pub required: bool,
    latest: Option<String>,
    least: Option<String>,
    url: Option<String>,
}

impl Update {
    /// What there is for a licence whose program says that it is of this version. A version that is none is not held against
    /// it: nobody knows whether it is too old.
    pub async fn of(
        case: &Case,
        (told, origin): (&Told, &Origin),
        version: Option<&str>,
    ) -> Answer<Self> {
        let (ask, licence) = (&case.ask, &case.licence);
        let db = ask.cx.db();
        let version = version.and_then(Number::parse);
        let product = store::product::get(db, licence.product).await?;
        // whoever asks for it: what the licence opens counts
        let holding = store::release_access::holding(db, licence, case.now()).await?;
        let channel = told.text("channel")?.as_deref().and_then(Channel::of_name);
        let channel = channel.or_else(|| version.as_ref().map(Number::channel)).unwrap_or_default();
        let (platform, arch) = (told.text("platform")?, told.text("arch")?);
        let wish = Wish { channel, platform, arch, ..Wish::default() };
        let found = Published::of(ask, &Access::Holder(vec![holding]), &product, &wish).await?;
        let below =
            |one: &Number| version.as_ref().is_some_and(|version| version.key() < one.key());
        let url = found.file(&wish).map(|one| transfer::address(&ask.cx, origin, Verb::Get, one));
        Ok(Self {
            required: found.least.as_ref().is_some_and(below),
            latest: found.number().map(|one| one.to_string()),
            least: found.least.as_ref().map(ToString::to_string),
            url,
        })
    }

    pub fn json(&self) -> Value {
        json!({
            "required": self.required, "latest": self.latest, "min_supported": self.least,
            "url": self.url,
        })
    }

    pub const CODE: &str = "UPDATE_REQUIRED";
    pub const DETAIL: &str = "This version may not run any more";

    /// That a program is too old to run.
    pub fn refusal(&self) -> Said {
        let body = json!({
            "success": false, "code": Self::CODE, "error": Self::DETAIL, "update": self.json(),
        });
        Said::with(StatusCode::UPGRADE_REQUIRED, body)
    }
}
