//! Groups, and what becomes of those who were in one.

use crate::program::{Program, codes, names};
use crate::world::World;
use licensing::domain::group::LicenceGroupId;
use licensing::domain::policy::Settings;
use licensing::store;
use serde_json::{Value, json};

fn user(email: &str, group: &str) -> Value {
    json!({ "data": { "type": "users", "attributes": { "email": email },
        "relationships": { "group": { "data": { "type": "groups", "id": group } } } } })
}

#[tokio::test]
async fn a_group_takes_no_more_users_than_it_may_have_and_lets_them_go_when_it_goes() {
    let w = World::start().await;
    let admin = Program::admin(&w).await;
    let body =
        json!({ "data": { "type": "groups", "attributes": { "name": "School", "maxUsers": 1 } } });
    let (status, made) = admin.post("/groups", body).await;
    assert_eq!((status, &made["data"]["attributes"]["maxUsers"]), (201, &json!(1)));
    let id = made["data"]["id"].as_str().unwrap();
    let (status, ada) = admin.post("/users", user("ada@x.example", id)).await;
    assert_eq!(status, 201, "{ada}");
    let (status, answer) = admin.post("/users", user("bob@x.example", id)).await;
    assert_eq!((status, codes(&answer)), (422, vec!["GROUP_USER_LIMIT_EXCEEDED"]));
    let members = admin.get(&format!("/groups/{id}/users")).await.1;
    assert_eq!(members["data"][0]["attributes"]["email"], "ada@x.example");
    let group: LicenceGroupId = id.parse().unwrap();
    let mut licence = w.licence(&w.policy(Settings::default()).await).await;
    licence.group = Some(group);
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::licence::save(&tx, &mut licence).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(admin.delete(&format!("/groups/{id}")).await.0, 204);
    let freed = store::licence::get(w.t.db(), licence.id).await.unwrap();
    assert_eq!((freed.group, freed.version), (None, licence.version + 1));
    let ada = ada["data"]["id"].as_str().unwrap();
    assert_eq!(admin.get(&format!("/users/{ada}/group")).await.0, 404);
}

#[tokio::test]
async fn a_group_is_entered_by_its_form_and_counts_what_is_in_it() {
    let w = World::start().await;
    let cookie = w.t.sign_in(&w.t.admin("Ada").await).await;
    let form = "name=School&maxLicenses=5&maxMachines=&maxUsers=0&metadata=";
    let refused = w.t.post(&cookie, "/licences/groups", form).await;
    assert!(refused.status == 422 && refused.body.contains("id=\"f-maxUsers-error\""));
    let form = "name=School&maxLicenses=5&maxMachines=&maxUsers=&metadata=";
    let made = w.t.post(&cookie, "/licences/groups", form).await;
    assert_eq!(made.status, 303, "{}", made.body);
    let page = w.t.get(&cookie, made.location()).await;
    assert!(page.body.contains("/licences/users?group="));
    let admin = Program::admin(&w).await;
    assert_eq!(names(&admin.get("/groups").await.1), ["School"]);
}
