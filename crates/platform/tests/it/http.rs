use crate::toy::TOY;
use axum::body::Body;
use axum::http::{Method, Request};
use platform::health::{self, State};
use platform::http::Peer;
use platform::testing::{Answer, TestKontor};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

#[tokio::test]
async fn another_site_can_neither_post_nor_embed() {
    let t = TestKontor::start(&[TOY]).await;
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    for foreign in ["cross-site", "same-site"] {
        let headers = [FORM, ("sec-fetch-site", foreign)];
        let answer = t.send(Method::POST, "/notes", &cookie, &headers, Body::from("text=x")).await;
        assert_eq!(answer.status, 403, "{foreign}");
    }
    assert_eq!(t.post(&cookie, "/notes", "text=x").await.status, 200);
    let image = [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-mode", "no-cors"),
        ("sec-fetch-dest", "image"),
    ];
    assert_eq!(t.send(Method::GET, "/whoami", &cookie, &image, Body::empty()).await.status, 403);
}

#[tokio::test]
async fn every_answer_carries_the_safety_headers_and_a_fresh_nonce() {
    let t = TestKontor::start(&[TOY]).await;
    let mut nonces = std::collections::HashSet::new();
    for path in ["/whoami", "/nowhere", "/healthz", "/panic"] {
        let answer = t.get("", path).await;
        let header = |name: &str| answer.headers.get(name).map_or("", |v| v.to_str().unwrap());
        assert!(header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert_eq!(header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(header("cache-control"), "no-store", "{path}");
        assert!(!header("x-request-id").is_empty(), "{path}");
        nonces.insert(header("content-security-policy").to_owned());
    }
    assert_eq!(nonces.len(), 4);
}

#[tokio::test]
async fn a_panic_is_a_500_that_says_nothing_of_the_inside() {
    let t = TestKontor::start(&[TOY]).await;
    let answer = t.get("", "/panic").await;
    assert_eq!(answer.status, 500);
    assert!(!answer.body.contains("on purpose"));
}

#[tokio::test]
async fn a_body_above_the_limit_is_refused() {
    let t = TestKontor::start_with(&[TOY], &[("server.max_body_bytes", "2000")]).await;
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    let body = format!("text={}", "x".repeat(3000));
    assert_eq!(t.post(&cookie, "/notes", &body).await.status, 413);
}

#[tokio::test]
async fn a_form_with_files_that_is_too_long_is_answered_by_its_own_page() {
    let t = TestKontor::start_with(&[TOY], &[("server.max_body_bytes", "2000")]).await;
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    let kind = ("content-type", "multipart/form-data; boundary=x");
    for (n, said) in [(1000, "read"), (3000, "too long"), (300_000, "too long")] {
        let file = "x".repeat(n);
        let body = format!(
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n{file}\r\n--x--\r\n"
        );
        let length = body.len().to_string();
        for headers in [vec![kind], vec![kind, ("content-length", &length)]] {
            let answer =
                t.send(Method::POST, "/file", &cookie, &headers, Body::from(body.clone())).await;
            assert_eq!((answer.status.as_u16(), answer.body.as_str()), (200, said), "{n}");
        }
    }
    // a page that reads no files
    let body = "x".repeat(3000);
    let headers = [kind, ("content-length", "3000")];
    let answer = t.send(Method::POST, "/notes", &cookie, &headers, Body::from(body)).await;
    assert_eq!(answer.status, 413, "{}", answer.body);
}

#[tokio::test]
async fn probes_answer_without_a_session() {
    let t = TestKontor::start(&[TOY]).await;
    assert_eq!(t.get("", "/healthz").await.body, r#"{"status":"ok"}"#);
    assert_eq!(t.get("", "/readyz").await.status, 200);
    let of_old: serde_json::Value = serde_json::from_str(&t.get("", "/health").await.body).unwrap();
    assert_eq!(of_old, serde_json::json!({ "status": "ok", "database": "ok", "redis": "ok" }));
}

#[tokio::test]
async fn live_pages_are_for_staff() {
    let t = TestKontor::start(&[TOY]).await;
    assert_eq!(t.get("", "/live").await.status, 401);
    let customer = t.user("Kunde", platform::Role::Customer).await;
    let cookie = t.sign_in(&customer).await;
    assert_eq!(t.get(&cookie, "/live").await.status, 403);
}

/// What a client on this machine gets, with these headers on top.
async fn beside(t: &TestKontor, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::get(path).header("host", "localhost");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let mut request = request.body(Body::empty()).unwrap();
    request.extensions_mut().insert(Peer(Some("127.0.0.1".parse().unwrap())));
    t.answer(request).await
}

#[tokio::test]
async fn metrics_are_for_this_machine_and_not_for_whom_a_proxy_on_it_forwards() {
    // who may read them gets 503 here: only the running server counts
    let t = TestKontor::start_with(&[TOY], &[("server.metrics_allow", "127.0.0.0/8")]).await;
    assert_eq!(beside(&t, "/metrics", &[]).await.status, 503);
    for name in ["x-forwarded-for", "forwarded", "x-real-ip", "via", "x-forwarded-proto"] {
        assert_eq!(beside(&t, "/metrics", &[(name, "203.0.113.7")]).await.status, 404, "{name}");
    }
    let trusting = [("server.trusted_proxies", "127.0.0.1/32")];
    let t = TestKontor::start_with(&[TOY], &trusting).await;
    let visitor = [("x-forwarded-for", "203.0.113.7")];
    assert_eq!(beside(&t, "/metrics", &visitor).await.status, 404);
}

#[tokio::test]
async fn an_unnamed_proxy_is_a_warning_until_it_is_named_or_gone() {
    let t = TestKontor::start(&[TOY]).await;
    let warning = async |t: &TestKontor| {
        let checks = health::checks(&t.kontor).await;
        checks.into_iter().find(|check| check.name == "proxy")
    };
    beside(&t, "/whoami", &[]).await;
    assert!(warning(&t).await.is_none());
    beside(&t, "/whoami", &[("x-forwarded-for", "203.0.113.7")]).await;
    let told = warning(&t).await.unwrap();
    assert_eq!(told.state, State::Warn);
    let english = t.kontor.locale(platform::Lang::En);
    assert!(told.say(&english).contains("127.0.0.1") && !told.say(&english).contains("203.0"));
    t.kontor.clock.advance(chrono::TimeDelta::days(8));
    assert!(warning(&t).await.is_none());

    let t = TestKontor::start_with(&[TOY], &[("server.trusted_proxies", "127.0.0.1/32")]).await;
    std::fs::write(
        t.folder().join("foreign-proxy"),
        format!("127.0.0.1 {}", platform::testing::NOW),
    )
    .unwrap();
    assert!(warning(&t).await.is_none(), "it is named now");
}

#[tokio::test]
async fn what_a_browser_reports_is_a_line_in_the_security_log_and_never_a_flood() {
    let t = TestKontor::start(&[TOY]).await;
    let report = |kind: &'static str, body: String| {
        let headers = [("content-type", kind), ("sec-fetch-site", "same-origin")];
        let t = &t;
        async move { t.send(Method::POST, "/csp-reports", "", &headers, Body::from(body)).await.status }
    };
    let body = r#"{"csp-report":{"effective-directive":"script-src-elem","blocked-uri":"https://evil.example/x.js?a",
        "document-uri":"https://kontor.example/tickets/7"}}"#;
    assert_eq!(report("application/csp-report", body.to_owned()).await, 204);
    let log = || std::fs::read_to_string(t.folder().join("security.log")).unwrap_or_default();
    assert!(log().contains("SECURITY[CSP_REPORTED]: user=- "), "{}", log());
    assert!(log().contains("reason=script-src-elem,evil.example,kontor.example"), "{}", log());
    let one = r#"{"type":"csp-violation","body":{"effectiveDirective":"img-src"}}"#;
    let many = format!("[{}]", [one; 50].join(","));
    for _ in 0..20 {
        assert_eq!(report("application/reports+json", many.clone()).await, 204);
    }
    assert!(log().lines().count() < 10, "{}", log());
    assert_eq!(report("text/plain", "x".repeat(100_000)).await, 204);
    assert_eq!(t.get("", "/csp-reports").await.status, 405);
}

