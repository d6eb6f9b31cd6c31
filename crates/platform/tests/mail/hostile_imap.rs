//! IMAP servers that misbehave: every mail that can be had is had, and nothing grows or hangs.

use crate::{HASTY, PATIENT, endpoint, network};
use fakes::imap::{Folder, Imap, Quirk};
use platform::mail::imap::{Fetched, Idle, Session};
use platform::mail::{Error, Kind, Security};
use std::time::{Duration, Instant};

const LIMIT: usize = 1024 * 1024;

async fn open(server: &Imap) -> Session {
    open_within(server, PATIENT).await.unwrap()
}

async fn open_within(server: &Imap, wait: Duration) -> Result<Session, Error> {
    Session::open(&network(wait), &endpoint(server.address, Security::Plain)).await
}

fn bytes(fetched: Fetched) -> Vec<u8> {
    let Fetched::Raw(raw) = fetched else { panic!("{fetched:?}") };
    raw.bytes
}

/// The most memory that this process ever held, in MiB.
fn peak_mib() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<usize>().unwrap() / 1024
}

#[tokio::test]
async fn mails_are_fetched_as_they_are_and_marked_moved_and_filed() {
    let server = Imap::start().await;
    let odd: &[&[u8]] = &[
        b"Subject: NUL\r\n\r\na\0b",
        b"Subject: \xe4\xf6\xfc raw 8 bit\r\n\r\n\xff\xfe",
        b"",
        b"no header at all",
        b"Subject: )\r\n\r\n* 1 FETCH (UID 1 BODY[] {3}\r\nxyz)\r\nk9 OK fake\r\n",
        b"{2147483648}",
    ];
    for mail in odd {
        server.receive(*mail);
    }
    let mut session = open(&server).await;
    let selected = session.select("INBOX").await.unwrap();
    assert_eq!((selected.exists, selected.uid_validity, selected.uid_next), (6, Some(1), Some(7)));
    let uids = session.uids_after(0).await.unwrap();
    assert_eq!(uids, [1, 2, 3, 4, 5, 6]);
    for (uid, mail) in uids.iter().zip(odd) {
        assert_eq!(bytes(session.fetch_raw(*uid, LIMIT).await.unwrap()), *mail);
    }
    assert_eq!(session.fetch_raw(99, LIMIT).await.unwrap(), Fetched::Gone);
    assert_eq!(session.uids_after(6).await.unwrap(), [0_u32; 0], "the last one is not new again");

    session.mark_seen(&[1]).await.unwrap();
    session.move_to(&[2], "Sent").await.unwrap();
    session.append("Sent", b"Subject: out\r\n\r\nbody\r\n", &["\\Seen"]).await.unwrap();
    let missing = session.append("Nowhere", b"x", &[]).await.unwrap_err();
    assert_eq!(missing.kind, Kind::FolderMissing);
    let folders = session.list_folders().await.unwrap();
    assert!(folders.iter().any(|f| f.name == "Sent" && f.flags.contains(&"\\Sent".to_owned())));
    session.logout().await;
    let state = server.state();
    assert_eq!(state.folders["INBOX"].mails[0].flags, ["\\Seen"]);
    assert_eq!(state.folders["INBOX"].mails.len(), 5);
    assert_eq!(state.folders["Sent"].mails.len(), 2);
}

#[tokio::test]
async fn without_move_a_mail_is_copied_and_only_it_is_deleted() {
    let server = Imap::start().await;
    server.misbehave(Quirk::Without("MOVE".into()));
    server.receive("a");
    server.state().inbox().add("other", &["\\Deleted"]);
    let mut session = open(&server).await;
    session.select("INBOX").await.unwrap();
    assert_eq!(
        session.uids_after(0).await.unwrap(),
        [1],
        "what is marked as deleted is not wanted"
    );
    session.move_to(&[1], "Sent").await.unwrap();
    assert_eq!(server.heard("UID EXPUNGE 1"), 1);
    assert_eq!(server.state().inbox().mails.len(), 1, "somebody else's deleted mail is theirs");
}

