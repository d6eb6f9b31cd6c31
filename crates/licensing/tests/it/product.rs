//! Products by pages and on the wire; what holds for them holds for all kinds of entries.

use crate::program::{Program, codes, names};
use crate::world::World;
use events::licensing::{EntryChanged, EntryCreated, Noun};
use licensing::domain::policy::Settings;
use licensing::domain::token::Bearer;
use licensing::{actions, domain::draft::Given, domain::product::Product, store};
use platform::op::OpId;
use platform::{Error, event};
use serde_json::json;

const FORM: &str = "op=0193ec5e-0000-7000-8000-000000000001&name=Reports&code=reports\
    &url=https%3A%2F%2Fexample.org&distributionStrategy=OPEN&platforms=Linux%0D%0AWindows\
    &environment=&metadata=%7B%22tier%22%3A1%7D";

async fn manager(w: &World) -> String {
    w.t.sign_in(&w.t.admin("Ada").await).await
}

#[tokio::test]
async fn a_product_is_entered_shown_changed_and_removed_by_pages() {
    let w = World::start().await;
    let cookie = manager(&w).await;
    let made = w.t.post(&cookie, "/licences/products", FORM).await;
    assert_eq!(made.status, 303, "{}", made.body);
    let again = w.t.post(&cookie, "/licences/products", FORM).await;
    assert_eq!(again.location(), made.location());
    let product = store::product::find_by_code(w.t.db(), "reports").await.unwrap().unwrap();
    assert_eq!(product.platforms, "Linux\nWindows");
    let page = w.t.get(&cookie, made.location()).await;
    for shown in ["Reports", "https://example.org", "Linux, Windows", "for everybody", "tier"] {
        assert!(page.body.contains(shown), "{shown}: {}", page.body);
    }
    let form = "version=1&name=Reports+2&code=&url=&distributionStrategy=CLOSED&platforms=&environment=&metadata=";
    let changed = w.t.post(&cookie, made.location(), form).await;
    assert_eq!(changed.status, 303, "{}", changed.body);
    let product = store::product::get(w.t.db(), product.id).await.unwrap();
    assert_eq!((product.name_key.as_str(), product.code), ("reports 2", None));
    let past = event::timeline(w.t.db(), &Noun::Product.object(product.id.0)).await.unwrap();
    assert!(past[0].facts::<EntryCreated>().is_some());
    let fields = past[1].facts::<EntryChanged>().unwrap().changes;
    assert_eq!(fields.len(), 6);
    let ask = w.t.get(&cookie, &format!("{}/removal", made.location())).await;
    assert!(ask.body.contains("Delete for good"));
    let gone = w.t.post(&cookie, &format!("{}/removal", made.location()), "").await;
    assert_eq!(gone.location(), "/licences/products");
    assert!(store::product::find(w.t.db(), product.id).await.unwrap().is_none());
    assert!(w.t.audit_is_whole().await);
}

#[tokio::test]
async fn what_is_wrong_stands_at_its_field_and_what_was_typed_is_kept() {
    let w = World::start().await;
    let cookie = manager(&w).await;
    let form = "name=&code=a+b&url=javascript%3Ax&distributionStrategy=x&platforms=kept+words&metadata=%5B1";
    let page = w.t.post(&cookie, "/licences/products", form).await;
    assert_eq!(page.status, 422);
    for field in ["name", "code", "url", "distributionStrategy", "metadata"] {
        assert!(page.body.contains(&format!("id=\"f-{field}-error\"")), "{field}");
    }
    assert!(page.body.contains("kept words"));
    let taken = "name=B&code=backup-pro&url=&distributionStrategy=OPEN&platforms=&metadata=";
    let page = w.t.post(&cookie, "/licences/products", taken).await;
    assert!(page.status == 422 && page.body.contains("id=\"f-code-error\""), "{}", page.body);
}

