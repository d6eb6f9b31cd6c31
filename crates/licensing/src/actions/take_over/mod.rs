//! Some rows of an import, taken over in one transaction: what a row stands on is taken over before it.

mod entry;
mod licence;
mod link;
mod machine;
mod release;
mod webhook;

use super::begin_import::given;
use crate::crypto::pair::Kind as Signer;
use crate::domain::entitlement::EntitlementId;
use crate::domain::import::item::source;
use crate::domain::import::{
    ImportId, ImportRowId, Item, Kind, Named, Outcome, Refused, Row, Said,
};
use crate::server::Server;
use crate::store;
use platform::event::Log;
use platform::{Cx, Error, Refusal, Result, Tx};
use sea_orm::prelude::Uuid;
use std::collections::HashMap;

/// Why a slice is not taken over now.
pub(super) enum Stop {
    /// Keys are to be signed by a pair that is not there yet.
    Signer(Signer),
    Error(Error),
}

impl<E: Into<Error>> From<E> for Stop {
    fn from(cause: E) -> Self {
        Self::Error(cause.into())
    }
}

type Taken<T> = Result<T, Stop>;

/// What becomes of a row.
pub(super) enum Verdict {
    Created(Uuid),
    /// It is here already, as this.
    Known(Uuid),
    /// It cannot come along.
    Left(Refused),
}

/// The pairs that were asked for, once this process knows them.
#[derive(Default)]
struct Warm(std::sync::Mutex<Vec<Signer>>);

/// Makes or reads a pair, outside any transaction.
pub(super) async fn warm(cx: &Cx, kind: Signer) -> Result<()> {
    Server::of(&cx.kontor).await?.signer(&cx.kontor, kind).await?;
    let known = cx.kontor.held_or(Warm::default);
    known.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(kind);
    Ok(())
}

pub(super) struct Slice<'a> {
    cx: &'a Cx,
    tx: &'a Tx,
    import: ImportId,
    /// Whether all is taken back in the end.
    dry: bool,
    /// What each row was before, and is now.
    settled: HashMap<ImportRowId, (Outcome, Row)>,
    /// Rows that wait for those which they stand on.
    open: Vec<ImportRowId>,
    /// What was looked up, as a kind with an id or a name.
    found: HashMap<(Kind, String), Uuid>,
    log: Log,
}

impl<'a> Slice<'a> {
    pub(super) fn new(cx: &'a Cx, tx: &'a Tx, import: ImportId, dry: bool) -> Self {
        let (settled, found) = (HashMap::new(), HashMap::new());
        Self { cx, tx, import, dry, settled, open: Vec::new(), found, log: Log::default() }
    }

    /// The rows in the order of their numbers, and the facts.
    pub(super) fn end(self) -> (Vec<(Outcome, Row)>, Log) {
        let mut rows: Vec<_> = self.settled.into_values().collect();
        rows.sort_by_key(|(_, row)| row.number);
        (rows, self.log)
    }

    /// Takes a row over, unless it was in this slice already, and gives it back with what became of it.
    pub(super) async fn take(&mut self, row: Row) -> Taken<Row> {
        if let Some((_, settled)) = self.settled.get(&row.id) {
            return Ok(settled.clone());
        }
        if self.open.contains(&row.id) {
            return Err(Refused::Circle.into());
        }
        self.open.push(row.id);
        let verdict = self.verdict(&row).await;
        self.open.pop();
        let before = row.outcome;
        let mut row = row;
        match verdict {
            Ok(Verdict::Created(ours)) if self.dry => {
                (row.outcome, row.ours) = (Outcome::Ready, Some(ours));
            }
            // what is here is read here from now on
            Ok(Verdict::Created(ours)) => {
                (row.outcome, row.ours, row.raw) = (Outcome::Created, Some(ours), Vec::new());
            }
            Ok(Verdict::Known(ours)) => {
                (row.outcome, row.ours, row.raw) = (Outcome::Known, Some(ours), Vec::new());
            }
            Ok(Verdict::Left(why)) => {
                row.outcome = Outcome::Left;
                row.wrong = serde_json::to_string(&[Said::of(&why.into())])?;
            }
            Err(Stop::Error(Error::Refused(all))) => {
                let said: Vec<Said> = all.iter().map(Said::of).collect();
                (row.outcome, row.ours) = (Outcome::Wrong, None);
                row.wrong = serde_json::to_string(&said)?;
            }
            Err(other) => return Err(other),
        }
        self.settled.insert(row.id, (before, row.clone()));
        Ok(row)
    }

    async fn verdict(&mut self, row: &Row) -> Taken<Verdict> {
        if let Some(first) = store::import::earlier(self.tx, row).await? {
            return Err(Refused::Twice(first.number).into());
        }
        let Some(item) = given(&self.cx.kontor, row)? else {
            return Err(Error::NotFound.into());
        };
        match row.kind {
            Kind::Environment => self.entry::<crate::domain::environment::Environment>(&item).await,
            Kind::Product => self.entry::<crate::domain::product::Product>(&item).await,
            Kind::Entitlement => self.entry::<crate::domain::entitlement::Entitlement>(&item).await,
            Kind::Group => self.entry::<crate::domain::group::Group>(&item).await,
            Kind::User => self.entry::<crate::domain::user::User>(&item).await,
            Kind::Policy => self.entry::<crate::domain::policy::Policy>(&item).await,
            Kind::PolicyEntitlement => self.policy_entitlement(&item).await,
            Kind::Licence => self.licence(&item).await,
            Kind::LicenceEntitlement => self.licence_entitlement(&item).await,
            Kind::LicenceUser => self.licence_user(&item).await,
            Kind::Machine => self.machine(&item).await,
            Kind::Component => self.component(&item).await,
            Kind::Release => self.release(&item).await,
            Kind::ReleaseConstraint => self.release_constraint(&item).await,
            Kind::Webhook => self.webhook(&item).await,
            Kind::Artifact => Ok(Verdict::Left(Refused::FileLeft)),
            Kind::Token => Ok(Verdict::Left(Refused::TokenLeft)),
        }
    }

