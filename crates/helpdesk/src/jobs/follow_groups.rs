//! A provider that vouches for somebody says which groups they are in.

use crate::actions;
use events::identity::GroupsTold;
use platform::job::{Failure, Job};
use platform::{Cx, UserId};
use serde::{Deserialize, Serialize};

/// Takes the person into these groups and out of those.
#[derive(Debug, Serialize, Deserialize)]
pub struct FollowGroups {
    user: UserId,
    member_of: Vec<String>,
    not_member_of: Vec<String>,
}

impl FollowGroups {
    pub fn when_told(event: GroupsTold) -> Self {
        let GroupsTold { user, member_of, not_member_of, .. } = event;
        Self { user, member_of, not_member_of }
    }
}

impl Job for FollowGroups {
    const NAME: &'static str = "helpdesk.follow_groups";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        Ok(actions::follow_groups(&cx, self.user, &self.member_of, &self.not_member_of).await?)
    }
}