#[tokio::test]
async fn two_who_change_the_same_see_both_texts() {
    let w = World::start().await;
    let cookie = manager(&w).await;
    let path = format!("/licences/products/{}", w.product.id);
    let rest = "code=backup-pro&url=&distributionStrategy=LICENSED&platforms=&metadata=";
    let first = w.t.post(&cookie, &path, &format!("version=1&name=Mine&{rest}")).await;
    assert_eq!(first.status, 303);
    let second = w.t.post(&cookie, &path, &format!("version=1&name=Yours&{rest}")).await;
    assert_eq!(second.status, 409);
    assert!(second.body.contains("Mine") && second.body.contains("Yours"));
    let last = w.t.post(&cookie, &path, &format!("version=2&name=Yours&{rest}")).await;
    assert_eq!(last.status, 303);
}

#[tokio::test]
async fn a_change_that_changes_nothing_is_not_recorded() {
    let w = World::start().await;
    let mut given = Given::default();
    given.put("name", "Backup Pro");
    let same: Product =
        actions::change_entry(&w.t.cx(), w.product.id.0, None, &given).await.unwrap();
    assert_eq!(same, w.product);
    let past = event::timeline(w.t.db(), &Noun::Product.object(w.product.id.0)).await.unwrap();
    assert!(past.is_empty());
}

#[tokio::test]
async fn a_product_with_policies_stays_and_says_how_many() {
    let w = World::start().await;
    w.policy(Settings::default()).await;
    let cookie = manager(&w).await;
    let path = format!("/licences/products/{}/removal", w.product.id);
    let page = w.t.post(&cookie, &path, "").await;
    assert_eq!(page.status, 422);
    assert!(page.body.contains("belong to this product: 1."), "{}", page.body);
    let admin = Program::admin(&w).await;
    let (status, answer) = admin.delete(&format!("/products/{}", w.product.id)).await;
    assert_eq!((status, codes(&answer)), (422, vec!["POLICIES_EXIST"]));
}

#[tokio::test]
async fn the_list_is_searched_and_goes_on_where_it_ended() {
    let w = World::start().await;
    let cookie = manager(&w).await;
    for n in 0..60 {
        let mut given = Given::default();
        given.put("name", format!("Tool {n:02}"));
        let op = Some(OpId::new());
        actions::create_entry::<Product>(&w.t.cx(), op, &given).await.unwrap();
    }
    let first = w.t.get(&cookie, "/licences/products?q=tool").await;
    assert!(first.body.contains("Tool 49") && !first.body.contains("Tool 50"));
    let next = first.body.split("after=").nth(1).unwrap().split('"').next().unwrap();
    let second = w.t.get(&cookie, &format!("/licences/products?q=tool&after={next}")).await;
    assert!(second.body.contains("Tool 59") && !second.body.contains("Tool 49"));
    let none = w.t.get(&cookie, "/licences/products?q=100%25").await;
    assert!(none.body.contains("Nothing matches"));
}

