use crate::toy::TOY;
use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post as http_post;
use chrono::TimeDelta;
use fakes::smtp::{Act, Smtp, Stage};
use platform::job::{self, Filter, State};
use platform::post::{self, Letter};
use platform::testing::TestKontor;
use std::sync::{Arc, Mutex};

const FROM: &str = "kontor@firma.test";

fn letter() -> Letter {
    Letter {
        name: "Ada Öztürk".into(),
        address: "ada@kunde.test".into(),
        subject: "Ihr Zugang: schön".into(),
        text: "Hier ist er:\nhttps://kontor.test/x?token=GEHEIM".into(),
    }
}

async fn send(t: &TestKontor) {
    let cx = t.cx();
    assert!(post::is_ready(&cx));
    let tx = cx.begin().await.unwrap();
    post::send(&tx, &cx, &letter()).await.unwrap();
    cx.commit(tx).await.unwrap();
}

async fn row(t: &TestKontor) -> job::Row {
    let filter = Filter { name: Some("platform.send_letter".into()), ..Filter::default() };
    job::page(t.db(), &filter, 10).await.unwrap().remove(0)
}

async fn with_smtp(smtp: &Smtp) -> TestKontor {
    let (port, allow) =
        (smtp.address.port().to_string(), format!("127.0.0.1/32:{}", smtp.address.port()));
    TestKontor::start_with(
        &[TOY],
        &[
            ("post.from", FROM),
            ("post.smtp_host", "127.0.0.1"),
            ("post.smtp_port", &port),
            ("post.smtp_security", "none"),
            ("outbound.allow", &allow),
        ],
    )
    .await
}

#[tokio::test]
async fn a_letter_leaves_by_smtp_and_stands_sealed_until_then() {
    let smtp = Smtp::start().await;
    let t = with_smtp(&smtp).await;
    send(&t).await;
    let payload = row(&t).await.payload;
    assert!(!payload.contains("GEHEIM") && !payload.contains("ada@"), "{payload}");
    assert_eq!(t.run_jobs().await, 1);
    let taken = smtp.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(
        (taken[0].from.as_str(), taken[0].to.as_slice()),
        (FROM, &["ada@kunde.test".to_owned()][..])
    );
    let read = message::Message::read(&taken[0].bytes);
    assert_eq!((read.from.name.as_str(), read.from.email.as_str()), ("Kontor", FROM));
    assert_eq!(
        (read.to[0].name.as_str(), read.subject.as_str()),
        ("Ada Öztürk", "Ihr Zugang: schön")
    );
    assert_eq!(read.body.text.trim(), letter().text);
    assert!(read.message_id.ends_with("@firma.test") && read.automatic.forbids_answer());
}

#[tokio::test]
async fn what_cannot_leave_now_leaves_later_as_the_same_letter() {
    let smtp = Smtp::start().await;
    smtp.script(Stage::End, Act::Answer("451 4.3.0 later".into()), 1);
    // after the final dot the line drops: nobody knows whether it was taken
    smtp.script(Stage::End, Act::Drop, 1);
    let t = with_smtp(&smtp).await;
    send(&t).await;
    for _ in 0..3 {
        t.run_jobs().await;
        t.kontor.clock.advance(TimeDelta::hours(2));
    }
    let ids: Vec<_> =
        smtp.taken().iter().map(|one| message::Message::read(&one.bytes).message_id).collect();
    assert_eq!(ids.len(), 2, "once unknown, once sure");
    assert_eq!(ids[0], ids[1], "mail programs show one");
    assert_eq!(job::counts(t.db()).await.unwrap().waiting, 0);
}

#[tokio::test]
async fn a_letter_that_nobody_will_take_waits_for_a_person() {
    let smtp = Smtp::start().await;
    smtp.script(Stage::Rcpt(String::new()), Act::Answer("550 5.1.1 nobody of that name".into()), 9);
    let t = with_smtp(&smtp).await;
    send(&t).await;
    t.run_jobs().await;
    let row = row(&t).await;
    assert_eq!(row.state, State::Failed);
    assert!(row.last_error.unwrap().contains("nobody of that name"));
}

type Asked = Arc<Mutex<Vec<(String, String, serde_json::Value)>>>;

/// Speaks like Resend's API; refuses the first request.
async fn resend() -> (String, Asked) {
    let asked: Asked = Arc::default();
    let heard = asked.clone();
    let answer = async move |headers: HeaderMap, body: String| {
        let text = |name: &str| headers.get(name).unwrap().to_str().unwrap().to_owned();
        let mut heard = heard.lock().unwrap();
        heard.push((
            text("authorization"),
            text("idempotency-key"),
            serde_json::from_str(&body).unwrap(),
        ));
        let first = heard.len() == 1;
        if first { (StatusCode::TOO_MANY_REQUESTS, "slow down") } else { (StatusCode::OK, "{}") }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let routes = Router::new().route("/emails", http_post(answer));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (address, asked)
}

#[tokio::test]
async fn a_letter_leaves_by_resend_and_a_second_try_is_no_second_letter() {
    let (address, asked) = resend().await;
    let (url, port) = (format!("http://{address}/emails"), address.rsplit_once(':').unwrap().1);
    let allow = format!("127.0.0.1/32:{port}");
    let settings = [
        ("post.from", FROM),
        ("post.resend_api_key", "re_9fKx2LmPz7RtYw4BnC8dQ1"),
        ("post.resend_url", &url),
        ("outbound.allow", &allow),
    ];
    let t = TestKontor::start_with(&[TOY], &settings).await;
    send(&t).await;
    t.run_jobs().await;
    t.kontor.clock.advance(TimeDelta::hours(2));
    t.run_jobs().await;
    let asked = asked.lock().unwrap().clone();
    assert_eq!(asked.len(), 2);
    assert_eq!(asked[0].0, "Bearer re_9fKx2LmPz7RtYw4BnC8dQ1");
    assert_eq!(asked[0].1, asked[1].1);
    let body = &asked[1].2;
    assert_eq!(body["from"], "Kontor <kontor@firma.test>");
    assert_eq!((&body["to"][0], &body["text"]), (&"ada@kunde.test".into(), &letter().text.into()));
    assert_eq!(job::counts(t.db()).await.unwrap().waiting, 0);
}
