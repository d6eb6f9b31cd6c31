//! Recomputing the chain: any later change shows.

use super::{ROOT, after, link_hash};
use crate::config::Said;
use crate::keys::Keys;
use crate::said;
use crate::{Kontor, Result, event};
use sea_orm::entity::prelude::*;
use serde::Serialize;

/// What a check found: how many links are whole, and the first that is not.
#[derive(Debug, Serialize)]
pub struct Verified {
    pub links: i64,
    /// The newest hash, to be kept elsewhere: a chain that is cut short no longer holds it.
    pub head: String,
    pub unsealed: u64,
    pub erased: u64,
    pub broken: Option<Broken>,
}

/// The first link that does not fit.
#[derive(Debug, Serialize)]
pub struct Broken {
    pub seq: i64,
    pub reason: Said,
}

/// True for what can be the head of a chain: 64 digits of a hexadecimal number in small letters.
pub fn is_head(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Walks the whole chain. `expected_head`: a hash that was shipped elsewhere and must still be in it.
pub async fn verify(kontor: &Kontor, expected_head: Option<&str>) -> Result<Verified> {
    let db = kontor.db.reader();
    let mut found =
        Verified { links: 0, head: ROOT.to_owned(), unsealed: 0, erased: 0, broken: None };
    let mut seen_expected = expected_head.is_none();
    'walk: loop {
        let links = after(db, found.links, 1000).await?;
        if links.is_empty() {
            break;
        }
        for (link, fact) in links {
            if let Some(reason) = fault_of(&kontor.keys, &link, fact.as_ref(), &found) {
                found.broken = Some(Broken { seq: found.links + 1, reason });
                break 'walk;
            }
            found.links = link.seq;
            found.erased += u64::from(fact.is_some_and(|fact| fact.is_erased()));
            seen_expected |= expected_head == Some(link.hash.as_str());
            found.head = link.hash;
        }
    }
    if found.broken.is_none() && !seen_expected {
        found.broken = Some(Broken {
            seq: found.links + 1,
            reason: said!(
                "das verwahrte Ende steht nicht in der Kette",
                "the shipped head is not in the chain"
            ),
        });
    }
    found.unsealed = event::Entity::find().filter(event::COLUMN.sealed.eq(false)).count(db).await?;
    if found.broken.is_none() {
        found.broken = chained_facts_are_complete(db, &found).await?;
    }
    Ok(found)
}

fn fault_of(
    keys: &Keys,
    link: &super::Link,
    fact: Option<&event::Recorded>,
    found: &Verified,
) -> Option<Said> {
    if link.seq != found.links + 1 {
        return Some(said!("ein Glied fehlt", "a link is missing"));
    }
    let Some(fact) = fact else {
        return Some(said!("was geschah, ist gelöscht", "the fact of this link was deleted"));
    };
    if link.hash != link_hash(keys, link.seq, fact, &found.head) {
        return Some(said!(
            "was geschah oder die Reihenfolge ist geändert",
            "the fact or the order was changed"
        ));
    }
    (!fact.is_whole())
        .then(|| said!("die Einzelheiten sind geändert", "the fact's details were changed"))
}

/// A fact that claims to be sealed but has no link was slipped in, or its link was cut off the end.
async fn chained_facts_are_complete(
    db: &impl ConnectionTrait,
    found: &Verified,
) -> Result<Option<Broken>> {
    let sealed = event::Entity::find().filter(event::COLUMN.sealed.eq(true)).count(db).await?;
    let missing = i64::try_from(sealed).unwrap_or(i64::MAX) != found.links;
    Ok(missing.then_some(Broken {
        seq: found.links + 1,
        reason: said!(
            "Ereignisse gelten als versiegelt, die nicht in der Kette stehen",
            "facts are marked as sealed that the chain does not hold"
        ),
    }))
}
