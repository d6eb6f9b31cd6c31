//! What follows by itself: letters to the people who sign in, and what is forgotten in time.

mod forget_old;
mod recheck_sign_ins;
mod send_reset;
mod tell_change;

pub use forget_old::ForgetOld;
pub use recheck_sign_ins::RecheckSignIns;
pub use send_reset::SendReset;
pub use tell_change::TellChange;

use events::identity::{
    FactorAdded, FactorsRemoved, PasskeyAdded, PasskeyRemoved, PasswordChanged,
    PasswordFoundStolen, SignInLinked, SignInUnlinked,
};
use platform::event::Reactions;
use platform::job::Jobs;

pub fn jobs(jobs: &mut Jobs) {
    jobs.add::<SendReset>();
    jobs.add::<TellChange>();
    jobs.every::<ForgetOld>(chrono::TimeDelta::hours(6));
    jobs.every::<RecheckSignIns>(chrono::TimeDelta::minutes(10));
}

pub fn reactions(reactions: &mut Reactions) {
    reactions.on(TellChange::of::<PasswordChanged>);
    reactions.on(TellChange::of::<PasswordFoundStolen>);
    reactions.on(TellChange::of::<FactorAdded>);
    reactions.on(TellChange::of::<FactorsRemoved>);
    reactions.on(TellChange::of::<SignInLinked>);
    reactions.on(TellChange::of::<SignInUnlinked>);
    reactions.on(TellChange::of::<PasskeyAdded>);
    reactions.on(TellChange::of::<PasskeyRemoved>);
}
