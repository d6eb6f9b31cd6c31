//! Machines, their parts and processes, as programs ask for them.

use crate::world::World;
use axum::body::Body;
use axum::http::{Method, Request};
use licensing::actions;
use licensing::domain::licence::Licence;
use licensing::domain::policy::Settings;
use licensing::domain::strategy::{Authentication, Cull};
use licensing::domain::token::Bearer;
use licensing::domain::token_draft::Draft;
use licensing::store;
use platform::Millis;
use platform::http::Peer;
use platform::testing::Answer;
use serde_json::{Value, json};

const KEY: &str = "C1B6DE-39A6E3-DE1529/8559A0.4AF593";

/// A program, with what it comes in by.
struct Program<'a> {
    w: &'a World,
    authorization: String,
}

impl<'a> Program<'a> {
    async fn admin(w: &'a World) -> Self {
        Self::with(w, Bearer::Admin, None, None).await
    }

    async fn with(
        w: &'a World,
        bearer: Bearer,
        of: Option<sea_orm::prelude::Uuid>,
        max_activations: Option<i64>,
    ) -> Self {
        let draft = Draft { name: "test".into(), max_activations, ..Draft::of(bearer, of) };
        let (_, secret) = actions::make_token(&w.t.cx(), &draft).await.unwrap();
        Self { w, authorization: format!("Bearer {}", secret.expose()) }
    }

    fn of_key(w: &'a World, key: &str) -> Self {
        Self { w, authorization: format!("License {key}") }
    }

    async fn ask(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        self.ask_from("203.0.113.7", method, path, body).await
    }

    async fn ask_from(&self, ip: &str, method: Method, path: &str, body: Value) -> (u16, Value) {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let request = Request::builder()
            .method(method)
            .uri(format!("/v1{path}"))
            .header("host", "licences.example")
            .header("authorization", &self.authorization)
            .header("content-type", "application/vnd.api+json");
        let mut request = request.body(Body::from(body)).unwrap();
        request.extensions_mut().insert(Peer(Some(ip.parse().unwrap())));
        let Answer { status, body, .. } = self.w.t.answer(request).await;
        (status.as_u16(), serde_json::from_str(&body).unwrap_or(Value::Null))
    }

    async fn get(&self, path: &str) -> (u16, Value) {
        self.ask(Method::GET, path, Value::Null).await
    }

    async fn post(&self, path: &str, body: Value) -> (u16, Value) {
        self.ask(Method::POST, path, body).await
    }

    async fn activate(&self, licence: &Licence, attributes: Value) -> (u16, Value) {
        self.post("/machines", about("machines", attributes, licence)).await
    }
}

fn about(kind: &str, attributes: Value, licence: &Licence) -> Value {
    json!({ "data": { "type": kind, "attributes": attributes, "relationships": {
        "license": { "data": { "type": "licenses", "id": licence.id.to_string() } } } } })
}

fn patch(attributes: Value) -> Value {
    json!({ "data": { "type": "machines", "attributes": attributes } })
}

fn codes(answer: &(u16, Value)) -> Vec<&str> {
    let errors = answer.1["errors"].as_array().map(Vec::as_slice).unwrap_or_default();
    errors.iter().filter_map(|one| one["code"].as_str()).collect()
}

fn ids(answer: &(u16, Value)) -> Vec<&str> {
    let all = answer.1["data"].as_array().map(Vec::as_slice).unwrap_or_default();
    all.iter().filter_map(|one| one["id"].as_str()).collect()
}

/// A licence with a key by which its programs come in.
async fn licence(w: &World, settings: Settings, key: &str) -> Licence {
    let settings =
        Settings { authentication_strategy: Authentication::Licence, floating: true, ..settings };
    let id = w.licence(&w.policy(settings).await).await.id;
    changed(w, id, |licence| {
        let hash = w.t.kontor.keys.mac("licensing.key", key.as_bytes());
        licence.key_hash = hex::encode(hash);
    })
    .await
}

