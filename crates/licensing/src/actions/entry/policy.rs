//! A policy among the others.

use super::{Kept, is_there, is_within, kept_by, refusal, stays};
use crate::domain::draft::{Clash, InUse, Refused};
use crate::domain::policy::Policy;
use crate::store::{self, dependants};
use platform::db::Source;
use platform::{Refusal, Result, Tx};

impl Kept for Policy {
    async fn wrong(&self, tx: &Tx, old: Option<&Self>) -> Result<Vec<Refusal>> {
        let mut wrong = Vec::new();
        match store::product::find(tx, self.product).await? {
            None => wrong.push(refusal(Refused::Unknown, "product", "PRODUCT_NOT_FOUND")),
            Some(product) if !is_within(self.environment, product.environment) => {
                wrong.push(refusal(Refused::OtherEnvironment, "product", "PRODUCT_NOT_ALLOWED"));
            }
            Some(_) => {}
        }
        match old {
            Some(old) => stays(self.environment, old.environment, &mut wrong),
            None => is_there(tx, self.environment, &mut wrong).await?,
        }
        let Some(old) = old else { return Ok(wrong) };
        if old.product != self.product {
            wrong.push(refusal(Refused::Fixed, "product", "PRODUCT_NOT_ALLOWED"));
        }
        if old.settings.scheme != self.settings.scheme {
            store::issuing::lock_policy(tx, self.id).await?;
            if dependants::licences_of_policy(tx, self.id).await? > 0 {
                wrong.push(Clash::SchemeInUse.into());
            }
        }
        Ok(wrong)
    }

    async fn in_use(&self, db: &(impl Source + Sync)) -> Result<Option<InUse>> {
        Ok(kept_by(dependants::licences_of_policy(db, self.id).await?, InUse::Licences))
    }

    async fn part(&self, tx: &Tx) -> Result<()> {
        // who issues by it keeps it: from here on nobody does
        store::issuing::lock_policy(tx, self.id).await?;
        match self.in_use(tx).await? {
            None => dependants::clear_policy(tx, self.id).await,
            Some(used) => Err(used.into()),
        }
    }
}
