//! The small interface knows machines again, takes them off and replaces them, and looks at where they run.

use crate::asking::{KEY, keyed};
use crate::facade::post;
use crate::world::World;
use chrono::TimeDelta;
use licensing::actions;
use licensing::domain::anomaly::{Anomaly, Kind};
use licensing::domain::licence::Licence;
use licensing::domain::policy::Settings;
use licensing::domain::strategy::{Enforcement, Interval};
use licensing::store;
use platform::testing::TestKontor;
use serde_json::{Value, json};

async fn licence(w: &World, settings: Settings) -> Licence {
    let settings = Settings { floating: true, strict: true, max_machines: Some(1), ..settings };
    keyed(w, &w.policy(settings).await, KEY).await
}

fn hardware(board: &str, disk: &str, mac: &str) -> Value {
    json!({ "board_serial": board, "disk_serial": disk, "mac": [mac], "cpu_id": "BFEBFBFF000906EA" })
}

const BOARD: &str = "BOARD-0815";
const MACS: [&str; 3] = ["00:1A:2B:3C:4D:51", "00:1A:2B:3C:4D:52", "00:1A:2B:3C:4D:53"];

async fn activate(w: &World, hardware: &Value) -> (u16, Value) {
    post(w, "activate", &json!({ "license_key": KEY, "hardware": hardware })).await
}

async fn anomalies(t: &TestKontor) -> Vec<Anomaly> {
    let all = store::anomaly::Filter::default();
    store::anomaly::page(t.db(), &all, 9).await.unwrap()
}

#[tokio::test]
async fn a_machine_that_is_mended_is_learnt_with_measure_and_noted_beyond() {
    let w = World::start().await;
    licence(&w, Settings::default()).await;
    let (_, first) = activate(&w, &hardware(BOARD, "DISK-1", MACS[0])).await;
    assert_eq!(first["low_confidence"], false);
    // disk and network card, which is as much as is learnt in a month
    let second = hardware(BOARD, "DISK-2", MACS[1]);
    let (status, again) = activate(&w, &second).await;
    assert_eq!((status, &again["activation_id"]), (200, &first["activation_id"]), "{again}");
    let id = first["activation_id"].as_str().unwrap().parse().unwrap();
    let parts = store::component::of_machines(w.t.db(), &[id]).await.unwrap();
    let changed =
        parts.iter().filter(|part| part.updated_at != part.created_at || part.version > 1);
    assert_eq!(changed.count(), 2);
    assert!(anomalies(&w.t).await.is_empty());
    // it still has its seat, but its new card is not learnt
    let third = hardware(BOARD, "DISK-2", MACS[2]);
    assert_eq!(activate(&w, &third).await.1["activation_id"], first["activation_id"]);
    let noted = anomalies(&w.t).await;
    assert_eq!((noted.len(), noted[0].kind, noted[0].machine), (1, Kind::Drift, Some(id)));
    assert_eq!(noted[0].evidence(), [("components".to_owned(), "mac".to_owned())]);
    // a board of its own is another machine
    let (status, no) = activate(&w, &hardware("BOARD-4711", "DISK-9", MACS[1])).await;
    assert_eq!((status, &no["code"]), (409, &json!("DEVICE_LIMIT")));
}

#[tokio::test]
async fn one_part_alone_knows_no_machine_and_few_are_told_to_be_uncertain() {
    let w = World::start().await;
    licence(&w, Settings::default()).await;
    let two = json!({ "disk_serial": "DISK-1", "mac": [MACS[0]] });
    let (status, first) = activate(&w, &two).await;
    assert_eq!((status, &first["low_confidence"]), (201, &json!(true)));
    assert_eq!(activate(&w, &two).await.0, 200);
    let (status, no) = activate(&w, &json!({ "disk_serial": "DISK-1" })).await;
    assert_eq!((status, &no["code"]), (409, &json!("DEVICE_LIMIT")));
}

#[tokio::test]
async fn a_fingerprint_with_other_parts_is_suspected_to_be_two_machines() {
    let w = World::start().await;
    licence(&w, Settings::default()).await;
    let body = |disk: &str, board: &str| {
        json!({ "license_key": KEY, "hardware_hash": "h1",
                "components": { "disk": disk, "board": board, "mac": "m" } })
    };
    assert_eq!(post(&w, "activate", &body("d1", "b1")).await.0, 201);
    assert_eq!(post(&w, "verify", &body("d2", "b1")).await.1["valid"], true);
    assert!(anomalies(&w.t).await.is_empty());
    assert_eq!(post(&w, "verify", &body("d9", "b9")).await.1["valid"], true);
    let noted = anomalies(&w.t).await;
    assert_eq!((noted.len(), noted[0].kind), (1, Kind::Clone));
}