async fn changed(
    w: &World,
    id: licensing::domain::licence::LicenceId,
    change: impl FnOnce(&mut Licence),
) -> Licence {
    let tx = w.t.kontor.db.begin().await.unwrap();
    let mut licence = store::licence::get(&tx, id).await.unwrap();
    change(&mut licence);
    store::licence::save(&tx, &mut licence).await.unwrap();
    tx.commit().await.unwrap();
    licence
}

#[tokio::test]
#[expect(
    clippy::too_many_lines,
    reason = "one life of a machine, told from its beginning to its end"
)]
async fn a_program_activates_its_machine_with_the_key_and_frees_it() {
    let w = World::start().await;
    let licence = licence(&w, Settings { max_machines: Some(1), ..Settings::default() }, KEY).await;
    let program = Program::of_key(&w, KEY);
    let body = json!({ "data": { "type": "machines", "attributes": {
        "fingerprint": "4d:Eq:UV:D3/XZ", "name": "Kasse", "platform": "Linux", "cores": 8,
        "memory": 17_179_869_184_i64, "ip": "198.51.100.4", "hostname": "kasse-3",
        "metadata": { "seat_no": 4 } },
        "relationships": {
            "license": { "data": { "type": "licenses", "id": licence.id.to_string() } },
            "components": { "data": [
                { "type": "components", "attributes": { "name": "disk", "fingerprint": "d1" } },
                { "type": "components", "name": "board", "fingerprint": "b1" } ] } } } });
    let made = program.post("/machines", body).await;
    assert_eq!(made.0, 201, "{:?}", made.1);
    let data = &made.1["data"];
    let id = data["id"].as_str().unwrap();
    let attributes = data["attributes"].as_object().unwrap();
    assert_eq!(attributes["fingerprint"], "4d:Eq:UV:D3/XZ");
    assert_eq!(attributes["metadata"], json!({ "seatNo": 4 }));
    assert_eq!(attributes["heartbeatStatus"], "NOT_STARTED");
    assert_eq!(attributes["memory"], 17_179_869_184_i64);
    let names: Vec<_> = attributes.keys().map(String::as_str).collect();
    for name in [
        "cores",
        "created",
        "disk",
        "heartbeatDuration",
        "hostname",
        "ip",
        "lastCheckOut",
        "lastDeathEvent",
        "lastHeartbeat",
        "maxProcesses",
        "name",
        "nextHeartbeat",
        "platform",
        "requireHeartbeat",
        "updated",
    ] {
        assert!(names.contains(&name), "{name}");
    }
    let of = |name: &str| data["relationships"][name]["data"]["id"].clone();
    assert_eq!(of("license"), licence.id.to_string());
    assert_eq!(of("product"), w.product.id.to_string());
    assert_eq!(ids(&program.get(&format!("/machines/{id}/components")).await).len(), 2);

    let address = "/machines/4d:Eq:UV:D3%2FXZ";
    for (related, kind) in [("license", "licenses"), ("product", "products")] {
        let answer = program.get(&format!("{address}/{related}")).await;
        assert_eq!((answer.0, &answer.1["data"]["type"]), (200, &json!(kind)), "{:?}", answer.1);
    }
    let group = Program::admin(&w).await.get(&format!("{address}/group")).await;
    assert_eq!((group.0, &group.1["data"]), (200, &Value::Null));
    assert_eq!(program.get(address).await.1["data"]["id"], id);
    let again = program.activate(&licence, json!({ "fingerprint": "4d:Eq:UV:D3/XZ" })).await;
    assert_eq!(again.0, 422);
    assert_eq!(codes(&again), ["FINGERPRINT_TAKEN", "MACHINE_LIMIT_EXCEEDED"]);
    let pointer = &again.1["errors"][0]["source"]["pointer"];
    assert_eq!(pointer, "/data/attributes/fingerprint");

    let gone = program.ask(Method::DELETE, address, Value::Null).await;
    assert_eq!(gone, (204, Value::Null));
    assert_eq!(program.get(address).await.0, 404);
    let next = program.activate(&licence, json!({ "fingerprint": "other" })).await;
    assert_eq!(next.0, 201);
}

