//! A meter among the others.

use super::{Kept, is_free, is_there, stays};
use crate::domain::meter::Meter;
use crate::store;
use platform::{Refusal, Result, Tx};

impl Kept for Meter {
    async fn wrong(&self, tx: &Tx, old: Option<&Self>) -> Result<Vec<Refusal>> {
        let mut wrong = Vec::new();
        let other = store::meter::find_by_code(tx, &self.code).await?;
        is_free(other.map(|other| other.id), self.id, &mut wrong);
        match old {
            Some(old) => stays(self.environment, old.environment, &mut wrong),
            None => is_there(tx, self.environment, &mut wrong).await?,
        }
        Ok(wrong)
    }

    /// What was counted goes along.
    async fn part(&self, tx: &Tx) -> Result<()> {
        store::meter::clear(tx, self.id).await
    }
}
