//! Looking everywhere: into every column of every table, every file, and an archive.

use super::{WORD, tables};
use crate::garbage::House;
use axum::http::Method;
use chrono::TimeDelta;
use platform::privacy::Kind;
use platform::testing::TestKontor;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;

/// Where the word stands: `table.column`.
pub(super) async fn places(t: &TestKontor) -> BTreeSet<String> {
    rows_with_it(t).await.into_keys().collect()
}

/// In how many rows the word stands, by `table.column`.
pub(super) async fn rows_with_it(t: &TestKontor) -> BTreeMap<String, i64> {
    let db = t.db();
    let (quote, text) = match db.get_database_backend() {
        DbBackend::MySql => ('`', "CHAR"),
        _ => ('"', "TEXT"),
    };
    let mut places = BTreeMap::new();
    for table in tables() {
        for column in table.columns.iter().filter(|column| column.kind == Kind::Text) {
            let (table, column) = (table.name, column.name);
            let sql = format!(
                "SELECT COUNT(*) FROM {quote}{table}{quote} WHERE \
                 LOWER(CAST({quote}{column}{quote} AS {text})) LIKE '%{WORD}%'"
            );
            let asked = Statement::from_string(db.get_database_backend(), sql);
            let row = db.query_one_raw(asked).await.unwrap().unwrap();
            let rows = row.try_get_by_index::<i64>(0).unwrap();
            if rows > 0 {
                places.insert(format!("{table}.{column}"), rows);
            }
        }
    }
    places
}

/// All files of the store, as they were before they were sealed.
pub(super) async fn files(t: &TestKontor) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for folder in std::fs::read_dir(t.folder().join("files")).unwrap() {
        let folder = folder.unwrap();
        let name = folder.file_name().into_string().unwrap();
        if !folder.path().is_dir() {
            continue;
        }
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap().file_name().into_string().unwrap();
            let id = if name == "trash" { file } else { format!("{name}{file}") };
            all.insert(id.clone(), t.kontor.files.get(&id).await.unwrap());
        }
    }
    all
}

pub(super) fn has(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|part| part.eq_ignore_ascii_case(word.as_bytes()))
}

/// As if a day had gone by: for the clock and for the files.
pub(super) async fn a_day_goes_by(t: &TestKontor) {
    t.kontor.clock.advance(TimeDelta::days(1));
    let long_ago = t.kontor.clock.now() - TimeDelta::days(2);
    for id in files(t).await.keys() {
        let path = t.folder().join("files").join(&id[..2]).join(&id[2..]);
        std::fs::File::open(path).unwrap().set_modified(long_ago.into()).unwrap();
    }
    t.run_jobs().await;
}

pub(super) async fn post(house: &House, path: &str, form: &str) -> platform::testing::Answer {
    house.ask(Method::POST, path, Some(form.into())).await
}

/// Everything in an archive: the names of its files with their bytes.
pub(super) async fn archive(house: &House, path: &str) -> BTreeMap<String, Vec<u8>> {
    assert_eq!(post(house, &format!("{path}/exports"), "").await.status, 303);
    house.t.run_jobs().await;
    let page = house.get(path).await.body;
    let fetch = page.split('"').find(|word| word.ends_with("/download")).expect("a ready archive");
    assert_eq!(post(house, fetch, "number=1").await.status, 200);
    archives(house).await
}

/// Everything in all archives that are there. An answer is text in tests: the bytes are read from the store.
pub(super) async fn archives(house: &House) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for bytes in files(&house.t).await.into_values().filter(|bytes| bytes.starts_with(b"PK")) {
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        for n in 0..zip.len() {
            let mut file = zip.by_index(n).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            all.insert(file.name().unwrap().into_owned(), bytes);
        }
    }
    all
}

/// How many rows every table has.
pub(super) async fn counted(t: &TestKontor) -> BTreeMap<&'static str, i64> {
    let mut all = BTreeMap::new();
    for table in tables() {
        let column = Expr::col(Alias::new(table.columns[0].name));
        let count = Query::select().expr(column.count()).from(Alias::new(table.name)).to_owned();
        let row = t.db().query_one(&count).await.unwrap().unwrap();
        all.insert(table.name, row.try_get_by_index(0).unwrap());
    }
    all
}
