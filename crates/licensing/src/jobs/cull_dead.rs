//! Looking for machines and processes whose heartbeat stopped.

use crate::actions;
use crate::domain::machine::MachineId;
use crate::domain::process::ProcessId;
use platform::Cx;
use platform::job::{Failure, Job};
use serde::{Deserialize, Serialize};

/// Tells of each death once, and frees the seats of those that do not stay.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct CullDead {}

impl Job for CullDead {
    const NAME: &'static str = "licensing.cull_dead";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        actions::watch_heartbeats(&cx).await?;
        while actions::cull_machines(&cx).await? {}
        while actions::cull_processes(&cx).await? {}
        Ok(())
    }
}

/// Frees the seat of a machine that could have come back and did not.
#[derive(Debug, Serialize, Deserialize)]
pub struct BuryMachine {
    pub machine: MachineId,
}

impl Job for BuryMachine {
    const NAME: &'static str = "licensing.bury_machine";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        Ok(actions::bury_machine(&cx, self.machine).await?)
    }
}

/// Removes a process that could have come back and did not.
#[derive(Debug, Serialize, Deserialize)]
pub struct BuryProcess {
    pub process: ProcessId,
}

impl Job for BuryProcess {
    const NAME: &'static str = "licensing.bury_process";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        Ok(actions::bury_process(&cx, self.process).await?)
    }
}
