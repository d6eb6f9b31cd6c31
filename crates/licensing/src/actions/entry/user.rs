//! A user of licences among the others.

use super::{Kept, is_there, is_within, kept_by, refusal, stays};
use crate::domain::draft::{InUse, Refused};
use crate::domain::user::User;
use crate::store::{self, dependants};
use platform::db::Source;
use platform::{Refusal, Result, Tx};

impl Kept for User {
    async fn wrong(&self, tx: &Tx, old: Option<&Self>) -> Result<Vec<Refusal>> {
        let mut wrong = Vec::new();
        if let Some(other) = store::user::find_by_email(tx, &self.email).await?
            && other.id != self.id
        {
            wrong.push(refusal(Refused::Taken, "email", "EMAIL_TAKEN"));
        }
        match old {
            Some(old) => stays(self.environment, old.environment, &mut wrong),
            None => is_there(tx, self.environment, &mut wrong).await?,
        }
        if self.group == old.and_then(|old| old.group) {
            return Ok(wrong);
        }
        let Some(id) = self.group else { return Ok(wrong) };
        match store::group::find(tx, id).await? {
            None => wrong.push(refusal(Refused::Unknown, "group", "GROUP_NOT_FOUND")),
            Some(group) if !is_within(self.environment, group.environment) => {
                wrong.push(refusal(Refused::OtherEnvironment, "group", "GROUP_NOT_ALLOWED"));
            }
            Some(group) => {
                let most = group.max_users.and_then(|most| u64::try_from(most).ok());
                let full = dependants::users_of_group(tx, id).await?;
                if most.is_some_and(|most| full >= most) {
                    let code = "GROUP_USER_LIMIT_EXCEEDED";
                    wrong.push(refusal(Refused::Full(most.unwrap_or(full)), "group", code));
                }
            }
        }
        Ok(wrong)
    }

    async fn in_use(&self, db: &(impl Source + Sync)) -> Result<Option<InUse>> {
        Ok(kept_by(dependants::licences_of_owner(db, self.id).await?, InUse::Licences))
    }

    async fn part(&self, tx: &Tx) -> Result<()> {
        if let Some(used) = self.in_use(tx).await? {
            return Err(used.into());
        }
        dependants::clear_user(tx, self.id).await?;
        dependants::remove_tokens_of(tx, self.id.0).await
    }
}
