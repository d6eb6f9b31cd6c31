//! An environment among the others.

use super::{Kept, refusal};
use crate::domain::draft::{InUse, Refused};
use crate::domain::environment::Environment;
use crate::store::{self, dependants};
use platform::{Refusal, Result, Tx};

impl Kept for Environment {
    async fn wrong(&self, tx: &Tx, _: Option<&Self>) -> Result<Vec<Refusal>> {
        let other = store::environment::find_by_code(tx, &self.code).await?;
        let taken = other.is_some_and(|other| other.id != self.id);
        Ok(taken.then(|| refusal(Refused::Taken, "code", "CODE_TAKEN")).into_iter().collect())
    }

    async fn part(&self, tx: &Tx) -> Result<()> {
        match dependants::entries_of(tx, self.id).await? {
            0 => dependants::remove_tokens_of(tx, self.id.0).await,
            n => Err(InUse::Entries(n).into()),
        }
    }
}
