//! One seat and five hundred who want it, on one node and on two; and a suspension that every node hears of at once.

use crate::database::{servers, shared};
use crate::driven::Driven;
use crate::licences::{Licence, Vendor, Wire};
use crate::times;
use serde_json::{Value, json};

const WANT_IT: usize = 500;

/// Whether this one is let in. Who is told to come again does, and so does who hears nothing: where that one was let in
/// before, its machine is known already.
async fn is_let_in(wire: Wire, licence: Licence, fingerprint: String) -> bool {
    let (mut again, mut unheard) = (0, false);
    loop {
        assert!(again < 20, "{fingerprint} was sent away or unheard {again} times");
        again += 1;
        let Ok((status, told)) = wire.activate(&licence, &fingerprint).await else {
            unheard = true;
            continue;
        };
        match status {
            201 => return true,
            503 => {}
            422 if unheard && told[0] == "FINGERPRINT_TAKEN" => return true,
            422 => {
                assert_eq!(told, ["MACHINE_LIMIT_EXCEEDED"], "{fingerprint}");
                return false;
            }
            other => panic!("{fingerprint}: {other} {told:?}"),
        }
    }
}

/// All at once, at every node in turn; says how many were let in.
async fn rush(nodes: &[Wire], licence: &Licence, round: u64) -> usize {
    let all: Vec<_> = (0..WANT_IT)
        .map(|n| {
            let (wire, licence) = (nodes[n % nodes.len()].with_key(licence), licence.clone());
            tokio::spawn(is_let_in(wire, licence, format!("{round}/{n}")))
        })
        .collect();
    let mut let_in = 0;
    for one in all {
        let_in += usize::from(one.await.unwrap());
    }
    let_in
}

async fn races(driven: &Driven, rounds: u64) {
    let vendor = Vendor::new(driven, json!({ "floating": true, "maxMachines": 1 })).await;
    let nodes: Vec<_> = driven.addresses().iter().map(|one| vendor.wire.at(one)).collect();
    for round in 1..=rounds {
        let licence = vendor.licence(&format!("Licence {round}")).await;
        assert_eq!(rush(&nodes, &licence, round).await, 1, "round {round}");
    }
    let rounds = usize::try_from(rounds).unwrap();
    assert_eq!(driven.place.count("machines").await, rounds);
    assert_eq!(driven.place.count("licences WHERE machines = 1").await, rounds);
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_of_five_hundred_who_want_one_seat_exactly_one_gets_it_time_and_again() {
    let mut all = servers();
    all.extend(std::env::var("KONTOR_WORLD_MARIADB").ok().map(Some));
    for server in all {
        let driven = Driven::without_mailbox(server.as_deref()).await;
        races(&driven, times(1, 100)).await;
        driven.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn l4_also_where_half_of_them_ask_another_node() {
    for server in shared() {
        let mut driven = Driven::without_mailbox(Some(&server)).await;
        driven.join();
        races(&driven, times(1, 100)).await;
        driven.end().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn l5_a_suspension_counts_from_the_very_next_request_on_every_node() {
    for server in shared() {
        let mut driven = Driven::without_mailbox(Some(&server)).await;
        driven.join();
        let vendor = Vendor::new(&driven, json!({ "maxMachines": 1 })).await;
        let licence = vendor.licence("Ada Ltd").await;
        let nodes: Vec<_> = driven.addresses().iter().map(|one| vendor.wire.at(one)).collect();
        let valid = nodes[0].code(&licence).await;
        assert_ne!(valid, "SUSPENDED");
        let count = usize::try_from(times(20, 200)).unwrap();
        for round in 0..count {
            let (one, other) = (&nodes[round % 2], &nodes[(round + 1) % 2]);
            suspended(one, other, &licence, &valid).await;
        }
        driven.end().await;
    }
}

/// One node suspends it, and the other one lets nobody in from then on.
async fn suspended(one: &Wire, other: &Wire, licence: &Licence, valid: &str) {
    // whoever keeps something in memory has it now
    for node in [one, other] {
        assert_eq!(node.code(licence).await, valid);
    }
    change(one, licence, "suspend").await;
    assert_eq!(other.code(licence).await, "SUSPENDED");
    assert_eq!(one.code(licence).await, "SUSPENDED");
    let (status, _) = other.with_key(licence).activate(licence, "m").await.unwrap();
    assert_eq!(status, 403);
    change(other, licence, "reinstate").await;
}

async fn change(node: &Wire, licence: &Licence, verb: &str) {
    node.must(&format!("POST /licenses/{}/actions/{verb}", licence.id), &Value::Null).await;
}
