//! An environment among the others.

use super::{Kept, is_free, kept_by};
use crate::domain::draft::InUse;
use crate::domain::environment::Environment;
use crate::store::{self, dependants};
use platform::db::Source;
use platform::{Refusal, Result, Tx};

impl Kept for Environment {
    async fn wrong(&self, tx: &Tx, _: Option<&Self>) -> Result<Vec<Refusal>> {
        let other = store::environment::find_by_code(tx, &self.code).await?;
        let mut wrong = Vec::new();
        is_free(other.map(|other| other.id), self.id, &mut wrong);
        Ok(wrong)
    }

    async fn in_use(&self, db: &(impl Source + Sync)) -> Result<Option<InUse>> {
        Ok(kept_by(dependants::entries_of(db, self.id).await?, InUse::Entries))
    }

    async fn part(&self, tx: &Tx) -> Result<()> {
        match self.in_use(tx).await? {
            None => dependants::remove_tokens_of(tx, self.id.0).await,
            Some(used) => Err(used.into()),
        }
    }
}
