//! Post: letters of the house to its own people (invitations, links, notices), by SMTP or by Resend's HTTP API.
//! What apps write to customers goes through their own mailboxes.

mod config;
mod send;

pub use config::PostConfig;
pub(crate) use send::SendLetter;

use crate::db::Source;
use crate::job::{self, Queued, Sealed};
use crate::mail::compose::Mailbox;
use crate::{Cx, Result, User};
use serde::{Deserialize, Serialize};

/// A letter in plain text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    pub name: String,
    pub address: String,
    pub subject: String,
    pub text: String,
}

impl Letter {
    pub fn to(user: &User, subject: String, text: String) -> Self {
        Self { name: user.name.clone(), address: user.email.clone(), subject, text }
    }

    fn addressee(&self) -> Mailbox {
        Mailbox { name: self.name.clone(), address: self.address.clone() }
    }
}

/// Whether the house can write letters: a server or a service is set.
pub fn is_ready(cx: &Cx) -> bool {
    cx.kontor.config.section::<PostConfig>().is_ready()
}

/// Posts a letter in the caller's transaction. What it says stands sealed in the queue: a link in it opens an account.
pub async fn send(tx: &impl Source, cx: &Cx, letter: &Letter) -> Result<()> {
    let letter = Sealed::of(cx, &serde_json::to_string(letter)?)?;
    job::enqueue(tx, cx, Queued::of(&SendLetter(letter))?).await
}
