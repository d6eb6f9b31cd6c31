//! What becomes of anomalies, and of the signs that they are made of, by itself.

use crate::domain::activation_event::Allowance;
use crate::domain::anomaly::{Kind, Sign};
use crate::domain::machine::MachineId;
use crate::{actions, store};
use chrono::TimeDelta;
use events::licensing::CloneSuspected;
use platform::job::{Failure, Job};
use platform::{Cx, Millis};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// How often old ones are looked for.
pub(super) const EVERY: TimeDelta = TimeDelta::hours(6);
/// Anomalies are kept for so long after they were last seen: resolved ones, and those that nobody looked at.
const RESOLVED: TimeDelta = TimeDelta::days(180);
const OPEN: TimeDelta = TimeDelta::days(366);
/// Rows in one transaction.
const LOT: u64 = 500;

/// Writes down that a machine may be two.
#[derive(Debug, Serialize, Deserialize)]
pub struct NoteClone {
    machine: MachineId,
    why: String,
}

impl NoteClone {
    pub fn when_suspected(event: CloneSuspected) -> Self {
        Self { machine: event.machine, why: event.why }
    }
}

impl Job for NoteClone {
    const NAME: &'static str = "licensing.note_clone";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        let Some(machine) = store::machine::find(cx.db(), self.machine).await? else {
            return Ok(());
        };
        let sign = Sign::of_machine(Kind::Clone, &machine, json!({ "addresses": self.why }));
        Ok(actions::note_anomaly(&cx, &sign).await?)
    }
}

/// Forgets anomalies and who took and freed seats, when it is long ago.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct ForgetSigns {}

impl Job for ForgetSigns {
    const NAME: &'static str = "licensing.forget_signs";
    const AT_ONCE: usize = 1;

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        loop {
            let tx = cx.begin().await?;
            let mut gone = 0;
            for (open, age) in [(false, RESOLVED), (true, OPEN)] {
                let before = Millis(cx.now - age);
                gone += store::anomaly::forget(&tx, (open, before), LOT).await?;
            }
            let before = Millis(cx.now - Allowance::LONGEST);
            gone += store::activation_event::forget(&tx, before, LOT).await?;
            cx.commit(tx).await?;
            if gone == 0 {
                return Ok(());
            }
        }
    }
}
