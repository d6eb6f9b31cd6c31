//! Webhooks: what happens reaches who asked for it, signed and once, and trouble is tried again.

use crate::world::World;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use chrono::{DateTime, TimeDelta, Utc};
use events::licensing::{
    LicenceId, LicenceIssued, LicenceMeterReached, LicenceSuspended, MachineDied, MachineId,
    MachineRevived, PolicyId,
};
use licensing::actions::Count;
use licensing::domain::activation::MachineEdit;
use licensing::domain::licence_facts::LicenceFacts;
use licensing::domain::machine::Machine;
use licensing::domain::policy::Settings;
use licensing::domain::webhook::{Delivery, Draft, Status};
use licensing::store::{self, delivery::Filter};
use licensing::{Server, actions};
use platform::{audit, event};
use ring::signature::{ED25519, UnparsedPublicKey};
use serde_json::Value;
use std::sync::{Arc, Mutex};

/// What a receiver heard, and what it answers.
#[derive(Clone)]
struct Ear {
    heard: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    answers: Arc<Mutex<StatusCode>>,
    address: String,
}

impl Ear {
    async fn open() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let answers = Arc::new(Mutex::new(StatusCode::NO_CONTENT));
        let ear = Self { heard: Arc::default(), answers, address };
        let hear = async |State(ear): State<Self>, headers: HeaderMap, body: Bytes| {
            ear.heard.lock().unwrap().push((headers, body));
            *ear.answers.lock().unwrap()
        };
        let app =
            axum::Router::new().route("/hook", axum::routing::post(hear)).with_state(ear.clone());
        tokio::spawn(async move { axum::serve(listener, app).await });
        ear
    }

    fn heard(&self) -> Vec<(HeaderMap, Bytes)> {
        self.heard.lock().unwrap().clone()
    }

    fn answer(&self, status: StatusCode) {
        *self.answers.lock().unwrap() = status;
    }
}

async fn world(subscriptions: &str) -> (World, Ear, licensing::domain::webhook::Webhook) {
    let ear = Ear::open().await;
    let w = World::start_with(&[("outbound.allow", &ear.address.replace(':', "/32:"))]).await;
    let draft = Draft {
        url: format!("http://{}/hook", ear.address),
        subscriptions: subscriptions.into(),
        algorithm: String::new(),
        enabled: true,
    };
    let webhook = actions::save_webhook(&w.t.cx(), None, &draft, None).await.unwrap();
    (w, ear, webhook)
}

/// Lets facts be sealed, told and delivered.
async fn tell(w: &World) {
    while audit::seal(&w.t.kontor).await.unwrap() > 0 {}
    while actions::tell_webhooks(&w.t.cx()).await.unwrap() {}
    w.t.run_jobs().await;
}

async fn deliveries(w: &World) -> Vec<Delivery> {
    store::delivery::page(w.t.db(), &Filter::default(), 100).await.unwrap()
}

async fn happen(w: &World, fact: &impl event::Event) {
    let cx = w.t.cx();
    let tx = cx.begin().await.unwrap();
    event::record(&tx, &cx, fact).await.unwrap();
    cx.commit(tx).await.unwrap();
}

#[tokio::test]
async fn who_asked_for_an_event_is_told_once_with_a_signature() {
    let (w, ear, webhook) = world("license.suspended").await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let issued = LicenceIssued {
        licence: licence.id,
        name: licence.name.clone(),
        policy: "Pro".into(),
        organisation: None,
    };
    happen(&w, &issued).await;
    happen(&w, &LicenceSuspended { licence: licence.id }).await;
    for _ in 0..3 {
        tell(&w).await;
    }
    let heard = ear.heard();
    assert_eq!(heard.len(), 1, "one event was asked for, and one telling is enough");
    let (headers, body) = &heard[0];
    let told: Value = serde_json::from_slice(body).unwrap();
    let said = &told["data"]["attributes"];
    assert_eq!((&said["event"], &said["apiVersion"]), (&"license.suspended".into(), &"1.8".into()));
    assert_eq!(said["endpoint"], webhook.url);
    let payload: Value = serde_json::from_str(said["payload"].as_str().unwrap()).unwrap();
    assert_eq!(payload["data"]["id"], licence.id.to_string());
    assert!(told["data"]["meta"]["idempotencyToken"].as_str().unwrap().len() >= 32);

    let text = |name: &str| headers.get(name).unwrap().to_str().unwrap();
    let signed = format!(
        "(request-target): post /hook\nhost: {}\ndate: {}\ndigest: {}",
        ear.address,
        text("date"),
        text("digest")
    );
    let signature = text("keygen-signature").split("signature=\"").nth(1).unwrap();
    let signature = STANDARD.decode(signature.split('"').next().unwrap()).unwrap();
    let server = Server::of(&w.t.kontor).await.unwrap();
    let key = hex::decode(server.public_key()).unwrap();
    UnparsedPublicKey::new(&ED25519, key).verify(signed.as_bytes(), &signature).unwrap();
    let kept = deliveries(&w).await;
    assert_eq!((kept.len(), kept[0].status, kept[0].tries), (1, Status::Delivered, 1));
}

