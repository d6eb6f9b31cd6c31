//! A process: one running copy of a licensed program on a machine.

use super::machine::Heartbeat;
use super::metadata::Metadata;
use chrono::{DateTime, Utc};
pub use events::licensing::{LicenceId, LicenceUserId, MachineId, ProcessId};
use platform::Millis;
use sea_orm::entity::prelude::*;

#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "machine_processes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProcessId,
    pub machine: MachineId,
    pub licence: LicenceId,
    pub owner: Option<LicenceUserId>,
    /// Unique for its machine.
    pub pid: String,
    pub metadata: Metadata,
    pub last_beat_at: Millis,
    /// When it counts as dead unless a heartbeat comes.
    pub dies_at: Millis,
    /// When its death was told; none while it lives.
    pub died_at: Option<Millis>,
    pub revived_at: Option<Millis>,
    pub created_at: Millis,
    pub updated_at: Millis,
    pub version: i32,
}
impl ActiveModelBehavior for ActiveModel {}
pub use Model as Process;

impl Process {
    pub fn heartbeat(&self, now: DateTime<Utc>) -> Heartbeat {
        if self.dies_at.0 <= now {
            Heartbeat::Dead
        } else if self.revived_at.is_some() {
            Heartbeat::Resurrected
        } else {
            Heartbeat::Alive
        }
    }
}
