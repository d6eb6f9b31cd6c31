//! Clones: one machine that is heard from two places at once.

use crate::domain::heartbeat::Pulse;
use crate::domain::machine::MachineId;
use chrono::{DateTime, TimeDelta, Utc};
use events::licensing::{CloneSuspected, machine_object};
use platform::db::Source;
use platform::event::{self, Event as _, Filter};
use platform::held::Held;
use platform::http::address_key;
use platform::{Cx, Kontor, Result};
use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, OnceLock, PoisonError};

/// From where machines were heard last. It is this node's own, and forgotten when it grows too large: what is missed then is
/// seen at the next two heartbeats.
pub struct Clones(Mutex<HashMap<(MachineId, bool), Heard>>);

/// So many machines are remembered.
const MOST: usize = 100_000;

/// Of one machine the last place, and the one before that was another.
#[derive(Clone, Debug)]
struct Heard {
    last: (String, DateTime<Utc>),
    before: Option<(String, DateTime<Utc>)>,
}

impl Held for Clones {
    fn new(_: &Kontor) -> Self {
        Self(Mutex::default())
    }
}

/// What the watch said of one heartbeat: it is asked once, for a second question would find what the first one left behind.
#[derive(Debug, Default)]
pub struct Asked(OnceLock<Option<String>>);

impl Asked {
    /// As [`Clones::hear`], and the same again however often the heartbeat is tried.
    pub fn hear(
        &self,
        clones: &Clones,
        pulse: &Pulse,
        (from, now): (IpAddr, DateTime<Utc>),
    ) -> Option<String> {
        self.0.get_or_init(|| clones.hear(pulse, from, now)).clone()
    }
}

impl Clones {
    /// Takes note of a heartbeat. Says why there may be two machines, if it comes from a place from where it came before it
    /// came from another, all within one window: whoever moves does not come back at once. Each family of addresses is seen
    /// by itself, for many machines use both in turn.
    pub fn hear(&self, pulse: &Pulse, from: IpAddr, now: DateTime<Utc>) -> Option<String> {
        let window = window(pulse)?;
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (key, from) = ((MachineId(pulse.id), from.is_ipv6()), address_key(from));
        if all.len() >= MOST && !all.contains_key(&key) {
            all.clear();
        }
        let first = || Heard { last: (from.clone(), now), before: None };
        let heard = all.entry(key).or_insert_with(first);
        if heard.last.0 == from {
            heard.last.1 = now;
            return None;
        }
        let other = std::mem::replace(&mut heard.last, (from.clone(), now));
        let before = heard.before.replace(other.clone());
        let (place, at) = before?;
        (place == from && now - at < window).then(|| format!("{from} / {}", other.0))
    }
}

/// Within so long a living machine sends a heartbeat.
fn window(pulse: &Pulse) -> Option<TimeDelta> {
    Some(pulse.life.dies_at? - pulse.last_beat_at?)
}

/// The fact to be told, unless it was told within the last day.
pub async fn fact(
    db: &impl Source,
    cx: &Cx,
    pulse: &Pulse,
    why: String,
) -> Result<Option<CloneSuspected>> {
    let machine = MachineId(pulse.id);
    let filter = Filter {
        name: Some(CloneSuspected::NAME.into()),
        object: Some(machine_object(machine)),
        from: Some(cx.now - TimeDelta::days(1)),
        ..Filter::default()
    };
    let told = event::page(db, &filter, 1).await?;
    Ok(told.is_empty().then_some(CloneSuspected { machine, licence: pulse.licence, why }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::heartbeat::Life;
    use crate::domain::licence::LicenceId;
    use crate::domain::policy::PolicyId;

    const HOME: &str = "198.51.100.4";
    const AWAY: &str = "203.0.113.7";

    /// Whether the last of these heartbeats, each with its second, raises a suspicion; the window is 630 s.
    fn suspected(beats: &[(&str, i64)]) -> bool {
        let at = |n: i64| DateTime::from_timestamp(1_795_248_000 + n, 0).unwrap();
        let mut pulse = Pulse {
            id: MachineId::new().0,
            licence: LicenceId::new(),
            policy: PolicyId::new(),
            last_beat_at: None,
            life: Life::default(),
        };
        let clones = Clones(Mutex::default());
        let mut found = None;
        for (from, n) in beats {
            found = clones.hear(&pulse, from.parse().unwrap(), at(*n));
            pulse.last_beat_at = Some(at(*n));
            pulse.life.dies_at = Some(at(*n + 630));
        }
        found.is_some()
    }

    #[test]
    fn a_heartbeat_that_is_tried_twice_is_suspected_alike_and_heard_once() {
        let at = |n: i64| DateTime::from_timestamp(1_795_248_000 + n, 0).unwrap();
        let life = Life { dies_at: Some(at(1260)), ..Life::default() };
        let (id, licence, policy) = (MachineId::new().0, LicenceId::new(), PolicyId::new());
        let pulse = Pulse { id, licence, policy, last_beat_at: Some(at(630)), life };
        let clones = Clones(Mutex::default());
        let beats: Vec<Option<String>> = [(HOME, 0), (AWAY, 10), (HOME, 20), (AWAY, 30)]
            .into_iter()
            .map(|(from, n)| {
                let (asked, heard) = (Asked::default(), (from.parse().unwrap(), at(n)));
                let first = asked.hear(&clones, &pulse, heard);
                assert_eq!(asked.hear(&clones, &pulse, heard), first, "{n}");
                first
            })
            .collect();
        assert_eq!(
            beats.iter().map(Option::is_some).collect::<Vec<_>>(),
            [false, false, true, true]
        );
    }

    #[test]
    fn two_places_in_turn_within_one_window_are_two_machines() {
        let start = (HOME, 0);
        assert!(suspected(&[start, (HOME, 10), (AWAY, 100), (HOME, 600)]));
        assert!(suspected(&[start, (HOME, 10), (AWAY, 100), (HOME, 600), (AWAY, 700)]));
        assert!(!suspected(&[start, (HOME, 10), (HOME, 100), (HOME, 600)]));
        assert!(!suspected(&[start, (HOME, 10), (AWAY, 100), (AWAY, 600)]), "it moved");
        assert!(!suspected(&[start, (HOME, 10), (AWAY, 400), (HOME, 700)]), "and came back later");
        assert!(!suspected(&[start, (HOME, 10), ("2001:db8::1", 20), (HOME, 30)]));
        let near = ["2001:db8::1", "2001:db8::2", "2001:db8::1"];
        assert!(!suspected(&[start, (near[0], 10), (near[1], 20), (near[2], 30)]));
    }
}
