//! A machine by its parts: what a program says of them becomes keyed hashes at once, and they are known again by weight.

use super::super::fault::Fault;
use super::told::{Told, invalid, missing};
use crate::domain::activation::ComponentDraft;
use crate::domain::licence::Licence;
use crate::domain::machine::{Component, Machine, MachineId};
use crate::store;
use platform::{Cx, Kontor};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// How the hashes are made; a part of what is hashed, so that another way can come beside.
const WAY: &str = "1";
/// More parts of one name are no machine's.
const MOST: usize = 32;

/// What parts are called, by what else they are called, and what they weigh.
const PARTS: &[(&str, &[&str], u32)] = &[
    ("tpm", &["tpm_ek"], 4),
    ("cloud_id", &["instance_id"], 4),
    ("system_uuid", &["smbios_uuid", "product_uuid"], 3),
    ("board_serial", &["motherboard_serial"], 3),
    ("machine_id", &["install_id", "machine_guid"], 2),
    ("disk_serial", &["disk_id", "volume_serial"], 2),
    ("cpu_id", &["cpu", "processor_id"], 1),
    ("mac", &["macs", "mac_address", "mac_addresses"], 1),
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

/// A machine as it was told: nothing in it is what a part calls itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hardware {
    pub fingerprint: String,
    /// By name and hash, in order.
    pub parts: BTreeSet<(String, String)>,
}

impl Hardware {
    /// What a body says of the machine; none where it says nothing.
    pub fn of(kontor: &Kontor, licence: &Licence, told: &Told) -> Result<Option<Self>, Fault> {
        let parts = match told.raw("components") {
            Some(given) => hashed(given)?,
            None => BTreeSet::new(),
        };
        if let Some(hash) = told.text("hardware_hash")? {
            return Ok(Some(Self { fingerprint: hash, parts }));
        }
        let Some(raw) = told.raw("hardware") else { return Ok(None) };
        let purpose = format!("licensing.hardware/{}", licence.product);
        let mac = |text: &str| hex::encode(kontor.keys.mac(&purpose, text.as_bytes()));
        let mut parts = parts;
        for (name, value) in read(raw)? {
            let hash = mac(&format!("{WAY} {name}={value}"));
            parts.insert((name.to_owned(), hash));
        }
        // processors of one model call themselves alike
        if parts.iter().all(|(name, _)| name == "cpu_id") {
            return Err(invalid("hardware", "says nothing that tells this machine from others"));
        }
        let all: Vec<String> = parts.iter().map(|(name, hash)| format!("{name}={hash}")).collect();
        Ok(Some(Self { fingerprint: mac(&format!("{WAY} {}", all.join(" "))), parts }))
    }

    /// The same where it has to be told.
    pub fn needed(kontor: &Kontor, licence: &Licence, told: &Told) -> Result<Self, Fault> {
        Self::of(kontor, licence, told)?.ok_or_else(|| missing("hardware"))
    }

    pub fn components(&self) -> Vec<ComponentDraft> {
        let draft = |(name, hash): &(String, String)| ComponentDraft {
            fingerprint: Some(hash.clone()),
            name: Some(name.clone()),
            ..ComponentDraft::default()
        };
        self.parts.iter().map(draft).collect()
    }

    /// The machine of the licence that this is: the very same, else the one most of whose parts it has.
    pub async fn known(&self, cx: &Cx, licence: &Licence) -> Result<Option<Machine>, Fault> {
        let same = store::check_out::machines(cx.db(), &self.fingerprint, Some(licence.id)).await?;
        if let Some(same) = same.into_iter().next() {
            return Ok(Some(same));
        }
        let hashes: Vec<&str> = self.parts.iter().map(|(_, hash)| hash.as_str()).collect();
        let machines = store::session::machines_with(cx.db(), licence.id, &hashes).await?;
        let parts = store::component::of_machines(cx.db(), &machines).await?;
        match self.likest(&parts) {
            Some(id) => Ok(store::machine::find(cx.db(), id).await?),
            None => Ok(None),
        }
    }

    /// The machine most of whose enrolled weight is here; of equals the older.
    fn likest(&self, enrolled: &[Component]) -> Option<MachineId> {
        let mut machines: BTreeMap<MachineId, Vec<(&str, &str)>> = BTreeMap::new();
        for part in enrolled {
            machines.entry(part.machine).or_default().push((&part.name, &part.fingerprint));
        }
        let scored = machines.into_iter().filter_map(|(id, parts)| Some((self.score(&parts)?, id)));
        scored.max_by_key(|(score, id)| (*score, std::cmp::Reverse(*id))).map(|(_, id)| id)
    }

    /// What of a machine's weight is here, where that is enough: half of it, and not by one part alone of several.
    fn score(&self, enrolled: &[(&str, &str)]) -> Option<u32> {
        let mut by_name: BTreeMap<&str, bool> = BTreeMap::new();
        for (name, hash) in enrolled {
            let here = self.parts.iter().any(|(its, own)| its == name && own == hash);
            *by_name.entry(name).or_default() |= here;
        }
        let all: u32 = by_name.keys().map(|name| weight(name)).sum();
        let here = by_name.iter().filter(|(_, here)| **here);
        let (count, score) =
            here.fold((0_usize, 0), |(count, sum), (name, _)| (count + 1, sum + weight(name)));
        let enough = score > 0 && score * 2 >= all && (count >= 2 || by_name.len() == 1);
        enough.then_some(score)
    }
}