#[tokio::test]
async fn a_missing_or_zero_uidvalidity_is_none() {
    let server = Imap::start().await;
    server.state().inbox().uid_validity = 0;
    assert_eq!(open(&server).await.select("INBOX").await.unwrap().uid_validity, None);
    server.misbehave(Quirk::NoUidValidity);
    assert_eq!(open(&server).await.select("INBOX").await.unwrap().uid_validity, None);
    let missing = open(&server).await.select("Nowhere").await.unwrap_err();
    assert_eq!(missing.kind, Kind::FolderMissing);
}

#[tokio::test]
async fn a_literal_of_two_gigabytes_costs_neither_memory_nor_the_next_mail() {
    let server = Imap::start().await;
    server.receive("small");
    server.receive("next");
    server.misbehave(Quirk::HugeLiteral(1));
    let mut session = open(&server).await;
    session.select("INBOX").await.unwrap();
    let fetched = session.fetch_raw(1, LIMIT).await.unwrap();
    let Fetched::TooLarge { size, head, .. } = fetched else { panic!("{fetched:?}") };
    assert_eq!(size, 2_147_483_648);
    assert!(head.starts_with(b"Subject: endless") && head.len() <= 64 * 1024);
    assert_eq!(session.noop().await.unwrap_err().kind, Kind::Gone, "there is no way to stop it");
    let mut session = open(&server).await;
    session.select("INBOX").await.unwrap();
    assert_eq!(bytes(session.fetch_raw(2, LIMIT).await.unwrap()), b"next");
    assert!(peak_mib() < 200, "{} MiB", peak_mib());
}

#[tokio::test]
async fn a_line_without_end_is_cut_and_is_no_other_mail() {
    let server = Imap::start().await;
    server.receive("a");
    server.receive("b");
    server.misbehave(Quirk::EndlessLine(1));
    let mut session = open(&server).await;
    session.select("INBOX").await.unwrap();
    let fetched = session.fetch_raw(1, LIMIT).await.unwrap();
    let Fetched::TooLarge { size: 1, head, .. } = fetched else { panic!("{fetched:?}") };
    assert!(head.starts_with(b"* 1 FETCH") && head.len() == 64 * 1024);
    // what came of the first is not taken for the second, whose size was asked for before
    assert_eq!(session.fetch_sized(2, 1, LIMIT).await.unwrap_err().kind, Kind::Gone);
    assert_eq!(session.noop().await.unwrap_err().kind, Kind::Gone);
    assert!(peak_mib() < 200, "{} MiB", peak_mib());
}

#[tokio::test]
async fn a_mail_over_the_limit_is_told_with_its_beginning() {
    let server = Imap::start().await;
    server.receive(vec![b'x'; 200_000]);
    let mut session = open(&server).await;
    session.select("INBOX").await.unwrap();
    let fetched = session.fetch_raw(1, 100_000).await.unwrap();
    let internal_date = Some("2026-11-21T09:00:00Z".parse().unwrap());
    let head = vec![b'x'; 65_536];
    assert_eq!(fetched, Fetched::TooLarge { size: 200_000, head, internal_date });
    session.noop().await.expect("the session goes on");
}

#[tokio::test]
async fn a_goodbye_or_a_lost_connection_in_the_middle_is_no_mail() {
    let server = Imap::start().await;
    server.receive("a mail of some length");
    for quirk in [Quirk::ByeMidFetch(1), Quirk::DropMidFetch(1)] {
        server.misbehave(quirk);
        let mut session = open(&server).await;
        session.select("INBOX").await.unwrap();
        assert_eq!(session.fetch_raw(1, LIMIT).await.unwrap_err().kind, Kind::Gone);
        let mut again = open(&server).await;
        again.select("INBOX").await.unwrap();
        assert_eq!(bytes(again.fetch_raw(1, LIMIT).await.unwrap()), b"a mail of some length");
    }
}

