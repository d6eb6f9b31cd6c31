//! A policy as it is given: its settings, and which of them go together.

use super::attribute::{self, Kind, find};
use super::{Pen, Refused, id_text, metadata_text, sort_key, span};
use crate::domain::entry::{Entry, dated};
use crate::domain::metadata::Metadata;
use crate::domain::policy::{Policy, PolicyId, ProductId, Settings};
use crate::domain::strategy::{Cull, Resurrection};
use events::licensing::Noun;
use platform::{Millis, Refusal, Refuse};
use sea_orm::prelude::Uuid;
use serde_json::Value;

/// The most intervals between two check-ins.
const MOST_INTERVALS: u32 = 365;

/// Settings that do not go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Clash {
    #[error("must be 1 for a node-locked policy; make it floating for more")]
    NodeLocked,
    #[error(
        "may be ALWAYS_REVIVE only with the heartbeat cull strategy KEEP_DEAD: a machine that was deactivated cannot come back"
    )]
    NoRevival,
    #[error("must be given when a check-in is required")]
    NoInterval,
    #[error("must be between 1 and {MOST_INTERVALS} when a check-in is required")]
    NoIntervalCount,
    #[error("cannot be used with a pool, whose keys were made elsewhere")]
    PoolWithScheme,
    #[error(
        "cannot be changed while licences of this policy exist, because their keys are signed so"
    )]
    SchemeInUse,
}

impl Refuse for Clash {
    fn key(&self) -> &'static str {
        match self {
            Self::NodeLocked => "licensing-policy-node-locked",
            Self::NoRevival => "licensing-policy-no-revival",
            Self::NoInterval => "licensing-policy-no-interval",
            Self::NoIntervalCount => "licensing-policy-no-interval-count",
            Self::PoolWithScheme => "licensing-policy-pool-with-scheme",
            Self::SchemeInUse => "licensing-policy-scheme-in-use",
        }
    }

    fn field(&self) -> Option<&'static str> {
        Some(match self {
            Self::NodeLocked => "maxMachines",
            Self::NoRevival => "heartbeatResurrectionStrategy",
            Self::NoInterval => "checkInInterval",
            Self::NoIntervalCount => "checkInIntervalCount",
            Self::PoolWithScheme | Self::SchemeInUse => "scheme",
        })
    }

    fn code(&self) -> Option<&'static str> {
        Some(match self {
            Self::NodeLocked => "MAX_MACHINES_INVALID",
            Self::NoRevival => "HEARTBEAT_RESURRECTION_STRATEGY_NOT_ALLOWED",
            Self::NoInterval => "CHECK_IN_INTERVAL_MISSING",
            Self::NoIntervalCount => "CHECK_IN_INTERVAL_COUNT_INVALID",
            Self::PoolWithScheme | Self::SchemeInUse => "SCHEME_NOT_ALLOWED",
        })
    }
}

impl Settings {
    /// What of it does not go together.
    pub fn clashes(&self) -> Vec<Clash> {
        // one that comes back within minutes waits for so long before its seat is freed
        let revives = self.heartbeat_resurrection_strategy == Resurrection::Always;
        let count = self.check_in_interval_count;
        let counted = count.is_some_and(|count| (1..=MOST_INTERVALS).contains(&count));
        [
            (!self.floating && self.max_machines.is_some_and(|most| most != 1), Clash::NodeLocked),
            (revives && self.heartbeat_cull_strategy != Cull::Keep, Clash::NoRevival),
            (self.require_check_in && self.check_in_interval.is_none(), Clash::NoInterval),
            ((self.require_check_in || count.is_some()) && !counted, Clash::NoIntervalCount),
            (self.use_pool && self.scheme.is_some(), Clash::PoolWithScheme),
        ]
        .into_iter()
        .filter_map(|(is, clash)| is.then_some(clash))
        .collect()
    }

    /// A setting as a form shows it.
    fn text(value: Option<&Value>, kind: Kind) -> String {
        match (value, kind) {
            (Some(Value::Number(n)), Kind::Seconds(_)) => {
                n.as_u64().map(span::text).unwrap_or_default()
            }
            (Some(Value::String(text)), _) => text.clone(),
            (None | Some(Value::Null), _) => String::new(),
            (Some(other), _) => other.to_string(),
        }
    }
}

impl Pen<'_> {
    /// Puts a sentence of its own in the place of what was refused of a field.
    pub(super) fn explain(&mut self, field: &str, text: &str) {
        let of = |refusal: &&mut Refusal| refusal.field.as_deref() == Some(field);
        if let Some(refusal) = self.wrong.iter_mut().find(of) {
            text.clone_into(&mut refusal.text);
        }
    }
}

