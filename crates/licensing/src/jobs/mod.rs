//! Work for later.

mod anomaly;
mod cull_dead;
mod deliver_webhook;
mod import;
mod portal;
mod resources;
mod tell_ends;
mod usage;

pub(crate) use cull_dead::{BuryMachine, BuryProcess};
pub use deliver_webhook::DeliverWebhook;
pub use import::{CheckImport, FetchImport, RunImport};
pub use portal::SendPortalLink;

use chrono::TimeDelta;
use cull_dead::CullDead;
use platform::event::Reactions;
use platform::job::Jobs;

pub(crate) fn all(jobs: &mut Jobs) {
    jobs.add::<anomaly::NoteClone>();
    jobs.add::<anomaly::NoteMeter>();
    jobs.every::<anomaly::ForgetSigns>(anomaly::EVERY);
    jobs.every::<CullDead>(TimeDelta::minutes(1));
    jobs.add::<BuryMachine>();
    jobs.add::<BuryProcess>();
    jobs.add::<CheckImport>();
    jobs.add::<DeliverWebhook>();
    jobs.add::<SendPortalLink>();
    jobs.every::<portal::ForgetVisits>(portal::EVERY);
    jobs.add::<FetchImport>();
    jobs.add::<RunImport>();
    jobs.add::<resources::ReleaseResources>();
    jobs.every::<deliver_webhook::ForgetDeliveries>(deliver_webhook::FORGETS_EVERY);
    jobs.every::<import::ForgetImports>(import::FORGETS_EVERY);
    jobs.every::<resources::EndQuarantines>(resources::EVERY);
    jobs.every::<tell_ends::TellEnds>(TimeDelta::minutes(5));
    jobs.every::<usage::AddUpUsage>(usage::AddUpUsage::EVERY);
    jobs.every::<usage::KeepMonths>(usage::KeepMonths::EVERY);
}

pub(crate) fn reactions(on: &mut Reactions) {
    on.on(anomaly::NoteClone::when_suspected);
    on.on(anomaly::NoteMeter::when_reached);
    on.on(resources::ReleaseResources::when_revoked);
}
