//! Handing mail over by SMTP (RFC 5321), step by step, so that afterwards it is known what happened to it.

mod content;
mod deliver;
mod open;
mod reply;

pub use deliver::{Delivery, RecipientState, State, deliver};

use super::wire::Wire;
use super::{Error, Kind, Timeouts};
use reply::Reply;
use std::collections::HashMap;

/// A connection that is ready to take mail.
pub struct Session {
    wire: Wire,
    timeouts: Timeouts,
    host: String,
    /// What EHLO told: the name of the ability and what follows it.
    abilities: HashMap<String, String>,
}

impl Session {
    /// Says goodbye; how the server takes it does not matter.
    pub async fn quit(mut self) {
        let _ = self.say("QUIT").await;
        self.wire.cut();
    }

    fn can(&self, ability: &str) -> bool {
        self.abilities.contains_key(ability)
    }

    /// Gives a command and reads the reply.
    async fn say(&mut self, command: &str) -> Result<Reply, Error> {
        if command.contains(['\r', '\n', '\0']) {
            return Err(Error::new(Kind::Unsayable, "a line break or NUL"));
        }
        self.wire.allow(self.timeouts.command);
        self.wire.write(format!("{command}\r\n").as_bytes()).await?;
        reply::read(&mut self.wire).await
    }
}
