//! Reading changes nothing, and shows nothing to who may not read.

use super::all_addresses;
use crate::garbage::{House, next_address};
use axum::body::Body;
use axum::http::Method;
use platform::Role;
use platform::testing::TestKontor;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::collections::BTreeMap;

async fn texts(t: &TestKontor, sql: String) -> Vec<String> {
    let rows = t.db().query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect()
}

/// Every row of every table as SQLite would write it down.
pub(super) async fn everything(t: &TestKontor) -> BTreeMap<String, Vec<String>> {
    let mut all = BTreeMap::new();
    let tables = "SELECT name FROM sqlite_master WHERE type = 'table'";
    for table in texts(t, tables.to_owned()).await {
        let columns =
            format!(r#"SELECT 'quote("' || name || '")' FROM pragma_table_info('{table}')"#);
        let columns = texts(t, columns).await.join(" || '|' || ");
        let rows = format!(r#"SELECT {columns} FROM "{table}" ORDER BY 1"#);
        all.insert(table.clone(), texts(t, rows).await);
    }
    all
}

#[tokio::test]
async fn asking_for_every_address_changes_no_row() {
    let house = House::new().await;
    if house.t.kontor.db.backend() != DbBackend::Sqlite {
        return; // the rows are written down in SQLite's own words
    }
    let before = everything(&house.t).await;
    assert!(before.len() > 30 && before["tickets"].len() > 10, "{:?}", before.keys());
    let addresses = all_addresses(&house).await;
    assert!(addresses.len() > 150, "{addresses:#?}");
    for path in &addresses {
        house.get(path).await;
        let from = next_address();
        let fragment = [("hx-request", "true"), ("x-forwarded-for", from.as_str())];
        house.t.send(Method::GET, path, &house.cookie, &fragment, Body::empty()).await;
        house.t.send(Method::HEAD, path, &house.cookie, &fragment, Body::empty()).await;
        house.t.send(Method::GET, path, "", &fragment, Body::empty()).await;
    }
    for (table, rows) in everything(&house.t).await {
        assert_eq!(before[&table], rows, "reading changed {table}");
    }
}

/// What everybody who is signed in may see; nothing of the house's work is there.
/// The palette finds for each what they may see.
const OWN: [&str; 7] = ["/", "/account", "/sign-in", "/help", "/palette", "/setup", "/sign-out"];
/// What programs on the same machine or a browser ask without a session.
const OPEN: [&str; 9] = [
    "/healthz",
    "/readyz",
    "/health",
    "/metrics",
    "/csp-reports",
    "/manifest",
    "/favicon",
    "/styleguide",
    "/offline",
];

#[tokio::test]
async fn no_address_of_the_house_opens_for_a_customer_or_a_stranger() {
    let house = House::new().await;
    let customer = house.t.user("Karla Kundin", Role::Customer).await;
    let customer = house.t.sign_in(&customer).await;
    let (mut asked, mut opened) = (0, Vec::new());
    for path in &all_addresses(&house).await {
        let bare = path.split('?').next().unwrap_or_default();
        let own = OWN
            .iter()
            .any(|own| bare == *own || bare.starts_with(&format!("{own}/")) && *own != "/");
        if own || OPEN.iter().any(|open| bare.starts_with(open)) {
            continue;
        }
        asked += 1;
        for (who, cookie) in [("a customer", customer.as_str()), ("a stranger", "")] {
            let from = next_address();
            let headers = [("accept", "text/html"), ("x-forwarded-for", from.as_str())];
            let answer = house.t.send(Method::GET, path, cookie, &headers, Body::empty()).await;
            opened.extend((answer.status == 200).then(|| format!("{path} for {who}")));
        }
    }
    assert!(asked > 100, "only {asked} addresses were asked");
    assert!(opened.is_empty(), "{opened:#?}");
}
