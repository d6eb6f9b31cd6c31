use super::House;
use serde_json::{Value, json};
use std::collections::BTreeSet;

const BOTH: [&str; 2] = ["tickets:read", "tickets:write"];

/// A ticket that somebody may open who is in no group.
async fn new(house: &House) -> Value {
    let key = house.key(&["tickets:read"]).await;
    let group = house.get(&key, "/api/v1/groups").await.at(200, "/0/id");
    json!({
        "subject": "VPN", "body": "It is down.", "email": "ada@firma.test", "name": "Ada Lane",
        "tags": ["vpn"], "group": group,
    })
}

#[tokio::test]
async fn a_ticket_is_opened_answered_noted_changed_and_closed() {
    let house = House::full().await;
    let key = house.key(&BOTH).await;
    let opened = house.post(&key, "/api/v1/tickets", &new(&house).await).await;
    let number = opened.at(201, "/number");
    assert_eq!(opened.header("location"), format!("/api/v1/tickets/{number}"));
    let path = opened.header("location").to_owned();
    let shown = house.get(&key, &path).await;
    assert_eq!(shown.at(200, "/subject"), "VPN");
    assert_eq!(shown.json["tags"], json!(["vpn"]));
    assert_eq!(shown.json["messages"][0]["text"], "It is down.");
    assert_eq!(shown.header("etag"), format!("\"{}\"", shown.json["version"]));

    let note = json!({ "body": "Only among us." });
    house.post(&key, &format!("{path}/notes"), &note).await.at(201, "/id");
    let reply = json!({ "body": "It is up again." });
    house.post(&key, &format!("{path}/replies"), &reply).await.at(201, "/id");
    let shown = house.get(&key, &path).await;
    let kinds: Vec<&str> = shown.json["messages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|m| m["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["customer", "note", "agent"]);
    assert!(shown.json["messages"][2]["to"].as_str().unwrap().contains("ada@firma.test"));

    let maria = house.maria.id.to_string();
    let change = json!({ "priority": 4, "assignee": maria, "tags": ["network"] });
    house.patch(&key, &path, "*", &change).await.at(200, "/version");
    let shown = house.get(&key, &path).await;
    assert_eq!((shown.at(200, "/priority"), shown.at(200, "/assignee")), (json!(4), json!(maria)));
    assert_eq!(shown.json["tags"], json!(["network"]));
    house.patch(&key, &path, "*", &json!({ "assignee": null })).await.at(200, "/version");
    let shown = house.get(&key, &path).await;
    assert_eq!((shown.at(200, "/assignee"), shown.at(200, "/priority")), (Value::Null, json!(4)));

    let closed = json!({ "status": "closed", "silent": true });
    let put = axum::http::Method::PUT;
    let said = house.ask(put, &key, &format!("{path}/status"), &[], &closed).await;
    assert_eq!(said.at(200, "/status"), "closed");
    assert!(house.t.audit_is_whole().await);
}

#[tokio::test]
async fn a_request_sent_twice_takes_effect_once() {
    let house = House::full().await;
    let key = house.key(&BOTH).await;
    let post = axum::http::Method::POST;
    let once = [("idempotency-key", "import-1")];
    let mut numbers = BTreeSet::new();
    for _ in 0..2 {
        let said =
            house.ask(post.clone(), &key, "/api/v1/tickets", &once, &new(&house).await).await;
        numbers.insert(said.at(201, "/number").to_string());
    }
    assert_eq!(numbers.len(), 1);
    let other = [("idempotency-key", "import-2")];
    let said = house.ask(post.clone(), &key, "/api/v1/tickets", &other, &new(&house).await).await;
    numbers.insert(said.at(201, "/number").to_string());
    assert_eq!(numbers.len(), 2);
    let path = format!("/api/v1/tickets/{}/notes", numbers.first().unwrap());
    let note = json!({ "body": "Once." });
    let mut ids = BTreeSet::new();
    for _ in 0..2 {
        ids.insert(
            house.ask(post.clone(), &key, &path, &once, &note).await.at(201, "/id").to_string(),
        );
    }
    assert_eq!(ids.len(), 1, "the same key at another address is another request");
    // the same key with another body is a mistake of the program, and said so
    let other = json!({ "body": "Twice." });
    assert_eq!(
        house.ask(post.clone(), &key, &path, &once, &other).await.refused(),
        ["idempotency-key"]
    );
    let long = "x".repeat(256);
    let long = [("idempotency-key", long.as_str())];
    assert_eq!(house.ask(post, &key, &path, &long, &note).await.refused(), ["idempotency-key"]);
}

#[tokio::test]
async fn a_version_that_is_over_changes_nothing() {
    let house = House::full().await;
    let key = house.key(&BOTH).await;
    let opened = house.post(&key, "/api/v1/tickets", &new(&house).await).await;
    let (path, tag) = (opened.header("location").to_owned(), opened.header("etag").to_owned());
    let said = house.patch(&key, &path, &tag, &json!({ "priority": 3 })).await;
    assert_eq!(said.status, 200, "{}", said.answer.body);
    let stale = house.patch(&key, &path, &tag, &json!({ "priority": 1 })).await;
    assert_eq!(stale.at(412, "/code"), "stale");
    let body = json!({ "priority": 1, "version": 0 });
    let stale = house.ask(axum::http::Method::PATCH, &key, &path, &[], &body).await;
    assert_eq!(stale.at(409, "/code"), "stale");
    assert_eq!(house.get(&key, &path).await.at(200, "/priority"), 3);
    let next = house.patch(&key, &path, said.header("etag"), &json!({ "priority": 1 })).await;
    assert_eq!(next.status, 200);
}

