//! Forms of the panel that come back: what is wrong stands at its field, and what was typed is still there.

use crate::world::World;
use chrono::TimeDelta;
use licensing::domain::policy::{Policy, Settings};
use licensing::domain::product::{Product, ProductId};
use licensing::store;
use platform::testing::{Answer, TestKontor};

async fn agent(w: &World) -> String {
    w.t.sign_in(&w.t.agent("Ada").await).await
}

async fn admin(w: &World) -> String {
    w.t.sign_in(&w.t.admin("Bea").await).await
}

/// The page without the marks around what is put into a sentence.
fn plain(answer: &Answer) -> String {
    answer.body.replace(['\u{2068}', '\u{2069}'], "")
}

/// The tag of the control with this name.
fn control<'a>(page: &'a str, name: &str) -> &'a str {
    let name = format!("name=\"{name}\"");
    let mut tags = page.split('<').filter(|tag| tag.contains(&name));
    tags.rfind(|tag| !tag.contains("type=\"hidden\"")).unwrap_or_default()
}

fn is_wrong(page: &str, name: &str) -> bool {
    control(page, name).contains("aria-invalid=\"true\"")
}

#[tokio::test]
async fn a_user_and_a_feature_that_are_refused_stay_in_the_forms_of_the_licences_page() {
    let w = World::start().await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let bea = admin(&w).await;
    let path = format!("/licences/{}", licence.id);
    let back = w.t.post(&bea, &format!("{path}/users"), "email=nobody%40x.test").await;
    assert_eq!(back.status, 422);
    let page = plain(&back);
    assert!(page.contains("No user of licences has the address nobody@x.test."), "{page}");
    assert!(is_wrong(&page, "email") && control(&page, "email").contains("nobody@x.test"));
    assert!(page.contains(&licence.name), "the licence's page is around it");

    for name in ["Audit", "Export"] {
        let form = format!("name={name}&code={name}");
        assert_eq!(w.t.post(&bea, "/licences/entitlements", &form).await.status, 303);
    }
    let all = store::choices::entitlements(w.t.db()).await.unwrap();
    let long = "x".repeat(501);
    let form = format!("entitlement={}&value={long}", all[1].id);
    let back = w.t.post(&bea, &format!("{path}/features"), &form).await;
    assert_eq!(back.status, 422);
    let page = plain(&back);
    assert!(page.contains("A value has at most 500 characters."), "{page}");
    assert!(is_wrong(&page, "value") && control(&page, "value").contains(&long));
    assert!(page.contains(&format!("value=\"{}\" selected", all[1].id)), "{page}");
    let form = format!("entitlement={}&value=5&ends=2020-01-01", all[1].id);
    let back = w.t.post(&bea, &format!("{path}/features"), &form).await;
    assert!(back.status == 422 && is_wrong(&back.body, "ends"), "{}", back.body);
    assert!(control(&back.body, "ends").contains("2020-01-01"));
    let form = format!("entitlement={}&value=5&ends=2031-12-31", all[1].id);
    assert_eq!(w.t.post(&bea, &format!("{path}/features"), &form).await.status, 303);
    let page = plain(&w.t.get(&bea, &path).await);
    assert!(page.contains("31 December 2031") || page.contains("31 Dec 2031"), "{page}");
    let gone = w.t.post(&bea, &format!("{path}/features"), "entitlement=x").await;
    assert_eq!(gone.status, 422);
    assert!(is_wrong(&gone.body, "entitlement"));

    assert_eq!(w.t.post(&bea, &format!("{path}/suspension"), "").await.status, 303);
    let twice = w.t.post(&bea, &format!("{path}/suspension"), "").await;
    assert_eq!(twice.status, 422);
    assert!(twice.body.contains(&licence.name), "also said on the page of the licence");
}