#[tokio::test]
async fn a_receiver_in_trouble_is_told_again_later_and_one_that_is_gone_no_more() {
    let (w, ear, webhook) = world("").await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    tell(&w).await;
    let before = ear.heard().len();
    ear.answer(StatusCode::SERVICE_UNAVAILABLE);
    happen(&w, &LicenceSuspended { licence: licence.id }).await;
    tell(&w).await;
    let failing = deliveries(&w).await.remove(0);
    assert_eq!(
        (failing.status, failing.tries, failing.last_status),
        (Status::Failing, 1, Some(503))
    );
    assert!(failing.next_try_at.is_some());
    w.t.run_jobs().await;
    assert_eq!(ear.heard().len(), before + 1, "not before its time");
    ear.answer(StatusCode::OK);
    // most trouble is short
    w.t.kontor.clock.advance(TimeDelta::seconds(13));
    w.t.run_jobs().await;
    let heard = ear.heard();
    let tokens: Vec<Value> = heard[before..]
        .iter()
        .map(|(_, body)| serde_json::from_slice::<Value>(body).unwrap()["data"]["meta"].clone())
        .collect();
    assert_eq!(tokens.len(), 2);
    assert_eq!(tokens[0], tokens[1], "by its token a receiver knows what it has seen");
    assert_eq!(deliveries(&w).await[0].status, Status::Delivered);

    ear.answer(StatusCode::GONE);
    let tested = actions::test_webhook(&w.t.cx(), webhook.id).await.unwrap();
    w.t.run_jobs().await;
    let failed = store::delivery::get(w.t.db(), tested.id).await.unwrap();
    let off = store::webhook::get(w.t.db(), webhook.id).await.unwrap();
    assert_eq!((failed.status, off.enabled), (Status::Failed, false));
    assert!(off.trouble.contains("410"), "{}", off.trouble);
    actions::remove_webhook(&w.t.cx(), webhook.id).await.unwrap();
    assert!(deliveries(&w).await.is_empty());
}

#[tokio::test]
async fn what_happened_before_somebody_asked_is_not_told() {
    let w = World::start().await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    happen(&w, &LicenceSuspended { licence: licence.id }).await;
    while audit::seal(&w.t.kontor).await.unwrap() > 0 {}
    let draft =
        Draft { url: "https://shop.example/hook".into(), enabled: true, ..Draft::default() };
    actions::save_webhook(&w.t.cx(), None, &draft, None).await.unwrap();
    tell(&w).await;
    assert!(deliveries(&w).await.iter().all(|one| one.event != "license.suspended"));
}

