//! A group among the others.

use super::{Kept, is_there, stays};
use crate::domain::group::Group;
use crate::store::dependants;
use platform::{Refusal, Result, Tx};

impl Kept for Group {
    async fn wrong(&self, tx: &Tx, old: Option<&Self>) -> Result<Vec<Refusal>> {
        let mut wrong = Vec::new();
        match old {
            Some(old) => stays(self.environment, old.environment, &mut wrong),
            None => is_there(tx, self.environment, &mut wrong).await?,
        }
        Ok(wrong)
    }

    /// Who was in it is in none.
    async fn part(&self, tx: &Tx) -> Result<()> {
        dependants::clear_group(tx, self.id).await
    }
}
