//! Lists stay quick when there is much: what each database means to read of each list, for people and for programs.

use crate::world::World;
use licensing::domain::access::Access;
use licensing::domain::anomaly;
use licensing::domain::group::LicenceGroupId;
use licensing::domain::licence::{LicenceId, Status};
use licensing::domain::machine::{Heartbeat, MachineId};
use licensing::domain::month::Month;
use licensing::domain::policy::PolicyId;
use licensing::domain::product::ProductId;
use licensing::domain::reach::{Reach, Whose, Within};
use licensing::domain::resource;
use licensing::domain::user::LicenceUserId;
use licensing::store::entry::Asked;
use licensing::store::licence_find::{self, Activations, Also};
use licensing::store::licence_list::{self, Filter, Order};
use licensing::store::months::{self, REQUESTS};
use licensing::store::{
    licence_search, machine_find, machine_list, machine_search, process, reach, release, request,
    session, user,
};
use platform::Millis;
use sea_orm::prelude::Uuid;
use sea_orm::{
    ConnectionTrait as _, DbBackend, EntityTrait, QuerySelect as _, QueryTrait as _, Select,
    Statement,
};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Rows of licences, and as many of machines; elsewhere fewer are enough.
const MANY: usize = 20_000;

fn now(w: &World) -> chrono::DateTime<chrono::Utc> {
    w.t.kontor.clock.now()
}

/// How a database writes what the others write otherwise: numbers from 0 on, the id of a number, and some bytes.
struct Dialect {
    numbers: String,
    id: &'static str,
    of: &'static str,
    bytes: &'static str,
    look: &'static str,
}

fn dialect(backend: DbBackend) -> Dialect {
    match backend {
        DbBackend::Sqlite => Dialect {
            numbers: format!(
                "(WITH RECURSIVE s(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM s WHERE i + 1 < {MANY}) SELECT i FROM s) n"
            ),
            id: "CAST(printf('%016d', i) AS BLOB)",
            of: "CAST(printf('%016d', i % 50) AS BLOB)",
            bytes: "x'00'",
            look: "ANALYZE",
        },
        DbBackend::Postgres => Dialect {
            numbers: format!(
                "(SELECT i FROM generate_series(CAST(0 AS bigint), {MANY} - 1) s(i)) n"
            ),
            id: "CAST(lpad(to_hex(i), 32, '0') AS uuid)",
            of: "CAST(lpad(to_hex(i % 50), 32, '0') AS uuid)",
            bytes: "CAST('x' AS bytea)",
            look: "ANALYZE {table}",
        },
        _ => Dialect {
            numbers: format!("(SELECT seq AS i FROM seq_0_to_{}) n", MANY - 1),
            id: "UNHEX(LPAD(HEX(i), 32, '0'))",
            of: "UNHEX(LPAD(HEX(i % 50), 32, '0'))",
            bytes: "x'00'",
            look: "ANALYZE TABLE {table}",
        },
    }
}

/// The id of the seventh.
fn seventh(backend: DbBackend) -> Uuid {
    if backend == DbBackend::Sqlite {
        return Uuid::from_bytes(*b"0000000000000007");
    }
    Uuid::from_u128(7)
}