    /// What a row is related to, if it is.
    async fn related(
        &mut self,
        item: &Item,
        name: &'static str,
        kind: Kind,
    ) -> Taken<Option<Uuid>> {
        let placed = |no: Refused| Stop::from(Refusal::from(no).on(name));
        match item.named(name) {
            None => Ok(None),
            Some(Named::Id(id)) => match self.of_id(kind, id).await {
                // the other row's own mistakes stand there
                Err(Stop::Error(Error::Refused(all))) => {
                    let on = |no: Refusal| no.on(name);
                    Err(Error::Refused(all.into_iter().map(on).collect()).into())
                }
                other => other.map(Some),
            },
            Some(Named::Called(text)) => {
                let product = self.product_beside(item, kind).await?;
                let found = self.called(kind, text, product).await.map_err(|stop| match stop {
                    Called::Refused(no) => placed(no),
                    Called::Error(cause) => cause.into(),
                });
                found.map(Some)
            }
        }
    }

    /// The same where it must be related to one.
    async fn needed(&mut self, item: &Item, name: &'static str, kind: Kind) -> Taken<Uuid> {
        let missing = || Refusal::from(Refused::Missing).on(name);
        self.related(item, name, kind).await?.ok_or_else(|| missing().into())
    }

    async fn of_id(&mut self, kind: Kind, id: &str) -> Taken<Uuid> {
        let named = source(id);
        if let Some(found) = self.found.get(&(kind, named.clone())) {
            return Ok(*found);
        }
        let row = store::import::row_from(self.tx, self.import, kind, &named).await?;
        let found = match row {
            Some(row) => self.of_row(row).await?,
            None => self.here(kind, id).await?,
        };
        self.found.insert((kind, named), found);
        Ok(found)
    }

    /// What another row is, which is taken over first where it is not yet.
    async fn of_row(&mut self, row: Row) -> Taken<Uuid> {
        let row = match row.outcome {
            Outcome::Waiting | Outcome::Ready => Box::pin(self.take(row)).await?,
            Outcome::Known | Outcome::Created | Outcome::Wrong | Outcome::Left => row,
        };
        row.ours.ok_or_else(|| Refused::StandsOnWrong.into())
    }

    /// What is here by its own id.
    async fn here(&self, kind: Kind, named: &str) -> Taken<Uuid> {
        use crate::domain as d;
        let not_there = || Refused::NotThere(named.to_owned());
        let id = Uuid::try_parse(named).map_err(|_| not_there())?;
        let tx = self.tx;
        let is_here = match kind {
            Kind::Environment => {
                store::environment::find(tx, d::environment::EnvironmentId(id)).await?.is_some()
            }
            Kind::Product => store::product::find(tx, d::product::ProductId(id)).await?.is_some(),
            Kind::Entitlement => store::entitlement::find(tx, EntitlementId(id)).await?.is_some(),
            Kind::Group => store::group::find(tx, d::group::LicenceGroupId(id)).await?.is_some(),
            Kind::User => store::user::find(tx, d::user::LicenceUserId(id)).await?.is_some(),
            Kind::Policy => store::policy::find(tx, d::policy::PolicyId(id)).await?.is_some(),
            Kind::Licence => store::licence::find(tx, d::licence::LicenceId(id)).await?.is_some(),
            Kind::Machine => store::machine::find(tx, d::machine::MachineId(id)).await?.is_some(),
            Kind::Release => store::release::find(tx, d::release::ReleaseId(id)).await?.is_some(),
            // nothing stands on these
            Kind::Artifact
            | Kind::Component
            | Kind::ReleaseConstraint
            | Kind::Token
            | Kind::Webhook
            | Kind::PolicyEntitlement
            | Kind::LicenceEntitlement
            | Kind::LicenceUser => false,
        };
        if is_here { Ok(id) } else { Err(not_there().into()) }
    }

    /// Policies are told apart by their products.
    async fn product_beside(&mut self, item: &Item, kind: Kind) -> Taken<Option<Uuid>> {
        if kind != Kind::Policy {
            return Ok(None);
        }
        Box::pin(self.related(item, "product", Kind::Product)).await
    }

    /// What people call so.
    async fn called(
        &mut self,
        kind: Kind,
        text: &str,
        product: Option<Uuid>,
    ) -> Result<Uuid, Called> {
        let key = match product {
            Some(product) => format!("{text} {product}"),
            None => text.to_owned(),
        };
        if let Some(found) = self.found.get(&(kind, key.clone())) {
            return Ok(*found);
        }
        let mut found = match Uuid::try_parse(text) {
            Ok(id) if self.here(kind, text).await.is_ok() => vec![id],
            _ => entry::called(self.tx, kind, text, product).await?,
        };
        match (found.pop(), found.is_empty()) {
            (Some(one), true) => {
                self.found.insert((kind, key), one);
                Ok(one)
            }
            (Some(_), false) => Err(Called::Refused(Refused::Ambiguous(text.to_owned()))),
            (None, _) => Err(Called::Refused(Refused::NotThere(text.to_owned()))),
        }
    }
}

/// Why a name means nothing.
enum Called {
    Refused(Refused),
    Error(Error),
}

impl From<Error> for Called {
    fn from(cause: Error) -> Self {
        Self::Error(cause)
    }
}
