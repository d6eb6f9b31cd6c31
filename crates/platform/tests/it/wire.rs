use crate::toy::TOY;
use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, Request};
use axum::http::{HeaderValue, Method, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use futures_util::{StreamExt as _, stream};
use platform::error::Problem;
use platform::http::{Listener, Peer, RequestInfo};
use platform::i18n::Messages;
use platform::switch::{self, Wanted};
use platform::testing::{Answer, TestKontor};
use platform::wire::{Rest, Wire};
use platform::{App, Cx, Error, Kontor, Refusal};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

const LONGEST: usize = 100;
const DATE: &str = "Thu, 01 Jan 1970 00:00:00 GMT";

/// Speaks a format of its own at two addresses, one of them below the API.
const SPEAKER: App = App {
    wires: &[at("/v1"), at("/api/licence"), Wire { files: true, ..at("/files") }],
    optional: true,
    ..App::new("speaker", Messages { de: "", en: "" })
};

const fn at(at: &'static str) -> Wire {
    Wire {
        at,
        routes,
        longest_body: LONGEST,
        files: false,
        around: |kontor, request, rest| Box::pin(around(kontor, request, rest)),
    }
}

fn routes(_: &Kontor) -> Router<Kontor> {
    let refused = || async {
        Err::<(), _>(Error::from(Refusal::new("toy-no", "no").on("name").coded("NAME_BLANK")))
    };
    let long = || async { "word ".repeat(1000) };
    Router::new()
        .route("/echo", post(|body: String| async { body }))
        .route("/who/{name}", get(who))
        .route("/refused", get(refused))
        .route("/long", get(long))
        .route("/panic", get(|| async { panic!("on purpose") as () }))
}

async fn who(Extension(info): Extension<Arc<RequestInfo>>) -> String {
    format!("{} {} {}", info.id, info.ip, info.path)
}

/// Tells every problem in one line.
async fn around(_: Kontor, request: Request, rest: Rest) -> Response {
    let mut response = rest.run(request).await;
    if let Some(problem) = response.extensions().get::<Problem>() {
        let codes: Vec<_> = problem.refusals.iter().filter_map(|one| one.code).collect();
        let line = format!("told {} {}", problem.status.as_u16(), codes.join(","));
        response = (problem.status, line).into_response();
    }
    response.headers_mut().insert(header::DATE, HeaderValue::from_static(DATE));
    response
}

async fn send(t: &TestKontor, method: Method, path: &str, body: &str) -> Answer {
    // what a page would be refused for
    let headers = [("sec-fetch-site", "cross-site"), ("accept", "text/html")];
    t.send(method, path, "kontor-insecure=x", &headers, Body::from(body.to_owned())).await
}

#[tokio::test]
async fn a_wire_tells_everything_in_its_own_words_wherever_it_lies() {
    let t = TestKontor::start(&[TOY, SPEAKER]).await;
    let long = "x".repeat(LONGEST + 1);
    for at in ["/v1", "/api/licence"] {
        for (method, path, body, status, told) in [
            (Method::POST, "/echo", "hello", 200, "hello"),
            (Method::GET, "/refused", "", 422, "told 422 NAME_BLANK"),
            (Method::GET, "/nowhere", "", 404, "told 404 "),
            (Method::GET, "/", "", 404, "told 404 "),
            (Method::GET, "", "", 404, "told 404 "),
            (Method::GET, "/echo", "", 405, "told 405 "),
            (Method::POST, "/echo", &long, 413, "told 413 "),
            (Method::GET, "/panic", "", 500, "told 500 "),
        ] {
            let answer = send(&t, method, &format!("{at}{path}"), body).await;
            assert_eq!((answer.status.as_u16(), &*answer.body), (status, told), "{at}{path}");
            assert_eq!(answer.headers["date"], DATE, "{at}{path}");
        }
    }
    let api = send(&t, Method::GET, "/api/nowhere", "").await;
    assert_eq!(
        (api.status.as_u16(), &api.headers["content-type"]),
        (404, &HeaderValue::from_static("application/problem+json"))
    );
    // a page, which other sites may not embed
    assert_eq!(send(&t, Method::GET, "/v1x/refused", "").await.body, "not allowed");
}

#[tokio::test]
async fn a_wire_knows_who_asks_and_counts_requests_itself() {
    let proxy = [("server.trusted_proxies", "10.0.0.0/8")];
    let t = TestKontor::start_with(&[TOY, SPEAKER], &proxy).await;
    let ask = async |path: &str| {
        let mut request = Request::get(path).header("host", "localhost");
        request = request.header("x-forwarded-for", "203.0.113.7");
        let mut request = request.body(Body::empty()).unwrap();
        request.extensions_mut().insert(Peer(Some("10.0.0.1".parse().unwrap())));
        t.answer(request).await
    };
    let answer = ask("/v1/who/a%2Fb.c").await;
    let id = answer.headers["x-request-id"].to_str().unwrap();
    assert_eq!(answer.body, format!("{id} 203.0.113.7 /v1/who/a%2Fb.c"));
    for _ in 0..400 {
        assert_eq!(ask("/v1/who/x").await.status, 200);
    }
    let mut pages = 0;
    while ask("/healthz").await.status == 200 {
        pages += 1;
        assert!(pages < 2000, "pages are counted");
    }
    assert_eq!(ask("/v1/who/x").await.status, 200, "a flood of pages closes no wire");
}

#[tokio::test]
async fn a_wire_of_an_app_that_is_off_says_so_in_its_own_words() {
    let t = TestKontor::start(&[TOY, SPEAKER]).await;
    let cx = Cx::system(&t.kontor);
    let tx = cx.begin().await.unwrap();
    switch::turn(&tx, &cx, "speaker", Wanted::default()).await.unwrap();
    cx.commit(tx).await.unwrap();
    switch::refresh(&t.kontor).await.unwrap();
    for path in ["/v1/who/x", "/v1/nowhere", "/api/licence/echo"] {
        assert_eq!(send(&t, Method::GET, path, "").await.body, "told 404 ", "{path}");
    }
}

#[tokio::test]
async fn what_programs_change_waits_while_the_house_is_under_maintenance() {
    let t = TestKontor::start(&[TOY]).await;
    let may = || t.kontor.may_change_from_outside(platform::Lang::En);
    assert!(may().is_ok());
    let cx = Cx::system(&t.kontor);
    for mode in [switch::MAINTENANCE, switch::READ_ONLY] {
        for on in [true, false] {
            let tx = cx.begin().await.unwrap();
            let wanted = Wanted { on, ..Wanted::default() };
            switch::turn(&tx, &cx, mode, wanted).await.unwrap();
            cx.commit(tx).await.unwrap();
            switch::refresh(&t.kontor).await.unwrap();
            assert_eq!(may().err().map(|no| no.status().as_u16()), on.then_some(503), "{mode}");
        }
    }
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "a test may connect to its own server")]
async fn a_date_that_a_wire_gave_stays_and_its_body_may_be_compressed() {
    let t = TestKontor::start(&[TOY, SPEAKER]).await;
    let listener = Listener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.address().unwrap();
    let kontor = t.kontor.clone();
    let server = tokio::spawn(async move { platform::http::serve(&kontor, listener).await });
    let mut stream = tokio::net::TcpStream::connect(address).await.unwrap();
    let request = "GET /v1/long HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\
                   Connection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    let answer = String::from_utf8_lossy(&answer).to_lowercase();
    assert_eq!(answer.matches("\r\ndate: ").count(), 1, "{answer}");
    assert!(answer.contains(&DATE.to_lowercase()), "{answer}");
    assert!(answer.contains("content-encoding: gzip"), "{answer}");
    server.abort();
}

