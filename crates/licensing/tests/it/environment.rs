//! Environments, and what belongs to them.

use crate::program::{Program, codes, names};
use crate::world::World;
use licensing::domain::token::Bearer;
use licensing::store;
use serde_json::json;

#[tokio::test]
async fn what_belongs_to_an_environment_is_seen_in_it_alone() {
    let w = World::start().await;
    let admin = Program::admin(&w).await;
    let body = json!({ "data": { "type": "environments", "attributes": { "name": "Sandbox", "code": "TEST" } } });
    let (status, made) = admin.post("/environments", body.clone()).await;
    assert_eq!(status, 201, "{made}");
    assert_eq!(made["data"]["attributes"]["code"], "test");
    assert_eq!(codes(&admin.post("/environments", body).await.1), ["CODE_TAKEN"]);
    let id = store::environment::find_by_code(w.t.db(), "test").await.unwrap().unwrap().id;
    let inside = Program::new(&w, Bearer::Environment, Some(id.0)).await;
    let body = json!({ "data": { "type": "products", "attributes": { "name": "Trial" } } });
    let (status, made) = inside.post("/products", body).await;
    assert_eq!(status, 201, "{made}");
    assert_eq!(made["data"]["relationships"]["environment"]["data"]["id"], id.to_string());
    assert_eq!(names(&inside.get("/products").await.1), ["Trial"]);
    assert_eq!(names(&admin.get("/products").await.1), ["Backup Pro"]);
    let (status, answer) = admin.delete("/environments/test").await;
    assert_eq!((status, codes(&answer)), (422, vec!["ENVIRONMENT_IN_USE"]));
}

#[tokio::test]
async fn an_environment_is_entered_by_its_form_and_marked_as_one_for_tests() {
    let w = World::start().await;
    let cookie = w.t.sign_in(&w.t.admin("Ada").await).await;
    let form = "name=Sandbox&code=test&isolationStrategy=SHARED";
    let made = w.t.post(&cookie, "/licences/environments", form).await;
    assert_eq!(made.status, 303, "{}", made.body);
    let page = w.t.get(&cookie, made.location()).await;
    assert!(page.body.contains("test licences"));
    let form = w.t.get(&cookie, "/licences/products/new").await;
    assert!(form.body.contains("Sandbox"));
    let path = format!("{}/removal", made.location());
    assert_eq!(w.t.post(&cookie, &path, "").await.status, 303);
}
