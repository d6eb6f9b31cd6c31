//! Work for later.

mod resources;

use platform::event::Reactions;
use platform::job::Jobs;

pub(crate) fn all(jobs: &mut Jobs) {
    jobs.add::<resources::ReleaseResources>();
    jobs.every::<resources::EndQuarantines>(resources::EVERY);
}

pub(crate) fn reactions(on: &mut Reactions) {
    on.on(resources::ReleaseResources::when_revoked);
}