/// What is filled, table by table: columns, and their values of a number `i`.
const TABLES: [(&str, &str, &str); 12] = [
    (
        "licences",
        r#"id, product, policy, organisation, owner, "group", environment, name, name_key, "key", key_hash, key_hint,
        is_test, suspended, expires_at, uses, limits, metadata, machines, cores, memory, disk, created_at, updated_at,
        version"#,
        "{id}, {of}, {of}, {of}, {of}, {of}, CASE WHEN i % 3 = 0 THEN {of} END, 'Name ' || i, 'name ' || i, {bytes}, 'k' || i,
        'H' || i, 1 = 0, i % 100 = 0, CASE WHEN i % 2 = 0 THEN 1790000000000 + 86400000 * i END, 0, '{}', '{}', i % 3, 0, 0,
        0, i, i, 1",
    ),
    ("licence_words", "word, licence", "'n' || i, {id}"),
    (
        "machines",
        r#"id, licence, policy, product, owner, "group", fingerprint, claim, name, hostname, platform, ip, metadata, dies_at,
        died_at, revived_at, created_at, updated_at, version"#,
        "{id}, {id}, {of}, {of}, {of}, {of}, 'fp' || i, 'c' || i, 'Name ' || i, 'host' || i, '', '10.' || i, '{}',
        CASE WHEN i % 2 = 0 THEN 1890000000000 WHEN i % 4 = 1 THEN 1700000000000 END,
        CASE WHEN i % 4 = 1 THEN 1700000000000 END, CASE WHEN i % 100 = 0 THEN 1700000000000 END, i, i, 1",
    ),
    ("machine_words", "word, machine", "'host' || i, {id}"),
    (
        "machine_processes",
        "id, machine, licence, owner, pid, metadata, last_beat_at, dies_at, created_at, updated_at, version",
        "{id}, {of}, {of}, {of}, 'p' || i, '{}', i, CASE WHEN i % 50 = 0 THEN 1890000000000 ELSE 1700000000000 END, i, i, 1",
    ),
    (
        "licence_users",
        "id, email, email_key, first_name, last_name, standing, metadata, created_at, updated_at, version",
        "{id}, 'u' || i, 'u' || i, '', '', CASE WHEN i % 500 = 0 THEN 'BANNED' ELSE 'ACTIVE' END, '{}', i, i, 1",
    ),
    ("licence_user_words", r#"word, "user""#, "'u' || i, {id}"),
    (
        "products",
        "id, name, name_key, distribution, platforms, metadata, created_at, updated_at, version",
        "{id}, 'p' || i, 'p' || i, 'LICENSED', '', '{}', i, i, 1",
    ),
    (
        "releases",
        "id, product, number, number_key, channel, status, name, description, min_supported, dated_at, metadata, created_at,
        updated_at, version",
        "{id}, {of}, 'v' || i, 'v' || i, 'stable', 'PUBLISHED', '', '', 1 = 0, i, '{}', i, i, 1",
    ),
    ("licence_members", r#"licence, "user", created_at"#, "{id}, {of}, i"),
    (
        "licence_resources",
        "id, kind, value, is_test, state, since, reason, created_at, updated_at, version",
        "{id}, CASE WHEN i % 2 = 0 THEN 'DOMAIN' ELSE 'IP' END, 'v' || i, 1 = 0, CASE WHEN i % 5 = 0 THEN 'AVAILABLE' ELSE
        'ALLOCATED' END, i, '', i, i, 1",
    ),
    (
        "licence_anomalies",
        r#"id, kind, severity, licence, claim, evidence, count, first_at, last_at, "open", note, version"#,
        "{id}, CASE WHEN i % 9 = 0 THEN 'DRIFT' ELSE 'CLONE' END, 'LOW', {of}, 'c' || i, '{}', 1, i, i, i % 9 = 0, '', 1",
    ),
];

async fn fill(w: &World) {
    let d = dialect(w.t.db().get_database_backend());
    let tx = w.t.kontor.db.begin().await.unwrap();
    for (table, columns, values) in TABLES {
        let values = values.replace("{id}", d.id).replace("{of}", d.of).replace("{bytes}", d.bytes);
        let sql = format!("INSERT INTO {table} ({columns}) SELECT {values} FROM {}", d.numbers);
        tx.execute_unprepared(&sql).await.unwrap_or_else(|cause| panic!("{table}: {cause}"));
    }
    tx.commit().await.unwrap();
    // the databases know what is there
    let tx = w.t.kontor.db.begin().await.unwrap();
    for (table, ..) in TABLES {
        tx.execute_unprepared(&d.look.replace("{table}", table)).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// How a database means to read a page.
#[derive(Debug, Default)]
struct Plan {
    /// It walks through a whole table.
    walks: bool,
    /// It sorts what it found.
    sorts: bool,
    text: String,
}

async fn plan<E: EntityTrait>(w: &World, query: Select<E>) -> Plan {
    let backend = w.t.db().get_database_backend();
    let sql = query.limit(51).build(backend).to_string();
    let explain = if backend == DbBackend::Sqlite { "EXPLAIN QUERY PLAN" } else { "EXPLAIN" };
    let tx = w.t.kontor.db.begin().await.unwrap();
    if backend == DbBackend::Postgres {
        // with few rows it reads tables where with many it reads indexes, if there are any that fit
        for off in ["enable_seqscan", "enable_bitmapscan"] {
            tx.execute_unprepared(&format!("SET LOCAL {off} = off")).await.unwrap();
        }
    }
    let explained = Statement::from_string(backend, format!("{explain} {sql}"));
    let mut plan = Plan::default();
    for step in tx.query_all_raw(explained).await.unwrap() {
        let text =
            |name: &str| step.try_get::<Option<String>>("", name).unwrap().unwrap_or_default();
        let (line, walks, sorts) = match backend {
            DbBackend::Sqlite => {
                let line = text("detail");
                // `either` is what it found itself, two ways
                let walks =
                    line.starts_with("SCAN") && !line.contains("INDEX") && line != "SCAN either";
                let sorts = line.contains("TEMP B-TREE FOR ORDER BY");
                (line, walks, sorts)
            }
            DbBackend::Postgres => {
                let line = text("QUERY PLAN");
                let sorts = line.contains("Sort  (") && !line.contains("Incremental Sort");
                (line.clone(), line.contains("Seq Scan"), sorts)
            }
            _ => {
                let (kind, extra) = (text("type"), text("Extra"));
                let table = text("table");
                let line = format!("{table} {kind} {} {extra}", text("key"));
                // what stands in `<>` it found itself, and holds in memory
                let walks = kind == "ALL" && !table.starts_with('<');
                (line, walks, extra.contains("Using filesort"))
            }
        };
        plan.walks |= walks;
        plan.sorts |= sorts;
        writeln!(plan.text, "    {line}").unwrap();
    }
    plan
}

/// What is wrong with the plans of many lists, so that all of it is said at once.
#[derive(Default)]
struct Wrong(String);

impl Wrong {
    /// Read by indexes; what is `sorted` comes out of one in its order.
    async fn check<E: EntityTrait>(
        &mut self,
        w: &World,
        what: &str,
        query: Select<E>,
        sorted: bool,
    ) {
        let plan = plan(w, query).await;
        if plan.walks || (sorted && plan.sorts) {
            writeln!(self.0, "{what}\n{}", plan.text).unwrap();
        }
    }

    fn none(&self) {
        assert!(self.0.is_empty(), "{}", self.0);
    }
}

/// Filters of licences by name, and whether an index has their order.
fn licence_filters(w: &World) -> Vec<(&'static str, Filter, bool)> {
    let id = seventh(w.t.db().get_database_backend());
    let all = Filter::at(now(w));
    let organisation = Some(events::directory::OrganisationId(id));
    vec![
        ("all", all.clone(), true),
        ("product", Filter { product: Some(ProductId(id)), ..all.clone() }, true),
        ("policy", Filter { policy: Some(PolicyId(id)), ..all.clone() }, true),
        ("organisation", Filter { organisation, ..all.clone() }, true),
        ("owner", Filter { owner: Some(LicenceUserId(id)), ..all.clone() }, true),
        ("group", Filter { group: Some(LicenceGroupId(id)), ..all.clone() }, true),
        ("suspended", Filter { suspended: Some(true), ..all.clone() }, true),
        ("test", Filter { is_test: Some(false), ..all.clone() }, true),
        ("assigned", Filter { assigned: Some(true), ..all.clone() }, true),
        ("activated", Filter { activated: Some(true), ..all.clone() }, true),
        // few licences: they are found first, and sorted then
        ("user", Filter { user: Some(LicenceUserId(id)), ..all.clone() }, false),
        ("ids", Filter { ids: Some(vec![LicenceId(id)]), ..all }, false),
    ]
}

#[tokio::test]
async fn licences_for_people_are_read_from_indexes_on_every_database() {
    let w = World::start().await;
    fill(&w).await;
    let mut wrong = Wrong::default();
    for (name, filter, sorted) in licence_filters(&w) {
        let page = licence_list::page(w.t.db(), &filter, None, 2).await.unwrap();
        let after = page.last().map(|last| filter.cursor(last));
        wrong.check(&w, name, filter.select(None), sorted).await;
        wrong.check(&w, &format!("{name}, next"), filter.select(after.as_ref()), sorted).await;
    }
    for order in Order::ALL {
        let filter = Filter { order, ..Filter::at(now(&w)) };
        wrong.check(&w, order.name(), filter.select(None), true).await;
        let ends = Filter { ends_from: Some(now(&w)), ..filter };
        let by_end = matches!(order, Order::End | Order::EndLast);
        wrong.check(&w, &format!("ending, {}", order.name()), ends.select(None), by_end).await;
    }
    for status in Status::ALL {
        let filter = Filter { status: Some(*status), ..Filter::at(now(&w)) };
        wrong.check(&w, status.name(), filter.select(None), false).await;
    }
    wrong.none();
}

#[tokio::test]
async fn machines_and_the_rest_for_people_are_read_from_indexes_on_every_database() {
    let w = World::start().await;
    fill(&w).await;
    let id = seventh(w.t.db().get_database_backend());
    let mut wrong = Wrong::default();
    let all = machine_list::Filter::at(now(&w));
    let x = || Some("x".to_owned());
    for (name, filter, sorted) in [
        ("all", all.clone(), true),
        ("product", machine_list::Filter { product: Some(ProductId(id)), ..all.clone() }, true),
        ("owner", machine_list::Filter { owner: Some(LicenceUserId(id)), ..all.clone() }, true),
        ("group", machine_list::Filter { group: Some(LicenceGroupId(id)), ..all.clone() }, true),
        ("licence", machine_list::Filter { licence: Some(LicenceId(id)), ..all.clone() }, false),
        ("ids", machine_list::Filter { ids: Some(vec![MachineId(id)]), ..all.clone() }, false),
        ("host", machine_list::Filter { hostname: x(), ..all.clone() }, true),
        ("address", machine_list::Filter { ip: x(), ..all.clone() }, true),
        ("fingerprint", machine_list::Filter { fingerprint: x(), ..all.clone() }, false),
    ] {
        wrong.check(&w, &format!("machines: {name}"), filter.select(None), sorted).await;
    }
    for heartbeat in Heartbeat::ALL {
        let filter = machine_list::Filter { heartbeat: Some(*heartbeat), ..all.clone() };
        wrong.check(&w, heartbeat.name(), filter.select(None), false).await;
    }
    let named = session::Filter { text: "name 7".into(), after: None };
    let sessions = session::select(&session::Filter::default(), now(&w));
    wrong.check(&w, "sessions", sessions, false).await;
    wrong.check(&w, "sessions of", session::select(&named, now(&w)), false).await;
    let every = Access::Vendor { product: None, within: None };
    let of = release::Filter { product: Some(ProductId(id)), ..release::Filter::default() };
    let releases = release::select(&release::Filter::default(), &every, None);
    wrong.check(&w, "releases", releases, true).await;
    wrong.check(&w, "releases of", release::select(&of, &every, None), true).await;
    wrong.none();
}

#[tokio::test]
async fn requests_are_read_from_indexes_of_their_months_on_every_database() {
    let w = World::start().await;
    let backend = w.t.db().get_database_backend();
    let (d, id) = (dialect(backend), seventh(backend));
    let month = Month::of(now(&w));
    let tx = w.t.kontor.db.begin().await.unwrap();
    for month in [month.before(1), month] {
        months::make(&tx, &REQUESTS, month).await.unwrap();
        let table = months::place(backend, &REQUESTS, month).0;
        let at = month.start().timestamp_millis();
        let values = format!(
            "{} FROM {}",
            "{id}, {at} + i * 60000, 'r' || i, 'POST', '/v1', CASE WHEN i % 50 = 0 THEN 404 ELSE 200 END, '', {of}, '10', 7",
            d.numbers
        );
        let values =
            values.replace("{id}", d.id).replace("{of}", d.of).replace("{at}", &at.to_string());
        let columns = "id, at, request, method, path, status, code, licence, network, micros";
        let sql = format!("INSERT INTO {table} ({columns}) SELECT {values}");
        tx.execute_unprepared(&sql).await.unwrap();
        tx.execute_unprepared(&d.look.replace("{table}", &table)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let mut wrong = Wrong::default();
    let of = request::Filter { licence: Some(LicenceId(id)), ..request::Filter::default() };
    let failed = request::Filter { errors: true, ..request::Filter::default() };
    let after = Some((Millis(now(&w)), id));
    for (name, filter) in [
        ("all", request::Filter::default()),
        ("next", request::Filter { after, ..request::Filter::default() }),
        ("of", of),
        ("failed", failed),
    ] {
        wrong.check(&w, &format!("requests: {name}"), request::select(&filter), false).await;
    }
    wrong.none();
}

#[tokio::test]
async fn users_are_read_from_indexes_on_every_database() {
    let w = World::start().await;
    fill(&w).await;
    let id = seventh(w.t.db().get_database_backend());
    let mut wrong = Wrong::default();
    let group = Some(LicenceGroupId(id));
    for (name, asked) in [
        ("all", Asked::default()),
        ("group", Asked { group, ..Asked::default() }),
        ("found", Asked { ids: Some(vec![id]), ..Asked::default() }),
    ] {
        let last = Some(("u7".to_owned(), id));
        wrong.check(&w, &format!("users: {name}"), user::listed(&asked, None, 51), false).await;
        wrong
            .check(&w, &format!("users: {name}, next"), user::listed(&asked, last, 51), false)
            .await;
    }
    wrong.none();
}

#[tokio::test]
async fn resources_and_anomalies_are_read_from_indexes_on_every_database() {
    let w = World::start().await;
    fill(&w).await;
    let id = seventh(w.t.db().get_database_backend());
    let mut wrong = Wrong::default();
    let all = licensing::store::resource::Filter::default;
    for (name, filter, sorted) in [
        ("all", all(), true),
        ("kind", Resources { kind: Some(resource::Kind::Domain), ..all() }, true),
        ("state", Resources { state: Some(resource::State::Available), ..all() }, false),
        ("test", Resources { is_test: Some(false), ..all() }, true),
        ("text", Resources { text: "v7".into(), ..all() }, false),
    ] {
        let query = licensing::store::resource::select(&filter);
        wrong.check(&w, &format!("resources: {name}"), query, sorted).await;
    }
    let all = licensing::store::anomaly::Filter::default;
    for (name, filter) in [
        ("all", all()),
        ("open", Anomalies { open: Some(true), ..all() }),
        ("kind", Anomalies { kind: Some(anomaly::Kind::Drift), ..all() }),
        ("licence", Anomalies { licence: Some(LicenceId(id)), ..all() }),
        ("severity", Anomalies { severity: Some(anomaly::Severity::Low), ..all() }),
    ] {
        wrong.check(&w, &format!("anomalies: {name}"), filter.select(), true).await;
    }
    wrong.none();
}

type Resources = licensing::store::resource::Filter;
type Anomalies = licensing::store::anomaly::Filter;

/// What programs see: all that is live, and what belongs to one of them.
fn reaches(id: Uuid) -> Vec<(&'static str, Reach)> {
    let reach = |whose| Reach { whose, within: Within::Live };
    vec![
        ("vendor", reach(Whose::Everybodys)),
        ("product", reach(Whose::Product(ProductId(id)))),
        ("licence", reach(Whose::Licence(LicenceId(id)))),
        ("user", reach(Whose::User(LicenceUserId(id)))),
    ]
}

#[tokio::test]
async fn licences_for_programs_are_read_from_indexes_on_every_database() {
    let w = World::start().await;
    fill(&w).await;
    let id = seventh(w.t.db().get_database_backend());
    let mut wrong = Wrong::default();
    for (who, reach) in reaches(id) {
        let also = Also { reach, activations: Vec::new(), heard_since: None, silent_since: None };
        for (name, filter, sorted) in licence_filters(&w) {
            let query = licence_find::select(&filter, &also, None);
            let sorted = sorted && who == "vendor";
            wrong.check(&w, &format!("{who}: {name}"), query, sorted).await;
        }
    }
    let (_, reach) = reaches(id).remove(0);
    let week = chrono::TimeDelta::days(7);
    let also = Also { reach, activations: Vec::new(), heard_since: None, silent_since: None };
    for (name, also) in [
        ("activations", Also { activations: vec![Activations::More(1)], ..also.clone() }),
        ("heard", Also { heard_since: Some(now(&w) - week), ..also.clone() }),
        ("silent", Also { silent_since: Some(now(&w) - week), ..also.clone() }),
    ] {
        let query = licence_find::select(&Filter::at(now(&w)), &also, None);
        wrong.check(&w, name, query, true).await;
    }
    wrong.none();
}

#[tokio::test]
async fn machines_and_processes_for_programs_are_read_from_indexes_on_every_database() {
    let w = World::start().await;
    fill(&w).await;
    let id = seventh(w.t.db().get_database_backend());
    let mut wrong = Wrong::default();
    let x = || Some("x".to_owned());
    for (who, reach) in reaches(id) {
        let seen = Some(reach::machines_listed(&reach));
        let all = machine_find::Filter { now: now(&w), seen, ..machine_find::Filter::default() };
        for (name, filter) in [
            ("all", all.clone()),
            ("licence", machine_find::Filter { licence: Some(LicenceId(id)), ..all.clone() }),
            ("policy", machine_find::Filter { policy: Some(PolicyId(id)), ..all.clone() }),
            ("owner", machine_find::Filter { owner: Some(LicenceUserId(id)), ..all.clone() }),
            ("fingerprint", machine_find::Filter { fingerprint: x(), ..all.clone() }),
            ("host", machine_find::Filter { hostname: x(), ..all.clone() }),
            ("address", machine_find::Filter { ip: x(), ..all.clone() }),
            ("dead", machine_find::Filter { heartbeat: Some(Heartbeat::Dead), ..all.clone() }),
        ] {
            let sorted = who == "vendor" && matches!(name, "all" | "policy" | "owner" | "host");
            wrong.check(&w, &format!("{who}, machines: {name}"), filter.select(None), sorted).await;
        }
        let seen = Some(reach::processes(&reach));
        let all = process::Filter { seen, ..process::Filter::default() };
        for (name, filter) in [
            ("all", all.clone()),
            ("machine", process::Filter { machine: Some(MachineId(id)), ..all.clone() }),
            ("licence", process::Filter { licence: Some(LicenceId(id)), ..all.clone() }),
        ] {
            wrong.check(&w, &format!("{who}, processes: {name}"), filter.select(None), false).await;
        }
    }
    wrong.none();
}

#[tokio::test]
async fn among_many_the_few_with_the_words_are_found_and_no_more_than_can_be_looked_through() {
    let w = World::start().await;
    fill(&w).await;
    let db = w.t.db();
    assert_eq!(licence_search::ids(db, "n777", "").await.unwrap().len(), 1 + 10);
    let many: BTreeSet<_> = licence_search::ids(db, "n1", "").await.unwrap().into_iter().collect();
    assert_eq!(many.len(), 500);
    assert!(licence_search::ids(db, "n1 n77", "").await.unwrap().is_empty());
    assert_eq!(machine_search::ids(db, "HOST777", &[]).await.unwrap().len(), 1 + 10);
}
