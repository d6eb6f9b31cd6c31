//! M1–M3: incoming mail is stored exactly once and marked on the server afterwards, whatever dies and whatever the
//! server says.

use crate::database::servers;
use crate::driven::Driven;
use crate::{times, until};
use fakes::imap::Quirk;
use std::collections::HashSet;
use std::time::Duration;

fn mail(subject: &str, body: &str) -> String {
    format!(
        "From: Kunde <kunde@kunde.test>\r\nTo: support@kontor.test\r\nSubject: {subject}\r\n\
         Message-ID: <{}@kunde.test>\r\nDate: Sat, 21 Nov 2026 09:00:00 +0100\r\n\r\n{body}\r\n",
        subject.replace(' ', "-")
    )
}

/// Nothing is lost, nothing is doubled: as many tickets as mails, each with its own subject.
async fn is_complete(driven: &Driven, subjects: &[String]) {
    driven.has_read(subjects.len()).await;
    let tickets: Vec<String> = driven.place.all("SELECT subject FROM tickets").await;
    let distinct: HashSet<&String> = tickets.iter().collect();
    assert_eq!(distinct, subjects.iter().collect(), "{}", driven.log());
    assert_eq!(tickets.len(), subjects.len(), "a mail became two tickets");
    let empty = "tickets t WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.ticket = t.id)";
    assert_eq!(driven.place.count(empty).await, 0, "a ticket without its mail");
}

