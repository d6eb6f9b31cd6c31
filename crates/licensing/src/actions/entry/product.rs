//! A product among the others.

use super::{Kept, is_free, is_there, kept_by, stays};
use crate::domain::draft::InUse;
use crate::domain::product::Product;
use crate::store::{self, dependants};
use platform::db::Source;
use platform::{Refusal, Result, Tx};

impl Kept for Product {
    async fn wrong(&self, tx: &Tx, old: Option<&Self>) -> Result<Vec<Refusal>> {
        let mut wrong = Vec::new();
        if let Some(code) = &self.code {
            let other = store::product::find_by_code(tx, code).await?;
            is_free(other.map(|other| other.id), self.id, &mut wrong);
        }
        match old {
            Some(old) => stays(self.environment, old.environment, &mut wrong),
            None => is_there(tx, self.environment, &mut wrong).await?,
        }
        Ok(wrong)
    }

    async fn in_use(&self, db: &(impl Source + Sync)) -> Result<Option<InUse>> {
        Ok(kept_by(dependants::policies_of(db, self.id).await?, InUse::Policies))
    }

    async fn part(&self, tx: &Tx) -> Result<()> {
        match self.in_use(tx).await? {
            None => dependants::remove_tokens_of(tx, self.id.0).await,
            Some(used) => Err(used.into()),
        }
    }
}
