//! What can be wrong with mail, for the health page and `kontor doctor`.

use crate::domain::outgoing::Delivery;
use crate::store;
use chrono::TimeDelta;
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
        let check = Check::ok(format!("mailbox {}", mailbox.address), "helpdesk-health-mailbox")
            .with("address", &mailbox.address);
        all.push(if mailbox.trouble.is_empty() {
            check
        } else {
            let check = check.with("trouble", &mailbox.trouble);
            Check { text: "helpdesk-health-mailbox-trouble".into(), ..check }
                .bad(State::Fail, "helpdesk-health-mailbox-remedy")
        });
    }
    let undecided = store::outgoing::count_in(db, Delivery::Uncertain).await?
        + store::outgoing::count_in(db, Delivery::Failed).await?;
    let out = Check::ok("outgoing", "helpdesk-health-outgoing").with("n", undecided);
    all.push(if undecided == 0 {
        out
    } else {
        out.bad(State::Warn, "helpdesk-health-outgoing-remedy")
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
