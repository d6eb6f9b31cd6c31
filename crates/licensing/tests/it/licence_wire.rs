//! Licences as the vendor's programs, users and licences themselves ask for them.

use crate::asking::{json_of, send_as};
use crate::world::World;
use axum::http::Method;
use licensing::actions::{issue_licence, make_token};
use licensing::domain::licence_draft::LicenceDraft;
use licensing::domain::policy::{Policy, Settings};
use licensing::domain::strategy::{Authentication, Interval};
use licensing::domain::token::Bearer;
use licensing::domain::token_draft::Draft;
use licensing::store;
use platform::testing::Answer;
use sea_orm::prelude::Uuid;
use serde_json::{Value, json};

/// A house whose vendor asks with a token.
struct Vendor {
    w: World,
    token: String,
}

impl Vendor {
    async fn start() -> Self {
        let w = World::start().await;
        let token = token(&w, Bearer::Admin, None).await;
        Self { w, token }
    }

    async fn ask(&self, method: Method, path: &str, body: Value) -> Answer {
        let body = Some(&body).filter(|body| !body.is_null());
        send_as(&self.w, method, &format!("/v1{path}"), &self.token, body).await
    }

    async fn get(&self, path: &str) -> Value {
        let answer = self.ask(Method::GET, path, Value::Null).await;
        assert_eq!(answer.status, 200, "{path}: {}", answer.body);
        json_of(&answer)
    }

    async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        let answer = self.ask(Method::POST, path, body).await;
        let json = if answer.body.is_empty() { Value::Null } else { json_of(&answer) };
        (answer.status.as_u16(), json)
    }

    /// The ids of a list, by what is asked for.
    async fn names(&self, query: &str) -> Vec<String> {
        let list = self.get(&format!("/licenses{query}")).await;
        let all = list["data"].as_array().unwrap();
        let mut names: Vec<_> =
            all.iter().map(|one| one["attributes"]["name"].as_str().unwrap().to_owned()).collect();
        names.sort();
        names
    }
}

async fn token(w: &World, bearer: Bearer, of: Option<Uuid>) -> String {
    let draft = Draft { name: "Test".into(), ..Draft::of(bearer, of) };
    let (_, secret) = make_token(&w.t.cx(), &draft).await.unwrap();
    format!("Bearer {}", secret.expose())
}

fn new(policy: &Policy, attributes: Value) -> Value {
    let policy = json!({ "data": { "type": "policies", "id": policy.id } });
    json!({ "data": {
        "type": "licenses", "attributes": attributes, "relationships": { "policy": policy }
    } })
}

fn code(said: &(u16, Value)) -> (u16, &str, &str) {
    let error = &said.1["errors"][0];
    let pointer = error["source"]["pointer"].as_str().unwrap_or_default();
    (said.0, error["code"].as_str().unwrap_or_default(), pointer)
}