#[tokio::test]
async fn a_program_takes_its_machine_off_as_often_as_the_policy_says() {
    let w = World::start().await;
    let settings = Settings {
        max_deactivations: Some(2),
        deactivation_interval: Interval::Week,
        ..Settings::default()
    };
    let licence = licence(&w, settings).await;
    let (one, two) = (hardware(BOARD, "DISK-1", MACS[0]), hardware("BOARD-9", "DISK-9", MACS[1]));
    let (_, first) = activate(&w, &one).await;
    let body = json!({ "license_key": KEY, "hardware": one, "nonce": 5 });
    let (status, done) = post(&w, "deactivate", &body).await;
    assert_eq!((status, &done["success"], &done["nonce"]), (200, &json!(true), &json!(5)));
    assert_eq!(done["activation_id"], first["activation_id"]);
    assert_eq!(post(&w, "deactivate", &body).await.1["code"], "NOT_ACTIVATED");

    let (_, first) = activate(&w, &one).await;
    let to = |from: &Value| json!({ "license_key": KEY, "hardware": two, "from": from });
    let (status, moved) = post(&w, "transfer", &to(&first["activation_id"])).await;
    assert_eq!(status, 201, "{moved}");
    assert!(moved["license_file"].as_str().unwrap().contains("MACHINE FILE"));
    assert_eq!(moved["license"]["devices_used"], 1);
    // asked again it is the same machine
    assert_eq!(post(&w, "transfer", &to(&first["activation_id"])).await.0, 200);

    let off = json!({ "license_key": KEY, "activation_id": moved["activation_id"] });
    let (status, no) = post(&w, "deactivate", &off).await;
    assert_eq!((status, &no["code"]), (409, &json!("DEACTIVATIONS_LIMIT_EXCEEDED")));
    let noted = anomalies(&w.t).await;
    assert_eq!(
        (noted.len(), noted[0].kind, noted[0].licence),
        (1, Kind::TransfersSpent, Some(licence.id))
    );
    w.t.kontor.clock.advance(TimeDelta::days(7));
    assert_eq!(post(&w, "deactivate", &off).await.0, 200);
}

#[tokio::test]
async fn a_policy_notes_warns_of_or_refuses_virtual_machines_and_containers() {
    let mut here = hardware(BOARD, "DISK-1", MACS[0]);
    here["virtual"] = json!("kvm");
    for (strategy, status, warnings, kinds) in [
        (Enforcement::Log, 201, json!([]), vec![]),
        (Enforcement::Warn, 201, json!(["VIRTUAL_MACHINE"]), vec![Kind::Surroundings]),
        (Enforcement::Block, 403, Value::Null, vec![]),
    ] {
        let w = World::start().await;
        licence(&w, Settings { virtual_machine_strategy: strategy, ..Settings::default() }).await;
        let (was, done) = activate(&w, &here).await;
        assert_eq!((was, &done["warnings"]), (status, &warnings), "{done}");
        let noted: Vec<_> = anomalies(&w.t).await.iter().map(|one| one.kind).collect();
        assert_eq!(noted, kinds);
        if strategy == Enforcement::Block {
            assert_eq!(done["code"], "VIRTUAL_MACHINE_NOT_ALLOWED");
            continue;
        }
        let id = done["activation_id"].as_str().unwrap();
        let machine = store::machine::get(w.t.db(), id.parse().unwrap()).await.unwrap();
        assert_eq!(machine.metadata.get("hypervisor"), Some(&json!("kvm")));
        let ada = w.t.admin("Ada").await;
        let page = w.t.get(&w.t.sign_in(&ada).await, &format!("/machines/{id}")).await.body;
        assert!(page.contains("Virtuelle Maschine") || page.contains("Virtual machine"), "{page}");
    }
}

#[tokio::test]
async fn a_machine_that_moves_into_a_container_says_so_and_is_judged_anew() {
    let w = World::start().await;
    licence(&w, Settings { container_strategy: Enforcement::Block, ..Settings::default() }).await;
    let mut here = hardware(BOARD, "DISK-1", MACS[0]);
    let (_, done) = activate(&w, &here).await;
    here["container"] = json!(true);
    let (_, told) = post(&w, "verify", &json!({ "license_key": KEY, "hardware": here })).await;
    assert_eq!((&told["valid"], &told["code"]), (&json!(false), &json!("CONTAINER_NOT_ALLOWED")));
    let id = done["activation_id"].as_str().unwrap().parse().unwrap();
    let machine = store::machine::get(w.t.db(), id).await.unwrap();
    assert_eq!(machine.metadata.get("container"), Some(&json!("yes")));
}

#[tokio::test]
async fn on_the_wire_a_machine_is_judged_by_what_its_metadata_reports() {
    use licensing::domain::activation::MachineDraft;
    use licensing::domain::metadata::Metadata;
    let w = World::start().await;
    let settings = Settings { container_strategy: Enforcement::Block, ..Settings::default() };
    let licence = licence(&w, settings).await;
    let draft = |metadata: Value| MachineDraft {
        fingerprint: Some("a".into()),
        metadata: Metadata::new(metadata).unwrap(),
        ..MachineDraft::default()
    };
    let inside = draft(json!({ "container": "podman" }));
    let refused = actions::activate_machine(&w.t.cx(), licence.id, &inside).await;
    let Err(platform::Error::Refused(refused)) = refused else { panic!("{refused:?}") };
    assert_eq!(refused[0].code, Some("CONTAINER_NOT_ALLOWED"));
    let beside = draft(json!({ "container": "none" }));
    actions::activate_machine(&w.t.cx(), licence.id, &beside).await.unwrap();
}
