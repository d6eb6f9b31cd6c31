use crate::start;
use events::operations::JobDiscarded;
use operations::APP;
use platform::testing::TestKontor;
use platform::{Cx, audit, event};
use sea_orm::ConnectionTrait;

async fn record(t: &TestKontor, cx: &Cx, job: &str) {
    let tx = cx.begin().await.unwrap();
    let fact = JobDiscarded { job: job.into(), name: "a.<b>".into() };
    event::record(&tx, cx, &fact).await.unwrap();
    cx.commit(tx).await.unwrap();
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn the_trail_is_filtered_by_who_what_and_about_what() {
    let (t, cookie) = start().await;
    let ada = t.agent("Ada Byron").await;
    record(&t, &t.cx(), "one").await;
    record(&t, &t.cx_of(&ada), "two").await;
    let all = t.get(&cookie, "/admin/audit").await.body;
    assert!(all.contains("job:one") && all.contains("job:two") && all.contains("a.&lt;b&gt;"));
    assert!(all.find("job:two") < all.find("job:one"), "the newest comes first");
    let by_ada = t.get(&cookie, &format!("/admin/audit?actor={}", ada.id)).await.body;
    assert!(by_ada.contains("job:two") && !by_ada.contains("job:one"));
    let about = t.get(&cookie, "/admin/audit?object=job:one").await.body;
    assert!(about.contains("job:one") && !about.contains("job:two"));
    let named = t.get(&cookie, "/admin/audit?name=operations.job_repeated").await.body;
    assert!(named.contains("There is no entry for this filter."));
    let of_app = t.get(&cookie, "/admin/audit?name=operations.").await.body;
    assert!(of_app.contains("job:one") && of_app.contains(">operations: all</option>"));
    let day = t.get(&cookie, "/admin/audit?from=2026-11-21&to=2026-11-21").await.body;
    assert!(day.contains("job:one"));
    for nothing in ["from=2026-11-22", "to=2026-11-20", "ip=192.0.2.9", "request=r9", "name=toy."] {
        let page = t.get(&cookie, &format!("/admin/audit?{nothing}")).await.body;
        assert!(page.contains("There is no entry for this filter."), "{nothing}");
    }
    for (garbage, said) in [
        ("actor=Ada", "There is no such filter."),
        ("object=a%20b", "There is no such filter."),
        ("name=%C3%A4", "There is no such filter."),
        ("before=x", "This cannot be filtered by."),
        ("ip=example", "This is not an address."),
        ("from=yesterday", "This is not a day."),
        ("from=2026-11-22&to=2026-11-21", "The last day is before the first."),
    ] {
        let page = t.get(&cookie, &format!("/admin/audit?{garbage}")).await;
        assert_eq!(page.status, 422, "{garbage}");
        assert!(page.body.contains(said) && !page.body.contains("job:one"), "{garbage}");
    }
}

#[tokio::test]
async fn what_was_done_by_a_request_is_found_by_its_number_and_its_address() {
    let (t, cookie) = start().await;
    let asked = t.post(&cookie, "/admin/audit/export", "format=csv").await;
    let id = asked.headers["x-request-id"].to_str().unwrap().to_owned();
    for filter in [format!("request={id}"), "ip=127.0.0.1&name=operations.audit_exported".into()] {
        let page = t.get(&cookie, &format!("/admin/audit?{filter}")).await.body;
        assert!(page.contains("audit:export") && page.contains(&id), "{filter}");
    }
}

#[tokio::test]
async fn what_is_filtered_goes_out_as_a_file_without_formulas_and_that_is_recorded() {
    let (t, cookie) = start().await;
    let ada = t.agent("=Ada(1)").await;
    for i in 0..520 {
        let tx = t.cx().begin().await.unwrap();
        let fact = JobDiscarded { job: format!("n{i}"), name: "a,\"b".into() };
        event::record(&tx, &t.cx_of(&ada), &fact).await.unwrap();
        tx.commit().await.unwrap();
    }
    record(&t, &t.cx(), "of-kontor").await;
    let form = format!("format=jsonl&actor={}", ada.id);
    let file = t.post(&cookie, "/admin/audit/export", &form).await;
    assert_eq!(file.status, 200);
    let name = file.headers["content-disposition"].to_str().unwrap();
    assert_eq!(name, "attachment; filename=\"kontor-audit-2026-11-21.jsonl\"");
    let lines: Vec<serde_json::Value> =
        file.body.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 520, "more than one piece, and nothing of others");
    assert_eq!(
        (&lines[0]["object"], &lines[519]["object"]),
        (&"job:n519".into(), &"job:n0".into())
    );
    assert_eq!((&lines[0]["number"], &lines[0]["details"]["name"]), (&520.into(), &"a,\"b".into()));

    let table = t.post(&cookie, "/admin/audit/export", "format=csv&object=job:n7").await.body;
    let (head, row) = table.split_once("\r\n").unwrap();
    assert!(head.starts_with("\u{feff}number,hash,id,at,event,object,actor,actor_name,"));
    assert!(row.contains(",job:n7,") && row.contains(",\"'=Ada(1)\",") && row.contains("\"\"a,"));
    assert!(!table.contains("job:n8"));

    let said = event::timeline(t.db(), "audit:export").await.unwrap();
    let filters: Vec<_> = said.iter().map(|fact| fact.payload.clone().unwrap()).collect();
    assert!(filters[0].contains(&format!("actor={}", ada.id)), "{filters:?}");
    assert!(filters[1].contains("csv") && filters[1].contains("object=job%3An7"), "{filters:?}");
    let log = std::fs::read_to_string(t.folder().join("security.log")).unwrap();
    assert!(log.contains("SECURITY[EXPORT]: user=grace.hopper@kontor.test"), "{log}");
    for wrong in ["format=xlsx", "", "format=csv&ip=x"] {
        assert_eq!(t.post(&cookie, "/admin/audit/export", wrong).await.status, 422, "{wrong}");
    }
}

