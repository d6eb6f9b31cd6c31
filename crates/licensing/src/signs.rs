//! Signs of misuse as they are counted in memory, before one of them is worth an anomaly. Each node counts for itself, and what
//! it counted may be lost with it.

use crate::actions::note_anomalies;
use crate::domain::anomaly::{Kind, Sign};
use crate::domain::licence::{Licence, LicenceId};
use chrono::{DateTime, TimeDelta, Utc};
use platform::held::Held;
use platform::http::address_key;
use platform::{Cx, Kontor};
use serde_json::json;
use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// An anomaly that is open is written down anew no more often than this.
const AGAIN: TimeDelta = TimeDelta::hours(1);
/// Within so long addresses are counted together.
const WINDOW: TimeDelta = TimeDelta::days(1);
/// A licence may be used from so many addresses, and from so many more for each of its machines.
const ADDRESSES: usize = 10;
const FOR_EACH_MACHINE: usize = 2;
/// So many keys that there are not may be asked for from one address.
const UNKNOWN: usize = 20;
/// So many licences, addresses and anomalies are remembered each.
const MOST: usize = 20_000;
/// So many wait to be written down, and so many are written in one transaction.
const WAITING: usize = 2_000;
const LOT: usize = 200;

/// What was seen lately.
#[derive(Default)]
pub(crate) struct Signs(Mutex<Seen>);

#[derive(Default)]
struct Seen {
    places: HashMap<LicenceId, Counted>,
    guesses: HashMap<String, Counted>,
    noted: HashMap<String, DateTime<Utc>>,
    /// What is due and not written down yet.
    waiting: Vec<Sign>,
}

/// Different things since a moment; no more of them than are too many.
struct Counted {
    since: DateTime<Utc>,
    things: HashSet<String>,
}

impl Held for Signs {
    fn new(_: &Kontor) -> Self {
        Self::default()
    }
}

/// How many different things there are with this one; none unless they are more than `most`.
fn count(counted: &mut Counted, thing: &str, most: usize, now: DateTime<Utc>) -> Option<usize> {
    if now - counted.since > WINDOW {
        *counted = Counted { since: now, things: HashSet::new() };
    }
    if counted.things.len() <= most {
        counted.things.insert(thing.to_owned());
    }
    Some(counted.things.len()).filter(|n| *n > most)
}

/// What is kept of a key; all is forgotten when it is too much.
fn entry<K: std::hash::Hash + Eq>(
    all: &mut HashMap<K, Counted>,
    key: K,
    now: DateTime<Utc>,
) -> &mut Counted {
    if all.len() >= MOST && !all.contains_key(&key) {
        all.clear();
    }
    all.entry(key).or_insert_with(|| Counted { since: now, things: HashSet::new() })
}

impl Signs {
    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether an anomaly is due to be written down.
    pub fn is_due(&self, claim: &str, now: DateTime<Utc>) -> bool {
        let noted = &mut self.seen().noted;
        if noted.len() >= MOST {
            noted.clear();
        }
        let due = noted.get(claim).is_none_or(|last| now - *last >= AGAIN);
        if due {
            noted.insert(claim.to_owned(), now);
        }
        due
    }

    /// Somebody resolved it: the next time is news again.
    pub fn forget(&self, claim: &str) {
        self.seen().noted.remove(claim);
    }

    fn places(&self, licence: &Licence, from: &str, now: DateTime<Utc>) -> Option<usize> {
        let machines = usize::try_from(licence.machines).unwrap_or_default();
        let most = machines.saturating_mul(FOR_EACH_MACHINE).saturating_add(ADDRESSES);
        count(entry(&mut self.seen().places, licence.id, now), from, most, now)
    }

    fn guesses(&self, from: &str, key: &str, now: DateTime<Utc>) -> Option<usize> {
        count(entry(&mut self.seen().guesses, from.to_owned(), now), key, UNKNOWN, now)
    }
}

/// A licence was asked about from somewhere: from too many places it is noted.
pub fn heard(cx: &Cx, licence: &Licence) {
    let Some(request) = &cx.request else { return };
    let from = address_key(request.ip);
    let Some(count) = cx.kontor.held::<Signs>().places(licence, &from, cx.now) else {
        return;
    };
    let evidence = json!({ "addresses": count, "machines": licence.machines, "last": from });
    wait(cx, Sign::of_licence(Kind::ManyAddresses, licence.id, evidence));
}

/// Somebody asked for a key that there is not; `hash` tells it from others.
pub fn guessed(cx: &Cx, hash: &str) {
    let Some(request) = &cx.request else { return };
    let from = address_key(request.ip);
    let Some(count) = cx.kontor.held::<Signs>().guesses(&from, hash, cx.now) else {
        return;
    };
    let evidence = json!({ "keys": count, "address": from });
    wait(cx, Sign::of_address(Kind::UnknownKeys, from, evidence));
}

/// Whoever asked does not wait until it is written.
fn wait(cx: &Cx, sign: Sign) {
    let signs = cx.kontor.held::<Signs>();
    if cx.kontor.is_read_only() || !signs.is_due(&sign.claim(), cx.now) {
        return;
    }
    let mut seen = signs.seen();
    if seen.waiting.len() < WAITING {
        seen.waiting.push(sign);
    } else {
        seen.noted.remove(&sign.claim());
    }
}

/// Writes down what waits.
pub(crate) async fn write(kontor: &Kontor) {
    let waiting = std::mem::take(&mut kontor.held::<Signs>().seen().waiting);
    let cx = Cx::system(kontor);
    for lot in waiting.chunks(LOT) {
        if let Err(cause) = note_anomalies(&cx, lot).await {
            tracing::warn!(%cause, count = lot.len(), "What looks like misuse could not be written down");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hours: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_795_248_000, 0).unwrap() + TimeDelta::hours(hours)
    }

    #[test]
    fn different_things_are_counted_within_a_day() {
        let mut counted = Counted { since: at(0), things: HashSet::new() };
        let mut see = |thing: &str, hours| count(&mut counted, thing, 2, at(hours));
        assert_eq!([see("a", 0), see("b", 1), see("a", 2)], [None, None, None]);
        assert_eq!([see("c", 3), see("d", 4)], [Some(3), Some(3)]);
        assert_eq!(see("e", 25), None, "the next day");
    }

    #[test]
    fn the_same_anomaly_is_due_once_an_hour_and_at_once_when_it_was_resolved() {
        let signs = Signs::default();
        assert!(signs.is_due("x", at(0)) && !signs.is_due("x", at(0)) && signs.is_due("y", at(0)));
        assert!(signs.is_due("x", at(1)));
        signs.forget("x");
        assert!(signs.is_due("x", at(1)));
    }
}
