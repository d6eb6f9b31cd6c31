//! The page of imports and exports, and who may.

use crate::world::World;
use axum::body::Body;
use axum::http::Method;
use licensing::domain::policy::Settings;
use licensing::store;
use platform::testing::Answer;

const PATH: &str = "/licences/moving";

async fn sent(w: &World, cookie: &str, name: &str, text: &str) -> Answer {
    let body = format!(
        "--x\r\nContent-Disposition: form-data; name=\"op\"\r\n\r\n0193ec5e-0000-7000-8000-00000000000a\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n{text}\r\n--x--\r\n"
    );
    let kind = [("content-type", "multipart/form-data; boundary=x")];
    w.t.send(Method::POST, &format!("{PATH}/files"), cookie, &kind, Body::from(body)).await
}

#[tokio::test]
async fn a_file_is_sent_looked_at_confirmed_and_forgotten_by_pages() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let cookie = w.t.sign_in(&w.t.admin("Maria").await).await;
    let page = w.t.get(&cookie, PATH).await;
    assert!(page.status == 200 && page.body.contains("Nothing was imported"), "{}", page.body);
    let text = format!("key,name,policy\nPAGE-0001,First,{0}\nPAGE-0002,Second,none\n", policy.id);
    let begun = sent(&w, &cookie, "list.csv", &text).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    assert_eq!(sent(&w, &cookie, "list.csv", &text).await.location(), begun.location());
    let at = begun.location().to_owned();
    let busy = w.t.get(&cookie, &at).await.body;
    assert!(busy.contains("Being looked at") && busy.contains("list.csv"), "{busy}");
    w.t.run_jobs().await;
    let looked = w.t.get(&cookie, &at).await.body;
    for shown in ["Waits for you", "Take 1 rows over", "There is no such entry: none", "Second"] {
        assert!(looked.contains(shown), "{shown}: {looked}");
    }
    let only = w.t.get(&cookie, &format!("{at}?outcome=wrong")).await.body;
    assert!(only.contains("Second") && !only.contains("First"));
    assert_eq!(w.t.post(&cookie, &format!("{at}/confirmation"), "").await.status, 303);
    w.t.run_jobs().await;
    let done = w.t.get(&cookie, &at).await.body;
    assert!(done.contains("Done") && done.contains("taken over"), "{done}");
    let report = w.t.get(&cookie, &format!("{at}/report.csv")).await.body;
    let lines: Vec<_> = report.lines().collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[1].starts_with("2,licenses,") && lines[1].contains(",created,"), "{report}");
    assert!(lines[2].contains("Policy: There is no such entry: none."), "{report}");
    let list = w.t.get(&cookie, PATH).await.body;
    assert!(list.contains("list.csv") && list.contains("Done"));
    assert_eq!(w.t.post(&cookie, &format!("{at}/removal"), "").await.location(), PATH);
    assert_eq!(w.t.get(&cookie, &at).await.status, 404);
}

#[tokio::test]
async fn what_cannot_be_read_is_said_at_its_field_in_both_languages() {
    let w = World::start().await;
    let cookie = w.t.sign_in(&w.t.admin("Maria").await).await;
    let unknown = sent(&w, &cookie, "a.csv", "key,colour\n1,2").await;
    assert_eq!(unknown.status, 422);
    assert!(unknown.body.contains("id=\"f-file-error\"") && unknown.body.contains("colour"));
    assert_eq!(sent(&w, &cookie, "", "").await.status, 422);
    let typed = "url=ftp%3A%2F%2Fx&account=a%2Fb&token=";
    let refused = w.t.post(&cookie, &format!("{PATH}/accounts"), typed).await;
    assert_eq!(refused.status, 422);
    for field in ["import-url", "import-account", "import-token"] {
        assert!(
            refused.body.contains(&format!("id=\"{field}-error\"")),
            "{field} {}",
            refused.body
        );
    }
    let german = [("accept-language", "de")];
    let page = w.t.send(Method::GET, PATH, &cookie, &german, Body::empty()).await;
    assert_eq!(page.status, 200);
    let pages = store::import::page(w.t.db(), None, 10).await.unwrap();
    assert!(pages.is_empty(), "what is refused leaves nothing behind");
}

#[tokio::test]
async fn only_who_manages_moves_and_keys_go_out_after_a_fresh_proof() {
    let w = World::start().await;
    let agent = w.t.sign_in(&w.t.agent("Otto").await).await;
    for path in ["", "/export.json"] {
        assert_eq!(w.t.get(&agent, &format!("{PATH}{path}")).await.status, 403);
    }
    assert_eq!(sent(&w, &agent, "a.csv", "key\nA").await.status, 403);
    assert_eq!(w.t.get(&agent, "/machines/export.csv").await.status, 200);
    let maria = w.t.sign_in(&w.t.admin("Maria").await).await;
    let all = w.t.get(&maria, &format!("{PATH}/export.json")).await;
    let read: serde_json::Value = serde_json::from_str(&all.body).unwrap();
    assert_eq!(
        (read["format"].as_str(), read["keys"].as_bool()),
        (Some("kontor-licences"), Some(false))
    );
    w.t.kontor.clock.advance(chrono::TimeDelta::hours(2));
    let late = w.t.post(&maria, &format!("{PATH}/keys"), "").await;
    assert!(!late.body.contains("kontor-licences"), "{}", late.body);
    let log = std::fs::read_to_string(w.t.folder().join("security.log")).unwrap();
    assert!(log.contains("licensing") && !log.contains("licensing:keys"), "{log}");
}

#[tokio::test]
async fn rows_that_are_all_wrong_wait_for_nobody_and_name_their_fields_as_pages_do() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let cookie = w.t.sign_in(&w.t.admin("Maria").await).await;
    let text = format!("name,policy,test,max_machines,ends\nFirst,{},maybe,many,soon\n", policy.id);
    let begun = sent(&w, &cookie, "list.csv", &text).await;
    w.t.run_jobs().await;
    let at = begun.location().to_owned();
    let page = w.t.get(&cookie, &at).await.body;
    for shown in ["Nothing can be taken over", "Correct the file", "Test licence: Write yes or no."]
    {
        assert!(page.contains(shown), "{shown}: {page}");
    }
    for hidden in ["Waits for you", "isTest", "maxMachines", "expiry", "Take 0"] {
        assert!(!page.contains(hidden), "{hidden}: {page}");
    }
    let report = w.t.get(&cookie, &format!("{at}/report.csv")).await.body;
    assert!(report.contains("Most machines: Enter a whole number."), "{report}");
    assert!(!report.contains(".;"), "sentences stand one after the other: {report}");
    // what is here already is nothing to be mended
    let good = format!("key,policy\nHERE-0001,{}\n", policy.id);
    let import = super::begin(&w, "b.csv", good.as_bytes()).await;
    super::confirm(&w, import.id).await;
    let again = super::begin(&w, "c.csv", good.as_bytes()).await;
    let page = w.t.get(&cookie, &format!("{PATH}/{}", again.id)).await.body;
    assert!(page.contains("Everything is here already") && !page.contains("Waits for you"));
}