#[tokio::test]
async fn words_between_starttls_and_tls_are_an_attack() {
    let server = Imap::start().await;
    server.misbehave(Quirk::StartTlsInjection);
    let to = endpoint(server.address, Security::StartTls);
    let error = Session::open(&network(PATIENT), &to).await.err().unwrap();
    assert_eq!(error.kind, Kind::Injection);
    assert_eq!(server.heard("login") + server.heard("AUTHENTICATE"), 0, "no password was said");
    server.misbehave(Quirk::Without("STARTTLS".into()));
    let error = Session::open(&network(PATIENT), &to).await.err().unwrap();
    assert_eq!(error.kind, Kind::StartTlsMissing, "and never signed in without TLS");
}

#[tokio::test]
async fn a_silent_or_slow_server_is_left_in_time() {
    let server = Imap::start().await;
    server.receive(vec![b'x'; 10_000]);
    server.misbehave(Quirk::Slow(Duration::from_millis(50)));
    let mut session = open_within(&server, HASTY).await.unwrap();
    session.select("INBOX").await.unwrap();
    let from = Instant::now();
    assert_eq!(session.fetch_raw(1, LIMIT).await.unwrap_err().kind, Kind::Timeout);
    server.misbehave(Quirk::Silent);
    assert_eq!(open_within(&server, HASTY).await.err().unwrap().kind, Kind::Timeout);
    assert!(from.elapsed() < HASTY * 5, "{:?}", from.elapsed());
}

#[tokio::test]
async fn a_refused_sign_in_is_told_from_a_closed_port() {
    let server = Imap::start().await;
    server.misbehave(Quirk::RefuseLogin("[AUTHENTICATIONFAILED] wrong".into()));
    assert_eq!(open_within(&server, PATIENT).await.err().unwrap().kind, Kind::LoginRefused);
    server.state().quirks = vec![Quirk::RefuseLogin("[UNAVAILABLE] later".into())];
    assert_eq!(open_within(&server, PATIENT).await.err().unwrap().kind, Kind::Busy);
    let closed = endpoint(([127, 0, 0, 1], 1).into(), Security::Plain);
    let error = Session::open(&network(PATIENT), &closed).await.err().unwrap();
    assert_eq!(error.kind, Kind::PortClosed);
}

#[tokio::test]
async fn idle_wakes_when_a_mail_comes_and_stops_when_told() {
    let server = Imap::start().await;
    let mut session = open(&server).await;
    session.select("INBOX").await.unwrap();
    let arriving = server.clone();
    let arrival = async move {
        tokio::time::sleep(Duration::from_millis(100)).await;
        arriving.receive("news");
        std::future::pending::<()>().await;
    };
    assert_eq!(session.idle(PATIENT, arrival).await.unwrap(), Idle::Woken);
    assert_eq!(session.uids_after(0).await.unwrap(), [1], "the session goes on");
    assert_eq!(session.idle(PATIENT, async {}).await.unwrap(), Idle::Stopped);
    let never = std::future::pending::<()>();
    assert_eq!(session.idle(HASTY, never).await.unwrap(), Idle::Timeout);

    server.misbehave(Quirk::Without("IDLE".into()));
    let mut session = open(&server).await;
    session.select("INBOX").await.unwrap();
    assert_eq!(session.idle(HASTY, std::future::pending::<()>()).await.unwrap(), Idle::Timeout);
    assert_eq!(server.heard(" IDLE"), 3, "a server that cannot is not asked");
}

#[tokio::test]
async fn uids_that_are_numbered_anew_are_seen_in_each_session() {
    let server = Imap::start().await;
    server.state().folders.insert("INBOX".into(), Folder::default());
    server.receive("a");
    server.misbehave(Quirk::UnstableUids);
    let mut seen = Vec::new();
    for _ in 0..2 {
        let mut session = open(&server).await;
        session.select("INBOX").await.unwrap();
        let uids = session.uids_after(0).await.unwrap();
        assert_eq!(bytes(session.fetch_raw(uids[0], LIMIT).await.unwrap()), b"a");
        seen.extend(uids);
    }
    assert_ne!(seen[0], seen[1]);
}
