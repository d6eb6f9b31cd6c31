//! Two entries of the directory were one person: the tickets go to the one that is kept.

use crate::store;
use events::directory::{PersonId, PersonMerged};
use platform::Cx;
use platform::job::{Failure, Job};
use serde::{Deserialize, Serialize};

/// Hands tickets and messages of the merged entry to the kept one.
#[derive(Debug, Serialize, Deserialize)]
pub struct FollowMerge {
    merged: PersonId,
    into: PersonId,
}

impl FollowMerge {
    pub fn when_merged(event: PersonMerged) -> Self {
        Self { merged: event.merged, into: event.into }
    }
}

impl Job for FollowMerge {
    const NAME: &'static str = "helpdesk.follow_merge";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let kept = directory::get_person(cx.db(), self.into).await?;
        let tx = cx.begin().await?;
        store::ticket::hand_over(&tx, self.merged, kept.id, kept.organisation).await?;
        // the merge may have given them an organisation
        store::ticket::follow_organisation(&tx, kept.id, kept.organisation, true).await?;
        store::message::hand_over(&tx, self.merged, kept.id).await?;
        cx.commit(tx).await?;
        Ok(())
    }
}
