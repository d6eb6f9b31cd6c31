//! The whole house in read-only mode, under maintenance, and without an app.

use super::all_addresses;
use super::reading::everything;
use crate::APPS;
use crate::garbage::{House, next_address};
use axum::body::Body;
use axum::http::Method;
use operations::actions::turn_switch;
use platform::switch::Wanted;
use platform::testing::TestKontor;
use sea_orm::DbBackend;

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
    let nobody = regex::Regex::new(r"\{[^}]*\}").unwrap();
    for endpoint in APPS.iter().flat_map(|app| (app.api)()) {
        let path = nobody.replace_all(endpoint.path, "1001").into_owned();
        house.ask(endpoint.method, &path, None).await;
    }
    assert_eq!(house.t.run_jobs().await, 0, "jobs wait");
    for (table, rows) in everything(&house.t).await {
        let free = MAY_CHANGE.contains(&table.as_str());
        assert!(free || before[&table] == rows, "{table} changed");
    }
}

#[tokio::test]
async fn during_maintenance_no_address_of_the_house_opens_but_for_administrators() {
    let house = House::new().await;
    let ada = house.t.sign_in(&house.t.agent("Ada Byron").await).await;
    let addresses = all_addresses(&house).await;
    turn(&house.t, "maintenance", true).await;
    let mut closed = 0;
    for path in &addresses {
        let from = next_address();
        let headers = [("accept", "text/html"), ("x-forwarded-for", from.as_str())];
        let answer = house.t.send(Method::GET, path, &ada, &headers, Body::empty()).await;
        let open = [
            "/sign-in",
            "/sign-out",
            "/setup",
            "/auth/",
            "/healthz",
            "/readyz",
            "/health",
            "/metrics",
            "/api/",
        ];
        if open.iter().any(|start| path.starts_with(start)) {
            continue;
        }
        closed += 1;
        assert_eq!(answer.status, 503, "{path} opens for an agent");
        assert!(
            house.get(path).await.status.as_u16() < 500,
            "{path} is closed to an administrator"
        );
    }
    assert!(closed > 100, "only {closed} addresses were asked");
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
