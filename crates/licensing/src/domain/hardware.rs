//! Hardware: knowing a machine again by its parts, though some of them are others now.

use super::machine::{Component, ComponentId};
use chrono::TimeDelta;
use std::collections::HashSet;

/// How much a part says about which machine it is, by the words in its name. Processors of one model are all alike, and docks
/// and virtual networks bring addresses of their own: both say little.
pub fn weight(name: &str) -> u32 {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["tpm", "cloud"]) {
        4
    } else if has(&["smbios", "uuid", "board", "bios", "serial"]) {
        3
    } else if has(&["install", "machine-id", "guid", "disk", "drive", "volume"]) {
        2
    } else {
        1
    }
}

/// A part that a program names now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub name: String,
    pub fingerprint: String,
}

/// A part that is another now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drift {
    pub part: ComponentId,
    pub name: String,
    /// The new one's.
    pub fingerprint: String,
}

/// How far a machine is the one that was enrolled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Likeness {
    /// The weight of the parts that are the same, and of all that were enrolled.
    pub same: u32,
    pub enrolled: u32,
    /// How many parts are the same.
    pub parts: usize,
    /// Those that have the name of an enrolled part and are others.
    pub drifted: Vec<Drift>,
}

impl Likeness {
    /// So many parts may become others by themselves…
    pub const MOST_DRIFTS: usize = 2;
    /// …within so long.
    pub const DRIFTS_WITHIN: TimeDelta = TimeDelta::days(30);

    pub fn between(enrolled: &[Component], told: &[Told]) -> Self {
        let now: HashSet<&str> = told.iter().map(|part| part.fingerprint.as_str()).collect();
        let mut like = Self::default();
        let mut news: Vec<&Told> = told
            .iter()
            .filter(|part| enrolled.iter().all(|known| known.fingerprint != part.fingerprint))
            .collect();
        for known in enrolled {
            let weight = weight(&known.name);
            like.enrolled += weight;
            if now.contains(known.fingerprint.as_str()) {
                like.same += weight;
                like.parts += 1;
            } else if let Some(at) = news.iter().position(|part| part.name == known.name) {
                let fingerprint = news.swap_remove(at).fingerprint.clone();
                like.drifted.push(Drift { part: known.id, name: known.name.clone(), fingerprint });
            }
        }
        like
    }

    /// Whether it is the same machine: by half of the weight at least, and never by one part alone.
    pub fn is_same(&self) -> bool {
        self.parts >= 2 && self.same * 2 >= self.enrolled
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::licence::LicenceId;
    use crate::domain::machine::MachineId;
    use crate::domain::metadata::Metadata;
    use platform::Millis;

    type Parts<'a> = &'a [(&'a str, &'a str)];

    fn enrolled(parts: Parts) -> Vec<Component> {
        let at = Millis(chrono::DateTime::UNIX_EPOCH);
        let part = |(name, fingerprint): &(&str, &str)| Component {
            id: ComponentId::new(),
            machine: MachineId::new(),
            licence: LicenceId::new(),
            name: (*name).into(),
            fingerprint: (*fingerprint).into(),
            claim: String::new(),
            metadata: Metadata::default(),
            created_at: at,
            updated_at: at,
            version: 1,
        };
        parts.iter().map(part).collect()
    }

    fn told(parts: Parts) -> Vec<Told> {
        let part = |(name, fingerprint): &(&str, &str)| Told {
            name: (*name).into(),
            fingerprint: (*fingerprint).into(),
        };
        parts.iter().map(part).collect()
    }

    #[test]
    fn a_machine_is_known_again_by_half_of_its_weight_and_never_by_one_part() {
        let known = enrolled(&[
            ("board", "b"),
            ("disk", "d"),
            ("install-id", "i"),
            ("cpu", "c"),
            ("mac", "m"),
        ]);
        let table: &[(&str, Parts, bool)] = &[
            ("all", &[("board", "b"), ("disk", "d"), ("install-id", "i"), ("cpu", "c")], true),
            ("new disk", &[("board", "b"), ("disk", "D"), ("install-id", "i")], true),
            ("board and disk: 5 of 9", &[("board", "b"), ("disk", "d")], true),
            ("board and cpu: 4 of 9", &[("board", "b"), ("cpu", "c")], false),
            (
                "disk, install, cpu: 5 of 9",
                &[("disk", "d"), ("install-id", "i"), ("cpu", "c")],
                true,
            ),
            ("cpu and mac", &[("cpu", "c"), ("mac", "m")], false),
            ("another", &[("board", "x"), ("disk", "y")], false),
            ("nothing", &[], false),
        ];
        for (what, now, same) in table {
            assert_eq!(Likeness::between(&known, &told(now)).is_same(), *same, "{what}");
        }
        let alone = enrolled(&[("tpm", "t")]);
        assert!(!Likeness::between(&alone, &told(&[("tpm", "t")])).is_same());
        assert!(!Likeness::between(&[], &told(&[("tpm", "t")])).is_same());
    }

    #[test]
    fn a_part_that_is_another_now_is_known_by_its_name() {
        let known = enrolled(&[("disk", "1"), ("disk", "2"), ("board", "b"), ("mac", "m")]);
        let now = told(&[("disk", "2"), ("disk", "3"), ("board", "b"), ("tpm", "t")]);
        let like = Likeness::between(&known, &now);
        assert_eq!((like.same, like.enrolled, like.parts), (5, 8, 2));
        let drift = Drift { part: known[0].id, name: "disk".into(), fingerprint: "3".into() };
        assert_eq!(like.drifted, [drift]);
    }

    #[test]
    fn what_says_most_weighs_most() {
        for (name, expected) in [
            ("TPM EK", 4),
            ("cloud-instance", 4),
            ("SMBIOS UUID", 3),
            ("board_serial", 3),
            ("install-id", 2),
            ("disk", 2),
            ("CPU", 1),
            ("mac", 1),
            ("", 1),
        ] {
            assert_eq!(weight(name), expected, "{name}");
        }
    }
}