#[tokio::test]
async fn a_program_changes_what_its_machine_is_called_and_nothing_that_counts() {
    let w = World::start().await;
    let licence = licence(&w, Settings::default(), KEY).await;
    let (program, admin) = (Program::of_key(&w, KEY), Program::admin(&w).await);
    program.activate(&licence, json!({ "fingerprint": "m", "cores": 2 })).await;
    let named = patch(json!({ "name": "Neu", "ip": "192.0.2.1", "hostname": null }));
    let answer = program.ask(Method::PATCH, "/machines/m", named).await;
    assert_eq!((answer.0, &answer.1["data"]["attributes"]["name"]), (200, &json!("Neu")));
    for attributes in [json!({ "cores": 1 }), json!({ "metadata": {} })] {
        let answer = program.ask(Method::PATCH, "/machines/m", patch(attributes)).await;
        assert_eq!((answer.0, codes(&answer)), (403, vec!["DENIED"]));
    }
    let grown = patch(json!({ "cores": 4, "metadata": { "a": 1 } }));
    let answer = admin.ask(Method::PATCH, "/machines/m", grown).await;
    assert_eq!((answer.0, &answer.1["data"]["attributes"]["cores"]), (200, &json!(4)));
    assert_eq!(store::licence::get(w.t.db(), licence.id).await.unwrap().cores, 4);
    let answer = program.post("/machines/m/actions/reset", Value::Null).await;
    assert_eq!(answer.0, 403, "a program does not forget its own death");
}

#[tokio::test]
async fn what_belongs_to_another_licence_is_not_there() {
    let w = World::start().await;
    let own = licence(&w, Settings::default(), KEY).await;
    let other = licence(&w, Settings::default(), "OTHER-KEY").await;
    let (program, stranger) = (Program::of_key(&w, KEY), Program::of_key(&w, "OTHER-KEY"));
    let made = stranger.activate(&other, json!({ "fingerprint": "theirs" })).await;
    let id = made.1["data"]["id"].as_str().unwrap().to_owned();
    program.activate(&own, json!({ "fingerprint": "theirs" })).await;
    for path in [format!("/machines/{id}"), format!("/machines/{id}/components")] {
        assert_eq!(program.get(&path).await.0, 404, "{path}");
    }
    let at = format!("/machines/{id}");
    assert_eq!(program.ask(Method::DELETE, &at, Value::Null).await.0, 404);
    assert_eq!(program.post(&format!("{at}/actions/ping"), Value::Null).await.0, 404);
    let foreign = program.activate(&other, json!({ "fingerprint": "x" })).await;
    assert_eq!((foreign.0, codes(&foreign)), (422, vec!["LICENSE_NOT_FOUND"]));
    let process = json!({ "data": { "type": "processes", "attributes": { "pid": "1" },
        "relationships": { "machine": { "data": { "type": "machines", "id": id } } } } });
    let foreign = program.post("/processes", process).await;
    assert_eq!((foreign.0, codes(&foreign)), (422, vec!["MACHINE_NOT_FOUND"]));
    let found = program.get("/machines").await;
    assert_eq!(ids(&found).len(), 1);
    assert_ne!(ids(&found), [id.as_str()]);
    let of_other = program.get(&format!("/licenses/{}/machines", other.id)).await;
    assert_eq!(of_other.0, 404);
    assert_eq!(ids(&stranger.get("/licenses/OTHER-KEY/machines").await), [id.as_str()]);
    assert_eq!(ids(&Program::admin(&w).await.get("/machines?fingerprint=theirs").await).len(), 2);
}

