//! An environment among the others.

use super::{Kept, is_free};
use crate::domain::draft::InUse;
use crate::domain::environment::Environment;
use crate::store::{self, dependants};
use platform::{Refusal, Result, Tx};

impl Kept for Environment {
    async fn wrong(&self, tx: &Tx, _: Option<&Self>) -> Result<Vec<Refusal>> {
        let other = store::environment::find_by_code(tx, &self.code).await?;
        let mut wrong = Vec::new();
        is_free(other.map(|other| other.id), self.id, &mut wrong);
        Ok(wrong)
    }

    async fn part(&self, tx: &Tx) -> Result<()> {
        match dependants::entries_of(tx, self.id).await? {
            0 => dependants::remove_tokens_of(tx, self.id.0).await,
            n => Err(InUse::Entries(n).into()),
        }
    }
}