#[tokio::test]
async fn a_licence_is_issued_shown_changed_and_deleted() {
    let v = Vendor::start().await;
    let settings = Settings { max_machines: Some(3), floating: true, ..Settings::default() };
    let policy = v.w.policy(settings).await;
    let attributes = json!({ "name": "Acme", "maxUsers": 5, "metadata": { "order_no": "A-7" } });
    let (status, made) = v.post("/licenses", new(&policy, attributes)).await;
    assert_eq!(status, 201, "{made}");
    let data = &made["data"];
    assert_eq!(data["type"], "licenses");
    let said = &data["attributes"];
    for (name, value) in [
        ("name", json!("Acme")),
        ("expiry", Value::Null),
        ("status", json!("ACTIVE")),
        ("uses", json!(0)),
        ("suspended", json!(false)),
        ("protected", json!(false)),
        ("floating", json!(true)),
        ("strict", json!(false)),
        ("scheme", Value::Null),
        ("maxMachines", json!(3)),
        ("maxUsers", json!(5)),
        ("maxCores", Value::Null),
        ("requireCheckIn", json!(false)),
        ("lastValidated", Value::Null),
        ("metadata", json!({ "orderNo": "A-7" })),
    ] {
        assert_eq!(said[name], value, "{name}");
    }
    assert!(said["permissions"].as_array().unwrap().contains(&json!("license.validate")));
    let policy_id = policy.id.to_string();
    assert_eq!(data["relationships"]["policy"]["data"]["id"], policy_id.as_str());
    assert_eq!(data["relationships"]["machines"]["meta"]["count"], 0);
    let (id, key) = (data["id"].as_str().unwrap(), said["key"].as_str().unwrap());
    assert_eq!(v.get(&format!("/licenses/{key}")).await["data"]["id"], id);
    let edit = json!({ "data": { "type": "licenses", "attributes": {
        "name": "Acme AG", "maxUsers": null, "maxMachines": 9, "expiry": "2027-01-01T00:00:00Z"
    } } });
    let changed = v.ask(Method::PATCH, &format!("/licenses/{id}"), edit).await;
    assert_eq!(changed.status, 200, "{}", changed.body);
    let said = &json_of(&changed)["data"]["attributes"];
    assert_eq!(said["name"], "Acme AG");
    assert_eq!((&said["maxUsers"], &said["maxMachines"]), (&Value::Null, &json!(9)));
    assert_eq!(said["expiry"], "2027-01-01T00:00:00.000Z");
    assert_eq!(said["metadata"], json!({ "orderNo": "A-7" }));
    let gone = v.ask(Method::DELETE, &format!("/licenses/{id}"), Value::Null).await;
    assert_eq!((gone.status.as_u16(), gone.body.as_str()), (204, ""));
    let not = v.ask(Method::GET, &format!("/licenses/{id}"), Value::Null).await;
    assert_eq!(not.status, 404);
}

#[tokio::test]
async fn a_signed_key_is_a_part_of_addresses_too() {
    let v = Vendor::start().await;
    let scheme = Some("ED25519_SIGN".into());
    let policy = v.w.policy(Settings { scheme, ..Settings::default() }).await;
    let (_, made) = v.post("/licenses", new(&policy, json!({ "name": "Acme" }))).await;
    let key = made["data"]["attributes"]["key"].as_str().unwrap();
    assert!(key.starts_with("key/") && key.contains('.'), "{key}");
    let escaped = key.replace('/', "%2F").replace('=', "%3D");
    assert_eq!(v.get(&format!("/licenses/{escaped}")).await["data"]["id"], made["data"]["id"]);
}

#[tokio::test]
async fn what_is_wrong_with_a_licence_has_its_code_and_place() {
    let v = Vendor::start().await;
    let policy = v.w.policy(Settings::default()).await;
    let bare = json!({ "data": { "type": "licenses" } });
    let said = v.post("/licenses", bare).await;
    assert_eq!(code(&said), (422, "POLICY_MISSING", "/data/relationships/policy"));
    let unknown = Policy { id: licensing::domain::policy::PolicyId::new(), ..policy.clone() };
    let said = v.post("/licenses", new(&unknown, json!({}))).await;
    assert_eq!(code(&said), (422, "POLICY_NOT_FOUND", "/data/relationships/policy"));
    for (attributes, expected) in [
        (json!({ "key": "abc" }), (422, "KEY_TOO_SHORT", "/data/attributes/key")),
        (json!({ "maxUses": 0 }), (422, "MAX_USES_INVALID", "/data/attributes/maxUses")),
        (json!({ "maxUses": -1 }), (422, "MAX_USES_INVALID", "/data/attributes/maxUses")),
        (json!({ "name": 7 }), (400, "NAME_INVALID", "/data/attributes/name")),
        (json!({ "expiry": "soon" }), (400, "EXPIRY_INVALID", "/data/attributes/expiry")),
    ] {
        let said = v.post("/licenses", new(&policy, attributes.clone())).await;
        assert_eq!(code(&said), expected, "{attributes}");
    }
    let key = json!({ "key": "ACME-0001" });
    assert_eq!(v.post("/licenses", new(&policy, key.clone())).await.0, 201);
    let said = v.post("/licenses", new(&policy, key)).await;
    assert_eq!(code(&said), (422, "KEY_TAKEN", "/data/attributes/key"));
}

