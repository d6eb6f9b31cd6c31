//! What becomes of anomalies, and of the signs that they are made of, by itself.

use crate::domain::activation_event::Allowance;
use crate::domain::anomaly::{Kind, Sign};
use crate::domain::machine::MachineId;
use crate::domain::meter::Reached;
use crate::{actions, store};
use chrono::TimeDelta;
use events::licensing::{CloneSuspected, LicenceId, LicenceMeterReached, MeterId};
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

/// Writes down that a meter reached a limit: once for each limit and period.
#[derive(Debug, Serialize, Deserialize)]
pub struct NoteMeter {
    licence: LicenceId,
    meter: MeterId,
    code: String,
    limit: String,
    counted: i64,
    period: String,
}

impl NoteMeter {
    pub fn when_reached(event: LicenceMeterReached) -> Self {
        let LicenceMeterReached { licence, meter, code, limit, counted, period } = event;
        Self { licence, meter, code, limit, counted, period }
    }
}

impl Job for NoteMeter {
    const NAME: &'static str = "licensing.note_meter";

    async fn run(self, cx: Cx) -> Result<(), Failure> {
        if store::licence::find(cx.db(), self.licence).await?.is_none() {
            return Ok(());
        }
        let is_full = self.limit == Reached::Hard.name();
        let kind = if is_full { Kind::MeterFull } else { Kind::MeterWarns };
        let of = format!("{} {}", self.meter, self.period);
        let evidence = json!({ "meter": self.code, "counted": self.counted });
        let sign = Sign::of_licence_by(kind, self.licence, of, evidence);
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
