//! The lists stay quick when there is much: no query walks through a whole table.

use crate::start;
use directory::*;
use platform::testing::TestKontor;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

const MANY: usize = 100_000;

/// `MANY` persons with two words each, one address each, and a fifth of them organisations' people.
async fn fill(t: &TestKontor) {
    let tx = t.cx().begin().await.unwrap();
    let numbers = format!(
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {MANY})"
    );
    let id = "CAST(printf('%016d', i) AS BLOB)";
    let name = "printf('name%05d person%d', (i * 7919) % 100000, i)";
    for sql in [
        format!(
            "{numbers} INSERT INTO organisations SELECT {id}, {name}, {name}, 'customer', '', NULL, i % 10 > 0, 0, 0 FROM n"
        ),
        format!(
            "{numbers} INSERT INTO persons SELECT {id}, {name}, {name}, {id}, '', NULL, '', i % 10 > 0, NULL, 0, 0 FROM n"
        ),
        format!(
            "{numbers} INSERT INTO person_emails SELECT {id}, {id}, 0, printf('p%d@x%d.de', i, i), printf('p%d@x%d.de', i, i) FROM n"
        ),
        format!(
            "{numbers} INSERT INTO person_words SELECT printf('name%05d', (i * 7919) % 100000), {id} FROM n"
        ),
        format!("{numbers} INSERT INTO person_words SELECT printf('person%d', i), {id} FROM n"),
        format!(
            "{numbers} INSERT INTO organisation_words SELECT printf('name%05d', (i * 7919) % 100000), {id} FROM n"
        ),
    ] {
        tx.execute_unprepared(&sql).await.unwrap();
    }
    tx.commit().await.unwrap();
}

/// Every step of the plan uses an index, or the few rows that one found.
async fn uses_indexes(t: &TestKontor, sql: &str) {
    let explained = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {sql}"));
    let rows = t.db().query_all_raw(explained).await.unwrap();
    for row in rows {
        let step: String = row.try_get("", "detail").unwrap();
        let whole_table = step.starts_with("SCAN")
            && !step.contains("USING INDEX")
            && !step.contains("USING COVERING INDEX");
        assert!(!whole_table, "{sql}\n{step}");
    }
}

#[tokio::test]
async fn lists_and_searches_over_a_hundred_thousand_rows_read_only_what_they_show() {
    let t = start().await;
    if t.db().get_database_backend() != DbBackend::Sqlite {
        return; // the rows are made with SQLite's own functions
    }
    fill(&t).await;
    for table in ["organisations", "persons"] {
        let one = table.trim_end_matches('s');
        for filter in ["", "active = 1 AND "] {
            uses_indexes(&t, &format!("SELECT * FROM {table} WHERE {filter} name_key >= 'm' AND (name_key > 'm' OR id > x'00') ORDER BY name_key, id LIMIT 51")).await;
        }
        uses_indexes(&t, &format!(
            "SELECT * FROM {table} WHERE id IN (SELECT {one} FROM {one}_words WHERE word >= 'name1' AND word < 'name2') AND active = 1 ORDER BY name_key, id LIMIT 51"
        )).await;
    }
    uses_indexes(&t, "SELECT * FROM persons WHERE organisation = x'00' AND merged_into IS NULL ORDER BY name_key, id LIMIT 200").await;
    // a rare word: only the rows that have it
    let ids = "x'00', x'01', x'02'";
    let rare = format!(
        "SELECT * FROM persons WHERE merged_into IS NULL AND id IN ({ids}) AND active = 1 ORDER BY name_key, id LIMIT 51"
    );
    let explained = Statement::from_string(DbBackend::Sqlite, format!("EXPLAIN QUERY PLAN {rare}"));
    for row in t.db().query_all_raw(explained).await.unwrap() {
        let step: String = row.try_get("", "detail").unwrap();
        assert!(!step.starts_with("SCAN"), "{step}");
    }
    let found = search_persons(t.db(), "person77777 name", 8).await.unwrap();
    assert_eq!(found.len(), 1);
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    let last = search_persons(t.db(), "", 60).await.unwrap().pop().unwrap().id;
    for path in [
        "/people".to_owned(),
        "/organisations".into(),
        "/people?q=name00".into(),
        "/people?q=person77777".into(),
        "/people/options?q=name12".into(),
        format!("/people?after={last}"),
        format!("/people?show=all&after={last}"),
    ] {
        assert_eq!(t.get(&cookie, &path).await.status, 200, "{path}");
    }
    assert_eq!(search_persons(t.db(), "n", 8).await.unwrap().len(), 8);
}
