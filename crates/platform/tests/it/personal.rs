//! Rows about people as an archive has them.

use crate::toy::TOY;
use platform::db::Tx;
use platform::privacy::{Key, Part, Reading, Rows, Subject, Table};
use platform::testing::TestKontor;
use platform::{Kontor, UserId, event};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Alias, Expr, Query};
use sea_orm::{ConnectionTrait, EntityTrait};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Rows of a table: columns, then the values of each row.
async fn insert(tx: &Tx, table: &str, columns: &[&str], rows: Vec<Vec<Expr>>) {
    for some in rows.chunks(100) {
        let mut insert = Query::insert();
        insert.into_table(Alias::new(table)).columns(columns.iter().map(|name| Alias::new(*name)));
        for row in some {
            insert.values_panic(row.clone());
        }
        tx.execute(&insert).await.unwrap();
    }
}

async fn write(t: &TestKontor, table: &str, columns: &[&str], rows: Vec<Vec<Expr>>) {
    let tx = t.kontor.db.begin().await.unwrap();
    insert(&tx, table, columns, rows).await;
    tx.commit().await.unwrap();
}

const FACT: [&str; 11] = [
    "id", "name", "object", "topics", "actor", "ip", "payload", "via_name", "at", "digest",
    "sealed",
];

fn fact(object: &str, actor: Option<UserId>, (ip, payload): (&str, &str), at: i64) -> Vec<Expr> {
    vec![
        Expr::val(Uuid::now_v7()),
        Expr::val("toy.thing_done"),
        Expr::val(object),
        Expr::val(""),
        Expr::val(actor.map(|id| id.0)),
        Expr::val(ip),
        Expr::val(payload),
        Expr::val(format!("key of {ip}")),
        Expr::val(at),
        Expr::val(""),
        Expr::val(false),
    ]
}

/// All rows, and how many came at most at once.
async fn read(t: &TestKontor, rows: &Rows) -> (Vec<Map<String, Value>>, usize) {
    let (mut all, mut most) = (Vec::new(), 0);
    let mut reading = Reading::of(rows);
    while let Some(page) = reading.next(t.db()).await.unwrap() {
        most = most.max(page.len());
        all.extend(page);
    }
    (all, most)
}

/// What the platform's archive of somebody has of the trail.
async fn facts(t: &TestKontor, subject: Subject) -> (Vec<Map<String, Value>>, usize) {
    let (mut all, mut most) = (Vec::new(), 0);
    for privacy in Kontor::privacy(&[TOY]) {
        for part in (privacy.export)(t.cx(), subject.clone()).await.unwrap() {
            let Part::Rows(rows) = part else { continue };
            if rows.table.name == "events" {
                let (some, at_once) = read(t, &rows).await;
                all.extend(some);
                most = most.max(at_once);
            }
        }
    }
    (all, most)
}

#[tokio::test]
async fn a_trail_of_thousands_is_read_a_thousand_at_a_time_and_each_fact_once() {
    let t = TestKontor::start(&[TOY]).await;
    let ada = t.agent("Ada").await;
    // many at the same moment, so that the moment alone is no place to go on from
    let row = |n| fact("note:1", Some(ada.id), ("192.0.2.1", "{}"), i64::from(n / 700));
    write(&t, "events", &FACT, (0..2_500).map(row).collect()).await;
    let subject = Subject { users: vec![ada.id], ..Subject::default() };
    let (all, most) = facts(&t, subject).await;
    let ids: BTreeSet<&str> = all.iter().filter_map(|row| row["id"].as_str()).collect();
    assert_eq!((all.len(), ids.len(), most), (2_500, 2_500, 1000));
}

#[tokio::test]
async fn rows_that_two_columns_tell_apart_are_each_read_once() {
    let t = TestKontor::start(&[TOY]).await;
    let role = Uuid::now_v7();
    let own = ["id", "name", "name_key", "description", "created_at", "changed_at", "version"];
    let text = || Expr::val("Role");
    let row = vec![Expr::val(role), text(), text(), text(), 0.into(), 0.into(), 0.into()];
    write(&t, "roles", &own, vec![row]).await;
    let right = |n| vec![Expr::val(role), Expr::val(format!("toy.right{n}"))];
    write(&t, "role_rights", &["role", "granted"], (0..2_100).map(right).collect()).await;
    let all = Kontor::privacy(&[TOY]);
    let tables: Vec<&'static Table> = all.iter().flat_map(|privacy| privacy.tables).collect();
    let table = tables.into_iter().find(|table| table.name == "role_rights").unwrap();
    let (all, most) = read(&t, &Rows::of_ids(table, "role", [role])).await;
    let granted: BTreeSet<&str> = all.iter().filter_map(|row| row["granted"].as_str()).collect();
    assert_eq!((all.len(), granted.len(), most), (2_100, 2_100, 1000));
    let none = Rows::of_texts(table, "granted", Vec::new());
    assert!(matches!(none.key, Key::Texts(_)) && read(&t, &none).await.0.is_empty());
}

