//! Signed heads: the chain's newest link, signed by the house and kept elsewhere. A chain alone cannot show that its end
//! was cut off, nor that somebody who has the root key made all of it anew; a head that was shipped before can.

use super::{Entity, Link, head};
use crate::keys::{Keys, is_signed};
use crate::{Kontor, Result};
use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::EntityTrait;
use serde::{Deserialize, Serialize};

/// The newest link at a moment, signed. One line of JSON in the files that are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Head {
    /// The link's number.
    pub number: i64,
    /// The link's hash: 64 hexadecimal digits.
    pub hash: String,
    /// When it was signed (RFC 3339, UTC, milliseconds).
    pub at: String,
    /// The public key: 64 hexadecimal digits.
    pub key: String,
    /// Ed25519 over [`Head::message`]: 128 hexadecimal digits.
    pub signature: String,
}

const PURPOSE: &str = "audit-heads";

/// The house's public key for heads, as hexadecimal digits.
pub fn public_key(keys: &Keys) -> String {
    hex::encode(keys.signer(PURPOSE).public())
}

impl Head {
    pub fn sign(keys: &Keys, link: &Link, now: DateTime<Utc>) -> Self {
        let signer = keys.signer(PURPOSE);
        let mut head = Self {
            number: link.seq,
            hash: link.hash.clone(),
            at: now.to_rfc3339_opts(SecondsFormat::Millis, true),
            key: hex::encode(signer.public()),
            signature: String::new(),
        };
        head.signature = hex::encode(signer.sign(head.message().as_bytes()));
        head
    }

    /// What is signed: `kontor/audit-head/v1`, number, hash and time, each on a line.
    pub fn message(&self) -> String {
        format!("kontor/audit-head/v1\n{}\n{}\n{}\n", self.number, self.hash, self.at)
    }

    /// The head as a line of a file, without its end.
    pub fn line(&self) -> String {
        serde_json::to_string(self).expect("numbers and text are always JSON")
    }

    /// Whether this key signed it.
    fn is_of(&self, key: &str) -> bool {
        let public = hex::decode(key).ok().and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        let signature = hex::decode(&self.signature).unwrap_or_default();
        public.is_some_and(|public| is_signed(&public, self.message().as_bytes(), &signature))
    }
}

/// What heads that were kept elsewhere say about the chain.
#[derive(Debug, Default, Serialize)]
pub struct Compared {
    /// Heads that this house signed.
    pub heads: u64,
    /// The lines of the file, counted from 1, that are no head of this house.
    pub foreign: Vec<usize>,
    /// The number of the newest head that the chain still holds.
    pub holds: Option<i64>,
    /// The first links that are not what was signed; none when all heads are in the chain.
    pub lost: Option<Lost>,
}

/// From where on the chain is another one.
#[derive(Debug, Serialize)]
pub struct Lost {
    /// Links before this one are as they were.
    pub from: i64,
    /// The head that tells: its number, and when it was signed.
    pub number: i64,
    pub at: String,
    /// True when the chain now ends before that head; else it was made anew.
    pub cut: bool,
}

impl Compared {
    pub fn is_fine(&self) -> bool {
        self.heads > 0 && self.foreign.is_empty() && self.lost.is_none()
    }
}

/// Compares the chain with the lines of a file of heads. Empty lines are nothing; the order does not matter.
pub async fn compare(kontor: &Kontor, lines: &str) -> Result<Compared> {
    let key = public_key(&kontor.keys);
    let mut found = Compared::default();
    let mut heads = Vec::new();
    for (at, line) in lines.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        match serde_json::from_str::<Head>(line) {
            Ok(head) if head.is_of(&key) => heads.push(head),
            _ => found.foreign.push(at + 1),
        }
    }
    heads.sort_by_key(|head| head.number);
    found.heads = heads.len() as u64;
    let db = kontor.db.reader();
    let end = head(db).await?.map_or(0, |link| link.seq);
    for head in heads {
        let link = Entity::find_by_id(head.number).one(db).await?;
        if link.is_some_and(|link| link.hash == head.hash) {
            found.holds = Some(head.number);
            continue;
        }
        let cut = head.number > end;
        let after = found.holds.map_or(1, |number| number + 1);
        let from = if cut { after.max(end + 1) } else { after };
        found.lost = Some(Lost { from, number: head.number, at: head.at, cut });
        break;
    }
    Ok(found)
}
