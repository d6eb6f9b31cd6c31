//! Fetching mail by IMAP (RFC 3501, RFC 9051): the few commands that are needed,
//! and nothing that a hostile server can make large or endless.

mod fetch;
mod folder;
mod idle;
mod open;
mod response;
mod say;
mod set;

pub use fetch::{Fetched, Raw};
pub use folder::Folder;
pub use idle::Idle;

use super::wire::Wire;
use super::{Error, Kind, Timeouts};
use folder::{decode, quoted_name};
use response::{Response, Status, Value};
use say::{SMALL, fine, no};
use set::sets;
use std::collections::HashSet;

/// What is selected: the folder's state when it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Selected {
    /// None where the server gives none, or 0: then uids mean nothing beyond this session.
    pub uid_validity: Option<u32>,
    pub uid_next: Option<u32>,
    /// How many mails there are.
    pub exists: u32,
}

/// A signed-in connection. After an error of kind `Gone`, `Timeout` or `Protocol` it is of no further use.
pub struct Session {
    wire: Wire,
    timeouts: Timeouts,
    host: String,
    abilities: HashSet<String>,
    tag: u32,
    goodbye: Option<String>,
}

impl Session {
    /// Opens a folder for reading and marking.
    pub async fn select(&mut self, folder: &str) -> Result<Selected, Error> {
        let mut selected = Selected { uid_validity: None, uid_next: None, exists: 0 };
        let command = format!("SELECT {}", quoted_name(folder)?);
        let verdict = self.say(&command, SMALL, |response| selected.hear(response)).await?;
        match verdict.status {
            Status::No => Err(no(&verdict, Kind::FolderMissing)),
            _ => fine(verdict).map(|_| selected),
        }
    }

    /// The uids above `uid` of mails that are not marked as deleted, rising.
    pub async fn uids_after(&mut self, uid: u32) -> Result<Vec<u32>, Error> {
        let Some(next) = uid.checked_add(1) else { return Ok(Vec::new()) };
        let mut uids = Vec::new();
        let command = format!("UID SEARCH UID {next}:* UNDELETED");
        let hear = |response: &Response| {
            if let Response::Data(values) = response
                && values.first().is_some_and(|word| word.is("SEARCH"))
            {
                uids.extend(values.iter().skip(1).filter_map(Value::number::<u32>));
            }
        };
        fine(self.say(&command, SMALL, hear).await?)?;
        // `n:*` means the last mail even where its uid is below n
        uids.retain(|found| *found > uid);
        uids.sort_unstable();
        uids.dedup();
        Ok(uids)
    }

    /// Marks mails as read; those that are no longer there are no trouble.
    pub async fn mark_seen(&mut self, uids: &[u32]) -> Result<(), Error> {
        self.flag(uids, "\\Seen").await
    }

    async fn flag(&mut self, uids: &[u32], flag: &str) -> Result<(), Error> {
        for set in sets(uids) {
            let command = format!("UID STORE {set} +FLAGS.SILENT ({flag})");
            self.plain(&command, Kind::Refused).await?;
        }
        Ok(())
    }

    /// Moves mails to another folder. Without MOVE (RFC 6851) they are copied and then deleted.
    pub async fn move_to(&mut self, uids: &[u32], folder: &str) -> Result<(), Error> {
        let name = quoted_name(folder)?;
        let moves = self.can("MOVE");
        let verb = if moves { "MOVE" } else { "COPY" };
        for set in sets(uids) {
            self.plain(&format!("UID {verb} {set} {name}"), Kind::FolderMissing).await?;
        }
        if moves { Ok(()) } else { self.delete(uids).await }
    }

    /// Deletes mails, and only these: where the server cannot expunge single ones (RFC 4315), they stay, marked as
    /// deleted.
    pub async fn delete(&mut self, uids: &[u32]) -> Result<(), Error> {
        self.flag(uids, "\\Deleted").await?;
        if self.can("UIDPLUS") {
            for set in sets(uids) {
                self.plain(&format!("UID EXPUNGE {set}"), Kind::Refused).await?;
            }
        }
        Ok(())
    }

    /// Puts a mail into a folder, with flags such as `\Seen`.
    pub async fn append(
        &mut self,
        folder: &str,
        bytes: &[u8],
        flags: &[&str],
    ) -> Result<(), Error> {
        let (name, flags) = (quoted_name(folder)?, flags.join(" "));
        let tag = self.begin(&format!("APPEND {name} ({flags}) {{{}}}", bytes.len())).await?;
        let verdict = if let Some(verdict) = self.until_continue(&tag).await? {
            verdict
        } else {
            self.put(bytes).await?;
            self.end(&tag, SMALL, |_| {}).await?
        };
        match verdict.status {
            Status::No => Err(no(&verdict, Kind::FolderMissing)),
            _ => fine(verdict).map(drop),
        }
    }

    async fn put(&mut self, bytes: &[u8]) -> Result<(), Error> {
        for block in bytes.chunks(response::HEAD) {
            self.wire.allow(self.timeouts.command);
            self.wire.write(block).await?;
        }
        self.wire.allow(self.timeouts.command);
        self.wire.write(b"\r\n").await
    }

    /// Every folder; at most 10,000.
    pub async fn list_folders(&mut self) -> Result<Vec<Folder>, Error> {
        let mut folders = Vec::new();
        let hear = |response: &Response| {
            if folders.len() < 10_000 {
                folders.extend(listed(response));
            }
        };
        fine(self.say("LIST \"\" \"*\"", SMALL, hear).await?)?;
        Ok(folders)
    }

    /// Asks whether the server is still there.
    pub async fn noop(&mut self) -> Result<(), Error> {
        self.plain("NOOP", Kind::Refused).await
    }

    /// Says goodbye; how the server takes it does not matter.
    pub async fn logout(mut self) {
        let _ = self.say("LOGOUT", SMALL, |_| {}).await;
        self.wire.cut();
    }

    /// Whether the server told of this ability (RFC 3501 §6.1.1), as `IDLE`.
    pub fn can(&self, ability: &str) -> bool {
        self.abilities.contains(ability)
    }
}

impl Selected {
    fn hear(&mut self, response: &Response) {
        match response {
            Response::Data(values) => {
                if let [count, word, ..] = values.as_slice()
                    && word.is("EXISTS")
                {
                    self.exists = count.number().unwrap_or(0);
                }
            }
            Response::Said(verdict) => {
                if let Some(value) = verdict.coded("UIDVALIDITY") {
                    self.uid_validity = value.parse().ok().filter(|value| *value != 0);
                }
                if let Some(value) = verdict.coded("UIDNEXT") {
                    self.uid_next = value.parse().ok();
                }
            }
            Response::Continue | Response::Tagged(..) => {}
        }
    }
}

fn listed(response: &Response) -> Option<Folder> {
    let Response::Data(values) = response else { return None };
    let [word, Value::List(flags), delimiter, name] = values.as_slice() else { return None };
    if !word.is("LIST") {
        return None;
    }
    let flags = flags.iter().map(|flag| String::from_utf8_lossy(flag.bytes()).into_owned());
    let delimiter = match delimiter {
        Value::Text(text) => text.first().map(|byte| char::from(*byte)),
        _ => None,
    };
    Some(Folder { name: decode(name.bytes()), delimiter, flags: flags.collect() })
}
