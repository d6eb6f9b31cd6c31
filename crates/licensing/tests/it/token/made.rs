//! Tokens are made, renewed and revoked over the wire, and none may more than who made it.

use super::*;
use licensing::domain::token::LicenceTokenId;

fn attribute<'a>(token: &'a Value, name: &str) -> &'a Value {
    &token["data"]["attributes"][name]
}

#[tokio::test]
async fn the_vendor_makes_tokens_for_what_is_sold_and_sees_each_once() {
    let w = World::start().await;
    let (_, admin) = token(&w, Bearer::Admin, None).await;
    let licence = open_licence(&w).await;
    let ada = user(&w, "ada@example.org").await;
    let env = environment(&w, "test", Isolation::Isolated).await;
    for (path, kind, prefix, of) in [
        (format!("products/{}", w.product.id), "product-token", "prod-", w.product.id.0),
        (format!("licenses/{}", licence.id), "activation-token", "activ-", licence.id.0),
        (format!("licenses/{KEY}"), "activation-token", "activ-", licence.id.0),
        (format!("users/{}", ada.id), "user-token", "user-", ada.id.0),
        (format!("environments/{}", env.id), "environment-token", "env-", env.id.0),
        ("environments/test".into(), "environment-token", "env-", env.id.0),
    ] {
        let path = format!("/v1/{path}/tokens");
        let made = post(&w, &admin, &path, json!({ "name": "CI" })).await;
        assert_eq!(made.status, 201, "{path}: {}", made.body);
        let made = body(&made);
        assert_eq!(*attribute(&made, "kind"), kind);
        assert_eq!(made["data"]["relationships"]["bearer"]["data"]["id"], of.to_string());
        let secret = attribute(&made, "token").as_str().unwrap().to_owned();
        assert!(secret.starts_with(prefix), "{path}");
        assert_eq!(get(&w, &format!("Bearer {secret}"), "/v1/me").await.status, 200, "{path}");
        let id = made["data"]["id"].as_str().unwrap();
        let admin = format!("Bearer {admin}");
        let mut shown = get(&w, &admin, &format!("/v1/tokens/{id}")).await;
        if kind == "environment-token" {
            assert_eq!(shown.status, 200);
        }
        assert!(attribute(&body(&shown), "token").is_null(), "{path}");
        shown = get(&w, &admin, &path).await;
        let listed = body(&shown);
        let listed = listed["data"].as_array().unwrap();
        assert!(listed.iter().any(|one| one["id"] == id), "{path}");
        assert!(listed.iter().all(|one| one["attributes"]["token"].is_null()), "{path}");
    }
    for path in ["products", "licenses", "users", "environments"] {
        let path = format!("/v1/{path}/{}/tokens", Uuid::nil());
        assert_eq!(refusal(&post(&w, &admin, &path, json!({})).await).0, 404, "{path}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_new_token_is_said_at_its_place() {
    let w = World::start().await;
    let (_, admin) = token(&w, Bearer::Admin, None).await;
    let path = format!("/v1/products/{}/tokens", w.product.id);
    let wrong = json!({
        "expiry": "2020-01-01T00:00:00.000Z",
        "permissions": ["license.read", "product.create"],
        "maxActivations": 1,
    });
    let refused = post(&w, &admin, &path, wrong).await;
    assert_eq!(refused.status, 422);
    let errors = body(&refused)["errors"].as_array().unwrap().clone();
    let told: Vec<_> = errors
        .iter()
        .map(|one| (one["code"].as_str().unwrap(), one["source"]["pointer"].as_str().unwrap()))
        .collect();
    assert_eq!(
        told,
        [
            ("EXPIRY_INVALID", "/data/attributes/expiry"),
            ("MAX_ACTIVATIONS_NOT_SUPPORTED", "/data/attributes/maxActivations"),
            ("PERMISSIONS_NOT_ALLOWED", "/data/attributes/permissions"),
        ]
    );
    let odd = post(&w, &admin, &path, json!({ "permissions": "all" })).await;
    assert_eq!(refusal(&odd), (400, "PERMISSIONS_INVALID".into()));
}

#[tokio::test]
async fn a_token_does_what_was_agreed_and_makes_none_that_may_more() {
    let w = World::start().await;
    let licence = open_licence(&w).await;
    let names = ["license.tokens.generate", "machine.read", "token.generate", "token.read"];
    let draft = Draft {
        permissions: Some(names.map(str::to_owned).to_vec()),
        ..Draft::of(Bearer::Admin, None)
    };
    let (_, narrow) = made(&w, &draft).await;
    let path = format!("/v1/products/{}/tokens", w.product.id);
    assert_eq!(refusal(&post(&w, &narrow, &path, json!({})).await), (403, "DENIED".into()));
    let path = format!("/v1/licenses/{}/tokens", licence.id);
    let more = post(&w, &narrow, &path, json!({ "permissions": ["machine.create"] })).await;
    assert_eq!(refusal(&more), (403, "PERMISSIONS_NOT_ALLOWED".into()));
    let made = body(&post(&w, &narrow, &path, json!({})).await);
    assert_eq!(*attribute(&made, "permissions"), json!(["machine.read", "token.read"]));
    let own = body(&post(&w, &narrow, "/v1/tokens", json!({ "name": "again" })).await);
    assert_eq!(*attribute(&own, "kind"), "admin-token");
    assert_eq!(*attribute(&own, "permissions"), json!(names));
}

#[tokio::test]
async fn a_token_that_ends_makes_none_that_lasts_longer() {
    let w = World::start().await;
    let end = w.t.kontor.clock.now() + chrono::TimeDelta::days(1);
    let draft = Draft { expires_at: Some(end), ..Draft::of(Bearer::Admin, None) };
    let (_, short) = made(&w, &draft).await;
    let end = end.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
    for attributes in [json!({}), json!({ "expiry": "2099-01-01T00:00:00.000Z" })] {
        let made = post(&w, &short, "/v1/tokens", attributes).await;
        assert_eq!(*attribute(&body(&made), "expiry"), end);
    }
}

#[tokio::test]
async fn nobody_takes_over_a_token_that_may_more() {
    let w = World::start().await;
    let (admin, _) = token(&w, Bearer::Admin, None).await;
    let (product, _) = token(&w, Bearer::Product, Some(w.product.id.0)).await;
    let (_, sales) = token(&w, Bearer::Sales, None).await;
    let (_, developer) = token(&w, Bearer::Developer, None).await;
    let act = async |secret: &str, method: Method, id: LicenceTokenId| {
        let authorization = format!("Bearer {secret}");
        let headers = [("authorization", authorization.as_str())];
        call(&w, method, &format!("/v1/tokens/{id}"), &headers, &Value::Null).await
    };
    for method in [Method::PUT, Method::DELETE] {
        let refused = act(&sales, method.clone(), admin.id).await;
        assert_eq!(refusal(&refused), (404, "NOT_FOUND".into()), "{method}");
        let refused = act(&developer, method.clone(), admin.id).await;
        assert_eq!(refusal(&refused), (404, "NOT_FOUND".into()), "{method}");
        let refused = act(&sales, method.clone(), product.id).await;
        assert_eq!(refusal(&refused), (403, "DENIED".into()), "{method}");
    }
    assert_eq!(act(&developer, Method::PUT, product.id).await.status, 200);
    assert_eq!(act(&developer, Method::DELETE, product.id).await.status, 204);
    assert!(store::token::find(w.t.db(), product.id).await.unwrap().is_none());
    assert!(store::token::find(w.t.db(), admin.id).await.unwrap().is_some());
}

#[tokio::test]
async fn a_licence_key_makes_no_token_and_everybody_ends_their_own() {
    let w = World::start().await;
    let licence = open_licence(&w).await;
    let authorization = format!("License {KEY}");
    let headers = [("authorization", authorization.as_str())];
    let body = json!({ "data": { "type": "tokens" } });
    let refused = call(&w, Method::POST, "/v1/tokens", &headers, &body).await;
    assert_eq!(refused.status, 401);
    let path = format!("/v1/licenses/{}/tokens", licence.id);
    let refused = call(&w, Method::POST, &path, &headers, &body).await;
    assert_eq!(refusal(&refused), (403, "DENIED".into()));
    let (own, secret) = token(&w, Bearer::Activation, Some(licence.id.0)).await;
    let authorization = format!("Bearer {secret}");
    let headers = [("authorization", authorization.as_str())];
    let path = format!("/v1/tokens/{}", own.id);
    let gone = call(&w, Method::DELETE, &path, &headers, &Value::Null).await;
    assert_eq!(gone.status, 204);
    assert_eq!(refusal(&get(&w, &authorization, "/v1/me").await), (401, "TOKEN_INVALID".into()));
}

#[tokio::test]
async fn whose_product_goes_comes_in_no_more() {
    let w = World::start().await;
    let (token, secret) = token(&w, Bearer::Product, Some(w.product.id.0)).await;
    let authorization = format!("Bearer {secret}");
    assert_eq!(get(&w, &authorization, "/v1/me").await.status, 200);
    let (_, admin) = self::token(&w, Bearer::Admin, None).await;
    let authorized = format!("Bearer {admin}");
    let path = format!("/v1/products/{}", w.product.id);
    let headers = [("authorization", authorized.as_str())];
    let gone = call(&w, Method::DELETE, &path, &headers, &Value::Null).await;
    assert_eq!(gone.status, 204, "{}", gone.body);
    assert!(store::token::find(w.t.db(), token.id).await.unwrap().is_none());
    assert_eq!(refusal(&get(&w, &authorization, "/v1/me").await), (401, "TOKEN_INVALID".into()));
}
