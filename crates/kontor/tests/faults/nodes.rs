//! Two nodes on one database: one of them watches a mailbox, and the other one when the first is gone.

use crate::database::shared;
use crate::driven::Driven;
use crate::{is_full, until};
use std::time::Duration;

fn mail(subject: &str) -> String {
    format!(
        "From: Kunde <k@kunde.test>\r\nSubject: {subject}\r\nMessage-ID: <{subject}@k>\r\n\r\nHi\r\n"
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn n1_one_node_watches_a_mailbox_and_another_takes_over() {
    for server in shared() {
        take_over(&server).await;
    }
}

async fn take_over(server: &str) {
    let mut driven = Driven::start(Some(server)).await;
    driven.imap.receive(mail("one"));
    driven.has_read(1).await;
    let sessions = driven.imap.heard("login ");
    driven.join();
    tokio::time::sleep(Duration::from_secs(4)).await;
    driven.imap.receive(mail("two"));
    driven.has_read(2).await;
    assert_eq!(driven.imap.heard("login "), sessions, "the second node watches too");

    // the first one sleeps: its claim lapses, and when it wakes up it may no longer write
    driven.signal("STOP");
    pass_time(&driven).await;
    driven.imap.receive(mail("three"));
    driven.has_read(3).await;
    assert!(driven.imap.heard("login ") > sessions);
    driven.signal("CONT");
    driven.imap.receive(mail("four"));
    driven.has_read(4).await;
    until("the first node to see that its claim is lost", async || {
        driven.log().contains("The claim on a mailbox was lost")
    })
    .await;
    assert_eq!(driven.place.count("tickets").await, 4);

    // killed, it leaves the other one alone
    driven.kill();
    driven.imap.receive(mail("five"));
    driven.has_read(5).await;
    driven.end().await;
}

/// Until the claims of a node that does nothing are over: really, or as if.
async fn pass_time(driven: &Driven) {
    if is_full() {
        tokio::time::sleep(Duration::from_secs(33)).await;
    } else {
        driven.place.claims_lapse().await;
    }
}