impl Entry for Policy {
    const NOUN: Noun = Noun::Policy;
    const FLAGS: &'static [&'static str] = attribute::FLAGS;

    fn blank(now: Millis) -> Self {
        Self {
            id: PolicyId::new(),
            product: ProductId(Uuid::nil()),
            environment: None,
            name: String::new(),
            name_key: String::new(),
            settings: Settings::default(),
            metadata: Metadata::default(),
            created_at: now,
            updated_at: now,
            version: 1,
        }
    }

    dated!();

    fn label(&self) -> String {
        self.name.clone()
    }

    fn read(&mut self, pen: &mut Pen<'_>) {
        pen.name(&mut self.name);
        self.name_key = sort_key(&self.name);
        let mut product = Some(self.product).filter(|product| !product.0.is_nil());
        pen.id("product", &mut product);
        match product {
            Some(product) => self.product = product,
            None => pen.refuse("product", Refused::Missing),
        }
        pen.id("environment", &mut self.environment);
        let before = pen.wrong.len();
        attribute::read(pen, &mut self.settings);
        // what was not understood cannot clash
        if pen.wrong.len() == before {
            for clash in self.settings.clashes() {
                pen.refuse_as(clash.into());
            }
        }
        if !self.settings.floating && self.settings.max_machines.is_none() {
            self.settings.max_machines = Some(1);
        }
        pen.metadata(&mut self.metadata);
    }

    fn fields(&self) -> Vec<(&'static str, String)> {
        let values = attribute::object(&self.settings);
        let product = Some(self.product).filter(|product| !product.0.is_nil());
        let mut fields = vec![
            ("name", self.name.clone()),
            ("product", id_text(product)),
            ("environment", id_text(self.environment)),
        ];
        fields.extend(attribute::all().map(|attribute| {
            (attribute.name, Settings::text(values.get(attribute.name), attribute.kind))
        }));
        fields.push(("metadata", metadata_text(&self.metadata)));
        fields
    }
}

/// A setting of a policy as people read it, where it is no word: its text, or none for nothing.
pub fn setting(policy: &Policy, name: &str) -> Option<String> {
    let kind = find(name)?.kind;
    let text = Settings::text(attribute::object(&policy.settings).get(name), kind);
    Some(text).filter(|text| !text.is_empty())
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;
    use serde_json::json;

    fn policy() -> Policy {
        let product = ProductId(Uuid::from_u128(7));
        Policy { name: "Pro".into(), name_key: "pro".into(), product, ..Policy::blank(now()) }
    }

    fn codes(attributes: serde_json::Value) -> Vec<String> {
        let found = refused(policy(), attributes);
        found.into_iter().map(|(_, code)| code.unwrap_or("INVALID").to_owned()).collect()
    }

    #[test]
    fn a_new_policy_needs_a_name_and_a_product() {
        let found = refused(Policy::blank(now()), json!({}));
        let expected = [("name", "NAME_MISSING"), ("product", "PRODUCT_MISSING")];
        assert_eq!(found, expected.map(|(field, code)| (field.to_owned(), Some(code))));
        assert_eq!(codes(json!({ "name": " " })), ["NAME_BLANK"]);
    }

    #[test]
    fn settings_that_do_not_go_together_are_refused_each_with_its_code() {
        for (attributes, code) in [
            (json!({ "maxMachines": 2 }), "MAX_MACHINES_INVALID"),
            (
                json!({ "heartbeatResurrectionStrategy": "ALWAYS_REVIVE" }),
                "HEARTBEAT_RESURRECTION_STRATEGY_NOT_ALLOWED",
            ),
            (
                json!({ "requireCheckIn": true, "checkInIntervalCount": 1 }),
                "CHECK_IN_INTERVAL_MISSING",
            ),
            (
                json!({ "requireCheckIn": true, "checkInInterval": "week" }),
                "CHECK_IN_INTERVAL_COUNT_INVALID",
            ),
            (json!({ "checkInIntervalCount": 366 }), "CHECK_IN_INTERVAL_COUNT_INVALID"),
            (json!({ "usePool": true, "scheme": "ED25519_SIGN" }), "SCHEME_NOT_ALLOWED"),
            (json!({ "scheme": "RSA_2048_PKCS1_ENCRYPT" }), "SCHEME_NOT_ALLOWED"),
            (json!({ "overageStrategy": "SOMETIMES" }), "OVERAGE_STRATEGY_NOT_ALLOWED"),
            (
                json!({ "machineUniquenessStrategy": "UNIQUE_PER_MACHINE" }),
                "MACHINE_UNIQUENESS_STRATEGY_NOT_ALLOWED",
            ),
        ] {
            assert_eq!(codes(attributes.clone()), [code], "{attributes}");
        }
        for attributes in [
            json!({ "duration": 86_399 }),
            json!({ "heartbeatDuration": 59 }),
            json!({ "maxUses": 0 }),
            json!({ "maxUses": -1 }),
            json!({ "maxUses": 1.5 }),
            json!({ "maxUses": 1_u64 << 53 }),
            json!({ "strict": "yes" }),
        ] {
            assert_eq!(codes(attributes.clone()), ["INVALID"], "{attributes}");
        }
    }

    #[test]
    fn settings_that_go_together_are_taken() {
        let read = read(
            policy(),
            json!({
                "floating": true, "maxMachines": 5, "duration": 86_400, "heartbeatDuration": 60,
                "heartbeatCullStrategy": "KEEP_DEAD",
                "heartbeatResurrectionStrategy": "5_MINUTE_REVIVE",
                "requireCheckIn": true, "checkInInterval": "week", "checkInIntervalCount": 365,
                "scheme": "ED25519_SIGN", "metadata": { "tier": 1 },
            }),
        );
        assert_eq!(read.settings.max_machines, Some(5));
        assert_eq!(read.settings.check_in_interval_count, Some(365));
        // its seat is freed when it did not come back in time
        let soon = json!({ "heartbeatResurrectionStrategy": "15_MINUTE_REVIVE" });
        assert_eq!(codes(soon), [""; 0]);
        survives_its_form(&read, policy());
    }

    #[test]
    fn a_node_locked_policy_has_one_machine_and_null_takes_a_limit_away() {
        assert_eq!(read(policy(), json!({})).settings.max_machines, Some(1));
        let floating = read(policy(), json!({ "floating": true, "maxMachines": 5 }));
        assert_eq!(read(floating, json!({ "maxMachines": null })).settings.max_machines, None);
    }
}