#[tokio::test]
async fn on_the_wire_a_product_is_made_listed_changed_and_deleted() {
    let w = World::start().await;
    let admin = Program::admin(&w).await;
    let body = json!({ "data": { "type": "products", "attributes": {
        "name": "Wire", "code": "wire", "url": "https://example.org", "platforms": ["Linux"],
        "distributionStrategy": "OPEN", "metadata": { "a_b": 1 },
    } } });
    let (status, made) = admin.post("/products", body).await;
    assert_eq!(status, 201, "{made}");
    let attributes = &made["data"]["attributes"];
    assert_eq!(attributes["metadata"], json!({ "aB": 1 }));
    assert_eq!(attributes["platforms"], json!(["Linux"]));
    let id = made["data"]["id"].as_str().unwrap();
    let (_, by_code) = admin.get("/products/wire").await;
    assert_eq!(by_code["data"]["id"], id);
    let (_, list) = admin.get("/products?limit=1").await;
    assert_eq!(names(&list), ["Wire"]);
    let (_, second) = admin.get("/products?page[number]=2&page[size]=1").await;
    assert_eq!((names(&second), &second["meta"]["count"]), (vec!["Backup Pro"], &json!(2)));
    let change =
        json!({ "data": { "type": "products", "attributes": { "name": "Cable", "url": null } } });
    let (_, changed) = admin.patch(&format!("/products/{id}"), change).await;
    assert_eq!(changed["data"]["attributes"]["name"], "Cable");
    assert_eq!(changed["data"]["attributes"]["url"], json!(null));
    assert_eq!(changed["data"]["attributes"]["code"], "wire");
    let wrong = json!({ "data": { "type": "products", "attributes": { "code": "wire" } } });
    let (status, refused) = admin.post("/products", wrong).await;
    assert_eq!((status, codes(&refused)), (422, vec!["NAME_MISSING"]));
    let wrong =
        json!({ "data": { "type": "products", "attributes": { "name": "X", "code": "wire" } } });
    let (_, refused) = admin.post("/products", wrong).await;
    assert_eq!(codes(&refused), ["CODE_TAKEN"]);
    assert_eq!(refused["errors"][0]["source"]["pointer"], "/data/attributes/code");
    assert_eq!(admin.delete(&format!("/products/{id}")).await.0, 204);
    assert_eq!(admin.get(&format!("/products/{id}")).await.0, 404);
}

#[tokio::test]
async fn a_products_token_sees_its_own_product_alone() {
    let w = World::start().await;
    let mut given = Given::default();
    given.put("name", "Other");
    let other: Product = actions::create_entry(&w.t.cx(), None, &given).await.unwrap();
    let own = Program::new(&w, Bearer::Product, Some(w.product.id.0)).await;
    assert_eq!(names(&own.get("/products").await.1), ["Backup Pro"]);
    assert_eq!(own.get(&format!("/products/{}", other.id)).await.0, 404);
    let policy = |product| {
        json!({ "data": { "type": "policies", "attributes": { "name": "P" },
            "relationships": { "product": { "data": { "type": "products", "id": product } } } } })
    };
    let (status, answer) = own.post("/policies", policy(other.id)).await;
    assert_eq!((status, codes(&answer)), (422, vec!["PRODUCT_NOT_FOUND"]));
    assert_eq!(own.post("/policies", policy(w.product.id)).await.0, 201);
    let body = json!({ "data": { "type": "products", "attributes": { "name": "Third" } } });
    assert_eq!(own.post("/products", body).await.0, 403);
}

#[tokio::test]
async fn who_may_not_manage_sees_and_changes_nothing() {
    let w = World::start().await;
    let agent = w.t.sign_in(&w.t.agent("Bob").await).await;
    let path = format!("/licences/products/{}", w.product.id);
    assert_eq!(w.t.get(&agent, "/licences/products").await.status, 200);
    let page = w.t.get(&agent, &path).await;
    assert!(page.status == 200 && !page.body.contains("/removal"));
    for path in
        ["/licences/products/new".to_owned(), format!("{path}/edit"), format!("{path}/removal")]
    {
        assert_eq!(w.t.get(&agent, &path).await.status, 403, "{path}");
    }
    for path in ["/licences/products".to_owned(), path.clone(), format!("{path}/removal")] {
        assert_eq!(w.t.post(&agent, &path, "name=X&version=1").await.status, 403, "{path}");
    }
    let customer = w.t.user("Eve", platform::Role::Customer).await;
    let cookie = w.t.sign_in(&customer).await;
    assert_eq!(w.t.get(&cookie, "/licences/products").await.status, 403);
    let refused = actions::remove_entry::<Product>(&w.t.cx_of(&customer), w.product.id.0).await;
    assert!(matches!(refused, Err(Error::Forbidden)), "{refused:?}");
}
