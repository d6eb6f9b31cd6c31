//! Everything of the licence server as one JSON document, written piece by piece: no more of it is in memory than one piece.

use crate::domain::export::Exported;
use crate::domain::import::{Item, Kind};
use crate::domain::licence::Licence;
use crate::domain::{entitlement, environment, group, licence, machine, policy, product, user};
use crate::keys;
use crate::store::export::{self, PIECE, behind};
use futures_util::stream::{self, Stream, StreamExt as _};
use platform::{Cx, Result};
use sea_orm::prelude::Uuid;
use std::fmt::Write as _;

/// What the document says that it is; an import reads nothing else.
pub const FORMAT: &str = "kontor-licences";

/// The kinds in the order in which they stand on each other.
const ORDER: [Kind; 9] = [
    Kind::Environment,
    Kind::Product,
    Kind::Entitlement,
    Kind::Group,
    Kind::User,
    Kind::Policy,
    Kind::Licence,
    Kind::Machine,
    Kind::Component,
];

/// Where an export stands.
struct Walk {
    cx: Cx,
    keys: bool,
    kind: usize,
    after: Option<Uuid>,
    begun: bool,
    /// Whether an entry was written, so that a comma comes before the next.
    any: bool,
}

/// The document in pieces. Should the database fail on the way, the last piece is an error, and what was written is no whole
/// document.
pub fn pieces(cx: Cx, keys: bool) -> impl Stream<Item = Result<String>> + Send {
    let walk = Walk { cx, keys, kind: 0, after: None, begun: false, any: false };
    stream::try_unfold(Some(walk), |walk| async {
        match walk {
            Some(walk) => next(walk).await.map(Some),
            None => Ok(None),
        }
    })
}

/// The document, handed over piece by piece.
pub async fn write(
    cx: Cx,
    keys: bool,
    mut put: impl FnMut(&str) -> std::io::Result<()>,
) -> Result<()> {
    let mut pieces = std::pin::pin!(pieces(cx, keys));
    while let Some(piece) = pieces.next().await {
        put(&piece?).map_err(anyhow::Error::from)?;
    }
    Ok(())
}

async fn next(mut walk: Walk) -> Result<(String, Option<Walk>)> {
    let mut text = String::new();
    if !walk.begun {
        walk.begun = true;
        let at = crate::domain::licence_facts::iso(walk.cx.now);
        let with = walk.keys;
        let _ = write!(text, "{{\"format\":\"{FORMAT}\",\"version\":1,\"exported\":\"{at}\"");
        let _ = write!(text, ",\"keys\":{with},\"data\":[");
    }
    let Some(kind) = ORDER.get(walk.kind).copied() else {
        text.push_str("\n]}\n");
        return Ok((text, None));
    };
    for (kind, item) in walk.piece(kind).await? {
        text.push_str(if walk.any { ",\n" } else { "\n" });
        text.push_str(&item.write(kind).to_string());
        walk.any = true;
    }
    Ok((text, Some(walk)))
}

impl Walk {
    async fn piece(&mut self, kind: Kind) -> Result<Vec<(Kind, Item)>> {
        match kind {
            Kind::Environment => {
                self.plain::<environment::Entity>(environment::Column::Id, |one| one.id.0).await
            }
            Kind::Product => {
                self.plain::<product::Entity>(product::Column::Id, |one| one.id.0).await
            }
            Kind::Entitlement => {
                self.plain::<entitlement::Entity>(entitlement::Column::Id, |one| one.id.0).await
            }
            Kind::Group => self.plain::<group::Entity>(group::Column::Id, |one| one.id.0).await,
            Kind::User => self.plain::<user::Entity>(user::Column::Id, |one| one.id.0).await,
            Kind::Policy => self.policies().await,
            Kind::Licence => self.licences().await,
            Kind::Machine => {
                self.plain::<machine::Entity>(machine::Column::Id, |one| one.id.0).await
            }
            Kind::Component => {
                let id = machine::component::Column::Id;
                self.plain::<machine::component::Entity>(id, |one| one.id.0).await
            }
            // the first come with what they hang on; the others are read from other servers alone
            Kind::PolicyEntitlement
            | Kind::LicenceEntitlement
            | Kind::LicenceUser
            | Kind::Release
            | Kind::ReleaseConstraint
            | Kind::Artifact
            | Kind::Webhook
            | Kind::Token => Ok(Vec::new()),
        }
    }

    /// Goes on behind the last one of a piece, or to the next kind.
    fn step(&mut self, count: usize, last: Option<Uuid>) {
        self.after = last;
        if (count as u64) < PIECE {
            (self.kind, self.after) = (self.kind + 1, None);
        }
    }

    async fn plain<E>(
        &mut self,
        column: E::Column,
        id: impl Fn(&E::Model) -> Uuid,
    ) -> Result<Vec<(Kind, Item)>>
    where
        E: sea_orm::EntityTrait,
        E::ActiveModel: sea_orm::TryIntoModel<E::Model>,
        E::Model: Exported + sea_orm::IntoActiveModel<E::ActiveModel> + Send + Sync,
    {
        let found = behind::<E>(self.cx.db(), column, self.after).await?;
        self.step(found.len(), found.last().map(id));
        Ok(items(&found))
    }

    async fn policies(&mut self) -> Result<Vec<(Kind, Item)>> {
        let db = self.cx.db();
        let found = behind::<policy::Entity>(db, policy::Column::Id, self.after).await?;
        let ids: Vec<_> = found.iter().map(|one| one.id).collect();
        let mut all = items(&found);
        all.extend(items(&export::of_policies(db, &ids).await?));
        self.step(ids.len(), ids.last().map(|id| id.0));
        Ok(all)
    }

    async fn licences(&mut self) -> Result<Vec<(Kind, Item)>> {
        let db = self.cx.db();
        let found = behind::<licence::Entity>(db, licence::Column::Id, self.after).await?;
        let ids: Vec<_> = found.iter().map(|one| one.id).collect();
        let with_key = |one: &Licence| self.licence(one).map(|item| (Kind::Licence, item));
        let mut all = found.iter().map(with_key).collect::<Result<Vec<_>>>()?;
        all.extend(items(&export::of_licences(db, &ids).await?));
        all.extend(items(&export::members(db, &ids).await?));
        self.step(ids.len(), ids.last().map(|id| id.0));
        Ok(all)
    }

    fn licence(&self, licence: &Licence) -> Result<Item> {
        let mut item = licence.item();
        if self.keys {
            let key = keys::open(&self.cx.kontor, licence)?;
            item.attributes.insert("key".into(), key.expose().as_str().into());
        }
        Ok(item)
    }
}

fn items<T: Exported>(all: &[T]) -> Vec<(Kind, Item)> {
    all.iter().map(|one| (T::KIND, one.item())).collect()
}