/// P2: only what is in our database was marked on the server.
async fn marked_are_stored(driven: &Driven) {
    let stored: Vec<i64> = driven.place.all("SELECT uid FROM mails WHERE uid IS NOT NULL").await;
    let marked: Vec<i64> = {
        let mut state = driven.imap.state();
        let seen = state.inbox().mails.iter().filter(|mail| mail.flags.contains(&"\\Seen".into()));
        seen.map(|mail| i64::from(mail.uid)).collect()
    };
    assert!(marked.iter().all(|uid| stored.contains(uid)), "marked {marked:?}, stored {stored:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn m1_killed_at_every_point_of_fetching_each_mail_is_stored_once() {
    for server in servers() {
        kill_at_every_point(server.as_deref()).await;
    }
}

const POINTS: [&str; 7] = [
    "helpdesk.fetch.after_fetch",
    "helpdesk.take.before_commit",
    "helpdesk.take.after_commit",
    "helpdesk.read.before_commit",
    "helpdesk.read.after_commit",
    "helpdesk.fetch.before_seen",
    "helpdesk.fetch.after_seen",
];

async fn kill_at_every_point(server: Option<&str>) {
    let mut driven = Driven::start(server).await;
    let mut subjects = Vec::new();
    for point in POINTS {
        driven.kill();
        for n in 0..times(5, 30) {
            let subject = format!("{point} {n}");
            driven.imap.receive(mail(&subject, "text"));
            subjects.push(subject);
        }
        // mails are fetched one by one; stored, read and marked together
        let nth = if point.ends_with("after_fetch") { 3 } else { 1 };
        driven.serve_later(Some(&format!("{point}=kill@{nth}"))).await;
        driven.dies(point).await;
        marked_are_stored(&driven).await;
        driven.serve_later(None).await;
        is_complete(&driven, &subjects).await;
        all_are_marked(&driven).await;
    }
    driven.end().await;
}

/// What a crash left unmarked is marked at the next look.
async fn all_are_marked(driven: &Driven) {
    until("every mail to be marked on the server", async || {
        let mut state = driven.imap.state();
        state.inbox().mails.iter().all(|mail| mail.flags.contains(&"\\Seen".into()))
    })
    .await;
    until("nothing to be left to mark", async || driven.place.count("mail_marks").await == 0).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn m1_killed_before_or_after_moving_each_mail_is_moved_once() {
    for server in servers() {
        kill_around_moving(server.as_deref()).await;
    }
}

async fn kill_around_moving(server: Option<&str>) {
    let mut driven = Driven::start_with(server, "move").await;
    driven.imap.state().folders.insert("Done".into(), fakes::imap::Folder::default());
    let mut subjects = Vec::new();
    for point in ["helpdesk.fetch.before_seen", "helpdesk.fetch.after_seen"] {
        driven.kill();
        for n in 0..5 {
            let subject = format!("{point} {n}");
            driven.imap.receive(mail(&subject, "text"));
            subjects.push(subject);
        }
        driven.serve_later(Some(&format!("{point}=kill"))).await;
        driven.dies(point).await;
        driven.serve_later(None).await;
        is_complete(&driven, &subjects).await;
        let moved = subjects.len();
        until("the mails to be moved", async || {
            let state = driven.imap.state();
            state.folders["INBOX"].mails.is_empty() && state.folders["Done"].mails.len() == moved
        })
        .await;
    }
    driven.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn m1_killed_at_random_times_each_mail_is_stored_once() {
    for server in servers() {
        kill_at_any_time(server.as_deref()).await;
    }
}

async fn kill_at_any_time(server: Option<&str>) {
    let mut driven = Driven::start(server).await;
    let mut subjects = Vec::new();
    let (rounds, most) = (times(5, 300), usize::try_from(times(50, 200)).unwrap());
    // not chance but a fixed walk through the moments, so that a failure comes again
    for round in 0..rounds {
        let more = (most - subjects.len()).min(times(10, 1 + round % 3).try_into().unwrap());
        for n in 0..more {
            let subject = format!("round {round} mail {n}");
            driven.imap.receive(mail(&subject, &"text ".repeat(500)));
            subjects.push(subject);
        }
        tokio::time::sleep(Duration::from_millis((round * 137) % 600)).await;
        driven.kill();
        marked_are_stored(&driven).await;
        driven.serve_later(None).await;
    }
    assert_eq!(subjects.len(), most);
    is_complete(&driven, &subjects).await;
    all_are_marked(&driven).await;
    driven.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn m2_uids_that_lie_neither_double_nor_hide_a_mail() {
    for server in servers() {
        lie_about_uids(server.as_deref()).await;
    }
}

async fn lie_about_uids(server: Option<&str>) {
    let mut driven = Driven::start(server).await;
    let imap = driven.imap.clone();
    let mut subjects = Vec::new();
    let mut receive = |subject: &str| {
        imap.receive(mail(subject, "text"));
        subjects.push(subject.to_owned());
        subjects.clone()
    };
    receive("first");
    is_complete(&driven, &receive("second")).await;
    driven.imap.state().inbox().uid_validity = 2;
    is_complete(&driven, &receive("after a new uidvalidity")).await;
    driven.imap.state().inbox().uid_validity = 0;
    is_complete(&driven, &receive("with uidvalidity 0")).await;
    driven.imap.misbehave(Quirk::NoUidValidity);
    is_complete(&driven, &receive("without uidvalidity")).await;
    {
        let mut state = driven.imap.state();
        state.quirks.clear();
        let inbox = state.inbox();
        inbox.uid_validity = 2;
        inbox.mails.clear();
        inbox.next_uid = 1;
    }
    is_complete(&driven, &receive("under a uid that was another's")).await;
    driven.kill();
    driven.imap.misbehave(Quirk::UnstableUids);
    driven.serve_later(None).await;
    let all = receive("in a session that numbers anew");
    is_complete(&driven, &all).await;

    // the ids in the header say nothing about whether we have a mail
    let known = all.len();
    let head = "From: a@kunde.test\r\nSubject: same\r\nDate: Sat, 21 Nov 2026 09:00:00 +0100\r\n";
    for body in ["one", "two"] {
        driven.imap.receive(format!("{head}\r\n{body}"));
        driven.imap.receive(format!("{head}Message-ID: <same@kunde.test>\r\n\r\n{body}"));
    }
    driven.has_read(known + 4).await;
    driven.end().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn m3_garbage_from_the_server_holds_up_no_mail_and_takes_no_memory() {
    for server in servers() {
        send_garbage(server.as_deref()).await;
    }
}

/// What it is, how the server misbehaves with it, and its bytes.
type Garbage = (&'static str, Option<fn(u32) -> Quirk>, Vec<u8>);

async fn send_garbage(server: Option<&str>) {
    let mut driven = Driven::start(server).await;
    driven.kill();
    let nested: String = (0..500).fold(String::new(), |all, n| {
        let kind = format!("Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n");
        all + &kind + &format!("--b{n}\r\n")
    });
    let garbage: [Garbage; 9] = [
        ("a literal of 2 GiB", Some(Quirk::HugeLiteral), b"x".to_vec()),
        ("a line without end", Some(Quirk::EndlessLine), b"x".to_vec()),
        ("goodbye in the middle", Some(Quirk::ByeMidFetch), mail("bye", "text").into()),
        ("hung up in the middle", Some(Quirk::DropMidFetch), mail("hung up", "text").into()),
        ("not handed out", Some(Quirk::Withheld), mail("withheld", "text").into()),
        ("NUL", None, mail("nul", "a\0b").into()),
        ("8 bit", None, b"Subject: \xe4\xf6\xfc\r\nFrom: \xff@\xfe\r\n\r\n\xff".to_vec()),
        ("depth 500", None, nested.into_bytes()),
        ("nothing at all", None, Vec::new()),
    ];
    let count = garbage.len();
    for (what, quirk, bytes) in garbage {
        let uid = driven.imap.receive(bytes);
        if let Some(quirk) = quirk {
            driven.imap.misbehave(quirk(uid));
        }
        driven.imap.receive(mail(&format!("sound, after {what}"), "text"));
    }
    driven.serve_later(None).await;
    driven.has_read(2 * count).await;
    let sound = "tickets WHERE subject LIKE 'sound, after %'";
    assert_eq!(driven.place.count(sound).await, count);
    assert_eq!(driven.place.count("tickets").await, 2 * count, "garbage is a ticket too");
    let note = "tickets WHERE subject LIKE 'Mail % INBOX %'";
    assert_eq!(driven.place.count(note).await, 1, "what is withheld is told");
    assert!(driven.peak_mib() <= 200, "{} MiB", driven.peak_mib());
    assert!(!driven.log().contains("panicked"), "{}", driven.log());
    until("the watcher to go on", async || {
        driven.place.count("mailboxes WHERE trouble = ''").await == 1
    })
    .await;
    driven.end().await;
}