#[tokio::test]
async fn an_export_wants_a_fresh_proof_and_writes_down_nothing_before() {
    let (t, cookie) = start().await;
    t.kontor.clock.advance(chrono::TimeDelta::minutes(11));
    assert_eq!(t.post(&cookie, "/admin/audit/export", "format=csv").await.status, 403);
    assert!(event::timeline(t.db(), "audit:export").await.unwrap().is_empty());
}

#[tokio::test]
async fn the_trail_is_walked_page_by_page() {
    let (t, cookie) = start().await;
    for i in 0..70 {
        record(&t, &t.cx(), &format!("n{i:02}-")).await;
    }
    let first = t.get(&cookie, "/admin/audit").await.body;
    assert!(first.contains("job:n69-") && !first.contains("job:n19-"));
    let at = first.find("before=").unwrap();
    let before = first[at..].split('"').next().unwrap();
    let next = t.get(&cookie, &format!("/admin/audit?{before}")).await.body;
    assert!(next.contains("job:n19-") && next.contains("job:n00-") && !next.contains("job:n20-"));
}

#[tokio::test]
async fn a_check_of_an_empty_chain_sets_no_seal_and_says_so() {
    let (t, cookie) = start().await;
    assert_eq!(t.post(&cookie, "/admin/audit/verification", "").await.status, 303);
    t.run_jobs().await;
    let page = t.get(&cookie, "/admin/audit").await.body;
    assert!(page.contains("The chain was still empty") && page.contains("Verify now"), "{page}");
    assert!(!page.contains("badge seal") && !page.contains("no. 0"), "{page}");
}

