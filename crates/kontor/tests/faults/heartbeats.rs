//! L1: the heartbeats, uses and seats that devices were told of survive kill -9, and no seat is given that was not sold.

use crate::database::servers;
use crate::driven::Driven;
use crate::licences::{Licence, Vendor, Wire};
use crate::{is_full, times, until};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// So many devices, each with a seat; no more were sold.
const DEVICES: usize = 40;
/// So many more want a seat, and get one where another gives one up.
const STRANGERS: usize = 10;

/// What the devices were promised.
#[derive(Default)]
struct Said {
    /// By device: the time of the last heartbeat that was acknowledged, as it was told.
    beats: BTreeMap<String, Vec<String>>,
    /// Uses that were counted, and those of which nobody knows.
    uses: u64,
    unsure: u64,
    /// Fingerprints of strangers whose last word was that they have a seat, and that they have none.
    seated: BTreeSet<String>,
    freed: BTreeSet<String>,
}

type Shared = Arc<Mutex<Said>>;

/// Beats until the server is gone; every third time it counts a use.
async fn device(wire: Wire, id: String, licence: Licence, said: Shared) {
    let ping = format!("POST /machines/{id}/actions/ping");
    let count = format!("POST /licenses/{}/actions/increment-usage", licence.id);
    for n in 0_u64.. {
        match wire.ask(&ping, &Value::Null).await {
            Ok((200, told)) => {
                let at = &told["data"]["attributes"]["lastHeartbeat"];
                let at = at.as_str().unwrap().to_owned();
                said.lock().unwrap().beats.entry(id.clone()).or_default().push(at);
            }
            Ok((503, _)) => {}
            Ok(other) => panic!("a heartbeat: {other:?}"),
            Err(_) => return,
        }
        if n % 3 == 0 {
            let counted = wire.ask(&count, &Value::Null).await;
            let mut said = said.lock().unwrap();
            match counted {
                Ok((200, _)) => said.uses += 1,
                Ok((503, _)) => {}
                Ok(other) => panic!("a use: {other:?}"),
                Err(_) => {
                    said.unsure += 1;
                    return;
                }
            }
        }
        // 40 devices: some 5 000 heartbeats a minute
        tokio::time::sleep(Duration::from_millis(400)).await;
    }
}

/// Takes a seat and gives it up again, over and over, until the server is gone.
async fn stranger(wire: Wire, fingerprint: String, licence: Licence, said: Shared) {
    let forget = |said: &mut Said| {
        said.seated.remove(&fingerprint);
        said.freed.remove(&fingerprint);
    };
    loop {
        forget(&mut said.lock().unwrap());
        let id = match wire.activate(&licence, &fingerprint).await {
            Ok((201, told)) => told[0].clone(),
            // it has one since the last kill, and nobody told it
            Ok((422, told)) if told[0] == "FINGERPRINT_TAKEN" => {
                let found = wire.ask(&format!("GET /machines/{fingerprint}"), &Value::Null).await;
                let Ok((200, found)) = found else { return };
                found["data"]["id"].as_str().unwrap().to_owned()
            }
            Ok((422 | 503, _)) => {
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
            Ok(other) => panic!("a seat: {other:?}"),
            Err(_) => return,
        };
        said.lock().unwrap().seated.insert(fingerprint.clone());
        tokio::time::sleep(Duration::from_millis(120)).await;
        forget(&mut said.lock().unwrap());
        match wire.ask(&format!("DELETE /machines/{id}"), &Value::Null).await {
            Ok((204, _)) => drop(said.lock().unwrap().freed.insert(fingerprint.clone())),
            Ok((503, _)) => {}
            Ok(other) => panic!("a seat given up: {other:?}"),
            Err(_) => return,
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn l1_heartbeats_uses_and_seats_that_were_acknowledged_survive_kill_9() {
    for server in servers() {
        kill_under_heartbeats(server.as_deref()).await;
    }
}

async fn kill_under_heartbeats(server: Option<&str>) {
    let mut driven = Driven::without_mailbox(server).await;
    let seats = DEVICES + STRANGERS / 2;
    let policy = json!({ "floating": true, "strict": true, "maxMachines": seats, "heartbeatDuration": 86_400 });
    let vendor = Vendor::new(&driven, policy).await;
    let licence = vendor.licence("Ada Ltd").await;
    let mut ids = Vec::new();
    for n in 0..DEVICES {
        let wire = vendor.wire.with_key(&licence);
        let (status, told) = wire.activate(&licence, &format!("device-{n}")).await.unwrap();
        assert_eq!(status, 201, "{told:?}");
        ids.push(told[0].clone());
    }
    let said = Shared::default();
    for round in 0..times(2, 15) {
        let wire = vendor.wire.at(&driven.addresses()[0]).with_key(&licence);
        let beats = ids.iter().map(|id| {
            tokio::spawn(device(wire.clone(), id.clone(), licence.clone(), said.clone()))
        });
        let wants = (0..STRANGERS).map(|n| {
            let name = format!("stranger-{n}");
            tokio::spawn(stranger(wire.clone(), name, licence.clone(), said.clone()))
        });
        let all: Vec<_> = beats.chain(wants).collect();
        let full = if is_full() { 16_000 } else { 2_000 };
        tokio::time::sleep(Duration::from_millis(full + (371 * round) % 2000)).await;
        until("the devices to be at it", async || {
            let said = said.lock().unwrap();
            said.beats.len() == DEVICES && said.uses >= 5 * (round + 1)
        })
        .await;
        driven.kill();
        for one in all {
            one.await.unwrap();
        }
        driven.serve_later(None).await;
    }
    let said = std::mem::take(&mut *said.lock().unwrap());
    let wire = vendor.wire.at(&driven.addresses()[0]);
    all_is_counted(&driven, &wire, (&licence, seats), &said).await;
    driven.end().await;
}

async fn all_is_counted(
    driven: &Driven,
    wire: &Wire,
    (licence, seats): (&Licence, usize),
    said: &Said,
) {
    let beats: usize = said.beats.values().map(Vec::len).sum();
    eprintln!("heartbeats {beats}, uses {} and perhaps {}", said.uses, said.unsure);
    for (id, told) in &said.beats {
        let kept = wire.must(&format!("GET /machines/{id}"), &Value::Null).await;
        let kept = kept["data"]["attributes"]["lastHeartbeat"].as_str().unwrap().to_owned();
        let last = told.last().unwrap();
        assert!(kept >= *last, "{id} was told {last} and has {kept}");
        assert!(told.is_sorted(), "{id} was told an older heartbeat after a newer one: {told:?}");
    }
    let kept = wire.must(&format!("GET /licenses/{}", licence.id), &Value::Null).await;
    let uses = kept["data"]["attributes"]["uses"].as_u64().unwrap();
    let most = said.uses + said.unsure;
    assert!((said.uses..=most).contains(&uses), "{uses} uses, and {} were told", said.uses);

    let machines = driven.place.all::<String>("SELECT fingerprint FROM machines").await;
    assert!(machines.len() <= seats, "{} machines on {seats} seats", machines.len());
    let counted = driven.place.all::<i64>("SELECT machines FROM licences").await;
    assert_eq!(counted, [i64::try_from(machines.len()).unwrap()], "seats are counted wrong");
    let there: BTreeSet<_> = machines.into_iter().collect();
    let lost: Vec<_> = said.seated.difference(&there).collect();
    assert!(lost.is_empty(), "seats that were told and are not there: {lost:?}");
    let ghosts: Vec<_> = said.freed.intersection(&there).collect();
    assert!(ghosts.is_empty(), "seats that were given up and are there: {ghosts:?}");
}
