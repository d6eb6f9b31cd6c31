//! What can be wrong with mail, for the health page and `kontor doctor`.

use crate::domain::mailbox::Mailbox;
use crate::domain::outgoing::Delivery;
use crate::store;
use chrono::{DateTime, TimeDelta, Utc};
use platform::health::{Check, State};
use platform::{Kontor, Millis, Result};

pub(crate) async fn health(kontor: Kontor) -> Vec<Check> {
    match checks(&kontor).await {
        Ok(checks) => checks,
        Err(cause) => vec![
            Check::ok("mail", "helpdesk-health-unknown")
                .with("cause", cause)
                .bad(State::Warn, "platform-health-database-remedy"),
        ],
    }
}

async fn checks(kontor: &Kontor) -> Result<Vec<Check>> {
    let db = kontor.db.reader();
    let mut all = Vec::new();
    for mailbox in store::mailbox::active(db).await? {
        all.push(fetching(&mailbox, kontor.clock.now()));
    }
    let undecided = store::outgoing::count_in(db, Delivery::Uncertain).await?
        + store::outgoing::count_in(db, Delivery::Failed).await?;
    let out = Check::ok("outgoing", "helpdesk-health-outgoing").with("n", undecided);
    all.push(if undecided == 0 {
        out
    } else {
        out.bad(State::Warn, "helpdesk-health-outgoing-remedy")
    });
    let before = Millis(kontor.clock.now() - WAITED);
    let waiting = store::outgoing::count_queued_before(db, before).await?;
    let out = Check::ok("waiting mails", "helpdesk-health-waiting").with("n", waiting);
    all.push(if waiting == 0 {
        out
    } else {
        out.bad(State::Warn, "helpdesk-health-waiting-remedy")
    });
    let before = Millis(kontor.clock.now() - TimeDelta::minutes(10));
    let late = store::mail::count_late(db, before).await?;
    let unread = Check::ok("unread mails", "helpdesk-health-unread").with("n", late);
    all.push(if late == 0 {
        unread
    } else {
        unread.bad(State::Warn, "helpdesk-health-unread-remedy")
    });
    Ok(all)
}

/// A mail leaves within seconds; one that still waits after so long was turned away several times.
const WAITED: TimeDelta = TimeDelta::minutes(15);

/// A mailbox that was not looked into for so long is told; a waiting connection is renewed more often.
const LATE: TimeDelta = TimeDelta::minutes(60);

fn fetching(mailbox: &Mailbox, now: DateTime<Utc>) -> Check {
    let check = |text: &'static str| {
        Check::ok(format!("mailbox {}", mailbox.address), text).with("address", &mailbox.address)
    };
    if mailbox.leads_nowhere() {
        return check("helpdesk-health-mailbox-nowhere");
    }
    if !mailbox.trouble.is_empty() {
        let (text, args) = super::trouble::fetching(mailbox, &mailbox.trouble);
        return check("helpdesk-health-mailbox-trouble")
            .with_text("trouble", text, args)
            .bad(State::Fail, "helpdesk-health-mailbox-remedy");
    }
    let Some(last) = mailbox.last_fetch_at else { return check("helpdesk-health-mailbox-new") };
    let minutes = (now - last.0).num_minutes().max(0);
    let told = check("helpdesk-health-mailbox").with("n", minutes);
    if now - last.0 < LATE { told } else { told.bad(State::Warn, "helpdesk-health-mailbox-late") }
}