#[tokio::test]
async fn a_licence_that_is_suspended_or_over_gives_its_programs_no_seat() {
    let w = World::start().await;
    let licence = licence(&w, Settings::default(), KEY).await;
    let admin = Program::admin(&w).await;
    let user = Program::with(&w, Bearer::Activation, Some(licence.id.0), None).await;
    let fingerprint = |n: u8| json!({ "fingerprint": n.to_string() });
    let ended = Millis(w.t.cx().now);
    let licence = changed(&w, licence.id, |licence| licence.expires_at = Some(ended)).await;
    let policy = store::policy::get(w.t.db(), licence.policy).await.unwrap();
    let tx = w.t.kontor.db.begin().await.unwrap();
    let mut policy = policy;
    policy.settings.authentication_strategy = Authentication::Mixed;
    store::policy::save(&tx, &mut policy).await.unwrap();
    tx.commit().await.unwrap();
    let answer = user.activate(&licence, fingerprint(1)).await;
    assert_eq!((answer.0, codes(&answer)), (403, vec!["LICENSE_EXPIRED"]));
    assert_eq!(admin.activate(&licence, fingerprint(2)).await.0, 201);
    let licence = changed(&w, licence.id, |licence| licence.suspended = true).await;
    let answer = user.activate(&licence, fingerprint(3)).await;
    assert_eq!((answer.0, codes(&answer)), (403, vec!["LICENSE_SUSPENDED"]));
    assert_eq!(admin.activate(&licence, fingerprint(4)).await.0, 201);
}

#[tokio::test]
async fn a_token_activates_as_often_as_was_agreed() {
    let w = World::start().await;
    let settings = Settings::default();
    let licence = licence(&w, settings, KEY).await;
    let mut policy = store::policy::get(w.t.db(), licence.policy).await.unwrap();
    let tx = w.t.kontor.db.begin().await.unwrap();
    policy.settings.authentication_strategy = Authentication::Token;
    store::policy::save(&tx, &mut policy).await.unwrap();
    tx.commit().await.unwrap();
    let program = Program::with(&w, Bearer::Activation, Some(licence.id.0), Some(2)).await;
    for n in 0..3 {
        let answer = program.activate(&licence, json!({ "fingerprint": n.to_string() })).await;
        if n < 2 {
            assert_eq!(answer.0, 201, "{:?}", answer.1);
        } else {
            assert_eq!(codes(&answer), ["ACTIVATIONS_LIMIT_EXCEEDED"]);
        }
    }
    assert_eq!(store::licence::get(w.t.db(), licence.id).await.unwrap().machines, 2);
}

#[tokio::test]
async fn heartbeats_are_taken_over_the_wire() {
    let w = World::start().await;
    let settings = Settings { heartbeat_cull_strategy: Cull::Keep, ..Settings::default() };
    let licence = licence(&w, settings, KEY).await;
    let (program, admin) = (Program::of_key(&w, KEY), Program::admin(&w).await);
    program.activate(&licence, json!({ "fingerprint": "m" })).await;
    for action in ["ping", "ping-heartbeat"] {
        let answer = program.post(&format!("/machines/m/actions/{action}"), Value::Null).await;
        let attributes = &answer.1["data"]["attributes"];
        assert_eq!((answer.0, &attributes["heartbeatStatus"]), (200, &json!("ALIVE")));
        assert_eq!(attributes["heartbeatDuration"], 600);
        assert_eq!(attributes["lastHeartbeat"], "2026-11-21T08:00:00.000Z");
        assert_eq!(attributes["nextHeartbeat"], "2026-11-21T08:10:00.000Z");
    }
    assert_eq!(ids(&admin.get("/machines?status=ALIVE").await).len(), 1);
    w.t.kontor.clock.advance(chrono::TimeDelta::seconds(630));
    let late = program.post("/machines/m/actions/ping", Value::Null).await;
    assert_eq!((late.0, codes(&late)), (422, vec!["MACHINE_HEARTBEAT_DEAD"]));
    assert_eq!(ids(&admin.get("/machines?status=DEAD").await).len(), 1);
    assert_eq!(ids(&admin.get("/machines?status=ALIVE").await).len(), 0);
    let reset = admin.post("/machines/m/actions/reset-heartbeat", Value::Null).await;
    assert_eq!(reset.1["data"]["attributes"]["heartbeatStatus"], "NOT_STARTED");
}