#[tokio::test]
async fn the_list_is_filtered_as_the_pages_is_and_read_to_its_end() {
    let house = House::full().await;
    let key = house.key(&["tickets:read"]).await;
    let all = house.get(&key, "/api/v1/tickets?status=all&limit=100").await;
    let all: Vec<i64> = numbers(&all.at(200, "/items"));
    assert!(all.len() > 5);
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page =
            house.get(&key, &format!("/api/v1/tickets?status=all&limit=2&after={after}")).await;
        seen.extend(numbers(&page.at(200, "/items")));
        match page.json["next"].as_str() {
            Some(next) => next.clone_into(&mut after),
            None => break,
        }
    }
    assert_eq!(seen, all);
    let closed = house.get(&key, "/api/v1/tickets?status=closed").await.at(200, "/items");
    assert!(closed.as_array().unwrap().iter().all(|one| one["status"] == "closed"));
    let one = all[0];
    let found = house.get(&key, &format!("/api/v1/tickets?status=all&q=%23{one}")).await;
    assert_eq!(found.at(200, "/items/0/number"), one);
    for (query, field) in [
        ("status=lost", "status"),
        ("group=x", "group"),
        ("after=x", "after"),
        ("limit=0", "limit"),
        ("limit=101", "limit"),
    ] {
        let said = house.get(&key, &format!("/api/v1/tickets?{query}")).await;
        assert_eq!(said.refused(), [field], "{query}");
    }
}

fn numbers(items: &Value) -> Vec<i64> {
    items.as_array().unwrap().iter().map(|one| one["number"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn who_may_only_write_reads_nothing_by_writing() {
    let house = House::full().await;
    let (writes, reads) = (house.key(&["tickets:write"]).await, house.key(&["tickets:read"]).await);
    let opened = house.post(&writes, "/api/v1/tickets", &new(&house).await).await;
    let path = opened.header("location").to_owned();
    let receipt: Vec<&String> = opened.json.as_object().unwrap().keys().collect();
    assert_eq!(receipt, ["id", "number", "status", "version"]);
    assert_eq!(house.get(&writes, &path).await.at(403, "/missing_scope"), "tickets:read");
    let said = house.patch(&reads, &path, "*", &json!({ "priority": 4 })).await;
    assert_eq!(said.at(403, "/missing_scope"), "tickets:write");
    for path in ["/api/v1/groups", "/api/v1/categories", "/api/v1/agents"] {
        assert!(
            !house.get(&reads, path).await.at(200, "").as_array().unwrap().is_empty(),
            "{path}"
        );
    }
}

#[tokio::test]
async fn what_is_wrong_is_named() {
    let house = House::full().await;
    let key = house.key(&BOTH).await;
    let path = "/api/v1/tickets";
    let said = house.post(&key, path, &json!({ "email": "nobody" })).await;
    let fields: BTreeSet<&str> = said.refused().into_iter().collect();
    assert_eq!(fields, BTreeSet::from(["body", "email", "subject"]));
    assert!(said.json["errors"][0]["code"].as_str().unwrap().starts_with("helpdesk-"));
    for (body, told) in [
        (json!({ "subjekt": "x" }), "unknown field"),
        (json!({ "priority": "high" }), "priority"),
        (json!("x"), "expected"),
    ] {
        let said = house.post(&key, path, &body).await;
        assert!(said.at(422, "/detail").as_str().unwrap().contains(told), "{}", said.json);
    }
    let headers = [("authorization", key.as_str()), ("content-type", "text/plain")];
    let post = axum::http::Method::POST;
    let answer = house.t.send(post.clone(), path, "", &headers, "{}".into()).await;
    assert_eq!(answer.status, 415);
    let headers = [headers[0], ("content-type", "application/json")];
    let answer = house.t.send(post.clone(), path, "", &headers, "{".into()).await;
    assert_eq!(answer.status, 400);
    let long = format!("{{\"body\":\"{}\"}}", "x".repeat(1 << 20));
    let answer = house.t.send(post, path, "", &headers, long.into()).await;
    assert_eq!(
        (answer.status.as_u16(), answer.headers["content-type"].to_str().unwrap()),
        (413, "application/problem+json")
    );
    for path in
        ["/api/v1/tickets/0", "/api/v1/tickets/x", "/api/v1/tickets/%FF", "/api/v1/tickets/-1"]
    {
        assert_eq!(house.get(&key, path).await.at(404, "/code"), "not_found", "{path}");
    }
    let headers = [("accept-language", "de")];
    let said = house
        .ask(
            axum::http::Method::POST,
            &key,
            path,
            &headers,
            &json!({ "email": "a@b.test", "body": "x" }),
        )
        .await;
    assert!(
        said.at(422, "/errors/0/detail").as_str().unwrap().contains("Betreff"),
        "{}",
        said.json
    );
}