#[tokio::test]
async fn a_licence_that_would_have_ended_already_is_asked_about() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let ada = agent(&w).await;
    for (address, new, rest) in
        [("/licences", "/licences/new", ""), ("/licences/batch", "/licences/batch", "&count=2")]
    {
        let page = w.t.get(&ada, new).await;
        assert!(!page.body.contains("past_meant"), "asked only when there is a reason");
        let form = format!("policy={}&name=Nord&ends=2016-11-30{rest}", policy.id);
        let back = w.t.post(&ada, address, &form).await;
        assert_eq!(back.status, 422, "{address}");
        assert!(is_wrong(&back.body, "ends") && back.body.contains("This day is past"));
        assert!(control(&back.body, "ends").contains("2016-11-30"));
        assert!(!control(&back.body, "past_meant").is_empty(), "the way to go on");
        let meant = w.t.post(&ada, address, &format!("{form}&past_meant=on")).await;
        assert_eq!(meant.status, 303, "{}", meant.body);
        let both = format!("policy={}&name=Nord&ends=2036-11-30&endless=on{rest}", policy.id);
        let back = w.t.post(&ada, address, &both).await;
        assert_eq!(back.status, 422, "{address}");
        assert!(is_wrong(&back.body, "ends") && is_wrong(&back.body, "endless"), "{}", back.body);
        assert!(control(&back.body, "ends").contains("2036-11-30"));
        assert!(control(&back.body, "endless").contains("checked"));
    }
}

#[tokio::test]
async fn an_end_is_moved_into_the_past_only_when_it_is_meant() {
    let w = World::start().await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let ada = agent(&w).await;
    let path = format!("/licences/{}", licence.id);
    let back = w.t.post(&ada, &path, "version=1&name=Nord&ends=2016-11-30").await;
    assert_eq!(back.status, 422);
    assert!(is_wrong(&back.body, "ends") && back.body.contains("past_meant"), "{}", back.body);
    let meant = "version=1&name=Nord&ends=2016-11-30&past_meant=on";
    assert_eq!(w.t.post(&ada, &path, meant).await.status, 303);
    // what ended is renamed without a question
    let name = "version=2&name=West&ends=2016-11-30";
    assert_eq!(w.t.post(&ada, &path, name).await.status, 303);
    let stored = store::licence::get(w.t.db(), licence.id).await.unwrap();
    assert!(stored.expires_at.unwrap().0 < w.t.kontor.clock.now() - TimeDelta::days(365));
}

#[tokio::test]
async fn a_number_out_of_bounds_is_told_its_bound_at_its_field() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    let bea = admin(&w).await;
    let licence = format!("policy={}&max_machines=", policy.id);
    let new = format!("name=P&product={}&maxUsers=", w.product.id);
    for (address, form, field) in
        [("/licences", licence, "max_machines"), ("/licences/policies", new, "maxUsers")]
    {
        for (typed, said) in [
            ("-3", "The smallest possible value is 1."),
            ("99999999999999999999999", "The largest possible value is 9007199254740991."),
            ("many", "Enter a whole number."),
        ] {
            let back = w.t.post(&bea, address, &format!("{form}{typed}")).await;
            assert_eq!(back.status, 422, "{address} {typed}");
            let page = plain(&back);
            assert!(page.contains(said), "{address} {typed}");
            assert!(is_wrong(&page, field) && control(&page, field).contains(typed), "{typed}");
        }
    }
    for typed in ["-3", "10001", "99999999999999999999999"] {
        let form = format!("policy={}&count={typed}", policy.id);
        let page = plain(&w.t.post(&bea, "/licences/batch", &form).await);
        assert!(page.contains("Enter a number from 1 to 10000."), "{typed}");
        assert!(is_wrong(&page, "count") && control(&page, "count").contains(typed), "{typed}");
    }
}

#[tokio::test]
async fn a_span_is_explained_by_an_example_that_its_field_takes() {
    let w = World::start().await;
    let bea = admin(&w).await;
    let new = w.t.get(&bea, "/licences/policies/new").await;
    assert!(new.body.contains("365 d or 36 h") && !new.body.contains("12 h"), "{}", new.body);
    let form = format!("name=P&product={}&duration=soon&heartbeatDuration=-1", w.product.id);
    let page = plain(&w.t.post(&bea, "/licences/policies", &form).await);
    assert!(page.contains("such as 365 d; at least 1 d."), "{page}");
    assert!(page.contains("such as 10 min or 2 h; at least 1 min."), "{page}");
    assert!(is_wrong(&page, "duration") && is_wrong(&page, "heartbeatDuration"));
}

