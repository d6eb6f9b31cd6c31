//! An entitlement among the others.

use super::{Kept, is_free, is_there, stays};
use crate::domain::entitlement::Entitlement;
use crate::store::{self, dependants};
use platform::{Refusal, Result, Tx};

impl Kept for Entitlement {
    async fn wrong(&self, tx: &Tx, old: Option<&Self>) -> Result<Vec<Refusal>> {
        let mut wrong = Vec::new();
        let other = store::entitlement::find_by_code(tx, &self.code).await?;
        is_free(other.map(|other| other.id), self.id, &mut wrong);
        match old {
            Some(old) => stays(self.environment, old.environment, &mut wrong),
            None => is_there(tx, self.environment, &mut wrong).await?,
        }
        Ok(wrong)
    }

    /// Whoever had it has it no more.
    async fn part(&self, tx: &Tx) -> Result<()> {
        dependants::clear_entitlement(tx, self.id).await
    }
}