#[tokio::test]
async fn what_the_guard_refuses_is_a_line_in_the_security_log() {
    use platform::outbound::{Client, Request};
    let t = TestKontor::start(&[TOY]).await;
    let ada = t.agent("Ada").await;
    let client = Client::of(&t.cx_of(&ada)).unwrap();
    assert!(client.send(Request::get("http://169.254.169.254/latest/meta-data")).await.is_err());
    let log = std::fs::read_to_string(t.folder().join("security.log")).unwrap();
    let line = log.lines().find(|line| line.contains("SECURITY[SSRF_BLOCKED]")).expect(&log);
    assert!(
        line.ends_with("user=ada@kontor.test ip=- req=- reason=169.254.169.254,169.254.169.254"),
        "{line}"
    );
}

#[tokio::test]
async fn a_method_that_an_address_does_not_take_is_named_with_those_that_it_takes() {
    let t = TestKontor::start(&[TOY]).await;
    for (method, path, allowed) in [
        (Method::DELETE, "/notes", "POST"),
        (Method::POST, "/whoami", "GET,HEAD"),
        (Method::POST, "/healthz", "GET,HEAD"),
    ] {
        let answer = t.send(method, path, "", &[], Body::empty()).await;
        assert_eq!(
            (answer.status.as_u16(), &*answer.body),
            (405, "this address takes no such request"),
            "{path}"
        );
        assert_eq!(answer.headers["allow"], allowed, "{path}");
    }
}

