//! T1: whatever was answered with success is there after kill -9, and no change overwrites another.

use crate::database::servers;
use crate::driven::{Answer, Browser, Driven};
use crate::{times, until};
use std::collections::HashSet;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the agents were promised.
#[derive(Default)]
struct Said {
    tickets: Vec<String>,
    /// The path of a ticket, its subject after a change, and the version that the change was made to.
    changes: Vec<(String, String, i32)>,
    notes: Vec<String>,
    /// The versions of the ticket that all share, to which a change was taken.
    shared: Vec<i32>,
}

/// The version that the page was drawn from.
fn version(page: &Answer) -> Option<i32> {
    let after = page.body.split_once("name=\"version\" value=\"")?.1;
    after.split('"').next()?.parse().ok()
}

/// Opens tickets, changes them and writes notes until the server is gone; remembers what it was promised. Two of
/// fifty change the same ticket over and over.
async fn work(browser: Browser, agent: usize, shared: String, said: Arc<Mutex<Said>>) {
    for n in 0.. {
        let done = if agent % 50 < 2 {
            let subject = format!("shared, by agent {agent} for the {n}th time");
            let taken = change(&browser, &shared, &subject).await;
            taken.map(|taken| {
                said.lock().unwrap().shared.extend(taken);
                taken.is_some()
            })
        } else {
            one_ticket(&browser, (agent, n), &said).await
        };
        match done {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(Duration::from_millis(100)).await,
            Err(_) => return,
        }
    }
}

/// A ticket with a changed subject and a note; false where there was no place for it.
async fn one_ticket(
    browser: &Browser,
    (agent, n): (usize, usize),
    said: &Mutex<Said>,
) -> std::io::Result<bool> {
    let subject = format!("agent {agent} ticket {n}");
    let email = format!("kunde{agent}@kunde.test");
    let fields =
        [("email", email.as_str()), ("name", "Kunde"), ("subject", &subject), ("body", "Hi")];
    let answer = browser.post("/tickets", &fields).await?;
    if answer.status != 303 {
        return Ok(false);
    }
    let path = answer.location;
    said.lock().unwrap().tickets.push(path.clone());
    let changed = format!("{subject}, changed");
    if let Some(version) = change(browser, &path, &changed).await? {
        said.lock().unwrap().changes.push((path.clone(), changed, version));
    }
    let note = format!("note {agent} {n}");
    if browser.post(&format!("{path}/notes"), &[("body", &note)]).await?.status == 303 {
        said.lock().unwrap().notes.push(note);
    }
    Ok(true)
}

/// Changes the subject as the page has it; the version that was changed, if the change was taken.
async fn change(browser: &Browser, path: &str, subject: &str) -> std::io::Result<Option<i32>> {
    let Some(version) = version(&browser.get(path).await?) else { return Ok(None) };
    let fields = [("subject", subject), ("version", &version.to_string())];
    let answer = browser.post(&format!("{path}/subject"), &fields).await?;
    Ok((answer.status == 303).then_some(version))
}

#[tokio::test(flavor = "multi_thread")]
async fn t1_what_fifty_agents_were_promised_survives_kill_9() {
    for server in servers() {
        kill_under_load(server.as_deref()).await;
    }
}

async fn kill_under_load(server: Option<&str>) {
    let mut driven = Driven::start(server).await;
    let said = Arc::new(Mutex::new(Said::default()));
    let fields =
        [("email", "all@kunde.test"), ("name", "All"), ("subject", "of all"), ("body", "x")];
    let shared = driven.browser().post("/tickets", &fields).await.unwrap().location;
    for round in 0..times(2, 20) {
        let agents: Vec<_> = (0..50)
            .map(|agent| {
                let agent = agent + 50 * usize::try_from(round).unwrap();
                tokio::spawn(work(driven.browser(), agent, shared.clone(), said.clone()))
            })
            .collect();
        tokio::time::sleep(Duration::from_millis(2500 + (371 * round) % 2000)).await;
        let enough = usize::try_from(round + 1).unwrap();
        until("the agents to be at it", async || {
            let said = said.lock().unwrap();
            said.shared.len() >= 2 * enough && said.notes.len() >= 10 * enough
        })
        .await;
        driven.kill();
        for agent in agents {
            agent.await.unwrap();
        }
        driven.serve_later(None).await;
    }
    let said = std::mem::take(&mut *said.lock().unwrap());
    all_is_kept(&driven, said).await;
    driven.end().await;
}

async fn all_is_kept(driven: &Driven, said: Said) {
    let counts = (said.tickets.len(), said.changes.len(), said.notes.len(), said.shared.len());
    eprintln!("tickets, changes, notes, changes of one ticket: {counts:?}");
    let place = &driven.place;
    let numbers = place.all::<i64>("SELECT number FROM tickets").await;
    let distinct: HashSet<_> = numbers.iter().copied().collect();
    assert_eq!(distinct.len(), numbers.len(), "a number twice");
    let number = |path: &str| path.rsplit('/').next().unwrap().parse::<i64>().unwrap();
    let lost: Vec<_> =
        said.tickets.iter().filter(|path| !distinct.contains(&number(path))).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let state = "SELECT number || ' ' || version || ' ' || subject FROM tickets ORDER BY number";
    let state = place.all::<String>(state).await;
    for (path, subject, version) in &said.changes {
        let row = format!("{} ", number(path));
        let row = state.iter().find_map(|found| found.strip_prefix(&row)).unwrap();
        let (now, kept) = row.split_once(' ').unwrap();
        assert!(now.parse::<i32>().unwrap() > *version, "{path} went back to version {now}");
        assert_eq!(kept, subject, "{path}");
    }
    let bodies: HashSet<String> =
        place.all("SELECT body FROM messages").await.into_iter().collect();
    let lost: Vec<_> = said.notes.iter().filter(|note| !bodies.contains(*note)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let versions: HashSet<_> = said.shared.iter().collect();
    assert_eq!(versions.len(), said.shared.len(), "two changes of one version were both taken");
    let half = "tickets t WHERE NOT EXISTS (SELECT 1 FROM messages m WHERE m.ticket = t.id)";
    assert_eq!(place.count(half).await, 0, "a ticket without its first article");
}
