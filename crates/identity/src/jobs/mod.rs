//! What follows by itself: letters to the people who sign in, and what is forgotten in time.

mod forget_old;
mod send_reset;
mod tell_change;

pub use forget_old::ForgetOld;
pub use send_reset::SendReset;
pub use tell_change::TellChange;

use platform::event::Reactions;
use platform::job::Jobs;

pub fn jobs(jobs: &mut Jobs) {
    jobs.add::<SendReset>();
    jobs.add::<TellChange>();
    jobs.every::<ForgetOld>(chrono::TimeDelta::hours(6));
}

pub fn reactions(reactions: &mut Reactions) {
    reactions.on(TellChange::of_password);
    reactions.on(TellChange::of_new_factor);
    reactions.on(TellChange::of_removed_factors);
    reactions.on(TellChange::of_link);
    reactions.on(TellChange::of_unlinking);
    reactions.on(TellChange::of_new_passkey);
    reactions.on(TellChange::of_removed_passkey);
}
