//! What the portal does out of sight: letters with links, and forgetting.

use crate::actions::send_portal_link;
use crate::letters::Reader;
use crate::store;
use chrono::TimeDelta;
use platform::job::{Failure, Job, Sealed};
use platform::{Cx, Lang};
use serde::{Deserialize, Serialize};

/// How often visits and links that are over are removed.
pub(super) const EVERY: TimeDelta = TimeDelta::hours(6);

/// Writes a link into the portal to an address, if there is anything there for it. The address is sealed: people type all
/// kinds of things into that field.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendPortalLink {
    email: Sealed,
    lang: Lang,
}

impl SendPortalLink {
    pub fn of(cx: &Cx, email: &str) -> platform::Result<Self> {
        Ok(Self { email: Sealed::of(cx, email)?, lang: cx.locale.lang })
    }
}

impl Job for SendPortalLink {
    const NAME: &'static str = "licensing.send_portal_link";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let email = self.email.open(&cx)?;
        let to = Reader { email: email.expose().clone(), lang: self.lang };
        Ok(send_portal_link(&cx, &to).await?)
    }
}

#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ForgetVisits {}

impl Job for ForgetVisits {
    const NAME: &'static str = "licensing.forget_visits";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let tx = cx.begin().await?;
        store::portal::forget_old(&tx, cx.now).await?;
        cx.commit(tx).await?;
        Ok(())
    }
}