#[tokio::test]
async fn machines_are_listed_page_by_page_and_filtered() {
    let w = World::start().await;
    let licence = licence(&w, Settings::default(), KEY).await;
    let admin = Program::admin(&w).await;
    let mut made = Vec::new();
    for n in 0..5 {
        let host = if n % 2 == 0 { "even" } else { "odd" };
        let attributes = json!({ "fingerprint": n.to_string(), "hostname": host,
            "metadata": { "rack_no": n / 2, "site": "Kiel" } });
        let answer = admin.activate(&licence, attributes).await;
        made.push(answer.1["data"]["id"].as_str().unwrap().to_owned());
        w.t.kontor.clock.advance(chrono::TimeDelta::seconds(1));
    }
    made.reverse();
    let all = admin.get("/machines?page[cursor]=&page[size]=2").await;
    assert_eq!(ids(&all), made[..2]);
    let next = all.1["links"]["next"].as_str().unwrap().strip_prefix("/v1").unwrap().to_owned();
    let second = admin.get(&next).await;
    assert_eq!(ids(&second), made[2..4]);
    let next = second.1["links"]["next"].as_str().unwrap().strip_prefix("/v1").unwrap().to_owned();
    let last = admin.get(&next).await;
    assert_eq!((ids(&last), &last.1["links"]["next"]), (vec![made[4].as_str()], &Value::Null));
    let numbered = admin.get("/machines?page[number]=2&page[size]=2").await;
    assert_eq!(ids(&numbered), made[2..4]);
    assert_eq!(numbered.1["meta"], json!({ "pages": 3, "count": 5 }));
    for (query, expected) in [
        ("hostname=even", vec![0, 2, 4]),
        ("fingerprint=3", vec![1]),
        ("metadata[rackNo]=0&metadata[site]=Kiel", vec![3, 4]),
        ("metadata[rackNo]=0&page[number]=2&page[size]=1", vec![4]),
        ("metadata[site]=Bonn", vec![]),
        (&format!("license={}&limit=1", licence.id), vec![0]),
        ("key=C1B6DE-39A6E3-DE1529/8559A0.4AF593&limit=2", vec![0, 1]),
        ("license=00000000-0000-0000-0000-000000000000", vec![]),
        (&format!("product={}&limit=1", w.product.id), vec![0]),
    ] {
        let expected: Vec<_> = expected.into_iter().map(|n: usize| made[n].as_str()).collect();
        assert_eq!(ids(&admin.get(&format!("/machines?{query}")).await), expected, "{query}");
    }
    for query in ["status=SLEEPING", "owner=nobody", "page[cursor]=x", "limit=0"] {
        assert_eq!(admin.get(&format!("/machines?{query}")).await.0, 400, "{query}");
    }
}

