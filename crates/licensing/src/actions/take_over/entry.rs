//! Products, policies and their like on their way in.

use super::{Slice, Taken, Verdict};
use crate::actions::entry::Kept;
use crate::domain::draft::{Given, Pen, sort_key};
use crate::domain::entitlement::Entitlement;
use crate::domain::environment::Environment;
use crate::domain::group::Group;
use crate::domain::import::{Item, Kind};
use crate::domain::policy::Policy;
use crate::domain::product::{Product, ProductId};
use crate::domain::user::{Standing, User};
use crate::store::{self, import_here};
use events::licensing::EntryCreated;
use platform::{Error, Millis, Refusal, Result, Tx};
use sea_orm::prelude::Uuid;

/// An entry that can come from elsewhere.
pub(super) trait Moved: Kept {
    /// What it stands on.
    const RELATED: &'static [(&'static str, Kind)];

    /// Gives it the id that it had, and what else no form says.
    fn adopt(&mut self, id: Option<Uuid>, created: Option<Millis>, item: &Item);

    /// One that is here and is the same.
    fn same(&self, tx: &Tx) -> impl Future<Output = Result<Option<Uuid>>> + Send;
}

const WITHIN: (&str, Kind) = ("environment", Kind::Environment);

/// Writes `adopt` for an entry whose id is `$id`.
macro_rules! adopt {
    ($id:path) => {
        fn adopt(&mut self, id: Option<Uuid>, created: Option<Millis>, item: &Item) {
            self.id = id.map_or(self.id, $id);
            self.created_at = created.unwrap_or(self.created_at);
            also(self, item);
        }
    };
}

/// What else is taken over of an entry.
fn also<E: 'static>(entry: &mut E, item: &Item) {
    let any: &mut dyn std::any::Any = entry;
    if let Some(user) = any.downcast_mut::<User>()
        && item.text("status") == Some(Standing::Banned.name())
    {
        user.standing = Standing::Banned;
    }
}

impl Moved for Environment {
    const RELATED: &'static [(&'static str, Kind)] = &[];

    adopt!(crate::domain::environment::EnvironmentId);

    async fn same(&self, tx: &Tx) -> Result<Option<Uuid>> {
        Ok(store::environment::find_by_code(tx, &self.code).await?.map(|one| one.id.0))
    }
}

impl Moved for Product {
    const RELATED: &'static [(&'static str, Kind)] = &[WITHIN];

    adopt!(ProductId);

    async fn same(&self, tx: &Tx) -> Result<Option<Uuid>> {
        let Some(code) = &self.code else { return Ok(None) };
        Ok(store::product::find_by_code(tx, code).await?.map(|one| one.id.0))
    }
}

impl Moved for Entitlement {
    const RELATED: &'static [(&'static str, Kind)] = &[WITHIN];

    adopt!(crate::domain::entitlement::EntitlementId);

    async fn same(&self, tx: &Tx) -> Result<Option<Uuid>> {
        Ok(store::entitlement::find_by_code(tx, &self.code).await?.map(|one| one.id.0))
    }
}

impl Moved for Group {
    const RELATED: &'static [(&'static str, Kind)] = &[WITHIN];

    adopt!(crate::domain::group::LicenceGroupId);

    async fn same(&self, _: &Tx) -> Result<Option<Uuid>> {
        Ok(None)
    }
}

impl Moved for User {
    const RELATED: &'static [(&'static str, Kind)] = &[WITHIN, ("group", Kind::Group)];

    adopt!(crate::domain::user::LicenceUserId);

    async fn same(&self, tx: &Tx) -> Result<Option<Uuid>> {
        Ok(store::user::find_by_email(tx, &self.email).await?.map(|one| one.id.0))
    }
}

impl Moved for Policy {
    const RELATED: &'static [(&'static str, Kind)] = &[WITHIN, ("product", Kind::Product)];

    adopt!(crate::domain::policy::PolicyId);

    async fn same(&self, _: &Tx) -> Result<Option<Uuid>> {
        Ok(None)
    }
}

impl Slice<'_> {
    pub(super) async fn entry<E: Moved>(&mut self, item: &Item) -> Taken<Verdict> {
        if let Some(id) = item.uuid()
            && E::find(self.tx, id).await?.is_some()
        {
            return Ok(Verdict::Known(id));
        }
        let mut given = Given::attributes(item.attributes.clone());
        for (name, kind) in E::RELATED {
            given.take(name);
            if let Some(id) = self.related(item, name, *kind).await? {
                given.put(name, id.to_string());
            }
        }
        let created = item.time("created").map_err(|no| Refusal::from(no).on("created"))?;
        let mut entry = E::blank(Millis(self.cx.now));
        let mut pen = Pen::new(&given);
        entry.read(&mut pen);
        let wrong = pen.end();
        if !wrong.is_empty() {
            return Err(Error::Refused(wrong).into());
        }
        entry.adopt(item.uuid(), created.map(Millis), item);
        if let Some(id) = entry.same(self.tx).await? {
            return Ok(Verdict::Known(id));
        }
        let wrong = entry.wrong(self.tx, None).await?;
        if !wrong.is_empty() {
            return Err(Error::Refused(wrong).into());
        }
        entry.insert(self.tx).await?;
        let fact = EntryCreated { noun: E::NOUN, id: entry.id(), name: entry.label() };
        self.log.add(self.cx, &fact)?;
        Ok(Verdict::Created(entry.id()))
    }
}

/// Those of a kind that people call so.
pub(super) async fn called(
    tx: &Tx,
    kind: Kind,
    text: &str,
    product: Option<Uuid>,
) -> Result<Vec<Uuid>> {
    let key = sort_key(text.trim());
    Ok(match kind {
        Kind::Product => match store::product::find_by_code(tx, text).await? {
            Some(product) => vec![product.id.0],
            None => ids(import_here::products_called(tx, &key).await?, |one| one.id.0),
        },
        Kind::Policy => {
            let product = product.map(ProductId);
            ids(import_here::policies_called(tx, &key, product).await?, |one| one.id.0)
        }
        Kind::Group => ids(import_here::groups_called(tx, &key).await?, |one| one.id.0),
        Kind::User => {
            let found = store::user::find_by_email(tx, text).await?;
            found.map(|one| one.id.0).into_iter().collect()
        }
        _ => Vec::new(),
    })
}

fn ids<T>(all: Vec<T>, id: impl Fn(&T) -> Uuid) -> Vec<Uuid> {
    all.iter().map(id).collect()
}
