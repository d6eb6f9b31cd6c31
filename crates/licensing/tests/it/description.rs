//! The wire's description: where it lies, that it is signed, and that real answers are as it says.

use crate::asking::{KEY, changed, json_of, keyed, send, send_as};
use crate::world::World;
use axum::http::Method;
use licensing::domain::policy::Settings;
use platform::testing::Answer;
use serde_json::{Value, json};

const AT: &str = "/v1/openapi.json";

async fn open() -> World {
    World::start_with(&[("api.docs", "true")]).await
}

async fn description(w: &World) -> Value {
    let said = send(w, Method::GET, AT, None).await;
    assert_eq!(said.status, 200, "{}", said.body);
    json_of(&said)
}

/// The token of an administrator.
async fn admin(w: &World) -> String {
    use licensing::actions::make_token;
    use licensing::domain::token::Bearer;
    use licensing::domain::token_draft::Draft;
    let cx = platform::Cx::system(&w.t.kontor);
    let draft = Draft { name: "test".into(), ..Draft::of(Bearer::Admin, None) };
    let (_, secret) = make_token(&cx, &draft).await.unwrap();
    format!("Bearer {}", secret.expose())
}

/// What is wrong with a value by its schema, each with its place. Knows what the description uses.
fn wrong(all: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    if let Some(name) = schema.get("$ref").and_then(Value::as_str) {
        return wrong(all, all.pointer(&name[1..]).unwrap(), value, at);
    }
    if let Some(any) = schema.get("anyOf").and_then(Value::as_array) {
        let each: Vec<_> = any.iter().map(|one| wrong(all, one, value, at)).collect();
        let fits = each.iter().any(Vec::is_empty);
        return if fits { Vec::new() } else { each.concat() };
    }
    let mut found = Vec::new();
    let is = |kind: &str| match kind {
        "null" => value.is_null(),
        "string" => value.is_string(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other}"),
    };
    let fits = match &schema["type"] {
        Value::String(kind) => is(kind),
        Value::Array(kinds) => kinds.iter().any(|kind| is(kind.as_str().unwrap())),
        _ => true,
    };
    let listed = schema["enum"].as_array().is_none_or(|all| all.contains(value));
    let same = schema.get("const").is_none_or(|wanted| wanted == value);
    if !(fits && listed && same) {
        found.push(format!("{at}: {value} is not {schema}"));
    }
    for name in schema["required"].as_array().into_iter().flatten() {
        let name = name.as_str().unwrap();
        if value.is_object() && value.get(name).is_none() {
            found.push(format!("{at}/{name} is missing"));
        }
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(value) = value.get(name) {
            found.extend(wrong(all, inner, value, &format!("{at}/{name}")));
        }
    }
    for (number, one) in value.as_array().into_iter().flatten().enumerate() {
        if let Some(items) = schema.get("items") {
            found.extend(wrong(all, items, one, &format!("{at}/{number}")));
        }
    }
    found
}

/// Attributes and relationships of the answer that the description does not name.
fn unnamed(all: &Value, one: &Value) -> Vec<String> {
    let kind = one["type"].as_str().unwrap();
    let mut found = Vec::new();
    for part in ["attributes", "relationships"] {
        let place = format!("/components/schemas/{kind}/properties/{part}/properties");
        let known = all.pointer(&place).and_then(Value::as_object).expect(&place);
        let said = one[part].as_object().into_iter().flatten().map(|(name, _)| name);
        let odd = said.filter(|name| !known.contains_key(*name));
        found.extend(odd.map(|name| format!("{kind}: {part}/{name}")));
    }
    found
}

/// Holds an answer against what is said of its method and address.
fn check(all: &Value, (method, route): (&Method, &str), said: &Answer) {
    let place = route.replace('~', "~0").replace('/', "~1");
    let method = method.as_str().to_lowercase();
    let responses = all.pointer(&format!("/paths/{place}/{method}/responses")).expect(route);
    let status = said.status.as_u16().to_string();
    let described =
        responses.get(&status).unwrap_or_else(|| panic!("{route} {status}: {}", said.body));
    let Some(content) = described["content"].as_object() else {
        assert_eq!(said.body, "", "{route}");
        return;
    };
    let (media, content) = content.iter().next().unwrap();
    let kind = said.headers["content-type"].to_str().unwrap();
    assert_eq!(kind.split(';').next().unwrap(), media, "{route}");
    let body = json_of(said);
    let found = wrong(all, &content["schema"], &body, "");
    assert!(found.is_empty(), "{method} {route}: {found:#?}");
    let data = match &body["data"] {
        Value::Array(data) => data.iter().collect(),
        Value::Null => Vec::new(),
        one => vec![one],
    };
    let odd: Vec<_> = data.into_iter().flat_map(|one| unnamed(all, one)).collect();
    assert!(odd.is_empty(), "{method} {route}: {odd:#?}");
}

