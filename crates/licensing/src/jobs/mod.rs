//! Work for later.

mod tell_ends;

pub use tell_ends::TellEnds;

use chrono::TimeDelta;
use platform::job::Jobs;

pub(crate) fn all(jobs: &mut Jobs) {
    jobs.every::<TellEnds>(TimeDelta::minutes(5));
}
