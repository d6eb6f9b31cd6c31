use super::House;
use platform::Role;
use serde_json::{Value, json};

const BOTH: [&str; 2] = ["tickets:read", "tickets:write"];

/// The path of a ticket that can be answered.
async fn ticket(house: &House, key: &str) -> String {
    let all = house.get(key, "/api/v1/tickets").await.at(200, "/items/0/number");
    format!("/api/v1/tickets/{all}")
}

#[tokio::test]
async fn a_file_is_sent_up_goes_with_an_entry_and_comes_back_as_it_was() {
    let house = House::full().await;
    let key = house.key(&BOTH).await;
    let file = house.upload(&key, "Bericht ä.txt", "line\n<script>").await;
    let id = file.at(201, "/id");
    assert_eq!(file.json["bytes"], 13);
    let path = ticket(&house, &key).await;
    let note = json!({ "body": "Seen.", "attachments": [id] });
    let written = house.post(&key, &format!("{path}/notes"), &note).await.at(201, "/id");
    let shown = house.get(&key, &path).await;
    let entries = shown.at(200, "/messages");
    let entry = entries.as_array().unwrap().iter().find(|one| one["id"] == written).unwrap();
    assert_eq!(
        (&entry["files"][0]["id"], &entry["files"][0]["name"]),
        (&id, &json!("Bericht ä.txt"))
    );

    let address = format!("/api/v1/attachments/{}", id.as_str().unwrap());
    let back = house.get(&key, &address).await;
    assert_eq!((back.status, back.answer.body.as_str()), (200, "line\n<script>"));
    assert_eq!(back.header("content-type"), "application/octet-stream");
    let name = back.header("content-disposition");
    assert!(name.starts_with("attachment;") && name.contains("Bericht%20%C3%A4.txt"), "{name}");
    // a file goes with one entry
    let again = house.post(&key, &format!("{path}/notes"), &note).await;
    assert_eq!(again.status, 422, "{}", again.answer.body);
    // and with an answer
    let file = house.upload(&key, "plan.txt", "x").await.at(201, "/id");
    let reply = json!({ "body": "Here it is.", "attachments": [file] });
    house.post(&key, &format!("{path}/replies"), &reply).await.at(201, "/id");
    assert!(house.t.audit_is_whole().await);
}

#[tokio::test]
async fn a_file_that_is_too_long_or_none_or_somebody_elses_is_refused() {
    let house = House::full().await;
    let key = house.key(&BOTH).await;
    let nothing =
        house.ask(axum::http::Method::POST, &key, "/api/v1/attachments", &[], &Value::Null).await;
    assert_eq!(nothing.refused(), ["file"]);
    let long = house.upload(&key, "long.txt", &"x".repeat(2 << 20)).await;
    assert_eq!(long.status, 201, "longer than a text may be: {}", long.answer.body);
    let most = 25 << 20;
    let long = house.upload(&key, "long.txt", &"x".repeat(most)).await;
    assert_eq!(long.at(413, "/code"), "too_large");
    let read = house.key(&["tickets:read"]).await;
    assert_eq!(house.upload(&read, "a.txt", "x").await.at(403, "/missing_scope"), "tickets:write");

    let bea = house.t.user("Bea Tester", Role::Agent).await;
    let cx = house.t.cx_of(&bea);
    let upload = helpdesk::actions::Upload {
        name: "hers.txt".into(),
        mime: "text/plain".into(),
        bytes: b"hers".to_vec(),
    };
    let hers = helpdesk::actions::add_upload(&cx, upload).await.unwrap().id.to_string();
    assert_eq!(house.get(&key, &format!("/api/v1/attachments/{hers}")).await.status, 404);
    let path = ticket(&house, &key).await;
    let note = json!({ "body": "Mine?", "attachments": [hers] });
    assert_eq!(house.post(&key, &format!("{path}/notes"), &note).await.status, 422);
}

#[tokio::test]
async fn what_a_key_did_stands_in_the_trail_by_its_name_and_is_found_by_it() {
    let house = House::full().await;
    let key = house.key(&BOTH).await;
    let path = ticket(&house, &key).await;
    house
        .post(&key, &format!("{path}/notes"), &json!({ "body": "By a program." }))
        .await
        .at(201, "/id");
    let id = key.split('_').nth(1).unwrap();
    let cookie = house.t.sign_in(&house.maria).await;
    let page = house.t.get(&cookie, &format!("/admin/audit?via=key:{id}")).await.body;
    assert!(page.contains("by the key “Test”") && page.contains("helpdesk.note_added"), "{page}");
    assert!(page.contains("Maria Tester") && !page.contains("<code>identity.api_key_created"));
    let form = format!("format=jsonl&via=key%3A{id}");
    let file = house.t.post(&cookie, "/admin/audit/export", &form).await.body;
    let line: Value = serde_json::from_str(file.lines().next().unwrap()).unwrap();
    assert_eq!((&line["via"], &line["via_name"]), (&json!(format!("key:{id}")), &json!("Test")));
    assert!(house.t.audit_is_whole().await);
}
