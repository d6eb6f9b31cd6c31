//! What a policy says, attribute by attribute: how each is read, and where it stands in a form.

use super::Pen;
use super::words::*;
use crate::crypto::algorithm::Scheme;
use crate::domain::policy::Settings;
use serde_json::{Map, Value};

/// How the values of an attribute look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Flag,
    /// A number of at least one, or none for as many as one likes.
    Limit,
    /// At least so many seconds, or none.
    Seconds(u64),
    /// One of these words, the first where nothing is said.
    Word(&'static [&'static str]),
    /// One of these words or none.
    MaybeWord(&'static [&'static str]),
}

/// An attribute by its name on the wire, and the code of a word that it does not know.
#[derive(Clone, Copy, Debug)]
pub struct Attribute {
    pub name: &'static str,
    pub kind: Kind,
    refused: &'static str,
}

/// Attributes that belong together; the name is that of the heading's text.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    pub name: &'static str,
    pub attributes: &'static [Attribute],
}

const fn flag(name: &'static str) -> Attribute {
    Attribute { name, kind: Kind::Flag, refused: "" }
}

const fn limit(name: &'static str) -> Attribute {
    Attribute { name, kind: Kind::Limit, refused: "" }
}

const fn seconds(name: &'static str, least: u64) -> Attribute {
    Attribute { name, kind: Kind::Seconds(least), refused: "" }
}

const fn word(
    name: &'static str,
    refused: &'static str,
    words: &'static [&'static str],
) -> Attribute {
    Attribute { name, kind: Kind::Word(words), refused }
}

/// All attributes but the name, in the order of a form.
pub const SECTIONS: &[Section] = &[
    Section {
        name: "keys",
        attributes: &[
            Attribute {
                name: "scheme",
                kind: Kind::MaybeWord(SCHEMES),
                refused: "SCHEME_NOT_ALLOWED",
            },
            flag("usePool"),
            flag("encrypted"),
            flag("protected"),
            word("authenticationStrategy", "AUTHENTICATION_STRATEGY_NOT_ALLOWED", AUTHENTICATION),
        ],
    },
    Section {
        name: "time",
        attributes: &[
            seconds("duration", Settings::DAY),
            word("expirationStrategy", "EXPIRATION_STRATEGY_NOT_ALLOWED", EXPIRATION),
            word("expirationBasis", "EXPIRATION_BASIS_NOT_ALLOWED", EXPIRATION_BASIS),
            word("renewalBasis", "RENEWAL_BASIS_NOT_ALLOWED", RENEWAL_BASIS),
            word("transferStrategy", "TRANSFER_STRATEGY_NOT_ALLOWED", TRANSFER),
        ],
    },
    Section {
        name: "limits",
        attributes: &[
            flag("floating"),
            flag("strict"),
            limit("maxMachines"),
            limit("maxProcesses"),
            limit("maxUsers"),
            limit("maxCores"),
            limit("maxMemory"),
            limit("maxDisk"),
            limit("maxUses"),
            word("overageStrategy", "OVERAGE_STRATEGY_NOT_ALLOWED", OVERAGE),
            word("machineLeasingStrategy", "MACHINE_LEASING_STRATEGY_NOT_ALLOWED", MACHINE_LEASING),
            word("processLeasingStrategy", "PROCESS_LEASING_STRATEGY_NOT_ALLOWED", PROCESS_LEASING),
        ],
    },
    Section {
        name: "fingerprints",
        attributes: &[
            word(
                "machineUniquenessStrategy",
                "MACHINE_UNIQUENESS_STRATEGY_NOT_ALLOWED",
                UNIQUENESS,
            ),
            word("machineMatchingStrategy", "MACHINE_MATCHING_STRATEGY_NOT_ALLOWED", MATCHING),
            word(
                "componentUniquenessStrategy",
                "COMPONENT_UNIQUENESS_STRATEGY_NOT_ALLOWED",
                COMPONENT_UNIQUENESS,
            ),
            word("componentMatchingStrategy", "COMPONENT_MATCHING_STRATEGY_NOT_ALLOWED", MATCHING),
            word("virtualMachineStrategy", "VIRTUAL_MACHINE_STRATEGY_NOT_ALLOWED", ENFORCEMENT),
            word("containerStrategy", "CONTAINER_STRATEGY_NOT_ALLOWED", ENFORCEMENT),
        ],
    },
    Section {
        name: "self-service",
        attributes: &[
            limit("maxDeactivations"),
            word(
                "deactivationInterval",
                "DEACTIVATION_INTERVAL_NOT_ALLOWED",
                DEACTIVATION_INTERVAL,
            ),
        ],
    },
    Section {
        name: "heartbeat",
        attributes: &[
            flag("requireHeartbeat"),
            seconds("heartbeatDuration", 60),
            word("heartbeatBasis", "HEARTBEAT_BASIS_NOT_ALLOWED", HEARTBEAT_BASIS),
            word("heartbeatCullStrategy", "HEARTBEAT_CULL_STRATEGY_NOT_ALLOWED", CULL),
            word(
                "heartbeatResurrectionStrategy",
                "HEARTBEAT_RESURRECTION_STRATEGY_NOT_ALLOWED",
                RESURRECTION,
            ),
        ],
    },
    Section {
        name: "check-in",
        attributes: &[
            flag("requireCheckIn"),
            Attribute {
                name: "checkInInterval",
                kind: Kind::MaybeWord(INTERVAL),
                refused: "CHECK_IN_INTERVAL_NOT_ALLOWED",
            },
            limit("checkInIntervalCount"),
        ],
    },
    Section {
        name: "scopes",
        attributes: &[
            flag("requireProductScope"),
            flag("requirePolicyScope"),
            flag("requireMachineScope"),
            flag("requireFingerprintScope"),
            flag("requireComponentsScope"),
            flag("requireUserScope"),
            flag("requireChecksumScope"),
            flag("requireVersionScope"),
            flag("requireEnvironmentScope"),
        ],
    },
];

