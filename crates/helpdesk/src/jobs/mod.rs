//! What follows by itself: mails that leave, people who are told, mails that wait to be read.

mod acknowledge;
mod follow_groups;
mod follow_merge;
mod follow_organisation;
mod forget_old;
mod history;
mod notify;
mod notify_teams;
mod read_mails;
mod send_mail;

pub use acknowledge::Acknowledge;
pub use follow_groups::FollowGroups;
pub use follow_merge::FollowMerge;
pub use follow_organisation::FollowOrganisation;
pub use forget_old::ForgetOld;
pub use history::SendHistory;
pub use notify::{NotifyAnswer, NotifyAssignee, NotifyNew};
pub use notify_teams::NotifyTeams;
pub(crate) use read_mails::settle_at_start;
pub use read_mails::{ReadMails, SettleStuck};
pub use send_mail::SendMail;
pub(crate) use send_mail::{endpoint as smtp_endpoint, password, security};

use chrono::TimeDelta;
use platform::event::Reactions;
use platform::job::Jobs;

pub fn jobs(jobs: &mut Jobs) {
    jobs.add::<SendMail>();
    jobs.add::<Acknowledge>();
    jobs.add::<SendHistory>();
    jobs.add::<NotifyNew>();
    jobs.add::<NotifyAnswer>();
    jobs.add::<NotifyAssignee>();
    jobs.add::<NotifyTeams>();
    jobs.add::<FollowMerge>();
    jobs.add::<FollowOrganisation>();
    jobs.add::<FollowGroups>();
    jobs.every::<ReadMails>(TimeDelta::minutes(1));
    jobs.every::<SettleStuck>(TimeDelta::minutes(1));
    jobs.every::<ForgetOld>(TimeDelta::days(1));
}

pub fn reactions(on: &mut Reactions) {
    on.on(FollowMerge::when_merged);
    on.on_some(FollowOrganisation::when_changed);
    on.on(FollowGroups::when_told);
    on.on_some(Acknowledge::when_opened);
    on.on_some(NotifyNew::when_opened);
    on.on_some(NotifyTeams::when_opened);
    on.on_some(NotifyAnswer::when_written);
    on.on_some(NotifyAssignee::when_assigned);
    on.on_some(SendHistory::when_closed);
}
