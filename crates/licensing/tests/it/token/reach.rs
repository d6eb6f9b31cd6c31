//! What is not of a bearer is not there for it.

use super::*;
use licensing::domain::licence::LicenceId;
use licensing::domain::reach::{Reach, Whose, Within};
use licensing::domain::{licence, machine, policy, product};
use licensing::store::reach;
use sea_orm::{Condition, EntityTrait, PaginatorTrait, QueryFilter};

async fn ids(w: &World, token: &str, query: &str) -> Vec<String> {
    let answer = get(w, &format!("Bearer {token}"), &format!("/v1/tokens{query}")).await;
    let listed = body(&answer);
    let mut ids: Vec<_> = listed["data"]
        .as_array()
        .unwrap_or_else(|| panic!("{}", answer.body))
        .iter()
        .map(|one| one["id"].as_str().unwrap().to_owned())
        .collect();
    ids.sort();
    ids
}

#[tokio::test]
async fn tokens_of_other_products_see_nothing() {
    let w = World::start().await;
    let other = other_product(&w).await;
    let licence = open_licence(&w).await;
    let (own, secret) = token(&w, Bearer::Product, Some(w.product.id.0)).await;
    let (of_licence, _) = token(&w, Bearer::Activation, Some(licence.id.0)).await;
    let (theirs, stranger) = token(&w, Bearer::Product, Some(other.id.0)).await;
    assert_eq!(ids(&w, &stranger, "").await, [theirs.id.to_string()]);
    assert_eq!(ids(&w, &stranger, &format!("?bearer[id]={}", licence.id)).await, [""; 0]);
    let mut both = [own.id.to_string(), of_licence.id.to_string()];
    both.sort();
    assert_eq!(ids(&w, &secret, "").await, both);
    let authorization = format!("Bearer {stranger}");
    for id in [own.id, of_licence.id] {
        let path = format!("/v1/tokens/{id}");
        assert_eq!(refusal(&get(&w, &authorization, &path).await).0, 404);
        for method in [Method::PUT, Method::DELETE] {
            let headers = [("authorization", authorization.as_str())];
            let answer = call(&w, method, &path, &headers, &Value::Null).await;
            assert_eq!(refusal(&answer).0, 404);
        }
    }
    let path = format!("/v1/licenses/{}/tokens", licence.id);
    assert_eq!(refusal(&get(&w, &authorization, &path).await).0, 404);
    assert_eq!(refusal(&post(&w, &stranger, &path, json!({})).await).0, 404);
}

async fn count<E>(w: &World, those: Condition) -> u64
where
    E: EntityTrait,
    E::Model: Sync,
{
    let found = E::find().filter(those).all(w.t.db()).await.unwrap();
    found.len() as u64
}

#[tokio::test]
async fn each_bearer_reaches_its_own_licences_with_what_hangs_on_them() {
    let w = World::start().await;
    let (one, two) = (w.policy(Settings::default()).await, w.policy(Settings::default()).await);
    let (mine, other) = (w.licence(&one).await, w.licence(&two).await);
    w.machine(&mine, "a").await;
    w.machine(&other, "b").await;
    let ada = user(&w, "ada@example.org").await;
    let mine = save(&w, Licence { owner: Some(ada.id), ..mine }).await;
    let stranger = other_product(&w).await;
    for (whose, licences, products) in [
        (Whose::Everybodys, 2, 2),
        (Whose::Product(w.product.id), 2, 1),
        (Whose::Product(stranger.id), 0, 1),
        (Whose::User(ada.id), 1, 1),
        (Whose::User(LicenceUserId::new()), 0, 0),
        (Whose::Licence(mine.id), 1, 1),
        (Whose::Licence(LicenceId::new()), 0, 0),
        (Whose::Nobodys, 0, 0),
    ] {
        let reach = Reach { whose, within: Within::Live };
        assert_eq!(count::<licence::Entity>(&w, reach::licences(&reach)).await, licences);
        assert_eq!(count::<machine::Entity>(&w, reach::machines(&reach)).await, licences);
        assert_eq!(count::<policy::Entity>(&w, reach::policies(&reach)).await, licences);
        assert_eq!(count::<product::Entity>(&w, reach::products(&reach)).await, products);
        let has = reach::has_licence(w.t.db(), &reach, &other).await.unwrap();
        assert_eq!(has, licences == 2, "{whose:?}");
    }
}