fn weight(name: &str) -> u32 {
    PARTS.iter().find(|(own, _, _)| *own == name).map_or(1, |(_, _, weight)| *weight)
}

/// The parts as programs hashed them: by name, or in a list.
fn hashed(given: &Value) -> Result<BTreeSet<(String, String)>, Fault> {
    // no database looks for such characters
    let text = |value: &str| (!value.chars().any(char::is_control)).then(|| value.to_owned());
    let pair = |name: Option<&Value>, hash: Option<&Value>| {
        Some((text(name?.as_str()?)?, text(hash?.as_str()?)?))
    };
    let all: Option<BTreeSet<_>> = match given {
        Value::Object(all) => {
            all.iter().map(|(name, hash)| Some((text(name)?, text(hash.as_str()?)?))).collect()
        }
        Value::Array(all) => {
            all.iter().map(|one| pair(one.get("name"), one.get("fingerprint"))).collect()
        }
        _ => None,
    };
    all.ok_or_else(|| invalid("components", "must be names with their hashes"))
}

/// The parts that say something, each in its one spelling.
fn read(raw: &Value) -> Result<Vec<(&'static str, String)>, Fault> {
    let Some(raw) = raw.as_object() else {
        return Err(invalid("hardware", "must name parts of the machine"));
    };
    let mut read = Vec::new();
    for (name, value) in raw {
        let known = PARTS.iter().find(|(own, others, _)| own == name || others.contains(&&**name));
        let Some((name, _, _)) = known else { continue };
        let texts: Vec<&str> = match value {
            Value::Array(all) => all.iter().take(MOST).filter_map(Value::as_str).collect(),
            Value::String(text) => vec![text],
            _ => Vec::new(),
        };
        read.extend(texts.into_iter().filter_map(|text| Some((*name, spelt(name, text)?))));
    }
    Ok(read)
}

/// A value as it is compared; none where it says nothing.
fn spelt(name: &str, text: &str) -> Option<String> {
    let text = text.trim().to_lowercase();
    let plain: String = text.chars().filter(char::is_ascii_alphanumeric).collect();
    let same = plain.chars().all(|c| plain.starts_with(c));
    if plain.len() < 4 || same || JUNK.contains(&text.as_str()) {
        return None;
    }
    let dashed = matches!(name, "mac" | "system_uuid" | "machine_id");
    Some(if dashed { plain } else { text })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn hardware(parts: &[(&str, &str)]) -> Hardware {
        let parts = parts.iter().map(|(name, hash)| ((*name).into(), (*hash).into()));
        Hardware { fingerprint: "f".into(), parts: parts.collect() }
    }

    #[test]
    fn what_says_nothing_is_left_aside_and_the_rest_has_one_spelling() {
        let raw = json!({
            "mac": ["00:1A:2B:3C:4D:5E", "00:00:00:00:00:00", "ff-ff-ff-ff-ff-ff"],
            "system_uuid": "4C4C4544-0042-3510-8051-B4C04F4A3332",
            "board_serial": "To Be Filled By O.E.M.",
            "cpu_id": " BFEBFBFF000906EA ",
            "disk_serial": 7,
            "hostname": "rechner",
        });
        let mut found = read(&raw).unwrap();
        found.sort_unstable();
        assert_eq!(
            found,
            [
                ("cpu_id", "bfebfbff000906ea".into()),
                ("mac", "001a2b3c4d5e".into()),
                ("system_uuid", "4c4c4544004235108051b4c04f4a3332".to_owned()),
            ]
        );
        assert!(read(&json!("x")).is_err());
    }

    #[test]
    fn half_of_the_weight_is_enough_but_never_one_part_of_several() {
        let enrolled = [("system_uuid", "u"), ("disk_serial", "d"), ("cpu_id", "c"), ("mac", "m")];
        for (parts, score) in [
            (
                vec![("system_uuid", "u"), ("disk_serial", "d"), ("cpu_id", "c"), ("mac", "m")],
                Some(7),
            ),
            (vec![("system_uuid", "u"), ("cpu_id", "c")], Some(4)),
            // three of seven
            (vec![("disk_serial", "d"), ("cpu_id", "c")], None),
            (vec![("system_uuid", "u")], None),
            // the right hash at the wrong part
            (vec![("mac", "u"), ("disk_serial", "d"), ("cpu_id", "c")], None),
            (vec![], None),
        ] {
            assert_eq!(hardware(&parts).score(&enrolled), score, "{parts:?}");
        }
        assert_eq!(hardware(&[("mac", "m")]).score(&[("mac", "m"), ("mac", "n")]), Some(1));
        assert_eq!(hardware(&[("mac", "o")]).score(&[("mac", "m")]), None);
    }
}
