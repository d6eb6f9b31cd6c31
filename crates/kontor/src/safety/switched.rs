//! The whole house in read-only mode, under maintenance, and without an app.

use super::all_addresses;
use super::reading::everything;
use crate::APPS;
use crate::garbage::{House, next_address};
use axum::body::Body;
use axum::http::{Method, StatusCode};
use identity::domain::api_key::Draft;
use operations::actions::turn_switch;
use platform::User;
use platform::api::{Access, Endpoint};
use platform::app::Door;
use platform::switch::Wanted;
use platform::testing::TestKontor;
use sea_orm::DbBackend;

/// What a program asks with a key of this person that may all that its owner may.
async fn key_of(t: &TestKontor, user: &User) -> String {
    let cx = t.cx_with_roles(user).await;
    let offered = identity::actions::offered_scopes(&cx);
    let scopes = offered.iter().map(|scope| scope.name.into()).collect();
    let (name, days, networks) = ("All".into(), "30".into(), String::new());
    let draft = Draft { name, scopes, days, networks };
    let (_, secret) = identity::actions::create_key(&cx, &draft).await.unwrap();
    format!("Bearer {}", secret.expose())
}

/// Every endpoint of the API asked with this key: whether it is open at any time, and what it answers.
async fn ask_all(t: &TestKontor, bearer: &str) -> Vec<(Endpoint, bool, StatusCode)> {
    let nobody = regex::Regex::new(r"\{[^}]*\}").unwrap();
    let mut all = Vec::new();
    for endpoint in APPS.iter().flat_map(|app| (app.api)()) {
        let mut doors = APPS.iter().flat_map(|app| app.doors);
        let always = doors.any(|door| matches!(door, Door::Always(at) if *at == endpoint.path));
        let path = nobody.replace_all(endpoint.path, "1001").into_owned();
        let from = next_address();
        let headers = [("authorization", bearer), ("x-forwarded-for", from.as_str())];
        let method = endpoint.method.clone();
        let status = t.send(method, &path, "", &headers, Body::empty()).await.status;
        all.push((endpoint, always, status));
    }
    assert!(all.len() > 20, "only {} endpoints were asked", all.len());
    all
}

async fn turn(t: &TestKontor, name: &str, on: bool) {
    turn_switch(&t.cx(), name, Wanted { on, ..Wanted::default() }).await.unwrap();
}

/// What may go on: signing in, with what it notes itself, and what is written down about it.
const MAY_CHANGE: [&str; 5] =
    ["sessions", "sign_in_guards", "passkey_ceremonies", "events", "audit_chain"];

#[tokio::test]
async fn in_read_only_mode_no_address_of_the_house_changes_a_row() {
    let house = House::new().await;
    if house.t.kontor.db.backend() != DbBackend::Sqlite {
        return; // the rows are written down in SQLite's own words
    }
    let mut addresses = all_addresses(&house).await;
    // it would end the session that the others need
    addresses.remove("/sign-out");
    let ada = house.t.admin("Ada Byron").await;
    let bearer = key_of(&house.t, &ada).await;
    turn(&house.t, "read-only", true).await;
    let before = everything(&house.t).await;
    let form = |path: &str| format!("name=x&email=x%40kontor.test&text=x&to=on&version=0&q={path}");
    let mut refused = 0;
    for path in &addresses {
        for method in [Method::POST, Method::PUT, Method::PATCH, Method::DELETE] {
            let answer = house.ask(method, path, Some(form(path))).await;
            refused += usize::from(answer.status == 503);
        }
        assert!(house.get(path).await.status.as_u16() < 500, "{path} can still be read");
    }
    assert!(refused > addresses.len() * 3, "{refused} of four times {}", addresses.len());
    for (endpoint, always, status) in ask_all(&house.t, &bearer).await {
        let what = format!("{} {}: {status}", endpoint.method, endpoint.path);
        if endpoint.method == Method::GET {
            assert!(status != 401 && status.as_u16() < 500, "{what} is read with a key");
        } else {
            assert!(always || status == 503, "{what}");
        }
    }
    assert_eq!(house.t.run_jobs().await, 0, "jobs wait");
    for (table, rows) in everything(&house.t).await {
        let free = MAY_CHANGE.contains(&table.as_str());
        assert!(free || before[&table] == rows, "{table} changed");
    }
}