#[tokio::test]
async fn the_verbs_of_a_licence_answer_with_what_it_is_then() {
    let v = Vendor::start().await;
    let policy =
        v.w.policy(Settings {
            duration: Some(30 * Settings::DAY),
            max_uses: Some(5),
            require_check_in: true,
            check_in_interval: Some(Interval::Day),
            ..Settings::default()
        })
        .await;
    let (_, made) = v.post("/licenses", new(&policy, json!({ "name": "Acme" }))).await;
    let id = made["data"]["id"].as_str().unwrap().to_owned();
    let act = async |verb: &str, body: Value| {
        v.post(&format!("/licenses/{id}/actions/{verb}"), body).await
    };
    assert_eq!(made["data"]["attributes"]["expiry"], "2026-12-21T08:00:00.000Z");
    let (status, renewed) = act("renew", Value::Null).await;
    assert_eq!(
        (status, &renewed["data"]["attributes"]["expiry"]),
        (200, &json!("2027-01-20T08:00:00.000Z"))
    );
    let (_, suspended) = act("suspend", Value::Null).await;
    assert_eq!(suspended["data"]["attributes"]["status"], "SUSPENDED");
    let twice = act("suspend", Value::Null).await;
    assert_eq!(code(&twice), (422, "LICENSE_ALREADY_SUSPENDED", "/data/attributes/suspended"));
    let (_, reinstated) = act("reinstate", Value::Null).await;
    assert_eq!(reinstated["data"]["attributes"]["suspended"], false);
    let (_, checked) = act("check-in", Value::Null).await;
    assert_eq!(checked["data"]["attributes"]["nextCheckIn"], "2026-11-22T08:00:00.000Z");
    let (_, used) = act("increment-usage", json!({ "meta": { "increment": 4 } })).await;
    assert_eq!(used["data"]["attributes"]["uses"], 4);
    assert_eq!(act("increment-usage", Value::Null).await.1["data"]["attributes"]["uses"], 5);
    let over = act("increment-usage", Value::Null).await;
    assert_eq!(code(&over), (422, "USES_LIMIT_EXCEEDED", "/data/attributes/uses"));
    let (_, used) = act("decrement-usage", json!({ "meta": { "decrement": 2 } })).await;
    assert_eq!(used["data"]["attributes"]["uses"], 3);
    assert_eq!(act("reset-usage", Value::Null).await.1["data"]["attributes"]["uses"], 0);
    let path = format!("/licenses/{id}/actions/revoke");
    assert_eq!(v.ask(Method::DELETE, &path, Value::Null).await.status, 204);
    assert_eq!(act("renew", Value::Null).await.0, 404);
}