/// The names of the apps.
struct Words(Vec<&'static str>);

impl platform::held::Held for Words {
    fn new(kontor: &Kontor) -> Self {
        Self(kontor.apps.iter().map(|app| app.name).collect())
    }
}

#[tokio::test]
async fn what_an_app_keeps_in_memory_is_made_once_for_each_server() {
    let t = TestKontor::start(&[TOY, SPEAKER]).await;
    let words = t.kontor.held::<Words>();
    assert_eq!(words.0, ["toy", "speaker"]);
    assert!(Arc::ptr_eq(&words, &t.kontor.clone().held::<Words>()));
    let other = t.restarted(&[TOY]).await;
    assert_eq!(other.held::<Words>().0, ["toy"]);
}

/// A body that comes in three pieces, each after such a pause.
fn slow(pause: Duration) -> Body {
    Body::from_stream(stream::iter(["one ", "two ", "three"]).then(move |piece| async move {
        tokio::time::sleep(pause).await;
        Ok::<_, std::io::Error>(piece)
    }))
}

#[tokio::test]
async fn a_file_takes_as_long_as_it_flows_and_no_longer() {
    let t =
        TestKontor::start_with(&[TOY, SPEAKER], &[("server.request_timeout_seconds", "1")]).await;
    let send = async |path: &str, pause| {
        t.send(Method::POST, path, "", &[], slow(Duration::from_millis(pause))).await
    };
    let flowing = send("/files/echo", 500).await;
    assert_eq!((flowing.status.as_u16(), &*flowing.body), (200, "one two three"));
    assert_eq!(
        send("/v1/echo", 500).await.body,
        "told 503 ",
        "what is no file has its time as a whole"
    );
    let halting = send("/files/echo", 1500).await;
    assert!(!halting.status.is_success(), "{}", halting.body);
}
