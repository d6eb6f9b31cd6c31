//! The audit trail on a database with much in it, its erasure, and its heads that were kept elsewhere.

use crate::toy::{NoteWritten, TOY};
use platform::audit::heads::{self, Head};
use platform::audit::{self, Subject, erase};
use platform::event::{self, Cursor, Filter};
use platform::testing::{NOW, TestKontor};
use platform::{Cx, Role, UserId};
use sea_orm::{ConnectionTrait, DbBackend, QueryTrait, Statement};

async fn note(cx: &Cx, text: &str) {
    let tx = cx.begin().await.unwrap();
    event::record(&tx, cx, &NoteWritten { text: text.into() }).await.unwrap();
    cx.commit(tx).await.unwrap();
}

async fn run(t: &TestKontor, sql: &str) {
    let tx = t.kontor.db.begin().await.unwrap();
    tx.execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
}

/// 65,536 facts, each of another time, of a few kinds, objects and addresses.
async fn fill(t: &TestKontor, actor: UserId) {
    note(&t.cx_of(&t.user("Grace", Role::Admin).await), "first").await;
    let backend = t.db().get_database_backend();
    let id = match backend {
        DbBackend::Sqlite => "randomblob(16)",
        DbBackend::Postgres => "gen_random_uuid()",
        _ => "UNHEX(REPLACE(UUID(), '-', ''))",
    };
    for doubled in 0..16 {
        let step = 1_i64 << doubled;
        run(
            t,
            &format!(
                "INSERT INTO events (id, name, object, topics, actor, ip, request, payload, salt, digest, at, sealed) \
                 SELECT {id}, name, object, topics, actor, '192.0.2.1', request, payload, salt, digest, at + {step}, sealed FROM events"
            ),
        )
        .await;
    }
    for (column, value, part, of) in [
        ("name", "'other.thing_done'".to_owned(), 0, 5),
        ("object", "'note:2'".into(), 1, 3),
        ("ip", "'192.0.2.2'".into(), 2, 7),
        ("request", "'r1'".into(), 3, 1000),
    ] {
        run(t, &format!("UPDATE events SET {column} = {value} WHERE at % {of} = {part}")).await;
    }
    run(t, if backend == DbBackend::MySql { "ANALYZE TABLE events" } else { "ANALYZE" }).await;
    let others = Filter { actor: Some(actor), ..Filter::default() };
    assert!(event::page(t.db(), &others, 1).await.unwrap().is_empty(), "{actor} did nothing");
}

/// The steps by which the database finds a page, as it tells them itself.
async fn plan(t: &TestKontor, filter: &Filter) -> Vec<String> {
    let backend = t.db().get_database_backend();
    let sql = filter.select(51).build(backend).to_string();
    let explain = if backend == DbBackend::Sqlite { "EXPLAIN QUERY PLAN" } else { "EXPLAIN" };
    let statement = Statement::from_string(backend, format!("{explain} {sql}"));
    let rows = t.db().query_all_raw(statement).await.unwrap();
    let said = |row: &sea_orm::QueryResult| match backend {
        DbBackend::Sqlite => row.try_get::<String>("", "detail").unwrap(),
        DbBackend::Postgres => row.try_get_by_index::<String>(0).unwrap(),
        _ => {
            let column =
                |name| row.try_get::<Option<String>>("", name).unwrap().unwrap_or_default();
            format!("type={} key={} {}", column("type"), column("key"), column("Extra"))
        }
    };
    rows.iter().map(said).collect()
}

/// The steps that read the whole table or put rows in order.
async fn wrong_steps(t: &TestKontor, filter: &Filter) -> Vec<String> {
    let words = ["SCAN events\0", "TEMP B-TREE", "Seq Scan", "Sort ", "type=ALL", "filesort"];
    let mut steps = plan(t, filter).await;
    steps.retain(|step| words.iter().any(|word| format!("{step}\0").contains(word)));
    steps
}

#[tokio::test]
async fn every_filter_of_the_trail_is_read_from_an_index_in_its_order() {
    let t = TestKontor::start(&[TOY]).await;
    let actor = UserId::new();
    fill(&t, actor).await;
    let at = |ms: i64| chrono::DateTime::from_timestamp_millis(NOW + ms);
    let middle = Cursor { at: platform::Millis(at(30_000).unwrap()), id: uuid(0) };
    let text = |text: &str| Some(text.to_owned());
    let all = Filter::default();
    for filter in [
        Filter { name: text("other.thing_done"), ..all.clone() },
        Filter { object: text("note:2"), ..all.clone() },
        Filter { actor: Some(actor), ..all.clone() },
        Filter { ip: text("192.0.2.2"), ..all.clone() },
        Filter { request: text("r1"), ..all.clone() },
        Filter { via: text("key:one"), ..all.clone() },
        Filter { from: at(10_000), until: at(20_000), ..all.clone() },
        Filter {
            name: text("other.thing_done"),
            from: at(10_000),
            until: at(20_000),
            ..all.clone()
        },
        all,
    ] {
        let next = Filter { before: Some(middle), ..filter.clone() };
        assert_eq!(
            (wrong_steps(&t, &filter).await, wrong_steps(&t, &next).await),
            (vec![], vec![])
        );
    }
    let names = event::names(t.db()).await.unwrap();
    assert_eq!(names, ["other.thing_done", "toy.note_written"]);
    let app = Filter { name: text("other."), object: text("note:2"), ..Filter::default() };
    let found = event::page(t.db(), &app, 5).await.unwrap();
    let of = |fact: &event::Recorded| fact.name == "other.thing_done" && fact.object == "note:2";
    assert!(found.len() == 5 && found.iter().all(of));
}

