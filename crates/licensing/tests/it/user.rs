//! Users of licences: their addresses, groups and bans.

use crate::program::{Program, codes};
use crate::world::World;
use axum::http::Method;
use events::licensing::{EntryMarked, Noun};
use licensing::domain::policy::Settings;
use licensing::domain::token::Bearer;
use licensing::domain::user::{LicenceUserId, User};
use licensing::{actions, domain::draft::Given, store};
use platform::event;
use serde_json::{Value, json};

async fn ada(w: &World) -> User {
    let mut given = Given::default();
    given.put("email", "Ada@x.example");
    given.put("firstName", "Ada");
    actions::create_entry(&w.t.cx(), None, &given).await.unwrap()
}

#[tokio::test]
async fn a_user_is_banned_once_and_let_in_again() {
    let w = World::start().await;
    let (user, admin) = (ada(&w).await, Program::admin(&w).await);
    let path = format!("/users/{}", user.id);
    for _ in 0..2 {
        let (_, banned) = admin.post(&format!("{path}/actions/ban"), Value::Null).await;
        assert_eq!(banned["data"]["attributes"]["status"], "BANNED");
    }
    let past = event::timeline(w.t.db(), &Noun::LicenceUser.object(user.id.0)).await.unwrap();
    let marks: Vec<_> =
        past.iter().filter_map(platform::event::Model::facts::<EntryMarked>).collect();
    assert_eq!((marks.len(), marks[0].mark.as_str()), (1, "banned"));
    let listed = admin.get("/users?status=BANNED").await.1;
    assert_eq!(listed["data"].as_array().unwrap().len(), 1);
    let cookie = w.t.sign_in(&w.t.admin("Root").await).await;
    let page = w.t.get(&cookie, &format!("/licences{path}")).await;
    assert!(page.body.contains("Lift ban") && page.body.contains("banned the user"));
    let free = w.t.post(&cookie, &format!("/licences{path}/ban"), "banned=false").await;
    assert_eq!(free.status, 303);
    assert!(!store::user::get(w.t.db(), user.id).await.unwrap().is_banned());
}

#[tokio::test]
async fn an_address_belongs_to_one_user_and_finds_them() {
    let w = World::start().await;
    let (user, admin) = (ada(&w).await, Program::admin(&w).await);
    let (_, found) = admin.get("/users/ada@X.example").await;
    assert_eq!(found["data"]["id"], user.id.to_string());
    assert_eq!(found["data"]["attributes"]["fullName"], "Ada");
    let body = json!({ "data": { "type": "users", "attributes": { "email": "ADA@x.example" } } });
    assert_eq!(codes(&admin.post("/users", body).await.1), ["EMAIL_TAKEN"]);
    let body = json!({ "data": { "type": "users", "attributes": { "email": "b@x.example", "role": "admin" } } });
    assert_eq!(codes(&admin.post("/users", body).await.1), ["ROLE_NOT_ALLOWED"]);
    let cookie = w.t.sign_in(&w.t.agent("Bob").await).await;
    let page = w.t.get(&cookie, "/licences/users?q=ADA").await;
    assert!(page.body.contains("Ada@x.example"));
}

#[tokio::test]
async fn a_user_changes_their_name_and_neither_their_group_nor_their_metadata() {
    let w = World::start().await;
    let user = ada(&w).await;
    let mut given = Given::default();
    given.put("name", "School");
    let group: licensing::domain::group::Group =
        actions::create_entry(&w.t.cx(), None, &given).await.unwrap();
    let own = Program::new(&w, Bearer::User, Some(user.id.0)).await;
    let body = json!({ "data": { "type": "users",
        "attributes": { "lastName": "L", "metadata": { "vip": true } },
        "relationships": { "group": { "data": { "type": "groups", "id": group.id } } } } });
    let (status, _) = own.patch(&format!("/users/{}", user.id), body).await;
    assert_eq!(status, 200);
    let kept = store::user::get(w.t.db(), user.id).await.unwrap();
    assert_eq!((kept.last_name.as_str(), kept.group), ("L", None));
    assert!(kept.metadata.is_empty());
    let put = json!({ "data": { "type": "groups", "id": group.id } });
    let path = format!("/users/{}/group", user.id);
    assert_eq!(own.ask(Method::PUT, &path, put.clone()).await.0, 403);
    let admin = Program::admin(&w).await;
    assert_eq!(admin.ask(Method::PUT, &path, put).await.0, 200);
    assert_eq!(admin.get(&path).await.1["data"]["id"], group.id.to_string());
    assert_eq!(admin.ask(Method::PUT, &path, json!({ "data": null })).await.0, 200);
    assert_eq!(store::user::get(w.t.db(), user.id).await.unwrap().group, None);
}

#[tokio::test]
async fn a_user_who_owns_licences_stays_and_another_leaves_the_machines() {
    let w = World::start().await;
    let (user, admin) = (ada(&w).await, Program::admin(&w).await);
    let mut licence = w.licence(&w.policy(Settings::default()).await).await;
    let mut machine = w.machine(&licence, "aa:bb").await;
    owned(&w, &mut licence, Some(user.id)).await;
    let path = format!("/users/{}", user.id);
    assert_eq!(codes(&admin.delete(&path).await.1), ["LICENSES_EXIST"]);
    owned(&w, &mut licence, None).await;
    machine.owner = Some(user.id);
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::machine::save(&tx, &mut machine).await.unwrap();
    tx.commit().await.unwrap();
    let token = Program::new(&w, Bearer::User, Some(user.id.0)).await;
    assert_eq!(token.get(&path).await.0, 200);
    assert_eq!(admin.delete(&path).await.0, 204);
    assert_eq!(store::machine::get(w.t.db(), machine.id).await.unwrap().owner, None);
    assert_eq!(token.get(&path).await.0, 401);
}

async fn owned(
    w: &World,
    licence: &mut licensing::domain::licence::Licence,
    by: Option<LicenceUserId>,
) {
    licence.owner = by;
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::licence::save(&tx, licence).await.unwrap();
    tx.commit().await.unwrap();
}
