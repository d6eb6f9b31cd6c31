//! Fetching one mail as it is.

use super::Session;
use super::response::{HEAD, Literal, Response, Value};
use super::say::{SMALL, fine};
use super::set::sets;
use crate::mail::{Error, Kind};
use chrono::{DateTime, Utc};
use std::collections::HashMap;

/// A mail as the server has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    pub uid: u32,
    /// When the server received it.
    pub internal_date: Option<DateTime<Utc>>,
    pub flags: Vec<String>,
    pub bytes: Vec<u8>,
}

/// How a fetch ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetched {
    Raw(Raw),
    /// More bytes than wanted: the size that the server tells, and the beginning of what came.
    /// Where the server sent more than it had told, or without end, the connection is cut and the next call says `Gone`.
    TooLarge {
        size: u64,
        head: Vec<u8>,
        /// When the server received it, where that came before the connection had to be cut.
        internal_date: Option<DateTime<Utc>>,
    },
    /// The mail is no longer there.
    Gone,
}

#[derive(Default)]
struct Item {
    size: Option<u64>,
    internal_date: Option<DateTime<Utc>>,
    flags: Vec<String>,
    body: Option<Literal>,
}

impl Session {
    /// How large these mails are; those that are no longer there are left out.
    pub async fn sizes(&mut self, uids: &[u32]) -> Result<HashMap<u32, u64>, Error> {
        let mut sizes = HashMap::new();
        for set in sets(uids) {
            let hear = |response: Response| sizes.extend(size(response));
            self.all(&format!("UID FETCH {set} (UID RFC822.SIZE)"), hear).await?;
        }
        Ok(sizes)
    }

    /// Gives a command and hears all that is told meanwhile.
    async fn all(&mut self, command: &str, mut hear: impl FnMut(Response)) -> Result<(), Error> {
        let tag = self.begin(command).await?;
        loop {
            match self.next(SMALL).await? {
                Response::Tagged(its, verdict) if its == tag => return fine(verdict).map(drop),
                Response::Tagged(its, _) => return Err(self.confused(&its)),
                other => hear(other),
            }
        }
    }

    /// Fetches one mail without marking it, at most `max_bytes` of it.
    pub async fn fetch_raw(&mut self, uid: u32, max_bytes: usize) -> Result<Fetched, Error> {
        match self.sizes(&[uid]).await?.get(&uid) {
            Some(size) => self.fetch_sized(uid, *size, max_bytes).await,
            None => Ok(Fetched::Gone),
        }
    }

    /// The same where its size was asked for already.
    pub async fn fetch_sized(
        &mut self,
        uid: u32,
        size: u64,
        max_bytes: usize,
    ) -> Result<Fetched, Error> {
        if size > max_bytes as u64 {
            return self.head(uid, size).await;
        }
        // what an earlier answer brought is no part of this mail
        self.wire.flooded_with(0);
        let wanted = "FLAGS INTERNALDATE BODY.PEEK[]";
        let mut item = match self.fetch(uid, wanted, max_bytes).await {
            Ok(Some(item)) => item,
            Ok(None) => return Ok(Fetched::Gone),
            // asking again would bring the same; what comes after this mail must not wait for it
            Err(error) => match self.wire.flooded_with(HEAD) {
                Some(head) => {
                    return Ok(Fetched::TooLarge { size, head, internal_date: None });
                }
                None => return Err(error),
            },
        };
        let Some(body) = item.body.take() else {
            return Err(Error::new(Kind::Refused, format!("mail {uid} came without its text")));
        };
        if body.is_cut() {
            let (size, internal_date) = (body.announced, item.internal_date);
            return Ok(Fetched::TooLarge { size, head: body.bytes, internal_date });
        }
        let Item { internal_date, flags, .. } = item;
        Ok(Fetched::Raw(Raw { uid, internal_date, flags, bytes: body.bytes }))
    }

    async fn head(&mut self, uid: u32, size: u64) -> Result<Fetched, Error> {
        let wanted = format!("INTERNALDATE BODY.PEEK[]<0.{HEAD}>");
        let item = self.fetch(uid, &wanted, SMALL).await?.unwrap_or_default();
        let head = item.body.map(|body| body.bytes).unwrap_or_default();
        Ok(Fetched::TooLarge { size, head, internal_date: item.internal_date })
    }

    /// None where the server has no mail of this uid.
    async fn fetch(&mut self, uid: u32, what: &str, most: usize) -> Result<Option<Item>, Error> {
        let tag = self.begin(&format!("UID FETCH {uid} (UID {what})")).await?;
        let mut found = None;
        loop {
            match self.next(most).await? {
                Response::Tagged(its, verdict) if its == tag => {
                    return fine(verdict).map(|_| found);
                }
                Response::Tagged(its, _) => return Err(self.confused(&its)),
                Response::Data(values) => match item(values) {
                    Some((_, item)) if item.body.as_ref().is_some_and(Literal::is_cut) => {
                        return Ok(Some(item));
                    }
                    Some((Some(its), item)) if its == uid => found = Some(item),
                    // other mails' flags may be told at any time
                    _ => {}
                },
                Response::Continue | Response::Said(_) => {}
            }
        }
    }
}

/// What a response tells of a mail's size.
fn size(response: Response) -> Option<(u32, u64)> {
    let Response::Data(values) = response else { return None };
    let (uid, item) = item(values)?;
    Some((uid?, item.size?))
}

/// `n FETCH (UID 7 … BODY[] {3})`, with its uid.
fn item(values: Vec<Value>) -> Option<(Option<u32>, Item)> {
    let mut values = values.into_iter();
    if !values.nth(1)?.is("FETCH") {
        return None;
    }
    let Value::List(list) = values.next()? else { return None };
    let (mut item, mut uid) = (Item::default(), None);
    let mut list = list.into_iter();
    while let (Some(name), Some(value)) = (list.next(), list.next()) {
        match name.bytes().to_ascii_uppercase().as_slice() {
            b"UID" => uid = value.number(),
            b"RFC822.SIZE" => item.size = value.number(),
            b"INTERNALDATE" => item.internal_date = date(value.bytes()),
            b"FLAGS" => item.flags = flags(&value),
            name if name.starts_with(b"BODY[]") => item.body = Some(body(value)),
            _ => {}
        }
    }
    Some((uid, item))
}

/// A short body may come as a string; an empty one as NIL.
fn body(value: Value) -> Literal {
    match value {
        Value::Literal(literal) => literal,
        Value::Text(bytes) => Literal { announced: bytes.len() as u64, bytes },
        Value::Word(_) | Value::List(_) => Literal { announced: 0, bytes: Vec::new() },
    }
}

fn flags(value: &Value) -> Vec<String> {
    let Value::List(list) = value else { return Vec::new() };
    list.iter().take(200).map(|flag| String::from_utf8_lossy(flag.bytes()).into_owned()).collect()
}

/// ` 7-Jul-2026 02:44:25 -0700`
fn date(text: &[u8]) -> Option<DateTime<Utc>> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let date = DateTime::parse_from_str(text, "%d-%b-%Y %H:%M:%S %z").ok()?;
    Some(date.with_timezone(&Utc))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_date_of_receipt_is_read_with_its_zone() {
        let date = super::date(b" 7-Jul-2026 02:44:25 -0700").unwrap();
        assert_eq!(date.to_rfc3339(), "2026-07-07T09:44:25+00:00");
        assert!(super::date(b"yesterday").is_none());
    }
}