#[tokio::test]
async fn a_product_sees_the_users_of_its_licences_and_those_who_are_free() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let licence = w.licence(&policy).await;
    let ada = user(&w, "ada@example.org").await;
    save(&w, Licence { owner: Some(ada.id), ..licence }).await;
    user(&w, "free@example.org").await;
    let other = other_product(&w).await;
    for (whose, users) in [
        (Whose::Everybodys, 2),
        (Whose::Product(w.product.id), 2),
        (Whose::Product(other.id), 1),
        (Whose::User(ada.id), 1),
    ] {
        let reach = Reach { whose, within: Within::Live };
        let those = reach::users(&reach);
        let seen = licensing::domain::user::Entity::find().filter(those).count(w.t.db()).await;
        assert_eq!(seen.unwrap(), users, "{whose:?}");
    }
}

#[tokio::test]
async fn an_environment_is_a_world_of_its_own() {
    let w = World::start().await;
    let test = environment(&w, "test", Isolation::Isolated).await;
    let shared = environment(&w, "stage", Isolation::Shared).await;
    let (_, admin) = token(&w, Bearer::Admin, None).await;
    let authorization = format!("Bearer {admin}");
    let within = async |named: &str, path: &str| {
        let headers = [("authorization", authorization.as_str()), ("keygen-environment", named)];
        call(&w, Method::GET, path, &headers, &Value::Null).await
    };
    let path = format!("/v1/products/{}/tokens", w.product.id);
    assert_eq!(within("test", &path).await.status, 404, "what is live is not there");
    assert_eq!(within(&test.id.to_string(), &path).await.status, 404);
    let seen = within("stage", &path).await;
    assert_eq!(
        (seen.status.as_u16(), seen.headers["keygen-environment"].as_bytes()),
        (200, &b"stage"[..])
    );
    assert_eq!(get(&w, &authorization, &path).await.status, 200);
    let unknown = within("nowhere", &path).await;
    assert_eq!(refusal(&unknown), (400, "ENVIRONMENT_INVALID".into()));
    assert_eq!(body(&unknown)["errors"][0]["source"]["header"], "Keygen-Environment");

    let (_, of_test) = token(&w, Bearer::Environment, Some(test.id.0)).await;
    let authorization = format!("Bearer {of_test}");
    let me = get(&w, &authorization, "/v1/me").await;
    assert_eq!(body(&me)["data"]["id"], test.id.to_string());
    assert_eq!(me.headers["keygen-environment"], "test");
    let headers = [("authorization", authorization.as_str()), ("keygen-environment", "stage")];
    let elsewhere = call(&w, Method::GET, "/v1/me", &headers, &Value::Null).await;
    assert_eq!(refusal(&elsewhere), (400, "ENVIRONMENT_INVALID".into()));
    let path = format!("/v1/environments/{}/tokens", shared.id);
    assert_eq!(get(&w, &authorization, &path).await.status, 404);
}

#[tokio::test]
async fn whoever_asks_for_the_account_gets_its_public_keys() {
    let w = World::start().await;
    let server = licensing::Server::of(&w.t.kontor).await.unwrap();
    for path in ["/v1/accounts/kontor".to_owned(), format!("/v1/accounts/{}", server.id)] {
        let account = body(&get(&w, "", &path).await);
        assert_eq!(account["data"]["id"], server.id.to_string());
        let keys = &account["data"]["meta"]["keys"];
        assert_eq!(keys["ed25519"].as_str().unwrap().len(), 64);
        assert!(keys["rsa2048"].is_null(), "asking makes none");
    }
    let wish = [("keygen-accept-signature", r#"algorithm="ecdsa-p256""#)];
    let signed = call(&w, Method::GET, "/v1/ping", &wish, &Value::Null).await;
    assert!(signed.headers["keygen-signature"].to_str().unwrap().contains("ecdsa-p256"));
    let account = body(&get(&w, "", "/v1/accounts/kontor").await);
    let pem = account["data"]["meta"]["keys"]["ecdsa256"].as_str().unwrap().to_owned();
    assert!(pem.starts_with("-----BEGIN PUBLIC KEY-----"));
    assert_eq!(get(&w, "", "/v1/accounts/other").await.status, 404);
}