/// What is open during maintenance: signing in, and what programs of the server itself ask. The API has a part of its own.
const OPEN: [&str; 10] = [
    "/sign-in",
    "/sign-out",
    "/setup",
    "/auth/",
    "/healthz",
    "/readyz",
    "/health",
    "/metrics",
    "/csp-reports",
    "/api/",
];

#[tokio::test]
async fn during_maintenance_no_address_of_the_house_opens_but_for_administrators() {
    let house = House::new().await;
    let agent = house.t.agent("Ada Byron").await;
    let (ada, bearer) = (house.t.sign_in(&agent).await, key_of(&house.t, &agent).await);
    let addresses = all_addresses(&house).await;
    turn(&house.t, "maintenance", true).await;
    let mut closed = 0;
    for path in &addresses {
        let from = next_address();
        let headers = [("accept", "text/html"), ("x-forwarded-for", from.as_str())];
        if OPEN.iter().any(|start| path.starts_with(start)) {
            continue;
        }
        closed += 1;
        for method in [Method::GET, Method::POST] {
            let answer = house.t.send(method.clone(), path, &ada, &headers, Body::empty()).await;
            assert_eq!(answer.status, 503, "{method} {path} opens for an agent");
        }
        assert!(
            house.get(path).await.status.as_u16() < 500,
            "{path} is closed to an administrator"
        );
    }
    assert!(closed > 100, "only {closed} addresses were asked");
    let of_pages = closed;
    for (endpoint, always, status) in ask_all(&house.t, &bearer).await {
        let what = format!("{} {}: {status} for an agent's key", endpoint.method, endpoint.path);
        closed += usize::from(status == 503);
        // 403 is what the key may not at any time
        let shut = status == 503 || status == 403;
        assert!(always || endpoint.access == Access::Open || shut, "{what}");
    }
    assert!(closed > of_pages + 10, "only {closed} were asked");
}

#[tokio::test]
async fn without_the_helpdesk_the_house_stands_and_nothing_leads_there() {
    let house = House::new().await;
    let addresses = all_addresses(&house).await;
    turn(&house.t, "helpdesk", false).await;
    let of_helpdesk = ["/tickets", "/admin/mailboxes", "/admin/groups", "/admin/categories"];
    let mut gone = 0;
    for path in &addresses {
        let answer = house.get(path).await;
        assert!(answer.status.as_u16() < 500, "{path}: {}", answer.status);
        if of_helpdesk.iter().any(|start| path.starts_with(start)) {
            gone += 1;
            // that an address takes no such request is told before
            assert!([404, 405].contains(&answer.status.as_u16()), "{path}: {}", answer.status);
        } else if answer.status == 200 && answer.body.starts_with("<!DOCTYPE html>") {
            // the audit trail and the queues tell what was
            let tells = ["/admin/audit", "/admin/queues"].iter().any(|at| path.starts_with(at));
            let leads = of_helpdesk.iter().find(|at| answer.body.contains(&format!("href=\"{at}")));
            assert!(tells || leads.is_none(), "{path} leads to {leads:?}");
        }
    }
    assert!(gone > 20, "only {gone} addresses of the helpdesk were known");
    let hits = house.get("/palette?q=ticket").await.body;
    assert!(!hits.contains("href=\"/tickets"), "{hits}");
    turn(&house.t, "helpdesk", true).await;
    assert_eq!(house.get("/tickets").await.status, 200, "all there again, without a restart");
}
