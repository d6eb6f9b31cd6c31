//! Where a machine runs, as its program reports it: within another machine, or in a container.

use super::metadata::Metadata;
use super::policy::Settings;
use super::strategy::Enforcement;
use platform::Refuse;
use serde_json::{Map, Value};

/// What is reported; a name where there is one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Surroundings {
    pub hypervisor: Option<String>,
    pub container: Option<String>,
    /// The machine says too little of itself to be known again with confidence.
    pub vague: bool,
}

/// Why a machine gets no seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    #[error("the license cannot be used in a virtual machine")]
    VirtualMachine,
    #[error("the license cannot be used in a container")]
    Container,
}

impl Refuse for Refused {
    fn key(&self) -> &'static str {
        match self {
            Self::VirtualMachine => "licensing-virtual-machine-refused",
            Self::Container => "licensing-container-refused",
        }
    }

    fn code(&self) -> Option<&'static str> {
        Some(self.name())
    }
}

impl Refused {
    pub fn name(self) -> &'static str {
        match self {
            Self::VirtualMachine => "VIRTUAL_MACHINE_NOT_ALLOWED",
            Self::Container => "CONTAINER_NOT_ALLOWED",
        }
    }
}

/// Longer names are cut.
const LONGEST: usize = 60;
const HYPERVISOR: &str = "hypervisor";
const CONTAINER: &str = "container";
const VAGUE: &str = "lowConfidence";

impl Surroundings {
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// A name, or that there is one; none where it is said that there is none.
    pub fn named(value: Option<&Value>) -> Option<String> {
        match value? {
            Value::Bool(true) => Some("yes".into()),
            Value::String(text) => {
                let text: String = text.trim().chars().take(LONGEST).collect();
                let none = ["", "none", "no", "false"].contains(&text.to_lowercase().as_str());
                (!none && !text.chars().any(char::is_control)).then_some(text)
            }
            _ => None,
        }
    }

    /// As it stands in the machine's metadata.
    pub fn of(metadata: &Metadata) -> Self {
        Self {
            hypervisor: Self::named(metadata.get(HYPERVISOR)),
            container: Self::named(metadata.get(CONTAINER)),
            vague: metadata.get(VAGUE) == Some(&Value::Bool(true)),
        }
    }

    /// The same metadata with these in it; the old ones where there is no room.
    pub fn within(&self, metadata: &Metadata) -> Metadata {
        let mut all: Map<String, Value> = metadata.as_object().clone();
        let mut put = |key: &str, value: Option<Value>| match value {
            Some(value) => drop(all.insert(key.into(), value)),
            None => drop(all.remove(key)),
        };
        put(HYPERVISOR, self.hypervisor.clone().map(Value::from));
        put(CONTAINER, self.container.clone().map(Value::from));
        put(VAGUE, self.vague.then_some(Value::Bool(true)));
        Metadata::new(all.into()).unwrap_or_else(|_| metadata.clone())
    }

    fn found(&self, policy: &Settings, how: Enforcement) -> Vec<Refused> {
        let both = [
            (self.hypervisor.is_some(), policy.virtual_machine_strategy, Refused::VirtualMachine),
            (self.container.is_some(), policy.container_strategy, Refused::Container),
        ];
        let found = both.into_iter().filter(|(is, strategy, _)| *is && *strategy == how);
        found.map(|(_, _, what)| what).collect()
    }

    /// What of it the policy does not want.
    pub fn refused(&self, policy: &Settings) -> Vec<Refused> {
        self.found(policy, Enforcement::Block)
    }

    /// What of it the policy warns of, as programs are told.
    pub fn warnings(&self, policy: &Settings) -> Vec<&'static str> {
        let name = |what: &Refused| match what {
            Refused::VirtualMachine => "VIRTUAL_MACHINE",
            Refused::Container => "CONTAINER",
        };
        self.found(policy, Enforcement::Warn).iter().map(name).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_policy_notes_warns_of_or_refuses_where_a_machine_runs() {
        let here = Surroundings { hypervisor: Some("kvm".into()), ..Surroundings::default() };
        let policy = |virtual_machine_strategy| Settings {
            virtual_machine_strategy,
            container_strategy: Enforcement::Block,
            ..Settings::default()
        };
        for (strategy, refused, warned) in [
            (Enforcement::Log, vec![], vec![]),
            (Enforcement::Warn, vec![], vec!["VIRTUAL_MACHINE"]),
            (Enforcement::Block, vec![Refused::VirtualMachine], vec![]),
        ] {
            let policy = policy(strategy);
            assert_eq!((here.refused(&policy), here.warnings(&policy)), (refused, warned));
        }
        let container = Surroundings { container: Some("docker".into()), ..here };
        assert_eq!(container.refused(&policy(Enforcement::Log)), [Refused::Container]);
    }

    #[test]
    fn what_is_reported_stands_in_the_metadata_beside_what_was_there() {
        let before = Metadata::new(json!({ "seat": 4, "container": "docker" })).unwrap();
        let hypervisor = Surroundings::named(Some(&json!(true)));
        let now = Surroundings { hypervisor, container: None, vague: true };
        let after = now.within(&before);
        let expected = json!({ "seat": 4, "hypervisor": "yes", "lowConfidence": true });
        assert_eq!(Value::Object(after.as_object().clone()), expected);
        assert_eq!(Surroundings::of(&after), now);
        for nothing in [json!("none"), json!(""), json!(false), json!(7), json!(null)] {
            assert_eq!(Surroundings::named(Some(&nothing)), None, "{nothing}");
        }
    }
}