#[tokio::test]
async fn people_set_webhooks_up_and_see_what_was_told() {
    let (w, ear, _) = world("license.suspended").await;
    let admin = w.t.admin("Ada").await;
    let cookie = w.t.sign_in(&admin).await;
    let list = "/admin/licensing/webhooks";
    let wrong = w.t.post(&cookie, list, "url=shop.example&subscriptions=license.made").await;
    assert_eq!(wrong.status, 422);
    assert!(wrong.body.contains("license.made") && wrong.body.contains("shop.example"));
    let form = format!("url=http%3A%2F%2F{}%2Fhook&subscriptions=license.renewed", ear.address);
    let made = w.t.post(&cookie, list, &form).await;
    assert_eq!(made.status, 303, "{}", made.body);
    let page = made.location().to_owned();
    let trial = w.t.post(&cookie, &format!("{page}/trial"), "").await;
    assert_eq!(trial.status, 303);
    w.t.run_jobs().await;
    assert_eq!(ear.heard().len(), 1);
    assert!(w.t.get(&cookie, &page).await.body.contains("webhook-endpoint.tested"));
    let none = w.t.get(&cookie, &format!("{page}?status=FAILED")).await.body;
    assert!(!none.contains("<td data-label"), "{none}");
    let off = w.t.post(&cookie, &page, &format!("{form}&version=1")).await;
    assert_eq!(off.status, 303);
    let stale = w.t.post(&cookie, &page, &format!("{form}&enabled=on&version=1")).await;
    assert_eq!(stale.status, 409);
    assert_eq!(w.t.post(&cookie, &format!("{page}/removal"), "").await.status, 303);
    assert_eq!(w.t.get(&cookie, &page).await.status, 404);
    let agent = w.t.agent("Anton").await;
    let agent = w.t.sign_in(&agent).await;
    assert_eq!(w.t.get(&agent, list).await.status, 403);
}

#[tokio::test]
async fn a_meter_that_reaches_a_limit_is_told_with_its_code_and_its_count() {
    let (w, ear, _) = world("license.meter.limit-reached").await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let reached = LicenceMeterReached {
        licence: licence.id,
        meter: events::licensing::MeterId::new(),
        code: "pages".into(),
        limit: "soft".into(),
        counted: 80,
        period: "2026-11-01".into(),
    };
    happen(&w, &reached).await;
    tell(&w).await;
    let heard = ear.heard();
    assert_eq!(heard.len(), 1);
    let told: Value = serde_json::from_slice(&heard[0].1).unwrap();
    let payload = told["data"]["attributes"]["payload"].as_str().unwrap();
    let payload: Value = serde_json::from_str(payload).unwrap();
    assert_eq!(payload["data"]["id"], licence.id.to_string());
    let meta = serde_json::json!({ "meter": "pages", "limit": "soft", "counted": 80 });
    assert_eq!(payload["meta"], meta);
}

#[tokio::test]
async fn what_happened_while_every_webhook_was_off_is_not_told_later() {
    let (w, ear, webhook) = world("license.suspended").await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let draft = |enabled| Draft {
        url: webhook.url.clone(),
        subscriptions: webhook.subscriptions.clone(),
        algorithm: webhook.algorithm.clone(),
        enabled,
    };
    let cx = w.t.cx();
    actions::save_webhook(&cx, Some(webhook.id), &draft(false), None).await.unwrap();
    happen(&w, &LicenceSuspended { licence: licence.id }).await;
    while audit::seal(&w.t.kontor).await.unwrap() > 0 {}
    actions::save_webhook(&cx, Some(webhook.id), &draft(true), None).await.unwrap();
    tell(&w).await;
    assert_eq!(ear.heard().len(), 0);
    happen(&w, &LicenceSuspended { licence: licence.id }).await;
    tell(&w).await;
    assert_eq!(ear.heard().len(), 1);
}