#[tokio::test]
async fn a_program_that_asks_for_json_gets_its_problems_so() {
    let t = TestKontor::start(&[TOY]).await;
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    let told = async |method: Method, path: &str, more: (&str, &str), body: &'static str| {
        let answer = t
            .send(method, path, &cookie, &[("accept", "application/json"), more], Body::from(body))
            .await;
        assert_eq!(answer.headers["content-type"], "application/problem+json", "{path}");
        let told: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
        assert_eq!(told["status"], answer.status.as_u16());
        assert_eq!(told["request_id"], answer.headers["x-request-id"].to_str().unwrap());
        (told, answer)
    };
    let (gone, _) = told(Method::GET, "/nowhere", ("x-a", "b"), "").await;
    assert_eq!((&gone["title"], &gone["detail"]), (&"Not Found".into(), &"not found".into()));
    let (method, answer) = told(Method::DELETE, "/notes", ("x-a", "b"), "").await;
    assert_eq!(
        (&method["status"], &answer.headers["allow"]),
        (&405.into(), &"POST".parse().unwrap())
    );
    let (unread, _) = told(Method::POST, "/notes", FORM, "other=x").await;
    assert_eq!(unread["errors"][0]["field"], "text", "{unread}");
    let foreign = ("sec-fetch-site", "cross-site");
    assert_eq!(told(Method::POST, "/notes", foreign, "").await.0["status"], 403);
}

#[tokio::test]
async fn a_list_of_stolen_passwords_in_which_nothing_can_be_found_is_a_warning() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("list.txt");
    let house = async |lines: &[&str]| {
        std::fs::write(&path, lines.join("\n")).unwrap();
        let settings =
            [("password.breached", "file"), ("password.breached_file", path.to_str().unwrap())];
        let t = TestKontor::start_with(&[TOY], &settings).await;
        let checks = health::checks(&t.kontor).await;
        let found = checks.into_iter().find(|check| check.name == "stolen passwords");
        let english = t.kontor.locale(platform::Lang::En);
        let told: Vec<_> = t.kontor.config.warnings().iter().map(|w| w.en.clone()).collect();
        (found.map(|check| (check.state, check.say(&english))), told.join("\n"))
    };
    let hash = |letter: &str| letter.repeat(40);
    let (a, b, c) = (hash("A"), hash("B"), hash("C"));
    assert_eq!(house(&[&a, &b, &c]).await, (None, String::new()));
    for (lines, said) in [
        (vec![b.as_str(), &c, &a], "not sorted by hash"),
        (vec!["hunter2", "letmein"], "no SHA-1 hashes"),
        (vec![], "no SHA-1 hashes"),
    ] {
        let (found, told) = house(&lines).await;
        let (state, text) = found.unwrap();
        assert_eq!(state, State::Warn);
        assert!(text.contains(said) && text.contains("list.txt"), "{text}");
        assert!(told.starts_with("password.breached_file") && told.contains(said), "{told}");
    }
}

#[tokio::test]
async fn who_asks_for_what_they_may_not_do_is_a_line_in_the_security_log() {
    let t = TestKontor::start(&[TOY]).await;
    let customer = t.user("Kunde", platform::Role::Customer).await;
    let cookie = t.sign_in(&customer).await;
    assert_eq!(t.get(&cookie, "/live").await.status, 403);
    assert_eq!(t.get("", "/live").await.status, 401);
    let foreign = [FORM, ("sec-fetch-site", "cross-site")];
    t.send(Method::POST, "/notes", &cookie, &foreign, Body::from("text=x")).await;
    let log = std::fs::read_to_string(t.folder().join("security.log")).unwrap();
    assert_eq!(log.matches("ACCESS_DENIED").count(), 1, "{log}");
    assert!(log.contains("SECURITY[ACCESS_DENIED]: user=kunde@kontor.test ip=127.0.0.1 "), "{log}");
    assert!(log.trim_end().lines().next().unwrap().ends_with(" reason=/live"), "{log}");
}
