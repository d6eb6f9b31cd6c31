//! T1: whatever was answered with success is there after kill -9.

use crate::database::servers;
use crate::driven::{Browser, Driven};
use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

type Said = Arc<Mutex<Vec<String>>>;

/// Opens tickets and writes notes until the server is gone; remembers what it was promised.
async fn work(browser: Browser, agent: usize, tickets: Said, notes: Said) {
    for n in 0.. {
        let subject = format!("agent {agent} ticket {n}");
        let email = format!("kunde{agent}@kunde.test");
        let fields =
            [("email", email.as_str()), ("name", "Kunde"), ("subject", &subject), ("body", "Hi")];
        let Ok(answer) = browser.post("/tickets", &fields).await else { return };
        if answer.status != 303 {
            tokio::time::sleep(Duration::from_millis(100)).await;
            continue;
        }
        tickets.lock().unwrap().push(subject);
        let note = format!("note {agent} {n}");
        let path = format!("{}/notes", answer.location);
        let Ok(answer) = browser.post(&path, &[("body", &note)]).await else { return };
        if answer.status == 303 {
            notes.lock().unwrap().push(note);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn t1_what_fifty_agents_were_promised_survives_kill_9() {
    for server in servers() {
        kill_under_load(server.as_deref()).await;
    }
}

async fn kill_under_load(server: Option<&str>) {
    let mut driven = Driven::start(server).await;
    let (tickets, notes) = (Said::default(), Said::default());
    for round in 0_u64..3 {
        let agents: Vec<_> = (0..50)
            .map(|agent| {
                let agent = agent + 50 * usize::try_from(round).unwrap();
                let work = work(driven.browser(), agent, tickets.clone(), notes.clone());
                tokio::spawn(work)
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(2000 + 371 * round)).await;
        driven.kill();
        for agent in agents {
            agent.await.unwrap();
        }
        driven.serve(None);
    }
    let promised: HashSet<String> = tickets.lock().unwrap().iter().cloned().collect();
    let written: HashSet<String> = notes.lock().unwrap().iter().cloned().collect();
    assert!(promised.len() > 20 && written.len() > 10, "{} {}", promised.len(), written.len());
    let kept = driven.place.all::<String>("SELECT subject FROM tickets").await;
    let lost: Vec<_> = promised.iter().filter(|subject| !kept.contains(subject)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let kept: Vec<String> = driven.place.all("SELECT body FROM messages").await;
    let lost: Vec<_> = written.iter().filter(|note| !kept.contains(note)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let half = "tickets t WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.ticket = t.id)";
    assert_eq!(driven.place.count(half).await, 0, "a ticket without its first article");
    let numbers = driven.place.all::<i64>("SELECT number FROM tickets").await;
    let distinct: HashSet<_> = numbers.iter().collect();
    assert_eq!(distinct.len(), numbers.len(), "a number twice");
    driven.end().await;
}
