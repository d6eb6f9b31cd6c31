//! SMTP servers that misbehave: what is known is said, and what is not known is called so.

use crate::{HASTY, PATIENT, endpoint, network};
use fakes::smtp::{Act, Smtp, Stage};
use platform::mail::Security;
use platform::mail::smtp::{Delivery, RecipientState, State, deliver};
use std::time::Duration;

const MESSAGE: &[u8] = b"Subject: x\r\n\r\n.dot\nlone LF\r\nend";

async fn send(server: &Smtp, to: &[&str]) -> Delivery {
    send_within(server, to, PATIENT).await
}

async fn send_within(server: &Smtp, to: &[&str], wait: Duration) -> Delivery {
    let to: Vec<String> = to.iter().map(|to| (*to).to_owned()).collect();
    let server = endpoint(server.address, Security::Plain);
    deliver(&network(wait), &server, "support@kontor.test", &to, MESSAGE).await
}

fn answer(words: &str) -> Act {
    Act::Answer(words.to_owned())
}

#[tokio::test]
async fn a_mail_is_handed_over_byte_for_byte_with_its_queue_id() {
    let server = Smtp::start().await;
    let delivery = send(&server, &["anna@kunde.test", "max@müller.example"]).await;
    assert!(
        matches!(&delivery.state, State::Sent(words) if words.contains("FAKE1")),
        "{delivery:?}"
    );
    let taken = &server.taken()[0];
    assert_eq!(taken.from, "support@kontor.test");
    assert_eq!(taken.to, ["anna@kunde.test", "max@xn--mller-kva.example"]);
    assert_eq!(taken.bytes, b"Subject: x\r\n\r\n.dot\r\nlone LF\r\nend\r\n");
}

#[tokio::test]
async fn every_no_before_the_end_is_known_and_retried_only_where_it_may_pass() {
    use Stage::*;
    let cases = [
        (Connect, answer("421 busy"), true),
        (Connect, Act::Drop, true),
        (Ehlo, answer("451 later"), true),
        (Auth, answer("454 4.7.0 later"), true),
        // the message was not refused: somebody may put the password right
        (Auth, answer("535 5.7.8 wrong"), true),
        (Mail, answer("451 greylisted"), true),
        (Mail, answer("550 not you"), false),
        (Mail, Act::Drop, true),
        (Rcpt(String::new()), answer("450 greylisted"), true),
        (Rcpt(String::new()), answer("550 unknown"), false),
        (Rcpt(String::new()), answer("421 closing"), true),
        (Rcpt(String::new()), Act::Drop, true),
        (Data, answer("451 later"), true),
        (Data, answer("554 no"), false),
        (Data, Act::Drop, true),
        (End, answer("452 disk full"), true),
        (End, answer("554 spam"), false),
    ];
    for (stage, act, expected) in cases {
        let server = Smtp::start().await;
        server.script(stage.clone(), act.clone(), 1);
        let delivery = send(&server, &["anna@kunde.test"]).await;
        let State::NotSent { retry, reason } = &delivery.state else {
            panic!("{stage:?} {act:?}: {delivery:?}")
        };
        assert_eq!(*retry, expected, "{stage:?} {act:?}: {reason}");
        assert_ne!(delivery.recipients[0].1, RecipientState::Accepted, "{stage:?} {act:?}");
        assert!(server.taken().is_empty(), "{stage:?} {act:?}");
    }
}

#[tokio::test]
async fn a_lost_answer_after_the_final_dot_is_uncertain_and_never_a_failure() {
    for act in [Act::Drop, Act::Delay(HASTY * 3), answer("gibberish")] {
        let server = Smtp::start().await;
        server.script(Stage::End, act.clone(), 1);
        let delivery = send_within(&server, &["anna@kunde.test"], HASTY).await;
        assert!(matches!(delivery.state, State::Uncertain(_)), "{act:?}: {delivery:?}");
    }
}

#[tokio::test]
async fn a_server_that_takes_its_time_at_every_step_is_left_before_the_message() {
    let server = Smtp::start().await;
    // each answer comes in time, all of them together do not
    server.script(Stage::Rcpt(String::new()), Act::Delay(HASTY / 4), 100);
    let began = std::time::Instant::now();
    let delivery = send_within(&server, &["anna@kunde.test"; 60], HASTY).await;
    let State::NotSent { retry: true, reason } = &delivery.state else { panic!("{delivery:?}") };
    assert!(reason.starts_with("Timeout"), "{reason}");
    assert!(began.elapsed() < HASTY * 8 && server.taken().is_empty());
}

#[tokio::test]
async fn each_recipient_has_an_answer_of_its_own() {
    let server = Smtp::start().await;
    server.script(Stage::Rcpt("later@kunde.test".into()), answer("450 4.2.0 later"), 1);
    server.script(Stage::Rcpt("never@kunde.test".into()), answer("550 5.1.1 unknown"), 1);
    let to = ["anna@kunde.test", "later@kunde.test", "never@kunde.test", "a@b\r\nDATA"];
    let delivery = send(&server, &to).await;
    assert!(matches!(delivery.state, State::Sent(_)));
    let states: Vec<_> = delivery.recipients.into_iter().map(|(_, state)| state).collect();
    assert_eq!(
        states,
        [
            RecipientState::Accepted,
            RecipientState::Temporary(450, "4.2.0 later".into()),
            RecipientState::Permanent(550, "5.1.1 unknown".into()),
            RecipientState::Permanent(553, "5.1.3 no address".into()),
        ]
    );
    assert_eq!(server.taken()[0].to, ["anna@kunde.test"]);
    assert_eq!(server.taken().len(), 1);
}

#[tokio::test]
async fn words_between_starttls_and_tls_are_an_attack() {
    let server = Smtp::start().await;
    server.script(Stage::StartTls, Act::Inject("250 injected\r\n".into()), 1);
    let to = ["anna@kunde.test".to_owned()];
    let at = endpoint(server.address, Security::StartTls);
    let delivery = deliver(&network(PATIENT), &at, "a@kontor.test", &to, MESSAGE).await;
    let State::NotSent { reason, .. } = delivery.state else { panic!("{delivery:?}") };
    assert!(reason.starts_with("Injection"), "{reason}");
    assert!(!server.state().journal.iter().any(|line| line.starts_with("AUTH")));
}

#[tokio::test]
async fn a_server_without_utf8_or_too_little_room_is_told_from_one_that_takes_it() {
    let server = Smtp::start().await;
    server.state().abilities = vec!["AUTH LOGIN".into(), "SIZE 10".into()];
    let State::NotSent { retry, reason } = send(&server, &["a@kunde.test"]).await.state else {
        panic!("a mail over the size that the server tells was sent")
    };
    assert!(!retry && reason.contains("10"), "{reason}");
    server.state().abilities = vec!["AUTH LOGIN".into()];
    let delivery = send(&server, &["a@kunde.test", "müller@kunde.test"]).await;
    assert!(matches!(delivery.state, State::Sent(_)), "{delivery:?}");
    assert!(matches!(delivery.recipients[1].1, RecipientState::Permanent(553, _)));
}