#[tokio::test]
async fn the_description_lies_open_where_the_house_shows_its_own_and_is_signed() {
    let closed = World::start().await;
    assert_eq!(send(&closed, Method::GET, AT, None).await.status, 404);
    let w = open().await;
    let said = send(&w, Method::GET, AT, None).await;
    assert!(said.headers.contains_key("keygen-signature"), "{:?}", said.headers);
    let all = json_of(&said);
    assert_eq!(all["openapi"], "3.1.0");
    assert!(all["paths"].get("/v1/licenses/actions/validate-key").is_some());
    let account = json_of(&send(&w, Method::GET, "/v1/accounts/x/openapi.json", None).await);
    assert_eq!(account["errors"][0]["code"], "NOT_FOUND");
}

/// An address of the description with something in its places.
fn filled(path: &str) -> String {
    let fill =
        |piece: &str| if piece.starts_with('{') { "none".to_owned() } else { piece.to_owned() };
    path.split('/').map(fill).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn every_operation_answers_as_is_said_of_it_and_refuses_whom_it_does_not_know() {
    let w = open().await;
    let all = description(&w).await;
    let mut count = 0;
    for (path, of) in all["paths"].as_object().unwrap() {
        for (method, one) in of.as_object().unwrap() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let said = send(&w, method.clone(), &filled(path), None).await;
            assert_ne!(said.status, 405, "{method} {path}");
            check(&all, (&method, path), &said);
            let ways = one["security"].as_array().unwrap();
            // what cannot be looked for is said before who may look for it
            let is_shut = !ways.is_empty() && !ways.contains(&json!({})) && path != "/v1/search";
            assert!(!is_shut || said.status == 401, "{method} {path}: {}", said.body);
            count += 1;
        }
    }
    assert!(count > 150, "{count}");
}

/// Asks, and holds the answer against the description.
struct Asks<'a> {
    w: &'a World,
    all: Value,
    token: String,
}

impl Asks<'_> {
    async fn ask(&self, method: Method, (route, path): (&str, &str), body: Option<Value>) -> Value {
        let said = send_as(self.w, method.clone(), path, &self.token, body.as_ref()).await;
        assert!(said.status.is_success(), "{method} {path}: {} {}", said.status, said.body);
        check(&self.all, (&method, route), &said);
        if said.body.is_empty() { Value::Null } else { json_of(&said) }
    }

    async fn make(&self, kind: &str, attributes: Value, related: &[(&str, &str, &str)]) -> String {
        let relationships: serde_json::Map<String, Value> = related
            .iter()
            .map(|(name, kind, id)| {
                ((*name).to_owned(), json!({ "data": { "type": kind, "id": id } }))
            })
            .collect();
        let data =
            json!({ "type": kind, "attributes": attributes, "relationships": relationships });
        let path = format!("/v1/{kind}");
        let made = self.ask(Method::POST, (&path, &path), Some(json!({ "data": data }))).await;
        let id = made["data"]["id"].as_str().unwrap().to_owned();
        self.ask(Method::GET, (&path, &path), None).await;
        let one = format!("{path}/{id}");
        self.ask(Method::GET, (&format!("{path}/{{id}}"), &one), None).await;
        id
    }
}

async fn asks(w: &World) -> Asks<'_> {
    Asks { w, all: description(w).await, token: admin(w).await }
}

