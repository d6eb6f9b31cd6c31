use crate::actions::post_link;
use platform::job::{Failure, Job, Sealed};
use platform::{Cx, post, users};
use serde::{Deserialize, Serialize};

/// Writes a link to choose another password to the account of an address, if there is one. The address is sealed: people
/// type all kinds of things into that field.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendReset {
    email: Sealed,
}

impl SendReset {
    pub fn of(cx: &Cx, email: &str) -> platform::Result<Self> {
        Ok(Self { email: Sealed::of(cx, email)? })
    }
}

impl Job for SendReset {
    const NAME: &'static str = "identity.send_reset";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let email = self.email.open(&cx)?;
        let user = users::find_by_email(cx.db(), email.expose()).await?;
        match user.filter(|user| user.active && post::is_ready(&cx)) {
            Some(user) => Ok(post_link(&cx, user.id).await?),
            None => Ok(()),
        }
    }
}
