//! What nothing refers to leaves the file store, and nothing else does.

use super::world::{APPS, World, mail};
use chrono::{DateTime, TimeDelta, Utc};
use helpdesk::actions::{NewReply, Upload, add_upload, reply_to_ticket};
use platform::App;
use platform::job::{self, Queued};
use platform::sweep::SweepFiles;
use platform::testing::TestKontor;
use std::path::PathBuf;

fn path(t: &TestKontor, id: &str) -> PathBuf {
    t.folder().join("files").join(&id[..2]).join(&id[2..])
}

/// The files are as if they were put at this moment.
fn age(t: &TestKontor, ids: &[&str], at: DateTime<Utc>) {
    for id in ids {
        std::fs::File::open(path(t, id)).unwrap().set_modified(at.into()).unwrap();
    }
}

async fn sweep(t: &TestKontor) {
    let cx = t.cx();
    let tx = cx.begin().await.unwrap();
    job::enqueue(&tx, &cx, Queued::of(&SweepFiles {}).unwrap()).await.unwrap();
    cx.commit(tx).await.unwrap();
    t.run_jobs().await;
}

fn all(t: &TestKontor) -> Vec<String> {
    let mut ids = Vec::new();
    for folder in std::fs::read_dir(t.folder().join("files")).unwrap() {
        let folder = folder.unwrap();
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let name = |entry: &std::fs::DirEntry| entry.file_name().into_string().unwrap();
            ids.push(name(&folder) + &name(&file.unwrap()));
        }
    }
    ids
}

#[tokio::test]
async fn what_a_row_names_stays_and_what_none_names_goes_after_a_day() {
    let w = World::new().await;
    let picture = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=B\n\n--B\n\
        Content-Type: text/plain\n\nHilfe\n--B\nContent-Type: text/plain; name=a.txt\n\
        Content-Disposition: attachment; filename=a.txt\n\nInhalt\n--B--\n";
    w.receive(&format!(
        "From: ott@halle.example\nTo: support@kontor.test\nSubject: x\nMessage-ID: <a@x>\n{picture}"
    ))
    .await;
    w.receive(&mail("b@halle.example", "y", "b@x", "", "y")).await;
    let cx = w.t.cx_of(&w.t.agent("Ada").await);
    let upload =
        |bytes: &[u8]| Upload { name: "u".into(), mime: String::new(), bytes: bytes.to_vec() };
    add_upload(&cx, upload(b"unsent")).await.unwrap();
    let reply = NewReply { body: "x".into(), to: "b@halle.example".into(), ..NewReply::default() };
    reply_to_ticket(&cx, w.tickets().await[0].id, reply).await.unwrap();
    w.t.run_jobs().await;
    let named = all(&w.t);
    assert!(named.len() >= 5, "two mails, an attachment, an upload, a reply: {named:?}");

    let files = &w.t.kontor.files;
    let (over, fresh) =
        (files.put(b"over".to_vec()).await.unwrap(), files.put(b"new".to_vec()).await.unwrap());
    let again = files.put(b"again".to_vec()).await.unwrap();
    let now = w.now();
    let old: Vec<&str> = named.iter().chain([&over, &again]).map(String::as_str).collect();
    age(&w.t, &old, now - TimeDelta::hours(25));
    age(&w.t, &[&fresh], now - TimeDelta::hours(23));
    // the same content again is as new as on its first day, though it was there
    assert_eq!(files.put(b"again".to_vec()).await.unwrap(), again);

    sweep(&w.t).await;

    let left = all(&w.t);
    assert!(!left.contains(&over), "nothing names it");
    assert!(left.contains(&fresh) && left.contains(&again), "a row may still come");
    for id in &named {
        files.get(id).await.unwrap();
    }
    assert_eq!(left.len(), named.len() + 2);
    // what is gone can be put again
    assert_eq!(files.put(b"over".to_vec()).await.unwrap(), over);
    assert_eq!(files.get(&over).await.unwrap(), b"over");
}

#[tokio::test]
async fn where_no_app_says_what_it_keeps_nothing_is_deleted() {
    let apps: Vec<App> = APPS.iter().map(|app| App { files: &[], ..*app }).collect();
    let t = TestKontor::start(&apps).await;
    let id = t.kontor.files.put(b"whose?".to_vec()).await.unwrap();
    age(&t, &[&id], t.kontor.clock.now() - TimeDelta::days(400));
    sweep(&t).await;
    assert_eq!(t.kontor.files.get(&id).await.unwrap(), b"whose?");
}

#[tokio::test]
async fn every_column_of_the_schema_that_is_called_file_is_named() {
    use sea_orm::{ConnectionTrait, DbBackend, Statement};
    let t = TestKontor::start(APPS).await;
    if t.db().get_database_backend() != DbBackend::Sqlite {
        return; // the schema is asked in SQLite's own words
    }
    let sql = "SELECT m.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE c.name LIKE '%file' ORDER BY 1";
    let rows = t.db().query_all_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    let tables: Vec<String> = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
    let mut named: Vec<&str> = t.kontor.file_columns.iter().map(|column| column.table).collect();
    named.sort_unstable();
    assert_eq!(tables, named);
}