/// What was told with each event, in the order of their names.
fn told(ear: &Ear) -> Vec<(String, Value)> {
    let read = |(_, body): (HeaderMap, Bytes)| {
        let told: Value = serde_json::from_slice(&body).unwrap();
        let said = &told["data"]["attributes"];
        let payload: Value = serde_json::from_str(said["payload"].as_str().unwrap()).unwrap();
        (said["event"].as_str().unwrap().to_owned(), payload["data"].clone())
    };
    let mut all: Vec<_> = ear.heard().into_iter().map(read).collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

/// Changes a licence in all ways, a second apart.
async fn much_happens(w: &World, id: LicenceId, other: PolicyId, end: DateTime<Utc>) {
    let (cx, later) = (|| w.t.cx(), || w.t.kontor.clock.advance(TimeDelta::seconds(1)));
    let named = |name: &'static str, most, end| {
        move |facts: &mut LicenceFacts| {
            facts.name = name.into();
            facts.limits.max_machines = most;
            facts.expires_at = end;
        }
    };
    actions::change_licence(&cx(), id, None, named("First", Some(5), Some(end))).await.unwrap();
    later();
    actions::suspend_licence(&cx(), id).await.unwrap();
    later();
    actions::reinstate_licence(&cx(), id).await.unwrap();
    later();
    actions::count_uses(&cx(), id, Count::More(2)).await.unwrap();
    later();
    actions::renew_licence(&cx(), id).await.unwrap();
    later();
    actions::move_licence(&cx(), id, other).await.unwrap();
    // these are told as well, and change what is told of none of those before
    later();
    happen(w, &LicenceSuspended { licence: id }).await;
    let tx = cx().begin().await.unwrap();
    let mut row = store::licence::get(&tx, id).await.unwrap();
    (row.suspended, row.uses) = (true, 2);
    store::licence::save(&tx, &mut row).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_is_told_is_how_it_was_when_it_happened() {
    let events = "license.suspended license.reinstated license.updated license.renewed \
                  license.policy.updated license.usage.incremented";
    let (w, ear, _) = world(events).await;
    let settings = Settings { duration: Some(86_400), ..Settings::default() };
    let policy = w.policy(settings.clone()).await;
    let other = w.policy(settings).await;
    let id = w.licence(&policy).await.id;
    let end = w.t.cx().now + TimeDelta::days(3);
    much_happens(&w, id, other.id, end).await;
    tell(&w).await;
    let told = told(&ear);
    let of = |event: &str| {
        let found = told.iter().filter(|(name, _)| name == event).map(|(_, data)| data);
        found.min_by_key(|data| data["attributes"]["updated"].to_string()).unwrap()
    };
    let said = |event: &str, name: &str| of(event)["attributes"][name].clone();
    assert_eq!(said("license.updated", "name"), "First");
    assert_eq!(said("license.updated", "maxMachines"), 5);
    assert_eq!(said("license.updated", "suspended"), false);
    assert_eq!(said("license.updated", "uses"), 0);
    assert_eq!(said("license.suspended", "suspended"), true);
    assert_eq!(said("license.suspended", "status"), "SUSPENDED");
    assert_eq!(said("license.reinstated", "suspended"), false);
    assert_eq!(said("license.usage.incremented", "uses"), 2);
    let moment = |at: DateTime<Utc>| at.to_rfc3339_opts(chrono::SecondsFormat::Millis, true);
    assert_eq!(said("license.suspended", "expiry"), moment(end));
    assert_eq!(said("license.renewed", "expiry"), moment(end + TimeDelta::days(1)));
    let under = |event: &str| of(event)["relationships"]["policy"]["data"]["id"].clone();
    assert_eq!(under("license.renewed"), policy.id.to_string());
    assert_eq!(under("license.policy.updated"), other.id.to_string());
}

#[tokio::test]
async fn a_machine_that_came_back_before_its_death_was_told_was_dead_then() {
    let (w, ear, _) = world("machine.heartbeat.dead machine.updated").await;
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    // its row as it is when this is told: it is watched, and came back
    let until = Some(platform::Millis(w.t.cx().now + TimeDelta::hours(1)));
    let machine = Machine {
        id: MachineId::new(),
        claim: "d".repeat(64),
        fingerprint: "fp-2".into(),
        dies_at: until,
        revived_at: until,
        ..w.machine(&licence, "fp").await
    };
    let tx = w.t.cx().begin().await.unwrap();
    store::machine::insert_all(&tx, std::slice::from_ref(&machine)).await.unwrap();
    tx.commit().await.unwrap();
    let (id, name) = (machine.id, machine.name.clone());
    happen(&w, &MachineDied { machine: id, licence: licence.id, name }).await;
    w.t.kontor.clock.advance(TimeDelta::seconds(5));
    happen(&w, &MachineRevived { machine: id, licence: licence.id }).await;
    w.t.kontor.clock.advance(TimeDelta::seconds(5));
    let edit = MachineEdit { name: Some("Other".into()), ..MachineEdit::default() };
    actions::change_machine(&w.t.cx(), id, &edit).await.unwrap();
    tell(&w).await;
    let told = told(&ear);
    assert_eq!(told[0].0, "machine.heartbeat.dead");
    assert_eq!(told[0].1["attributes"]["heartbeatStatus"], "DEAD");
    assert_eq!(told[0].1["attributes"]["name"], "Rechner");
    assert_eq!(told[1].1["attributes"]["name"], "Other");
    assert_eq!(told[1].1["attributes"]["heartbeatStatus"], "RESURRECTED");
}
