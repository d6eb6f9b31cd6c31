//! Hardware: knowing a machine again by its parts, though some of them are others now.

use super::machine::{Component, ComponentId};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// What parts are called, and what else they are called.
const PARTS: &[(&str, &[&str])] = &[
    ("tpm", &["tpm_ek"]),
    ("cloud_id", &["instance_id"]),
    ("system_uuid", &["smbios_uuid", "product_uuid"]),
    ("board_serial", &["motherboard_serial"]),
    ("machine_id", &["install_id", "machine_guid"]),
    ("disk_serial", &["disk_id", "volume_serial"]),
    ("cpu_id", &["cpu", "processor_id"]),
    ("mac", &["macs", "mac_address", "mac_addresses"]),
];

/// What manufacturers write where they write nothing.
const JUNK: &[&str] = &[
    "to be filled by o.e.m.",
    "to be filled by oem",
    "default string",
    "system serial number",
    "not specified",
    "not applicable",
    "unknown",
    "none",
    "n/a",
    "0123456789",
    "123456789",
    "03000200-0400-0500-0006-000700080009",
];

/// The one name of a part; none of what says nothing about a machine.
pub fn part(name: &str) -> Option<&'static str> {
    let known = PARTS.iter().find(|(own, others)| *own == name || others.contains(&name));
    known.map(|(own, _)| *own)
}

/// What a part calls itself, as it is compared; none where it says nothing.
pub fn spelt(part: &str, text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let same = plain.chars().all(|c| plain.starts_with(c));
    if plain.len() < 4 || same || JUNK.contains(&text.as_str()) {
        return None;
    }
    let dashed = matches!(part, "mac" | "system_uuid" | "machine_id");
    Some(if dashed { plain } else { text })
}

/// With fewer parts than these a machine is known with little confidence.
pub const CONFIDENT: usize = 3;

/// How much a part says about which machine it is, by the words in its name. Processors of one model are all alike, and docks
/// and virtual networks bring addresses of their own: both say little.
pub fn weight(name: &str) -> u32 {
    let name = name.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if has(&["tpm", "cloud"]) {
        4
    } else if has(&["install", "machine-id", "machine_id", "guid", "disk", "drive", "volume"]) {
        2
    } else if has(&["smbios", "uuid", "board", "bios", "serial"]) {
        3
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
    /// The weight of the parts that are the same, and of all that were enrolled; several of one name weigh as one.
    pub same: u32,
    pub enrolled: u32,
    /// How many parts are the same, and how many were enrolled.
    pub parts: usize,
    pub known: usize,
    /// Those that have the name of an enrolled part and are others.
    pub drifted: Vec<Drift>,
}

impl Likeness {
    /// So many parts may become others by themselves…
    pub const MOST_DRIFTS: usize = 2;
    /// …within so long.
    pub const DRIFTS_WITHIN: TimeDelta = TimeDelta::days(30);

    pub fn between(enrolled: &[Component], told: &[Told]) -> Self {
        let is = |known: &Component, part: &Told| {
            known.name == part.name && known.fingerprint == part.fingerprint
        };
        let mut like = Self::default();
        let mut news: Vec<&Told> =
            told.iter().filter(|part| !enrolled.iter().any(|known| is(known, part))).collect();
        let mut names: BTreeMap<&str, bool> = BTreeMap::new();
        for known in enrolled {
            let here = told.iter().any(|part| is(known, part));
            *names.entry(&known.name).or_default() |= here;
            if here {
                continue;
            }
            if let Some(at) = news.iter().position(|part| part.name == known.name) {
                let fingerprint = news.swap_remove(at).fingerprint.clone();
                like.drifted.push(Drift { part: known.id, name: known.name.clone(), fingerprint });
            }
        }
        for (name, here) in names {
            let weight = weight(name);
            like.enrolled += weight;
            like.known += 1;
            if here {
                like.same += weight;
                like.parts += 1;
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
        assert_eq!((like.same, like.enrolled, like.parts, like.known), (5, 6, 2, 3));
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
            ("disk_serial", 2),
            ("machine_id", 2),
            ("CPU", 1),
            ("mac", 1),
            ("", 1),
        ] {
            assert_eq!(weight(name), expected, "{name}");
        }
    }

    #[test]
    fn several_of_one_name_weigh_as_one_and_the_right_mark_at_the_wrong_part_is_none() {
        let known = enrolled(&[("board", "b"), ("mac", "m"), ("mac", "n"), ("cpu", "c")]);
        let like = |now: Parts| Likeness::between(&known, &told(now));
        assert!(like(&[("board", "b"), ("mac", "n")]).is_same());
        assert!(!like(&[("mac", "m"), ("mac", "n")]).is_same());
        assert!(!like(&[("board", "m"), ("mac", "b"), ("cpu", "c")]).is_same());
    }

    #[test]
    fn what_says_nothing_is_left_aside_and_the_rest_has_one_spelling() {
        for (name, text, kept) in [
            ("mac", "00:1A:2B:3C:4D:5E", Some("001a2b3c4d5e")),
            ("mac", "00:00:00:00:00:00", None),
            ("mac", "ff-ff-ff-ff-ff-ff", None),
            ("board_serial", "To Be Filled By O.E.M.", None),
            ("cpu_id", " BFEBFBFF000906EA ", Some("bfebfbff000906ea")),
            ("disk_serial", "WD-1", None),
            ("disk_serial", "WD-12", Some("wd-12")),
        ] {
            assert_eq!(spelt(name, text).as_deref(), kept, "{text}");
        }
        assert_eq!((part("product_uuid"), part("hostname")), (Some("system_uuid"), None));
    }
}
