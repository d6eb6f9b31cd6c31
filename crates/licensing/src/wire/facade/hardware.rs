//! A machine by its parts: what a program says of them becomes keyed hashes at once, and they are known again by weight.

use super::super::fault::Fault;
use super::told::{Told, invalid, missing};
use crate::actions;
use crate::domain::activation::ComponentDraft;
use crate::domain::hardware::{self, CONFIDENT};
use crate::domain::licence::Licence;
use crate::domain::machine::Machine;
use crate::domain::surroundings::Surroundings;
use crate::store;
use platform::{Cx, Kontor};
use serde_json::Value;
use std::collections::BTreeSet;

/// How the hashes are made; a part of what is hashed, so that another way can come beside.
const WAY: &str = "1";
/// More parts of one name are no machine's.
const MOST: usize = 32;

/// A machine as it was told: nothing in it is what a part calls itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hardware {
    pub fingerprint: String,
    /// By name and hash, in order.
    pub parts: BTreeSet<(String, String)>,
    pub surroundings: Surroundings,
    /// The program made the fingerprint: it may stay the same while parts become others.
    named: bool,
}

impl Hardware {
    /// A machine of which nothing but its fingerprint is told.
    pub fn named(fingerprint: String) -> Self {
        Self { fingerprint, named: true, ..Self::default() }
    }

    /// What a body says of the machine; none where it says nothing.
    pub fn of(kontor: &Kontor, licence: &Licence, told: &Told) -> Result<Option<Self>, Fault> {
        let mut parts = match told.raw("components") {
            Some(given) => hashed(given)?,
            None => BTreeSet::new(),
        };
        let raw = told.raw("hardware");
        let said = |name| Surroundings::named(raw.and_then(|raw| raw.get(name)));
        let (hypervisor, container) = (said("virtual"), said("container"));
        let mut surroundings = Surroundings { hypervisor, container, vague: false };
        if let Some(hash) = told.text("hardware_hash")? {
            return Ok(Some(Self { parts, surroundings, ..Self::named(hash) }));
        }
        let Some(raw) = raw else { return Ok(None) };
        let purpose = format!("licensing.hardware/{}", licence.product);
        let mac = |text: &str| hex::encode(kontor.keys.mac(&purpose, text.as_bytes()));
        for (name, value) in read(raw)? {
            let hash = mac(&format!("{WAY} {name}={value}"));
            parts.insert((name.to_owned(), hash));
        }
        // processors of one model call themselves alike
        if parts.iter().all(|(name, _)| name == "cpu_id") {
            return Err(invalid("hardware", "says nothing that tells this machine from others"));
        }
        let names: BTreeSet<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        surroundings.vague = names.len() < CONFIDENT;
        let all: Vec<String> = parts.iter().map(|(name, hash)| format!("{name}={hash}")).collect();
        let fingerprint = mac(&format!("{WAY} {}", all.join(" ")));
        Ok(Some(Self { fingerprint, parts, surroundings, named: false }))
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

    fn told(&self) -> Vec<hardware::Told> {
        let part = |(name, hash): &(String, String)| hardware::Told {
            name: name.clone(),
            fingerprint: hash.clone(),
        };
        self.parts.iter().map(part).collect()
    }

    /// The machine of the licence that this is: the very same, else the one most of whose parts it has.
    pub async fn known(&self, cx: &Cx, licence: &Licence) -> Result<Option<Machine>, Fault> {
        let same = store::check_out::machines(cx.db(), &self.fingerprint, Some(licence.id)).await?;
        let known = match same.into_iter().next() {
            Some(same) => {
                if self.named && !self.parts.is_empty() {
                    actions::compare_machine(cx, &same, &self.told()).await?;
                }
                same
            }
            None => match actions::recognise_machine(cx, licence.id, &self.told()).await? {
                Some(found) => found.machine,
                None => return Ok(None),
            },
        };
        self.report(cx, known).await.map(Some)
    }

    /// Writes down where the machine runs now, if the program says so.
    async fn report(&self, cx: &Cx, machine: Machine) -> Result<Machine, Fault> {
        let known = Surroundings::of(&machine.metadata);
        let tells = self.surroundings.hypervisor.is_some() || self.surroundings.container.is_some();
        if !tells || known == self.surroundings || cx.kontor.is_read_only() {
            return Ok(machine);
        }
        let vague = known.vague;
        let metadata =
            Surroundings { vague, ..self.surroundings.clone() }.within(&machine.metadata);
        if metadata == machine.metadata {
            return Ok(machine);
        }
        let edit = crate::domain::activation::MachineEdit {
            metadata: Some(metadata),
            ..Default::default()
        };
        Ok(actions::change_machine(cx, machine.id, &edit).await?)
    }
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
        let Some(part) = hardware::part(name) else { continue };
        let texts: Vec<&str> = match value {
            Value::Array(all) => all.iter().take(MOST).filter_map(Value::as_str).collect(),
            Value::String(text) => vec![text],
            _ => Vec::new(),
        };
        let spelt = texts.into_iter().filter_map(|text| hardware::spelt(part, text));
        read.extend(spelt.map(|text| (part, text)));
    }
    Ok(read)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn parts_are_read_by_each_of_their_names() {
        let raw = json!({
            "macs": ["00:1A:2B:3C:4D:5E", "00:00:00:00:00:00"],
            "product_uuid": "4C4C4544-0042-3510-8051-B4C04F4A3332",
            "disk_serial": 7,
            "hostname": "rechner",
        });
        let mut found = read(&raw).unwrap();
        found.sort_unstable();
        let uuid = "4c4c4544004235108051b4c04f4a3332";
        assert_eq!(found, [("mac", "001a2b3c4d5e".to_owned()), ("system_uuid", uuid.to_owned())]);
        assert!(read(&json!("x")).is_err());
    }
}
