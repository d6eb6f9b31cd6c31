use crate::actions::post_link;
use platform::job::{Failure, Job};
use platform::keys::Aad;
use platform::{Cx, post, users};
use sea_orm::prelude::Uuid;
use serde::{Deserialize, Serialize};

/// Writes a link to choose another password to the account of an address, if there is one. The address is sealed: people
/// type all kinds of things into that field.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendReset {
    id: Uuid,
    email: String,
}

fn place(id: Uuid) -> Aad {
    Aad::new("jobs", "reset", &id)
}

impl SendReset {
    pub fn of(cx: &Cx, email: &str) -> platform::Result<Self> {
        let id = Uuid::now_v7();
        let sealed = cx.kontor.keys.seal_text(&place(id), email).map_err(anyhow::Error::from)?;
        Ok(Self { id, email: sealed })
    }
}

impl Job for SendReset {
    const NAME: &'static str = "identity.send_reset";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let email = cx.kontor.keys.unseal_text(&place(self.id), &self.email);
        let email = email.map_err(|cause| Failure::GiveUp(cause.into()))?;
        let user = users::find_by_email(cx.db(), email.expose()).await?;
        match user.filter(|user| user.active && post::is_ready(&cx)) {
            Some(user) => Ok(post_link(&cx, user.id).await?),
            None => Ok(()),
        }
    }
}
