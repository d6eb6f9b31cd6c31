//! M4: mail servers that are slow, silent, say no or are out of date hold up nobody else, and are shown.

use crate::database::servers;
use crate::driven::{Driven, Mailbox};
use crate::{times, until};
use fakes::expired::Expired;
use fakes::imap::{Imap, Quirk};
use std::time::{Duration, Instant};

fn mail(subject: &str) -> String {
    format!(
        "From: Kunde <k@kunde.test>\r\nSubject: {subject}\r\nMessage-ID: <{subject}@k>\r\n\r\n{}\r\n",
        "text ".repeat(100)
    )
}

#[tokio::test(flavor = "multi_thread")]
async fn m4_slow_silent_refusing_and_expired_servers_hold_up_no_other_mailbox_and_are_shown() {
    for server in servers() {
        meet_bad_neighbours(server.as_deref()).await;
    }
}

async fn meet_bad_neighbours(server: Option<&str>) {
    let driven = Driven::without_mailbox(server).await;
    let (slow, silent, refusing) = (Imap::start().await, Imap::start().await, Imap::start().await);
    let expired = Expired::start().await;
    slow.misbehave(Quirk::Slow(Duration::from_secs(1)));
    slow.receive(mail("slow"));
    silent.misbehave(Quirk::Silent);
    refusing.misbehave(Quirk::RefuseLogin("[AUTHENTICATIONFAILED] no".into()));
    let bad = [
        ("slow@kontor.test", slow.address, "plain"),
        ("silent@kontor.test", silent.address, "plain"),
        ("refusing@kontor.test", refusing.address, "plain"),
        ("expired@kontor.test", expired.address, "tls"),
    ];
    for (address, imap, security) in bad {
        driven.add_mailbox(Mailbox { address, imap, security, after_fetch: "mark_seen" }).await;
    }
    let good: Vec<Imap> = start_good(&driven, times(3, 50)).await;
    let began = Instant::now();
    in_trouble(&driven, bad.len()).await;
    // the time-out of these tests is 5 s, the largest that can be meant 60 s
    assert!(began.elapsed() < Duration::from_mins(1), "{:?}", began.elapsed());
    others_are_served(&driven, &good).await;

    let page = driven.browser().get("/admin/mailboxes").await.unwrap().body;
    for (address, ..) in bad {
        let trouble = format!("SELECT trouble FROM mailboxes WHERE address = '{address}'");
        let trouble = driven.place.all::<String>(&trouble).await.remove(0);
        assert!(!trouble.is_empty() && page.contains(address), "{address}: {trouble}");
    }
    // pauses grow: nobody is asked again and again
    let (before, logins) = (expired.asked(), refusing.heard("AUTHENTICATE"));
    tokio::time::sleep(Duration::from_secs(times(4, 60))).await;
    let most = usize::try_from(times(2, 6)).unwrap();
    assert!(expired.asked() - before <= most, "{} then {}", before, expired.asked());
    assert!(refusing.heard("AUTHENTICATE") - logins <= most);

    // and whoever is well again is read again
    refusing.state().quirks.clear();
    refusing.receive(mail("well-again"));
    until("the mailbox to be read again", async || {
        driven.place.count("tickets WHERE subject = 'well-again'").await == 1
    })
    .await;
    driven.end().await;
}

async fn start_good(driven: &Driven, count: u64) -> Vec<Imap> {
    let mut all = Vec::new();
    for n in 0..count {
        let imap = Imap::start().await;
        let address = format!("good{n}@kontor.test");
        let mailbox = Mailbox {
            address: &address,
            imap: imap.address,
            security: "plain",
            after_fetch: "mark_seen",
        };
        driven.add_mailbox(mailbox).await;
        all.push(imap);
    }
    all
}

async fn in_trouble(driven: &Driven, count: usize) {
    let what = format!("{count} mailboxes to be in trouble; {}", driven.log());
    until(&what, async || driven.place.count("mailboxes WHERE trouble <> ''").await == count).await;
}

/// A mail to each of the others is a ticket soon.
async fn others_are_served(driven: &Driven, good: &[Imap]) {
    let began = Instant::now();
    for (n, imap) in good.iter().enumerate() {
        imap.receive(mail(&format!("good-{n}")));
    }
    until("the mails to the others to be read", async || {
        driven.place.count("tickets WHERE subject LIKE 'good-%'").await == good.len()
    })
    .await;
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}
