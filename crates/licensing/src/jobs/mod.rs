//! Work for later.

use platform::job::Jobs;

pub(crate) fn all(_jobs: &mut Jobs) {}