#[tokio::test]
async fn a_licence_is_offered_the_other_policies_of_its_product_alone() {
    let w = World::start().await;
    let (own, other) = (w.policy(Settings::default()).await, w.policy(Settings::default()).await);
    let product = Product { id: ProductId::new(), code: None, ..w.product.clone() };
    let foreign = w.policy(Settings::default()).await;
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::product::insert(&tx, &product).await.unwrap();
    let mut moved = Policy { product: product.id, ..foreign.clone() };
    store::policy::save(&tx, &mut moved).await.unwrap();
    tx.commit().await.unwrap();
    let ada = agent(&w).await;
    let licence = w.licence(&own).await;
    let page = w.t.get(&ada, &format!("/licences/{}/policy", licence.id)).await.body;
    let offers = |policy: &Policy| page.contains(&format!("value=\"{}\"", policy.id));
    assert!(offers(&other) && !offers(&own) && !offers(&foreign), "{page}");
    let alone = w.licence(&moved).await;
    let page = plain(&w.t.get(&ada, &format!("/licences/{}/policy", alone.id)).await);
    assert!(page.contains("There is no other policy of the product Backup Pro."), "{page}");
    assert!(page.contains(&format!("/licences/policies?product={}", product.id)));
    assert!(control(&page, "policy").is_empty(), "nothing to choose from");
}

#[tokio::test]
async fn what_comes_first_is_said_with_the_way_to_make_it() {
    let t = TestKontor::start_with(&[ui::APP, directory::APP, licensing::APP], &[]).await;
    let bea = t.sign_in(&t.admin("Bea").await).await;
    let ada = t.sign_in(&t.agent("Ada").await).await;
    for address in ["policies/new", "releases/new", "new", "batch"] {
        let page = t.get(&bea, &format!("/licences/{address}")).await;
        assert!(page.body.contains("A product comes first"), "{address}");
        assert!(page.body.contains("href=\"/licences/products/new\""), "{address}");
    }
    let page = t.get(&ada, "/licences/new").await.body;
    assert!(page.contains("A product comes first") && !page.contains("products/new"), "{page}");
    let made = t.post(&bea, "/licences/products", "name=Backup").await;
    assert_eq!(made.status, 303, "{}", made.body);
    assert!(!t.get(&bea, "/licences/policies/new").await.body.contains("comes first"));
    for address in ["new", "batch"] {
        let page = t.get(&bea, &format!("/licences/{address}")).await;
        assert!(page.body.contains("A policy comes first"), "{address}");
        assert!(page.body.contains("href=\"/licences/policies/new\""), "{address}");
    }
}

#[tokio::test]
async fn what_is_needed_is_not_offered_for_deletion() {
    let w = World::start().await;
    let policy = w.policy(Settings::default()).await;
    w.licence(&policy).await;
    let bea = admin(&w).await;
    let product = format!("/licences/products/{}", w.product.id);
    let entry = format!("/licences/policies/{}", policy.id);
    for (path, said, list) in [
        (product, "Policies that still belong to this product: 1.", "/licences/policies?product="),
        (entry, "Licences that still stand on this: 1.", "/licences?policy="),
    ] {
        let asked = w.t.get(&bea, &format!("{path}/removal")).await;
        let page = plain(&asked);
        assert!(page.contains(said) && page.contains(list), "{page}");
        assert!(!page.contains("Delete for good"), "{page}");
        assert_eq!(w.t.post(&bea, &format!("{path}/removal"), "").await.status, 422);
    }
    let free = w.policy(Settings::default()).await;
    let asked = w.t.get(&bea, &format!("/licences/policies/{}/removal", free.id)).await;
    assert!(asked.body.contains("Delete for good"));
}
