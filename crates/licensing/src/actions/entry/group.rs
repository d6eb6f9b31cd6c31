//! A group among the others.

use super::{Kept, environment};
use crate::domain::group::Group;
use crate::store::dependants;
use platform::{Refusal, Result, Tx};

impl Kept for Group {
    async fn wrong(&self, tx: &Tx, old: Option<&Self>) -> Result<Vec<Refusal>> {
        let mut wrong = Vec::new();
        environment(tx, self.environment, old.map(|old| old.environment), &mut wrong).await?;
        Ok(wrong)
    }

    /// Who was in it is in none.
    async fn part(&self, tx: &Tx) -> Result<()> {
        dependants::clear_group(tx, self.id).await
    }
}