#[tokio::test]
async fn where_others_acted_from_leaves_in_nobodys_archive_and_what_they_wrote_not_in_ones_own() {
    let t = TestKontor::start(&[TOY]).await;
    let (ada, boss) = (t.agent("Ada").await.id, t.admin("Boss").await.id);
    let about = format!("user:{ada}");
    let rows = vec![
        fact(&about, Some(ada), ("192.0.2.1", "by herself"), 1),
        fact(&about, Some(boss), ("192.0.2.2", "by the boss"), 2),
        fact(&about, None, ("192.0.2.3", "by the house"), 3),
        fact("person:1", Some(ada), ("192.0.2.4", "about another"), 4),
        fact("person:1", Some(boss), ("192.0.2.5", "of others"), 5),
    ];
    write(&t, "events", &FACT, rows).await;
    for own in [false, true] {
        let subject = Subject { users: vec![ada], own, ..Subject::default() };
        let (all, _) = facts(&t, subject).await;
        let mut said: Vec<_> = all
            .iter()
            .map(|row| {
                let cell = |name| row.get(name).and_then(Value::as_str).unwrap_or("-");
                assert_eq!(cell("ip") == "-", cell("via_name") == "-", "{row:?}");
                (cell("ip"), cell("payload"))
            })
            .collect();
        said.sort_unstable();
        let whole = |text| if own { "-" } else { text };
        let mut expected = vec![
            ("192.0.2.1", "by herself"),
            ("-", whole("by the boss")),
            ("-", whole("by the house")),
            ("192.0.2.4", whole("about another")),
        ];
        expected.sort_unstable();
        assert_eq!(said, expected, "own: {own}");
    }
}

/// What a preview says becomes of facts, and how many lost something when it was done.
async fn previewed_and_done(t: &TestKontor, subject: &Subject) -> (u64, u64) {
    let all = Kontor::privacy(&[TOY]);
    let mut previewed = 0;
    for privacy in &all {
        let fates = (privacy.preview)(t.cx(), subject.clone()).await.unwrap();
        let facts = fates.iter().filter(|fate| fate.noun == "platform-privacy-facts");
        previewed += facts.map(|fate| fate.count).sum::<u64>();
    }
    let before = event::Entity::find().all(t.db()).await.unwrap();
    for privacy in &all {
        (privacy.erase)(t.cx(), subject.clone()).await.unwrap();
    }
    let mut lost = 0;
    for fact in before {
        let now = event::Entity::find_by_id(fact.id).one(t.db()).await.unwrap().unwrap();
        lost += u64::from(now != fact);
    }
    (previewed, lost)
}

#[tokio::test]
async fn a_preview_counts_the_facts_that_an_erasure_takes_something_out_of() {
    let t = TestKontor::start(&[TOY]).await;
    let (ada, bert) = (t.agent("Ada").await.id, t.agent("Bert").await.id);
    let about = format!("user:{ada}");
    let rows = vec![
        fact(&about, Some(bert), ("192.0.2.1", "about her"), 1),
        fact("note:1", Some(ada), ("192.0.2.2", "by her"), 2),
        fact("note:1", Some(bert), ("192.0.2.3", r#"{"to":"ADA.Kilic@Firma.example"}"#), 3),
        fact("note:1", Some(bert), ("192.0.2.4", r#"{"name":"Ada İlkin \"Kik\""}"#), 4),
        fact("note:1", Some(bert), ("192.0.2.5", r#"{"text":"neither Ada nor her address"}"#), 5),
        fact("note:2", None, ("192.0.2.6", r#"{"to":"ada@firma.example"}"#), 6),
    ];
    write(&t, "events", &FACT, rows).await;
    let mut subject =
        Subject { users: vec![ada], name: "Ada İlkin \"Kik\"".into(), ..Subject::default() };
    subject.add_email("ada.kilic@firma.example");
    assert_eq!(previewed_and_done(&t, &subject).await, (4, 4));
    assert_eq!(previewed_and_done(&t, &subject).await, (0, 0), "done twice");
}
