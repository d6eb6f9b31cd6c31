//! A person belongs to another organisation than before: the tickets follow.

use crate::store;
use events::directory::{PersonChanged, PersonId};
use platform::Cx;
use platform::job::{Failure, Job};
use serde::{Deserialize, Serialize};

/// Puts the open tickets of a person into the organisation that they belong to now. Closed ones are the history of the
/// organisation that they were in; what was in none comes along when the person had none.
#[derive(Debug, Serialize, Deserialize)]
pub struct FollowOrganisation {
    person: PersonId,
    had_none: bool,
}

impl FollowOrganisation {
    pub fn when_changed(event: PersonChanged) -> Option<Self> {
        let change = event.changes.iter().find(|change| change.field == "organisation")?;
        Some(Self { person: event.person, had_none: change.from.is_empty() })
    }
}

impl Job for FollowOrganisation {
    const NAME: &'static str = "helpdesk.follow_organisation";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let tx = cx.begin().await?;
        let organisation = directory::get_person(&tx, self.person).await?.organisation;
        store::ticket::follow_organisation(&tx, self.person, organisation, self.had_none).await?;
        cx.commit(tx).await?;
        Ok(())
    }
}
