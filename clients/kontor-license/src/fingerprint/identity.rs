//! The one fingerprint that a machine goes by, and how it keeps it while parts of it change.

use serde_json::{Value, json};

use super::{Component, Reading, Surroundings, VERSION, hashed, likeness};
use crate::Result;

/// A machine with fewer usable components than this is not known by them.
const ENOUGH: usize = 3;

/// What the fingerprint is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Headline {
    /// The most stable component, by its name.
    Component(String),
    /// The id that an operator gave the container.
    NodeId,
    /// A random id in the state folder, because the machine has too little to be known by.
    Random,
}

/// A machine as the server knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Identity {
    pub version: u32,
    pub fingerprint: String,
    pub headline: Headline,
    /// None in a container: there they are the host's, or others at each start.
    pub components: Vec<Component>,
    pub surroundings: Surroundings,
}

impl Identity {
    /// Finds out who this machine is. `kept` is what the state folder remembers: as long as at least half of it still
    /// holds, the machine keeps its fingerprint, also where its most stable component changed, or cannot be read
    /// without being root.
    pub fn of(
        reading: &Reading,
        salt: &[u8],
        kept: Option<&Kept>,
        chance: impl FnOnce() -> Result<[u8; 16]>,
    ) -> Result<Self> {
        let in_container = reading.surroundings.container.is_some();
        let components = if in_container { Vec::new() } else { reading.components(salt) };
        let (fingerprint, headline) = match (in_container, &reading.node_id) {
            (true, Some(id)) => (hashed(salt, "node", id), Headline::NodeId),
            _ => match kept_or_new(&components, kept) {
                Some(found) => found,
                None => (hashed(salt, "random", &hex::encode(chance()?)), Headline::Random),
            },
        };
        let surroundings = reading.surroundings.clone();
        Ok(Self { version: VERSION, fingerprint, headline, components, surroundings })
    }

    /// Whether the fingerprint says little: it can be copied along with the state folder or the settings.
    pub fn low_confidence(&self) -> bool {
        !matches!(self.headline, Headline::Component(_))
    }

    /// What to remember of it, now that the server has accepted it: the parts as they are, and those that could not be
    /// read this time as they were.
    pub(crate) fn kept_after(&self, before: Option<&Kept>) -> Kept {
        let mut kept = self.kept();
        let before = before.filter(|before| before.fingerprint == kept.fingerprint);
        for component in before.into_iter().flat_map(|before| &before.components) {
            if kept.components.iter().all(|known| known.name != component.name) {
                kept.components.push(component.clone());
            }
        }
        kept
    }

    /// What to remember of it.
    pub fn kept(&self) -> Kept {
        Kept {
            version: self.version,
            fingerprint: self.fingerprint.clone(),
            headline: self.headline.clone(),
            components: self.components.clone(),
        }
    }
}

fn kept_or_new(components: &[Component], kept: Option<&Kept>) -> Option<(String, Headline)> {
    let kept = kept.filter(|kept| kept.version == VERSION);
    if let Some(kept) = kept {
        let same = match kept.headline {
            Headline::Component(_) => likeness(&kept.components, components).is_same_machine(),
            Headline::Random => components.len() < ENOUGH,
            Headline::NodeId => false,
        };
        if same {
            return Some((kept.fingerprint.clone(), kept.headline.clone()));
        }
    }
    let first = components.first().filter(|_| components.len() >= ENOUGH)?;
    Some((first.fingerprint.clone(), Headline::Component(first.name.clone())))
}

/// What the state folder remembers of a machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub version: u32,
    pub fingerprint: String,
    pub headline: Headline,
    pub components: Vec<Component>,
}

impl Kept {
    pub(crate) fn to_text(&self) -> String {
        let components = self.components.iter().map(|one| json!([one.name, one.fingerprint]));
        let headline = match &self.headline {
            Headline::Component(name) => name,
            Headline::NodeId => "node id",
            Headline::Random => "random id",
        };
        json!({
            "version": self.version,
            "fingerprint": self.fingerprint,
            "headline": headline,
            "components": components.collect::<Vec<_>>(),
        })
        .to_string()
    }

    pub(crate) fn from_text(text: &str) -> Option<Self> {
        let value: Value = serde_json::from_str(text).ok()?;
        let component = |one: &Value| {
            let (name, fingerprint) = (one[0].as_str()?, one[1].as_str()?);
            Some(Component { name: name.to_owned(), fingerprint: fingerprint.to_owned() })
        };
        Some(Self {
            version: value["version"].as_u64()?.try_into().ok()?,
            fingerprint: value["fingerprint"].as_str()?.to_owned(),
            headline: match value["headline"].as_str()? {
                "node id" => Headline::NodeId,
                "random id" => Headline::Random,
                name => Headline::Component(name.to_owned()),
            },
            components: value["components"].as_array()?.iter().filter_map(component).collect(),
        })
    }
}