#[tokio::test]
async fn parts_and_processes_come_and_go() {
    let w = World::start().await;
    let settings = Settings { max_processes: Some(1), ..Settings::default() };
    let licence = licence(&w, settings, KEY).await;
    let program = Program::of_key(&w, KEY);
    let made = program.activate(&licence, json!({ "fingerprint": "m" })).await;
    let machine = made.1["data"]["id"].as_str().unwrap();
    assert_eq!(made.1["data"]["attributes"]["maxProcesses"], 1);
    let of_machine = |kind: &str, attributes: Value| {
        json!({ "data": { "type": kind, "attributes": attributes, "relationships": {
            "machine": { "data": { "type": "machines", "id": machine } } } } })
    };
    let part = of_machine("components", json!({ "name": "disk", "fingerprint": "d1" }));
    let made = program.post("/components", part.clone()).await;
    assert_eq!(made.0, 201, "{:?}", made.1);
    let at = format!("/components/{}", made.1["data"]["id"].as_str().unwrap());
    assert_eq!(codes(&program.post("/components", part).await), ["FINGERPRINT_TAKEN"]);
    let none = program.post("/components", of_machine("components", json!({}))).await;
    assert_eq!(codes(&none), ["NAME_BLANK", "FINGERPRINT_MISSING"]);
    let renamed = json!({ "data": { "type": "components", "attributes": { "name": "system" } } });
    let answer = program.ask(Method::PATCH, &at, renamed).await;
    assert_eq!(answer.1["data"]["attributes"]["name"], "system");
    assert_eq!(ids(&program.get("/components").await).len(), 1);
    assert_eq!(program.ask(Method::DELETE, &at, Value::Null).await.0, 204);
    assert_eq!(program.get(&at).await.0, 404);

    let process = |pid: &str| of_machine("processes", json!({ "pid": pid }));
    let made = program.post("/processes", process("4711")).await;
    assert_eq!(made.0, 201, "{:?}", made.1);
    let attributes = &made.1["data"]["attributes"];
    assert_eq!((&attributes["status"], &attributes["interval"]), (&json!("ALIVE"), &json!(600)));
    let at = format!("/processes/{}", made.1["data"]["id"].as_str().unwrap());
    let again = program.post("/processes", process("4711")).await;
    assert_eq!(codes(&again), ["PID_TAKEN", "MACHINE_PROCESS_LIMIT_EXCEEDED"]);
    let missing = program.post("/processes", of_machine("processes", json!({}))).await;
    assert_eq!(codes(&missing), ["PID_MISSING"]);
    let beat = program.post(&format!("{at}/actions/ping"), Value::Null).await;
    assert_eq!((beat.0, &beat.1["data"]["attributes"]["status"]), (200, &json!("ALIVE")));
    let listed = program.get(&format!("/machines/{machine}/processes?status=ALIVE")).await;
    assert_eq!(ids(&listed).len(), 1);
    w.t.kontor.clock.advance(chrono::TimeDelta::seconds(630));
    let late = program.post(&format!("{at}/actions/ping"), Value::Null).await;
    assert_eq!(codes(&late), ["PROCESS_HEARTBEAT_DEAD"]);
    assert_eq!(program.ask(Method::DELETE, &at, Value::Null).await.0, 204);
}

#[tokio::test]
async fn a_machine_that_is_heard_from_two_places_at_once_is_suspected_once_a_day() {
    let w = World::start().await;
    let licence = licence(&w, Settings::default(), KEY).await;
    let program = Program::of_key(&w, KEY);
    let made = program.activate(&licence, json!({ "fingerprint": "m" })).await;
    let id = made.1["data"]["id"].as_str().unwrap().to_owned();
    let beat = async |ip: &str| {
        let at = "/machines/m/actions/ping";
        assert_eq!(program.ask_from(ip, Method::POST, at, Value::Null).await.0, 200);
        w.t.kontor.clock.advance(chrono::TimeDelta::seconds(60));
    };
    let suspected = async || {
        let facts = platform::event::timeline(w.t.db(), &format!("machine:{id}")).await.unwrap();
        facts.iter().filter(|fact| fact.name == "licensing.clone_suspected").count()
    };
    let (home, away) = ("198.51.100.4", "203.0.113.7");
    for ip in [home, home, away] {
        beat(ip).await;
    }
    assert_eq!(suspected().await, 0, "it may have moved");
    for ip in [home, away, home] {
        beat(ip).await;
    }
    assert_eq!(suspected().await, 1);
}