/// Those that are yes or no.
pub const FLAGS: &[&str] = &[
    "usePool",
    "encrypted",
    "protected",
    "floating",
    "strict",
    "requireHeartbeat",
    "requireCheckIn",
    "requireProductScope",
    "requirePolicyScope",
    "requireMachineScope",
    "requireFingerprintScope",
    "requireComponentsScope",
    "requireUserScope",
    "requireChecksumScope",
    "requireVersionScope",
    "requireEnvironmentScope",
];

pub fn all() -> impl Iterator<Item = &'static Attribute> {
    SECTIONS.iter().flat_map(|section| section.attributes)
}

pub fn find(name: &str) -> Option<&'static Attribute> {
    all().find(|attribute| attribute.name == name)
}

/// The code of a word that an attribute does not know.
pub(super) fn refused_code(field: &str, reason: &str) -> Option<&'static str> {
    find(field).map(|attribute| attribute.refused).filter(|code| code.ends_with(reason))
}

/// `maxMachines` as codes have it.
pub(super) fn upper(name: &str) -> String {
    apart(name, '_').to_ascii_uppercase()
}

/// `maxMachines` or `NO_REVIVE` as keys of texts have it: `max-machines`, `no-revive`.
pub fn kebab(name: &str) -> String {
    if name.bytes().any(|byte| byte.is_ascii_lowercase()) {
        apart(name, '-').to_ascii_lowercase()
    } else {
        name.to_ascii_lowercase().replace('_', "-")
    }
}

fn apart(name: &str, between: char) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !out.is_empty() {
            out.push(between);
        }
        out.push(letter);
    }
    out
}

/// All settings as the wire has them.
pub fn object(settings: &Settings) -> Map<String, Value> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(all)) => all,
        _ => Map::new(),
    }
}

/// Takes over what is given of all attributes.
pub(super) fn read(pen: &mut Pen<'_>, settings: &mut Settings) {
    let mut values = object(settings);
    for attribute in all() {
        let value = values.entry(attribute.name).or_insert(Value::Null);
        read_one(pen, attribute, value);
    }
    // the scheme that encrypts is refused with its reason
    if let Some(Value::String(name)) = pen.given.said("scheme")
        && let Err(no) = Scheme::parse(name)
    {
        pen.explain("scheme", &no.to_string());
    }
    if let Ok(read) = serde_json::from_value(Value::Object(values)) {
        *settings = read;
    }
}

fn read_one(pen: &mut Pen<'_>, attribute: &Attribute, value: &mut Value) {
    let name = attribute.name;
    match attribute.kind {
        Kind::Flag => {
            let mut on = value.as_bool().unwrap_or_default();
            pen.flag(name, &mut on);
            *value = on.into();
        }
        Kind::Limit => {
            let mut most = value.as_u64();
            pen.number(name, 1, &mut most);
            *value = most.into();
        }
        Kind::Seconds(least) => {
            let mut seconds = value.as_u64();
            pen.seconds(name, least, &mut seconds);
            *value = seconds.into();
        }
        Kind::Word(words) => {
            let mut word = known(words, value).unwrap_or_default();
            pen.word(name, words, &mut word);
            if !word.is_empty() {
                *value = word.into();
            }
        }
        Kind::MaybeWord(words) => {
            let mut word = known(words, value);
            pen.maybe_word(name, words, &mut word);
            *value = word.into();
        }
    }
}

fn known(words: &[&'static str], value: &Value) -> Option<&'static str> {
    words.iter().find(|word| value.as_str() == Some(word)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_table_has_every_setting_once_and_its_words_are_those_of_the_settings() {
        let settings = object(&Settings::default());
        let of_settings: BTreeSet<&str> = settings.keys().map(String::as_str).collect();
        let of_table: Vec<&str> = all().map(|attribute| attribute.name).collect();
        assert_eq!(of_table.iter().copied().collect::<BTreeSet<_>>(), of_settings);
        // Keygen's 43 and our own four
        assert_eq!((of_table.len(), of_settings.len()), (47, 47));
        for attribute in all() {
            let (Kind::Word(words) | Kind::MaybeWord(words)) = attribute.kind else { continue };
            for word in words {
                let mut changed = settings.clone();
                changed.insert(attribute.name.into(), (*word).into());
                let read: Settings = serde_json::from_value(Value::Object(changed)).unwrap();
                assert_eq!(object(&read)[attribute.name], *word);
            }
            if let Kind::Word([first, ..]) = attribute.kind {
                assert_eq!(settings[attribute.name], *first, "{}", attribute.name);
            }
            let upper = upper(attribute.name);
            assert_eq!(attribute.refused, format!("{upper}_NOT_ALLOWED"));
        }
        let schemes: Vec<_> = Scheme::ALL.iter().map(|scheme| scheme.name()).collect();
        assert_eq!(SCHEMES, schemes);
        let flags: BTreeSet<_> =
            all().filter(|a| a.kind == Kind::Flag).map(|attribute| attribute.name).collect();
        assert_eq!(FLAGS.iter().copied().collect::<BTreeSet<_>>(), flags);
    }

    #[test]
    fn names_are_written_for_codes_and_for_texts() {
        assert_eq!(upper("checkInIntervalCount"), "CHECK_IN_INTERVAL_COUNT");
        assert_eq!(kebab("checkInIntervalCount"), "check-in-interval-count");
        assert_eq!(kebab("1_MINUTE_REVIVE"), "1-minute-revive");
        assert_eq!(kebab("day"), "day");
    }
}
