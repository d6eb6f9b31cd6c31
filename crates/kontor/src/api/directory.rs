use super::House;
use serde_json::json;

const BOTH: [&str; 2] = ["directory:read", "directory:write"];

#[tokio::test]
async fn a_person_and_an_organisation_are_written_down_found_and_changed() {
    let house = House::empty().await;
    let key = house.key(&BOTH).await;
    let firma = json!({ "name": "Firma GmbH", "domains": ["firma.test"], "addresses": [{ "city": "Bremen" }] });
    let firma = house.post(&key, "/api/v1/organisations", &firma).await;
    let organisation = firma.at(201, "/id");
    let ada =
        json!({ "name": "Ada Lane", "emails": ["ada@firma.test"], "organisation": organisation });
    let ada = house.post(&key, "/api/v1/people", &ada).await;
    let path = ada.header("location").to_owned();
    let found = house.get(&key, "/api/v1/people?q=ada").await;
    assert_eq!(found.at(200, "/items/0/id"), ada.at(201, "/id"));
    assert_eq!(found.at(200, "/items/0/email"), "ada@firma.test");
    let shown = house.get(&key, &path).await;
    assert_eq!(shown.at(200, "/organisation"), organisation);

    let change = json!({ "job_title": "CTO", "organisation": null });
    let said = house.patch(&key, &path, shown.header("etag"), &change).await;
    assert_eq!(said.at(200, "/version"), 1);
    let stale = house.patch(&key, &path, shown.header("etag"), &change).await;
    assert_eq!(stale.at(412, "/code"), "stale");
    let shown = house.get(&key, &path).await;
    assert_eq!(
        (shown.at(200, "/name"), shown.at(200, "/job_title")),
        (json!("Ada Lane"), json!("CTO"))
    );
    assert_eq!(shown.json["emails"], json!(["ada@firma.test"]));
    assert!(shown.json["organisation"].is_null());

    let path = firma.header("location").to_owned();
    let said = house.patch(&key, &path, "*", &json!({ "kind": "partner" })).await;
    assert_eq!(said.status, 200, "{}", said.answer.body);
    let shown = house.get(&key, &path).await;
    assert_eq!(
        (shown.at(200, "/kind"), shown.at(200, "/addresses/0/city")),
        (json!("partner"), json!("Bremen"))
    );
    assert_eq!(
        house.get(&key, "/api/v1/organisations?q=bremen").await.at(200, "/items/0/id"),
        organisation
    );
}

#[tokio::test]
async fn what_is_wrong_with_an_entry_is_said_at_once_and_nothing_is_kept() {
    let house = House::empty().await;
    let key = house.key(&BOTH).await;
    let draft = json!({ "emails": ["nobody"], "phones": ["call me"], "lang": "fr" });
    let said = house.post(&key, "/api/v1/people", &draft).await;
    let mut fields = said.refused();
    fields.sort_unstable();
    assert_eq!(fields, ["email.0", "lang", "name", "phone.0"]);
    assert_eq!(house.get(&key, "/api/v1/people?show=all").await.at(200, "/items"), json!([]));
    let unknown = json!({ "name": "Bea", "organisation": "0197a000-0000-7000-8000-000000000000" });
    assert_eq!(house.post(&key, "/api/v1/people", &unknown).await.refused(), ["organisation"]);
    for query in ["show=x", "after=x", "limit=x"] {
        let said = house.get(&key, &format!("/api/v1/organisations?{query}")).await;
        assert_eq!(said.status, 422, "{query}");
    }
}