#[tokio::test]
async fn a_check_that_was_asked_for_sets_the_seal_and_one_after_a_forgery_breaks_it() {
    let (t, cookie) = start().await;
    record(&t, &t.cx(), "one").await;
    let before = t.get(&cookie, "/admin/audit").await.body;
    assert!(before.contains("has not been verified yet"));
    for _ in 0..2 {
        assert_eq!(t.post(&cookie, "/admin/audit/verification", "").await.status, 303);
    }
    let waiting = t.get(&cookie, "/admin/audit").await.body;
    assert!(waiting.contains("Verification is due") && !waiting.contains("Verify now"));
    assert_eq!(t.run_jobs().await, 1, "one check is enough");
    let after = t.get(&cookie, "/admin/audit").await.body;
    assert!(
        after.contains("Chain verified up to no. 1") && after.contains("badge seal"),
        "{after}"
    );
    let tx = t.cx().begin().await.unwrap();
    tx.execute_unprepared("UPDATE events SET object = 'job:forged' WHERE object = 'job:one'")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    t.post(&cookie, "/admin/audit/verification", "").await;
    t.run_jobs().await;
    let broken = t.get(&cookie, "/admin/audit").await.body;
    assert!(broken.contains("Chain broken at no. 1"), "{broken}");
    let health = t.get(&cookie, "/admin/health").await.body;
    assert!(health.contains("The audit trail was changed from link 1 on"));
}

/// Answers each request with the next of these states, and keeps what was sent.
async fn archive(states: &'static [u16]) -> (String, tokio::sync::mpsc::UnboundedReceiver<String>) {
    let (sent, kept) = tokio::sync::mpsc::unbounded_channel();
    let at = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let answer = move |body: String| {
        let state = states[at.fetch_add(1, std::sync::atomic::Ordering::SeqCst)];
        sent.send(body).unwrap();
        async move { axum::http::StatusCode::from_u16(state).unwrap() }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let routes = axum::Router::new().route("/heads", axum::routing::post(answer));
    tokio::spawn(async move { axum::serve(listener, routes).await });
    (address, kept)
}

#[tokio::test]
async fn a_head_is_appended_to_a_file_and_sent_until_it_arrives() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("heads.jsonl");
    let (address, mut kept) = archive(&[503, 200, 200]).await;
    let settings = [
        ("audit.heads_file", file.to_str().unwrap()),
        ("audit.heads_url", &format!("http://{address}/heads")),
        ("outbound.allow", &address.replace(':', "/32:")),
    ];
    let t = TestKontor::start_with(&[ui::APP, APP], &settings).await;
    let cookie = t.sign_in(&t.admin("Grace Hopper").await).await;
    let page = t.get(&cookie, "/admin/audit").await.body;
    assert!(page.contains("No head was signed yet"), "{page}");
    record(&t, &t.cx(), "one").await;
    let export = t.post(&cookie, "/admin/audit/export", "format=jsonl").await;
    assert_eq!(export.status, 200);
    t.run_jobs().await;
    let lines = std::fs::read_to_string(&file).unwrap();
    assert_eq!(lines.lines().count(), 1);
    assert_eq!(kept.recv().await.unwrap(), lines);
    let health = t.get(&cookie, "/admin/health").await.body;
    assert!(health.contains("did not arrive") && health.contains("503"), "{health}");
    t.kontor.clock.advance(chrono::TimeDelta::minutes(9));
    t.run_jobs().await;
    assert_eq!(kept.recv().await.unwrap(), lines, "the same head again");
    assert!(!t.get(&cookie, "/admin/health").await.body.contains("did not arrive"));

    let page = t.get(&cookie, "/admin/audit").await.body;
    assert!(page.contains("Signed up to no. 1"), "{page}");
    assert!(page.contains(&audit::heads::public_key(&t.kontor.keys)));
    assert!(t.audit_is_whole().await);
    let found = audit::heads::compare(&t.kontor, &lines).await.unwrap();
    assert!(found.is_fine() && found.holds == Some(1), "{found:?}");
}

#[tokio::test]
async fn without_a_place_to_keep_heads_none_is_signed() {
    let (t, cookie) = start().await;
    record(&t, &t.cx(), "one").await;
    assert_eq!(t.post(&cookie, "/admin/audit/export", "format=csv").await.status, 200);
    t.run_jobs().await;
    assert!(event::timeline(t.db(), "audit:chain").await.unwrap().is_empty());
    assert!(t.get(&cookie, "/admin/audit").await.body.contains("Heads are kept nowhere"));
}
