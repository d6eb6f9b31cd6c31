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
        if !folder.path().is_dir() || folder.file_name() == "trash" {
            continue;
        }
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

/// The names in the trash.
fn trash(t: &TestKontor) -> Vec<String> {
    let found = std::fs::read_dir(t.folder().join("files/trash"));
    let found = found.into_iter().flatten();
    found.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
}

async fn health(t: &TestKontor) -> bool {
    !platform::health::checks(&t.kontor).await.iter().any(|check| check.name == "files")
}

#[tokio::test]
async fn a_database_that_knows_nothing_of_the_files_or_not_of_many_takes_none_away() {
    let empty = TestKontor::start(APPS).await;
    let id = empty.kontor.files.put(b"of another time".to_vec()).await.unwrap();
    age(&empty, &[&id], empty.kontor.clock.now() - TimeDelta::days(400));
    sweep(&empty).await;
    assert!(path(&empty, &id).exists() && !health(&empty).await);

    let w = World::new().await;
    w.receive(&mail("b@halle.example", "y", "b@x", "", "y")).await;
    // files of another keyring, as in a folder that a new database was put to
    let theirs = path(&w.t, &id);
    std::fs::create_dir_all(theirs.parent().unwrap()).unwrap();
    std::fs::copy(path(&empty, &id), &theirs).unwrap();
    let old = w.now() - TimeDelta::days(400);
    age(&w.t, &[&id], old);
    sweep(&w.t).await;
    assert!(theirs.exists() && !health(&w.t).await);
    std::fs::remove_file(&theirs).unwrap();

    let many: Vec<Vec<u8>> = (0..101_u8).map(|n| vec![n; 9]).collect();
    let many = w.t.kontor.files.put_many(many).await.unwrap();
    age(&w.t, &many.iter().map(String::as_str).collect::<Vec<_>>(), old);
    sweep(&w.t).await;
    assert!(many.iter().all(|id| path(&w.t, id).exists()) && !health(&w.t).await);

    std::fs::write(w.t.folder().join("files/sweep-anyway"), "").unwrap();
    sweep(&w.t).await;
    assert_eq!((trash(&w.t).len(), health(&w.t).await), (101, true));
    assert!(!w.t.folder().join("files/sweep-anyway").exists(), "said once, done once");
}

#[tokio::test]
async fn what_goes_is_in_the_trash_for_a_week_and_comes_back_when_it_is_read() {
    let w = World::new().await;
    w.receive(&mail("b@halle.example", "y", "b@x", "", "y")).await;
    let named = all(&w.t);
    let files = &w.t.kontor.files;
    let (a, b) = (files.put(b"a".to_vec()).await.unwrap(), files.put(b"b".to_vec()).await.unwrap());
    age(&w.t, &[&a, &b], w.now() - TimeDelta::days(2));
    let half = path(&w.t, &a).with_file_name(".tmpAbc");
    std::fs::write(&half, "half").unwrap();
    let old = w.now() - TimeDelta::days(2);
    std::fs::File::open(&half).unwrap().set_modified(old.into()).unwrap();
    sweep(&w.t).await;
    assert_eq!((trash(&w.t).len(), half.exists()), (2, false));
    assert_eq!(files.get(&a).await.unwrap(), b"a");
    assert_eq!(trash(&w.t), std::slice::from_ref(&b));

    // an older dump came back while what it names is in the trash
    let bin = w.t.folder().join("files/trash");
    std::fs::rename(path(&w.t, &named[0]), bin.join(&named[0])).unwrap();
    let at = |id: &str, days| {
        let file = std::fs::File::open(bin.join(id)).unwrap();
        file.set_modified((w.now() - TimeDelta::days(days)).into()).unwrap();
    };
    at(&named[0], 30);
    at(&b, 6);
    sweep(&w.t).await;
    assert!(path(&w.t, &named[0]).exists());
    assert_eq!(trash(&w.t), std::slice::from_ref(&b));
    at(&b, 8);
    sweep(&w.t).await;
    assert!(trash(&w.t).is_empty());
    files.get(&b).await.unwrap_err();
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
