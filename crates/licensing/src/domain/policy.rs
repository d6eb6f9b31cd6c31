//! A policy: what licences of a kind have in common.

use super::json::column_of_json;
use super::metadata::Metadata;
use super::strategy::*;
pub use events::licensing::{EnvironmentId, PolicyId, ProductId};
use platform::Millis;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "policies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PolicyId,
    pub product: ProductId,
    pub environment: Option<EnvironmentId>,
    pub name: String,
    /// The name as it is sorted and searched.
    pub name_key: String,
    pub settings: Settings,
    pub metadata: Metadata,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Policy;

/// All that a policy says, named as its attributes are on the wire. `Default` is what Keygen gives where nothing is said; the
/// last four are our own, and change nothing then.
#[expect(clippy::struct_excessive_bools, reason = "each is an attribute of its own on the wire")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, sea_orm::DeriveValueType)]
#[sea_orm(value_type = "String")]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// Seconds that a licence lasts, at least a day; none for ever.
    pub duration: Option<u64>,
    pub strict: bool,
    pub floating: bool,
    /// Keys come from a pool that was filled before.
    pub use_pool: bool,
    pub max_machines: Option<u64>,
    pub max_processes: Option<u64>,
    pub max_users: Option<u64>,
    pub max_cores: Option<u64>,
    pub max_memory: Option<u64>,
    pub max_disk: Option<u64>,
    pub max_uses: Option<u64>,
    pub machine_uniqueness_strategy: Uniqueness,
    pub machine_matching_strategy: Matching,
    pub component_uniqueness_strategy: Uniqueness,
    pub component_matching_strategy: Matching,
    pub expiration_strategy: Expiration,
    pub expiration_basis: ExpirationBasis,
    pub renewal_basis: RenewalBasis,
    pub transfer_strategy: Transfer,
    pub authentication_strategy: Authentication,
    pub machine_leasing_strategy: Leasing,
    pub process_leasing_strategy: Leasing,
    pub overage_strategy: Overage,
    /// How keys are signed, by its name; none for keys of chance.
    pub scheme: Option<String>,
    pub encrypted: bool,
    /// Its licences are made by the vendor alone, not by users.
    pub protected: bool,
    pub require_product_scope: bool,
    pub require_policy_scope: bool,
    pub require_machine_scope: bool,
    pub require_fingerprint_scope: bool,
    pub require_components_scope: bool,
    pub require_user_scope: bool,
    pub require_checksum_scope: bool,
    pub require_version_scope: bool,
    pub require_environment_scope: bool,
    pub require_check_in: bool,
    pub check_in_interval: Option<Interval>,
    pub check_in_interval_count: Option<u32>,
    /// Seconds; none for ten minutes.
    pub heartbeat_duration: Option<u64>,
    pub heartbeat_cull_strategy: Cull,
    pub heartbeat_resurrection_strategy: Resurrection,
    pub heartbeat_basis: HeartbeatBasis,
    pub require_heartbeat: bool,
    /// Seats that a licence's own people may free within the interval; none for as many as they like.
    pub max_deactivations: Option<u64>,
    pub deactivation_interval: Interval,
    pub virtual_machine_strategy: Enforcement,
    pub container_strategy: Enforcement,
}

column_of_json!(Settings);

impl Settings {
    /// Where a policy names no window.
    pub const HEARTBEAT_SECONDS: u64 = 600;
    /// So late a heartbeat may be.
    pub const DRIFT_SECONDS: u64 = 30;
    pub const DAY: u64 = 86_400;

    pub fn heartbeat_seconds(&self) -> u64 {
        self.heartbeat_duration.unwrap_or(Self::HEARTBEAT_SECONDS)
    }

    /// A licence that is bound to its machines has one unless more are named.
    pub fn most_machines(&self) -> Option<u64> {
        self.max_machines.or(if self.floating { None } else { Some(1) })
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            duration: None,
            strict: false,
            floating: false,
            use_pool: false,
            max_machines: None,
            max_processes: None,
            max_users: None,
            max_cores: None,
            max_memory: None,
            max_disk: None,
            max_uses: None,
            machine_uniqueness_strategy: Uniqueness::Licence,
            machine_matching_strategy: Matching::Any,
            component_uniqueness_strategy: Uniqueness::Machine,
            component_matching_strategy: Matching::Any,
            expiration_strategy: Expiration::default(),
            expiration_basis: ExpirationBasis::default(),
            renewal_basis: RenewalBasis::default(),
            transfer_strategy: Transfer::default(),
            authentication_strategy: Authentication::default(),
            machine_leasing_strategy: Leasing::Licence,
            process_leasing_strategy: Leasing::Machine,
            overage_strategy: Overage::No,
            scheme: None,
            encrypted: false,
            protected: false,
            require_product_scope: false,
            require_policy_scope: false,
            require_machine_scope: false,
            require_fingerprint_scope: false,
            require_components_scope: false,
            require_user_scope: false,
            require_checksum_scope: false,
            require_version_scope: false,
            require_environment_scope: false,
            require_check_in: false,
            check_in_interval: None,
            check_in_interval_count: None,
            heartbeat_duration: None,
            heartbeat_cull_strategy: Cull::default(),
            heartbeat_resurrection_strategy: Resurrection::default(),
            heartbeat_basis: HeartbeatBasis::default(),
            require_heartbeat: false,
            max_deactivations: None,
            deactivation_interval: Interval::Year,
            virtual_machine_strategy: Enforcement::default(),
            container_strategy: Enforcement::default(),
        }
    }
}
