//! Real servers: Dovecot and Postfix of tests/world.

use crate::{PATIENT, network};
use platform::keys::Secret;
use platform::mail::imap::{Fetched, Idle, Session};
use platform::mail::smtp::{RecipientState, State, deliver};
use platform::mail::{Endpoint, Network, Security, test_connection};
use platform::outbound::tls_client;
use serde_json::Value;
use std::path::Path;

struct World(Value);

impl World {
    /// The mail servers of this run; without them (and outside CI) the test has nothing to say.
    fn find() -> Option<Self> {
        let Ok(file) = std::env::var("KONTOR_TEST_MAIL") else {
            assert!(std::env::var("CI").is_err(), "KONTOR_TEST_MAIL is not set in CI");
            eprintln!("skipped: no mail servers (tests/world/world run mail -- cargo test)");
            return None;
        };
        Some(Self(serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()))
    }

    fn network(&self) -> Network {
        let ca = Path::new(self.0["ca"].as_str().unwrap());
        Network { tls: tls_client(Some(ca)).unwrap(), ..network(PATIENT) }
    }

    fn at(&self, service: &str, user: &str, security: Security) -> Endpoint {
        Endpoint {
            host: "127.0.0.1".into(),
            port: u16::try_from(self.0[service].as_u64().unwrap()).unwrap(),
            security,
            username: user.into(),
            password: Secret::from(self.0["users"][user].as_str().unwrap()),
        }
    }
}

const SALES: &str = "sales@kontor.test";
const ERIKA: &str = "erika@kunde.test";

#[tokio::test]
async fn a_mail_goes_out_by_postfix_and_comes_in_by_dovecot() {
    let Some(world) = World::find() else { return };
    let net = world.network();
    let mut inbox =
        Session::open(&net, &world.at("imap", ERIKA, Security::StartTls)).await.unwrap();
    let before = inbox.select("INBOX").await.unwrap();
    assert!(before.uid_validity.is_some());

    let message = b"From: <sales@kontor.test>\r\nTo: <erika@kunde.test>\r\nSubject: real\r\n\r\n.dots\r\n.\r\n..\r\nend\r\n";
    let to = [ERIKA.to_owned(), "nobody@kunde.test".to_owned()];
    let server = world.at("submission", SALES, Security::StartTls);
    let delivery = deliver(&net, &server, SALES, &to, message).await;
    assert!(matches!(delivery.state, State::Sent(_)), "{delivery:?}");
    assert_eq!(delivery.recipients[0].1, RecipientState::Accepted);
    let bad = &delivery.recipients[1].1;
    assert!(matches!(bad, RecipientState::Permanent(550, _)), "{bad:?}");

    let mut uids = inbox.uids_after(before.uid_next.unwrap() - 1).await.unwrap();
    if uids.is_empty() {
        assert_eq!(inbox.idle(PATIENT, std::future::pending()).await.unwrap(), Idle::Woken);
        uids = inbox.uids_after(before.uid_next.unwrap() - 1).await.unwrap();
    }
    let fetched = inbox.fetch_raw(uids[0], 1 << 20).await.unwrap();
    let Fetched::Raw(raw) = fetched else { panic!("{fetched:?}") };
    let text = String::from_utf8(raw.bytes).unwrap();
    assert!(text.ends_with("\r\n\r\n.dots\r\n.\r\n..\r\nend\r\n"), "{text}");
    assert!(raw.internal_date.is_some() && !raw.flags.contains(&"\\Seen".to_owned()));

    inbox.mark_seen(&[uids[0]]).await.unwrap();
    inbox.append("Sent", text.as_bytes(), &["\\Seen"]).await.unwrap();
    inbox.move_to(&[uids[0]], "Junk").await.unwrap();
    assert!(inbox.uids_after(uids[0] - 1).await.unwrap().is_empty());
    let folders = inbox.list_folders().await.unwrap();
    assert!(folders.iter().any(|f| f.flags.iter().any(|flag| flag == "\\Sent")), "{folders:?}");
    inbox.logout().await;
}

#[tokio::test]
async fn the_connection_test_says_what_is_wrong() {
    let Some(world) = World::find() else { return };
    let net = world.network();
    let imaps = world.at("imaps", SALES, Security::Tls);
    let smtps = world.at("smtps", SALES, Security::Tls);
    let steps = test_connection(&net, Some((&imaps, "INBOX")), Some(&smtps)).await;
    assert!(steps.len() == 5 && steps.iter().all(|step| step.ok), "{steps:#?}");

    let wrong_password = Endpoint { password: Secret::from("wrong"), ..imaps.clone() };
    let wrong_tls = Endpoint { security: Security::StartTls, ..imaps.clone() };
    let plain_port = Endpoint { security: Security::Tls, ..world.at("imap", SALES, Security::Tls) };
    let closed = Endpoint { port: 1, ..imaps.clone() };
    let nowhere = Endpoint { host: "no-such-host.invalid".into(), ..imaps.clone() };
    let metadata = Endpoint { host: "169.254.169.254".into(), ..imaps.clone() };
    let hasty = Network { timeouts: network(crate::HASTY).timeouts, ..net.clone() };
    let cases = [
        (&net, &wrong_password, "INBOX", "platform-mail-login-refused"),
        (&net, &imaps, "Nirgendwo", "platform-mail-folder-missing"),
        (&hasty, &wrong_tls, "INBOX", "platform-mail-wrong-security"),
        (&net, &plain_port, "INBOX", "platform-mail-wrong-security"),
        (&net, &closed, "INBOX", "platform-mail-port-closed"),
        (&net, &nowhere, "INBOX", "platform-mail-name-unknown"),
        (&net, &metadata, "INBOX", "platform-mail-blocked"),
        (&network(PATIENT), &imaps, "INBOX", "platform-mail-certificate-unknown"),
    ];
    for (net, endpoint, folder, expected) in cases {
        let steps = test_connection(net, Some((endpoint, folder)), None).await;
        let last = steps.last().unwrap();
        assert!(!last.ok && last.explanation == expected, "{expected}: {steps:#?}");
    }
}

#[tokio::test]
async fn postfix_refuses_a_wrong_password_and_a_foreign_certificate_is_never_taken() {
    let Some(world) = World::find() else { return };
    let server = world.at("submission", SALES, Security::StartTls);
    let wrong = Endpoint { password: Secret::from("wrong"), ..server.clone() };
    for (net, server, expected) in
        [(world.network(), wrong, "LoginRefused"), (network(PATIENT), server, "CertificateUnknown")]
    {
        let delivery = deliver(&net, &server, SALES, &[ERIKA.to_owned()], b"x").await;
        let State::NotSent { retry: true, reason } = delivery.state else { panic!("{delivery:?}") };
        assert!(reason.starts_with(expected), "{reason}");
    }
}