#[tokio::test]
async fn what_a_licence_is_related_to_is_put_attached_and_taken_away() {
    let v = Vendor::start().await;
    let (from, to) = (v.w.policy(Settings::default()).await, v.w.policy(Settings::default()).await);
    let pooled = v.w.policy(Settings { use_pool: true, ..Settings::default() }).await;
    let [ada, bob] = [v.w.user("ada@x.org").await, v.w.user("bob@x.org").await];
    let (group, feature) = (v.w.group(None).await, v.w.entitlement("EXPORT").await);
    let (_, made) = v.post("/licenses", new(&from, json!({ "name": "Acme" }))).await;
    let at = format!("/licenses/{}", made["data"]["id"].as_str().unwrap());
    let one = |kind: &str, id: Uuid| json!({ "data": { "type": kind, "id": id } });
    let many = |kind: &str, id: Uuid| json!({ "data": [{ "type": kind, "id": id }] });
    for (name, body, id) in [
        ("policy", one("policies", to.id.0), to.id.0),
        ("owner", one("users", ada.id.0), ada.id.0),
        ("group", one("groups", group.id.0), group.id.0),
    ] {
        let put = v.ask(Method::PUT, &format!("{at}/{name}"), body).await;
        assert_eq!(put.status, 200, "{name}: {}", put.body);
        let said = json_of(&put)["data"]["relationships"][name]["data"]["id"].clone();
        assert_eq!(said, id.to_string().as_str());
        assert_eq!(v.get(&format!("{at}/{name}")).await["data"]["id"], id.to_string().as_str());
    }
    let not = v.ask(Method::PUT, &format!("{at}/policy"), one("policies", pooled.id.0)).await;
    assert_eq!(json_of(&not)["errors"][0]["code"], "POLICY_NOT_COMPATIBLE");
    assert_eq!(v.post(&format!("{at}/users"), many("users", bob.id.0)).await.0, 200);
    let users = v.get(&format!("{at}/users?page[number]=1&page[size]=1")).await;
    assert_eq!(users["data"][0]["id"], ada.id.to_string().as_str());
    assert_eq!(users["meta"]["count"], 2);
    let body = json!({ "data": [{ "type": "entitlements", "id": feature.id, "attributes": { "value": "5" } }] });
    let (status, features) = v.post(&format!("{at}/entitlements"), body).await;
    assert_eq!((status, &features["data"][0]["attributes"]["value"]), (200, &json!("5")));
    assert_eq!(
        v.get(&format!("{at}/entitlements")).await["data"][0]["attributes"]["code"],
        "EXPORT"
    );
    let gone =
        [("users", many("users", bob.id.0)), ("entitlements", many("entitlements", feature.id.0))];
    for (name, body) in gone {
        let path = format!("{at}/{name}");
        assert_eq!(v.ask(Method::DELETE, &path, body.clone()).await.status, 204, "{name}");
        assert_eq!(v.ask(Method::DELETE, &path, body).await.status, 422, "{name}");
    }
    let none = v.ask(Method::PUT, &format!("{at}/owner"), json!({ "data": null })).await;
    assert_eq!(json_of(&none)["data"]["relationships"]["owner"]["data"], Value::Null);
}

#[tokio::test]
#[expect(clippy::too_many_lines, reason = "a table of all filters over one list")]
async fn lists_are_filtered_and_come_in_pages() {
    let v = Vendor::start().await;
    let (plain, timed) = (
        v.w.policy(Settings::default()).await,
        v.w.policy(Settings { duration: Some(2 * Settings::DAY), ..Settings::default() }).await,
    );
    let owner = v.w.user("ada@x.org").await;
    for (policy, name, seats) in [(&plain, "a", 1), (&plain, "b", 2), (&timed, "c", 2)] {
        let body = new(policy, json!({ "name": name, "metadata": { "seat_no": seats } }));
        assert_eq!(v.post("/licenses", body).await.0, 201);
    }
    let id = v.get("/licenses?metadata[seatNo]=1").await["data"][0]["id"].clone();
    let id = id.as_str().unwrap().parse().unwrap();
    let a = store::licence::get(v.w.t.db(), id).await.unwrap();
    v.w.machine(&a, "aa:bb").await;
    let body = json!({ "data": { "type": "users", "id": owner.id } });
    let put = v.ask(Method::PUT, &format!("/licenses/{}/owner", a.id), body).await;
    assert_eq!(put.status, 200);
    for (query, names) in [
        (String::new(), "a b c"),
        (format!("?policy={}", timed.id), "c"),
        (format!("?product={}", v.w.product.id), "a b c"),
        (format!("?owner={}", owner.id), "a"),
        (format!("?user={}", owner.id), "a"),
        ("?machine=aa:bb".into(), "a"),
        ("?assigned=true".into(), "a"),
        ("?unassigned=true".into(), "b c"),
        ("?status=EXPIRING".into(), "c"),
        ("?expiring=true".into(), "c"),
        ("?expires[in]=P7D".into(), "c"),
        ("?expires[in]=1d".into(), ""),
        ("?expires[on]=2026-11-23".into(), "c"),
        ("?metadata[seatNo]=2".into(), "b c"),
        ("?metadata[seat_no]=1".into(), "a"),
        ("?activations[gt]=0".into(), ""),
        ("?activity[inside]=1d".into(), "a b c"),
        ("?activity[outside]=1d".into(), ""),
        ("?suspended=true".into(), ""),
        ("?page[number]=2&page[size]=2".into(), "a"),
    ] {
        assert_eq!(v.names(&query).await.join(" "), names, "{query}");
    }
    let mut seen = Vec::new();
    let mut next = Some("/v1/licenses?page[cursor]=&page[size]=2".to_owned());
    while let Some(path) = next {
        let page = v.get(path.strip_prefix("/v1").unwrap()).await;
        let ids = page["data"].as_array().unwrap().iter().map(|one| one["id"].to_string());
        seen.extend(ids);
        next = page["links"]["next"].as_str().map(str::to_owned);
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 3);
    let odd = v.ask(Method::GET, "/licenses?expires[on]=soon&limit=0", Value::Null).await;
    assert_eq!(odd.status, 400, "{}", odd.body);
}

