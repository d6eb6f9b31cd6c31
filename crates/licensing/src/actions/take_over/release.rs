//! Releases on their way in: as drafts, for their files do not come along.

use super::machine::{metadata, on};
use super::{Slice, Taken, Verdict};
use crate::actions::create_release::free_names;
use crate::domain::import::{Item, Kind};
use crate::domain::release::{
    Draft, EntitlementId, EnvironmentId, ProductId, Release, ReleaseId, Required, Status,
};
use crate::store;
use events::licensing::{EntryCreated, EntryMarked, Noun};
use platform::{Error, Millis};
use sea_orm::prelude::Uuid;

impl Slice<'_> {
    /// What was taken back there stays so. The rest is a draft until its files are here: a program that was told of a release
    /// could not fetch it.
    pub(super) async fn release(&mut self, item: &Item) -> Taken<Verdict> {
        if let Some(id) = item.uuid()
            && store::release::find(self.tx, ReleaseId(id)).await?.is_some()
        {
            return Ok(Verdict::Known(id));
        }
        let product = ProductId(self.needed(item, "product", Kind::Product).await?);
        let environment = self.related(item, "environment", Kind::Environment).await?;
        let mut wrong = Vec::new();
        let mut time = |name: &'static str| on(name, item.time(name), &mut wrong).flatten();
        let (created, backdated) = (time("created"), time("backdated"));
        let text = |name: &str| item.text(name).unwrap_or_default().to_owned();
        let draft = Draft {
            version: text("version"),
            channel: text("channel"),
            tag: text("tag"),
            name: text("name"),
            description: text("description"),
            min_supported: false,
            backdated_at: backdated.map(Millis),
            metadata: metadata(item, &mut wrong),
        };
        let now = Millis(self.cx.now);
        let facts = match draft.read() {
            Ok(facts) if wrong.is_empty() => facts,
            read => {
                wrong.extend(read.err().into_iter().flatten());
                return Err(Error::Refused(wrong).into());
            }
        };
        let mut release = Release::new(product, &facts, created.map_or(now, Millis));
        release.id = item.uuid().map_or(release.id, ReleaseId);
        release.environment = environment.map(EnvironmentId);
        if item.text("status") == Some(Status::Yanked.name()) {
            release.yank(now);
        }
        free_names(self.tx, &release).await?;
        store::release::insert(self.tx, &release).await?;
        let (id, name) = (release.id.0, release.label());
        self.log.add(self.cx, &EntryCreated { noun: Noun::Release, id, name })?;
        Ok(Verdict::Created(id))
    }

    /// Without what it requires, a release would be open to everyone.
    pub(super) async fn release_constraint(&mut self, item: &Item) -> Taken<Verdict> {
        let release = ReleaseId(self.needed(item, "release", Kind::Release).await?);
        let what = EntitlementId(self.needed(item, "entitlement", Kind::Entitlement).await?);
        let there = store::release::required(self.tx, &[release]).await?;
        if there.iter().any(|one| one.entitlement == what) {
            return Ok(Verdict::Known(release.0));
        }
        let (id, created_at) = (Uuid::now_v7(), Millis(self.cx.now));
        let row = Required { id, release, entitlement: what, created_at };
        store::release::require(self.tx, vec![row]).await?;
        let name = store::release::get(self.tx, release).await?.label();
        let mark = "entitlements_attached".to_owned();
        self.log.add(self.cx, &EntryMarked { noun: Noun::Release, id: release.0, name, mark })?;
        Ok(Verdict::Created(release.0))
    }
}