#[tokio::test]
async fn what_is_sold_and_what_it_is_sold_by_are_as_is_said_of_them() {
    let w = open().await;
    let asks = asks(&w).await;
    let product = asks.make("products", json!({ "name": "Rechner" }), &[]).await;
    let of_product = [("product", "products", product.as_str())];
    let policy = json!({ "name": "Jahr", "duration": 31_536_000, "floating": true });
    let policy = asks.make("policies", policy, &of_product).await;
    let group = asks.make("groups", json!({ "name": "Werft", "maxUsers": 3 }), &[]).await;
    let user = json!({ "email": "ada@werft.test", "firstName": "Ada" });
    let user = asks.make("users", user, &[("group", "groups", &group)]).await;
    let export =
        asks.make("entitlements", json!({ "name": "Export", "code": "EXPORT" }), &[]).await;
    asks.make("environments", json!({ "name": "Test", "code": "test" }), &[]).await;
    let related = [("policy", "policies", policy.as_str()), ("owner", "users", &user)];
    let licence = asks.make("licenses", json!({ "maxMachines": 2 }), &related).await;
    let one = format!("/v1/licenses/{licence}");
    let data = json!({ "data": [{ "type": "entitlements", "id": export }] });
    let (route, path) = ("/v1/licenses/{id}/entitlements", format!("{one}/entitlements"));
    asks.ask(Method::POST, (route, &path), Some(data)).await;
    asks.ask(Method::GET, (route, &path), None).await;
    let of_licence = [("license", "licenses", licence.as_str())];
    let machine = json!({ "fingerprint": "aa:bb", "cores": 4 });
    let machine = asks.make("machines", machine, &of_licence).await;
    let on = [("machine", "machines", machine.as_str())];
    asks.make("components", json!({ "fingerprint": "cc", "name": "disk" }), &on).await;
    asks.make("processes", json!({ "pid": "7" }), &on).await;
    for verb in ["validate", "check-out"] {
        let route = format!("/v1/licenses/{{id}}/actions/{verb}");
        let path = format!("{one}/actions/{verb}");
        asks.ask(Method::POST, (&route, &path), Some(json!({ "meta": {} }))).await;
    }
    let (route, path) =
        ("/v1/machines/{id}/actions/ping", format!("/v1/machines/{machine}/actions/ping"));
    asks.ask(Method::POST, (route, &path), None).await;
    let (route, path) = ("/v1/licenses/{id}/tokens", format!("{one}/tokens"));
    asks.ask(Method::POST, (route, &path), None).await;
    for path in ["/v1/tokens", "/v1/me", "/v1/health"] {
        asks.ask(Method::GET, (path, path), None).await;
    }
    let query = json!({ "type": "license", "query": { "id": licence } });
    let search = ("/v1/search", "/v1/search");
    let found = asks.ask(Method::POST, search, Some(json!({ "meta": query }))).await;
    assert_eq!(found["data"][0]["id"], licence.as_str());
}

#[tokio::test]
async fn releases_webhooks_and_the_account_are_as_is_said_of_them() {
    let w = open().await;
    let asks = asks(&w).await;
    let product = w.product.id.to_string();
    let of_product = [("product", "products", product.as_str())];
    let release = json!({ "version": "1.2.3", "channel": "stable", "tag": "one" });
    let release = asks.make("releases", release, &of_product).await;
    let publish = format!("/v1/releases/{release}/actions/publish");
    asks.ask(Method::POST, ("/v1/releases/{id}/actions/publish", &publish), None).await;
    let hook = json!({ "url": "https://hooks.example/x", "subscriptions": ["license.created"] });
    asks.make("webhook-endpoints", hook, &[]).await;
    let account = asks.ask(Method::GET, ("/v1/openapi.json", "/v1/openapi.json"), None).await;
    assert_eq!(account["info"]["title"], "Kontor licence server");
    let said = send(&w, Method::GET, "/v1/health", None).await;
    let id = said.headers["keygen-account"].to_str().unwrap();
    let path = format!("/v1/accounts/{id}");
    let named = asks.ask(Method::GET, ("/v1/accounts/{account}", &path), None).await;
    assert_eq!(named["data"]["id"], id);
    let latest = "/api/version/latest?product=backup-pro";
    let newest = asks.ask(Method::GET, ("/api/version/latest", latest), None).await;
    assert_eq!(newest["latest"], "1.2.3");
}

#[tokio::test]
async fn the_small_interface_is_as_is_said_of_it() {
    let w = open().await;
    let policy =
        w.policy(Settings { max_machines: Some(2), floating: true, ..Settings::default() });
    let policy = policy.await;
    let licence = keyed(&w, &policy, KEY).await;
    changed(&w, &licence, |licence| licence.name = "Werft".into()).await;
    let asks = Asks { w: &w, all: description(&w).await, token: String::new() };
    let at = |verb: &str| format!("/api/license/{verb}");
    let body = json!({ "license_key": KEY, "hardware_hash": "aa", "nonce": 7 });
    let mut token = Value::Null;
    for verb in ["activate", "activate", "verify", "session/start"] {
        let path = at(verb);
        let said = asks.ask(Method::POST, (&path, &path), Some(body.clone())).await;
        assert_eq!(said["nonce"], 7);
        token = said["session_token"].clone();
    }
    for verb in ["session/heartbeat", "session/end"] {
        let (path, body) = (at(verb), json!({ "session_token": token }));
        asks.ask(Method::POST, (&path, &path), Some(body)).await;
    }
    let path = at(&format!("info/{KEY}"));
    let info = asks.ask(Method::GET, ("/api/license/info/{key}", &path), None).await;
    assert_eq!(info["devices"].as_array().map(Vec::len), Some(1));
    let path = at("deactivate");
    asks.ask(Method::POST, (&path, &path), Some(body)).await;
}
