//! What each kind of entry demands of the others before it is kept, and before it goes.

mod entitlement;
mod environment;
mod group;
mod meter;
mod policy;
mod product;
mod user;

use crate::domain::draft::{InUse, Refused};
use crate::domain::environment::EnvironmentId;
use crate::store;
use crate::store::entry::Stored;
use platform::db::Source;
use platform::{Refusal, Result, Tx};

/// An entry that stands among others.
pub trait Kept: Stored {
    /// What is wrong with it beside the others; `old` is as it was, none where it is new.
    fn wrong(
        &self,
        tx: &Tx,
        old: Option<&Self>,
    ) -> impl Future<Output = Result<Vec<Refusal>>> + Send;

    /// What cannot do without it, so that it has to stay; none where it may go.
    fn in_use(
        &self,
        _: &(impl Source + Sync),
    ) -> impl Future<Output = Result<Option<InUse>>> + Send {
        async { Ok(None) }
    }

    /// Refuses while something cannot do without it, and parts the rest from it.
    fn part(&self, tx: &Tx) -> impl Future<Output = Result<()>> + Send;
}

/// Counted things that keep an entry; none where there are none.
fn kept_by(count: u64, by: fn(u64) -> InUse) -> Option<InUse> {
    (count > 0).then(|| by(count))
}

/// A refusal on a field with the code of the wire.
fn refusal(refused: Refused, field: &'static str, code: &'static str) -> Refusal {
    Refusal::from(refused).on(field).coded(code)
}

/// A code is nobody else's.
fn is_free<Id: PartialEq>(has: Option<Id>, own: Id, wrong: &mut Vec<Refusal>) {
    if has.is_some_and(|other| other != own) {
        wrong.push(refusal(Refused::Taken, "code", "CODE_TAKEN"));
    }
}

/// An environment that was chosen for a new entry must be there.
async fn is_there(tx: &Tx, chosen: Option<EnvironmentId>, wrong: &mut Vec<Refusal>) -> Result<()> {
    if let Some(id) = chosen
        && store::environment::find(tx, id).await?.is_none()
    {
        wrong.push(refusal(Refused::Unknown, "environment", "ENVIRONMENT_NOT_FOUND"));
    }
    Ok(())
}

/// An entry stays in its environment.
fn stays(new: Option<EnvironmentId>, old: Option<EnvironmentId>, wrong: &mut Vec<Refusal>) {
    if old != new {
        wrong.push(refusal(Refused::Fixed, "environment", "ENVIRONMENT_NOT_ALLOWED"));
    }
}

/// Whether what lies in one environment may name what lies in another: its own, and the world outside.
fn is_within(inner: Option<EnvironmentId>, outer: Option<EnvironmentId>) -> bool {
    outer.is_none() || inner == outer
}