fn uuid(n: u128) -> sea_orm::prelude::Uuid {
    sea_orm::prelude::Uuid::from_u128(n)
}

/// The texts of all notes, page by page.
async fn walked(t: &TestKontor, mut filter: Filter) -> Vec<String> {
    let mut texts = Vec::new();
    loop {
        let page = event::page(t.db(), &filter, 2).await.unwrap();
        let Some(last) = page.last() else { return texts };
        filter.before = Some(Cursor::from(last).to_string().parse().unwrap());
        texts.extend(page.iter().map(|fact| fact.facts::<NoteWritten>().unwrap().text));
    }
}

#[tokio::test]
async fn pages_of_the_trail_follow_one_another_without_a_gap_or_a_double() {
    let t = TestKontor::start(&[TOY]).await;
    for n in 0..7 {
        // three at one moment
        if n % 3 == 0 {
            t.kontor.clock.advance(chrono::TimeDelta::seconds(1));
        }
        note(&t.cx(), &n.to_string()).await;
    }
    for name in [None, Some("toy.".to_owned()), Some("toy.note_written".into())] {
        let texts = walked(&t, Filter { name, ..Filter::default() }).await;
        assert_eq!(texts, ["6", "5", "4", "3", "2", "1", "0"]);
    }
}

/// A note that came by a request, and one of the first format.
async fn notes_from_addresses(t: &TestKontor) -> UserId {
    let ada = t.agent("Ada").await;
    let cookie = t.sign_in(&ada).await;
    for text in ["one", "two"] {
        assert_eq!(t.post(&cookie, "/notes", &format!("text={text}")).await.status, 200);
    }
    note(&t.cx(), "of nobody").await;
    ada.id
}

