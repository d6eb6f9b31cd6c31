//! Work for later.

mod deliver_webhook;
mod resources;

pub use deliver_webhook::DeliverWebhook;

use platform::event::Reactions;
use platform::job::Jobs;

pub(crate) fn all(jobs: &mut Jobs) {
    jobs.add::<DeliverWebhook>();
    jobs.add::<resources::ReleaseResources>();
    jobs.every::<deliver_webhook::ForgetDeliveries>(deliver_webhook::FORGETS_EVERY);
    jobs.every::<resources::EndQuarantines>(resources::EVERY);
}

pub(crate) fn reactions(on: &mut Reactions) {
    on.on(resources::ReleaseResources::when_revoked);
}
