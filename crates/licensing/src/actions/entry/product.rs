//! A product among the others.

use super::{Kept, is_there, refusal, stays};
use crate::domain::draft::{InUse, Refused};
use crate::domain::product::Product;
use crate::store::{self, dependants};
use platform::{Refusal, Result, Tx};

impl Kept for Product {
    async fn wrong(&self, tx: &Tx, old: Option<&Self>) -> Result<Vec<Refusal>> {
        let mut wrong = Vec::new();
        if let Some(code) = &self.code
            && let Some(other) = store::product::find_by_code(tx, code).await?
            && other.id != self.id
        {
            wrong.push(refusal(Refused::Taken, "code", "CODE_TAKEN"));
        }
        match old {
            Some(old) => stays(self.environment, old.environment, &mut wrong),
            None => is_there(tx, self.environment, &mut wrong).await?,
        }
        Ok(wrong)
    }

    async fn part(&self, tx: &Tx) -> Result<()> {
        match dependants::policies_of(tx, self.id).await? {
            0 => dependants::remove_tokens_of(tx, self.id.0).await,
            n => Err(InUse::Policies(n).into()),
        }
    }
}