#[tokio::test]
async fn everybody_sees_and_does_only_what_is_theirs() {
    let v = Vendor::start().await;
    let open = Settings { authentication_strategy: Authentication::Licence, ..Settings::default() };
    let policy = v.w.policy(open).await;
    let cx = v.w.t.cx();
    let draft = LicenceDraft { name: "own".into(), ..LicenceDraft::default() };
    let own = issue_licence(&cx, None, policy.id, &draft).await.unwrap();
    let other = issue_licence(&cx, None, policy.id, &LicenceDraft::default()).await.unwrap();
    let key = format!("License {}", own.key.expose());
    let own_path = format!("/v1/licenses/{}", own.licence.id);
    let ask = async |who: &str, method: Method, path: &str, body: Option<&Value>| {
        send_as(&v.w, method, path, who, body).await.status.as_u16()
    };
    assert_eq!(ask(&key, Method::GET, &own_path, None).await, 200);
    let other_path = format!("/v1/licenses/{}", other.licence.id);
    assert_eq!(ask(&key, Method::GET, &other_path, None).await, 404);
    let suspend = format!("{own_path}/actions/suspend");
    assert_eq!(ask(&key, Method::POST, &suspend, None).await, 403);
    assert_eq!(ask(&key, Method::DELETE, &own_path, None).await, 403);
    let use_it = format!("{own_path}/actions/increment-usage");
    assert_eq!(ask(&key, Method::POST, &use_it, None).await, 200);
    assert_eq!(ask("", Method::GET, "/v1/licenses", None).await, 401);
    let list = json_of(&send_as(&v.w, Method::GET, "/v1/licenses", &key, None).await);
    assert_eq!(list["data"].as_array().unwrap().len(), 1);
    // a user issues for itself alone, and nothing that is protected
    let user = v.w.user("ada@x.org").await;
    let bearer = token(&v.w, Bearer::User, Some(user.id.0)).await;
    let worth = json!({ "name": "mine", "expiry": "2099-01-01T00:00:00Z", "maxMachines": 99, "key": "MY-OWN-KEY" });
    let body = new(&policy, worth);
    let made = send_as(&v.w, Method::POST, "/v1/licenses", &bearer, Some(&body)).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let owner = json_of(&made)["data"]["relationships"]["owner"]["data"]["id"].clone();
    assert_eq!(owner, user.id.to_string().as_str());
    let said = &json_of(&made)["data"]["attributes"];
    assert_eq!((&said["expiry"], &said["maxMachines"]), (&Value::Null, &json!(1)));
    assert_ne!(said["key"], "MY-OWN-KEY");
    let guarded = v.w.policy(Settings { protected: true, ..Settings::default() }).await;
    let body = new(&guarded, json!({}));
    assert_eq!(ask(&bearer, Method::POST, "/v1/licenses", Some(&body)).await, 403);
}