#[tokio::test]
async fn an_address_can_be_erased_alone_and_a_fact_whole_and_the_chain_still_verifies() {
    let t = TestKontor::start(&[TOY]).await;
    let ada = notes_from_addresses(&t).await;
    assert!(t.audit_is_whole().await);
    let gone = async |subject: Subject| {
        let tx = t.kontor.db.begin().await.unwrap();
        let erased = erase(&tx, &subject).await.unwrap();
        tx.commit().await.unwrap();
        (erased.facts, erased.addresses)
    };
    let users = vec![ada];
    assert_eq!(gone(Subject { users: users.clone(), ..Subject::default() }).await, (0, 2));
    let facts = event::timeline(t.db(), "note:1").await.unwrap();
    assert!(facts.iter().all(|fact| fact.ip.is_none() && fact.payload.is_some()));
    assert_eq!(audit::verify(&t.kontor, None).await.unwrap().erased, 2);
    assert!(t.audit_is_whole().await);

    let objects = vec!["note:1".to_owned()];
    assert_eq!(gone(Subject { objects, users }).await, (3, 0));
    let facts = event::timeline(t.db(), "note:1").await.unwrap();
    assert!(facts.iter().all(|fact| fact.payload.is_none() && fact.salt.is_none()));
    assert_eq!(audit::verify(&t.kontor, None).await.unwrap().erased, 3);
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn another_address_in_a_fact_is_found() {
    for change in [
        "UPDATE events SET ip = '198.51.100.9' WHERE payload LIKE '%one%'",
        "UPDATE events SET ip = NULL WHERE payload LIKE '%one%'",
        "UPDATE events SET ip_digest = NULL, ip_salt = NULL WHERE payload LIKE '%one%'",
        "UPDATE events SET ip = '198.51.100.9' WHERE payload LIKE '%of nobody%'",
    ] {
        let t = TestKontor::start(&[TOY]).await;
        notes_from_addresses(&t).await;
        assert!(t.audit_is_whole().await);
        run(&t, change).await;
        let broken = audit::verify(&t.kontor, None).await.unwrap().broken;
        assert!(broken.is_some(), "{change}");
    }
}

/// A note that a key wrote in somebody's name.
async fn note_by_key(t: &TestKontor) {
    let via = platform::Via { id: "key:0123456789".into(), name: "Import".into() };
    let mut cx = t.cx();
    cx.via = Some(std::sync::Arc::new(via));
    note(&cx, "by key").await;
    note(&t.cx(), "by hand").await;
}

#[tokio::test]
async fn the_chain_holds_by_which_key_something_was_done_even_when_its_name_is_erased() {
    let t = TestKontor::start(&[TOY]).await;
    note_by_key(&t).await;
    assert!(t.audit_is_whole().await);
    let by = Filter { via: Some("key:0123456789".into()), ..Filter::default() };
    let found = event::page(t.db(), &by, 5).await.unwrap();
    assert_eq!((found.len(), found[0].via_name.as_deref()), (1, Some("Import")));
    let tx = t.kontor.db.begin().await.unwrap();
    let objects = vec!["note:1".to_owned()];
    assert_eq!(erase(&tx, &Subject { objects, users: Vec::new() }).await.unwrap().facts, 2);
    tx.commit().await.unwrap();
    let found = event::page(t.db(), &by, 5).await.unwrap();
    assert_eq!((found.len(), found[0].via_name.as_deref()), (1, None));
    assert!(t.audit_is_whole().await);
    run(&t, "UPDATE events SET via = 'key:9876543210' WHERE via IS NOT NULL").await;
    assert!(audit::verify(&t.kontor, None).await.unwrap().broken.is_some());
}

#[tokio::test]
async fn another_key_in_a_fact_is_found() {
    for change in [
        "UPDATE events SET via = 'key:9876543210' WHERE via IS NOT NULL",
        "UPDATE events SET via = NULL, via_name = NULL WHERE via IS NOT NULL",
        "UPDATE events SET via_name = 'Export' WHERE via IS NOT NULL",
        "UPDATE events SET via = 'key:9876543210' WHERE via IS NULL",
    ] {
        let t = TestKontor::start(&[TOY]).await;
        note_by_key(&t).await;
        assert!(t.audit_is_whole().await);
        run(&t, change).await;
        assert!(audit::verify(&t.kontor, None).await.unwrap().broken.is_some(), "{change}");
    }
}

/// The heads after each of four notes, as lines of a file.
async fn signed(t: &TestKontor) -> String {
    let mut lines = String::new();
    for text in ["a", "b", "c", "d"] {
        note(&t.cx(), text).await;
        assert!(t.audit_is_whole().await);
        let link = audit::head(t.db()).await.unwrap().unwrap();
        let head = Head::sign(&t.kontor.keys, &link, t.cx().now);
        lines.push_str(&head.line());
        lines.push('\n');
    }
    lines
}

#[tokio::test]
async fn heads_kept_elsewhere_show_that_the_end_was_cut_off_and_from_where() {
    let t = TestKontor::start(&[TOY]).await;
    let lines = signed(&t).await;
    let fine = heads::compare(&t.kontor, &lines).await.unwrap();
    assert!(fine.is_fine() && fine.heads == 4 && fine.holds == Some(4), "{fine:?}");
    // with the facts themselves: a chain alone cannot show this
    run(&t, "DELETE FROM events WHERE payload LIKE '%c%' OR payload LIKE '%d%'").await;
    run(&t, "DELETE FROM audit_chain WHERE seq > 2").await;
    assert!(audit::verify(&t.kontor, None).await.unwrap().broken.is_none());
    let found = heads::compare(&t.kontor, &lines).await.unwrap();
    let lost = found.lost.unwrap();
    assert!(lost.cut && lost.from == 3 && lost.number == 3 && found.holds == Some(2));
}

#[tokio::test]
async fn heads_kept_elsewhere_show_that_the_chain_was_made_anew() {
    let t = TestKontor::start(&[TOY]).await;
    let lines = signed(&t).await;
    // somebody who has the root key too: the facts are chained anew
    run(&t, "DELETE FROM audit_chain WHERE seq > 1").await;
    run(&t, "UPDATE events SET sealed = false, object = 'note:9' WHERE payload NOT LIKE '%a%'")
        .await;
    assert!(t.audit_is_whole().await);
    let found = heads::compare(&t.kontor, &lines).await.unwrap();
    let lost = found.lost.unwrap();
    assert!(!lost.cut && lost.from == 2 && lost.number == 2 && found.holds == Some(1));
}

#[tokio::test]
async fn a_head_that_another_house_signed_or_that_was_changed_is_none() {
    let t = TestKontor::start(&[TOY]).await;
    let lines = signed(&t).await;
    let changed = lines.replacen("\"number\":2", "\"number\":3", 1);
    let found = heads::compare(&t.kontor, &format!("\n{changed}no head\n")).await.unwrap();
    assert_eq!((found.heads, found.foreign.as_slice()), (3, &[3, 6][..]));
    assert!(!found.is_fine() && found.lost.is_none());
    let other = TestKontor::start(&[TOY]).await;
    let found = heads::compare(&other.kontor, &lines).await.unwrap();
    assert_eq!((found.heads, found.foreign.len()), (0, 4));
    assert!(!heads::compare(&t.kontor, "").await.unwrap().is_fine(), "no head is no proof");
}
