use super::*;
use crate::config::{Config, PLATFORM_SECTIONS, Sources};
use sea_orm::{Database, DatabaseConnection, DbBackend, Statement};
use sea_orm_migration::{MigrationTrait, SchemaManager};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

const ROOT: &str = "Vq3-root-9fKx2LmPz7RtYw4BnC8d-keys";
const BYTES: SealedColumn = SealedColumn::bytes("things", "id", "secret");
const TEXT: SealedColumn = SealedColumn::text("things", "id", "note");

/// A database with a keyring and a table of sealed things: a new one on the server of `KONTOR_TEST_DATABASE_URL`,
/// else in memory.
async fn database() -> DatabaseConnection {
    let server = std::env::var("KONTOR_TEST_DATABASE_URL").unwrap_or_default();
    let mut url = "sqlite::memory:".to_owned();
    if let Some((base, _)) = server.rsplit_once('/') {
        let name = format!("keys_{}", Uuid::now_v7().simple());
        let maintenance =
            if base.starts_with("postgres") { format!("{base}/postgres") } else { server.clone() };
        let db = Database::connect(&maintenance).await.unwrap();
        db.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        url = format!("{base}/{name}");
    }
    let mut options = sea_orm::ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.unwrap();
    migration::Keyring.up(&SchemaManager::new(&db)).await.unwrap();
    let (uuid, bytes) = match db.get_database_backend() {
        DbBackend::MySql => ("BINARY(16)", "LONGBLOB"),
        DbBackend::Postgres => ("UUID", "BYTEA"),
        _ => ("uuid_text", "BLOB"),
    };
    let table = format!("CREATE TABLE things (id {uuid} PRIMARY KEY, secret {bytes}, note TEXT)");
    db.execute_unprepared(&table).await.unwrap();
    db
}

fn root() -> RootKey {
    RootKey::of_text(ROOT)
}

fn statement(db: &DatabaseConnection, sql: &str, values: Vec<sea_orm::Value>) -> Statement {
    let backend = db.get_database_backend();
    let mut text = sql.to_owned();
    if backend == DbBackend::Postgres {
        for n in 1..=values.len() {
            text = text.replacen('?', &format!("${n}"), 1);
        }
    }
    Statement::from_sql_and_values(backend, text, values)
}

async fn add_thing(db: &DatabaseConnection, keys: &Keys, n: usize) -> Uuid {
    let id = Uuid::now_v7();
    let secret =
        keys.seal(&Aad::new("things", "secret", &id), format!("secret {n}").as_bytes()).unwrap();
    let note = keys.seal_text(&Aad::new("things", "note", &id), &format!("note {n}")).unwrap();
    let sql = "INSERT INTO things (id, secret, note) VALUES (?, ?, ?)";
    db.execute_raw(statement(db, sql, vec![id.into(), secret.into(), note.into()])).await.unwrap();
    id
}

/// What stands in a row, opened.
async fn thing(db: &DatabaseConnection, keys: &Keys, id: Uuid) -> (Vec<u8>, String) {
    let row = statement(db, "SELECT secret, note FROM things WHERE id = ?", vec![id.into()]);
    let row = db.query_one_raw(row).await.unwrap().unwrap();
    let secret: Vec<u8> = row.try_get("", "secret").unwrap();
    let note: String = row.try_get("", "note").unwrap();
    (
        keys.unseal(&Aad::new("things", "secret", &id), &secret).unwrap(),
        keys.unseal_text(&Aad::new("things", "note", &id), &note).unwrap().expose().clone(),
    )
}

#[tokio::test]
async fn a_sealed_value_opens_in_its_place_and_nowhere_else() {
    let keys = Keys::unlock(&root(), &database().await, 0).await.unwrap();
    let (id, other) = (Uuid::now_v7(), Uuid::now_v7());
    let place = Aad::new("mailboxes", "imap_password", &id);
    let sealed = keys.seal(&place, b"hunter2").unwrap();
    assert_eq!(keys.unseal(&place, &sealed).unwrap(), b"hunter2");
    assert_ne!(
        keys.seal(&place, b"hunter2").unwrap(),
        sealed,
        "the same value never looks the same"
    );
    for elsewhere in [
        Aad::new("mailboxes", "imap_password", &other),
        Aad::new("mailboxes", "smtp_password", &id),
        Aad::new("accounts", "imap_password", &id),
    ] {
        assert!(matches!(keys.unseal(&elsewhere, &sealed), Err(KeyError::Tampered)));
    }
}

#[tokio::test]
async fn every_changed_byte_and_every_cut_is_refused() {
    let keys = Keys::unlock(&root(), &database().await, 0).await.unwrap();
    let place = Aad::new("t", "c", &1);
    let sealed = keys.seal(&place, b"hunter2").unwrap();
    for at in 0..sealed.len() {
        let mut changed = sealed.clone();
        changed[at] ^= 1;
        assert!(keys.unseal(&place, &changed).is_err(), "byte {at}");
        assert!(keys.unseal(&place, &sealed[..at]).is_err(), "cut at {at}");
    }
    let text = keys.seal_text(&place, "hunter2").unwrap();
    assert_eq!(keys.unseal_text(&place, &text).unwrap().expose(), "hunter2");
    for at in 0..text.len() {
        let mut changed = text.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        assert!(
            keys.unseal_text(&place, std::str::from_utf8(&changed).unwrap()).is_err(),
            "character {at}"
        );
    }
}

#[tokio::test]
async fn keys_are_the_same_after_a_restart_and_a_wrong_root_key_is_refused() {
    let db = database().await;
    let keys = Keys::unlock(&root(), &db, 0).await.unwrap();
    let sealed = keys.seal(&Aad::new("t", "c", &1), b"x").unwrap();
    let again = Keys::unlock(&root(), &db, 0).await.unwrap();
    assert_eq!(again.unseal(&Aad::new("t", "c", &1), &sealed).unwrap(), b"x");
    assert_eq!(again.mac("token", b"y"), keys.mac("token", b"y"));
    assert_ne!(keys.mac("token", b"y"), keys.mac("name", b"y"));
    assert_eq!(again.pepper(1, b"pw"), keys.pepper(1, b"pw"));
    assert!(keys.pepper(2, b"pw").is_none());

    let before = store::all(&db).await.unwrap();
    let wrong = RootKey::of_text("Zk3vQ1s8Xw0bT9mJ2rLr7yHc5uNfAeP4gKd");
    assert!(matches!(Keys::unlock(&wrong, &db, 0).await, Err(KeyError::WrongRoot)));
    assert_eq!(store::all(&db).await.unwrap(), before, "nothing was keyed anew");
}

#[tokio::test]
async fn the_first_start_makes_a_guarded_root_key_and_a_lost_one_is_never_replaced() {
    let (db, folder) = (database().await, tempfile::tempdir().unwrap());
    let path = folder.path().join("data/root.key");
    let find = || RootKey::in_file(&path).unwrap();
    let keys = Keys::unlock(&find(), &db, 0).await.unwrap();
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(std::fs::metadata(&path).unwrap().len(), 32);
    let again = Keys::unlock(&find(), &db, 0).await.unwrap();
    assert_eq!(keys.mac("x", b""), again.mac("x", b""));

    std::fs::remove_file(&path).unwrap();
    let error = Keys::unlock(&find(), &db, 0).await.unwrap_err();
    assert!(matches!(&error, KeyError::RootMissing(at) if *at == path), "{error}");
    assert!(!path.exists(), "no new key was made");
}

#[test]
fn a_root_key_that_others_may_read_or_that_is_no_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root.key");
    let refuse = |bytes: &[u8], mode: u32| {
        std::fs::write(&path, bytes).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        RootKey::in_file(&path).map_or_else(|why| why.to_string(), |_| "accepted".into())
    };
    assert_eq!(refuse(&[7; 32], 0o600), "accepted");
    assert_eq!(refuse(&[7; 32], 0o400), "accepted");
    assert_eq!(refuse(b"Zk3vQ1s8Xw0bT9mJ2rLr7yHc5uNfAeP4gKdIoVhB\n", 0o600), "accepted");
    assert!(refuse(&[7; 32], 0o640).contains("others may read it"));
    assert!(refuse(&[7; 32], 0o604).contains("others may read it"));
    assert!(refuse(&[7; 31], 0o600).contains("openssl rand"));
    assert!(refuse(&[0xff; 33], 0o600).contains("neither 32 bytes nor text"));
    assert!(refuse(b"", 0o600).contains("shorter than 32"));
}

#[test]
fn the_root_key_is_looked_for_in_the_settings_the_credential_and_the_data_folder() {
    let folder = tempfile::tempdir().unwrap();
    let find = |flags: &[(&str, &str)], env: &[(&str, &Path)]| {
        let flags = flags.iter().map(|(k, v)| ((*k).into(), (*v).into())).collect();
        let env = env.iter().map(|(k, v)| ((*k).into(), v.display().to_string())).collect();
        let sources = Sources { flags, env, ..Sources::default() };
        let config = Config::load(&sources, &PLATFORM_SECTIONS).unwrap();
        RootKey::find(&config).and_then(|root| root.key(false))
    };
    let data = folder.path().display().to_string();
    let missing = find(&[("data.path", &data)], &[]).unwrap_err();
    assert!(
        matches!(missing, KeyError::RootMissing(path) if path == folder.path().join("root.key"))
    );
    std::fs::write(folder.path().join("root.key"), [5; 32]).unwrap();
    let credential = find(&[], &[("CREDENTIALS_DIRECTORY", folder.path())]).unwrap();
    assert!(credential == Secret::new([5; 32]));
    assert!(
        find(&[("keys.root", ROOT)], &[("CREDENTIALS_DIRECTORY", folder.path())]).unwrap()
            != credential
    );
}

#[tokio::test]
async fn rotation_seals_every_value_anew_and_goes_on_after_a_kill() {
    let db = database().await;
    let keys = Keys::unlock(&root(), &db, 0).await.unwrap();
    let mut ids = Vec::new();
    for n in 0..25 {
        ids.push(add_thing(&db, &keys, n).await);
    }
    db.execute_unprepared("INSERT INTO things (id) SELECT id FROM things WHERE 1 = 0")
        .await
        .unwrap();
    let new = keys.rotate(&db, 5).await.unwrap();
    keys.refresh(&db).await.unwrap();
    let columns = [BYTES, TEXT];
    let mut cursor = Cursor::default();
    let first = keys.rotate_step(&db, &columns, &mut cursor, 10).await.unwrap();
    assert_eq!((first.resealed, first.done), (10, false));

    // the process dies: what it kept of the cursor is what its job wrote down, and its keys are read again
    let kept = serde_json::to_string(&cursor).unwrap();
    let keys = Keys::unlock(&root(), &db, 9).await.unwrap();
    for mut cursor in [serde_json::from_str(&kept).unwrap(), Cursor::default()] {
        while !keys.rotate_step(&db, &columns, &mut cursor, 10).await.unwrap().done {}
    }
    for (n, id) in ids.iter().enumerate() {
        let opened = thing(&db, &keys, *id).await;
        assert_eq!(opened, (format!("secret {n}").into_bytes(), format!("note {n}")));
    }
    let status = keys.status(&db, &columns).await.unwrap();
    let values: Vec<_> = status
        .iter()
        .filter(|k| k.purpose == "field")
        .map(|k| (k.newest, k.values.unwrap()))
        .collect();
    assert_eq!(values, [(false, 0), (true, 50)]);
    assert_eq!(status.iter().find(|key| key.newest && key.purpose == "field").unwrap().id, new);
}

#[tokio::test]
async fn a_key_is_retired_only_when_nothing_needs_it_and_then_opens_nothing() {
    let db = database().await;
    let keys = Keys::unlock(&root(), &db, 0).await.unwrap();
    let id = add_thing(&db, &keys, 1).await;
    let old =
        keys.status(&db, &[BYTES]).await.unwrap().iter().find(|k| k.purpose == "field").unwrap().id;
    assert!(matches!(keys.retire(&db, &[BYTES, TEXT], old).await, Err(KeyError::InUse(_, 2))));
    let stray = keys.seal(&Aad::new("t", "c", &1), b"x").unwrap();
    keys.rotate(&db, 5).await.unwrap();
    keys.refresh(&db).await.unwrap();
    assert!(matches!(keys.retire(&db, &[BYTES, TEXT], old).await, Err(KeyError::InUse(_, 2))));
    let mut cursor = Cursor::default();
    while !keys.rotate_step(&db, &[BYTES, TEXT], &mut cursor, 100).await.unwrap().done {}
    keys.retire(&db, &[BYTES, TEXT], old).await.unwrap();
    keys.refresh(&db).await.unwrap();
    assert_eq!(thing(&db, &keys, id).await.1, "note 1");
    assert!(
        matches!(keys.unseal(&Aad::new("t", "c", &1), &stray), Err(KeyError::Retired(key)) if key == old)
    );
}

#[tokio::test]
async fn rotation_names_what_it_cannot_read_and_goes_on() {
    let db = database().await;
    let keys = Keys::unlock(&root(), &db, 0).await.unwrap();
    let (moved, good) = (add_thing(&db, &keys, 1).await, add_thing(&db, &keys, 2).await);
    let foreign = keys.seal(&Aad::new("things", "secret", &good), b"moved here").unwrap();
    let sql = "UPDATE things SET secret = ?, note = ? WHERE id = ?";
    db.execute_raw(statement(&db, sql, vec![foreign.into(), "plain".into(), moved.into()]))
        .await
        .unwrap();
    keys.rotate(&db, 5).await.unwrap();
    keys.refresh(&db).await.unwrap();
    let (mut cursor, mut unreadable) = (Cursor::default(), Vec::new());
    loop {
        let step = keys.rotate_step(&db, &[BYTES, TEXT], &mut cursor, 1).await.unwrap();
        unreadable.extend(step.unreadable);
        if step.done {
            break;
        }
    }
    assert_eq!(unreadable, [format!("things.secret {moved}"), format!("things.note {moved}")]);
    assert_eq!(thing(&db, &keys, good).await.1, "note 2");
}

#[tokio::test]
async fn a_value_written_meanwhile_is_not_overwritten_by_rotation() {
    let db = database().await;
    let keys = Keys::unlock(&root(), &db, 0).await.unwrap();
    let id = add_thing(&db, &keys, 1).await;
    let place = Aad::new("things", "secret", &id);
    let (old, new) =
        (keys.seal(&place, b"read before").unwrap(), keys.seal(&place, b"sealed anew").unwrap());
    assert!(!rotate::replace(&db, &BYTES, id, &old, new).await.unwrap());
    assert_eq!(thing(&db, &keys, id).await.0, b"secret 1");
}

#[tokio::test]
async fn another_node_learns_of_a_new_key_by_refreshing() {
    let db = database().await;
    let (here, there) = (
        Keys::unlock(&root(), &db, 0).await.unwrap(),
        Keys::unlock(&root(), &db, 0).await.unwrap(),
    );
    here.rotate(&db, 5).await.unwrap();
    here.refresh(&db).await.unwrap();
    let place = Aad::new("t", "c", &1);
    let sealed = here.seal(&place, b"x").unwrap();
    assert!(matches!(there.unseal(&place, &sealed), Err(KeyError::UnknownKey(_))));
    there.refresh(&db).await.unwrap();
    assert_eq!(there.unseal(&place, &sealed).unwrap(), b"x");
}

#[tokio::test]
async fn a_new_root_key_opens_everything_and_the_old_one_nothing() {
    let (db, folder) = (database().await, tempfile::tempdir().unwrap());
    let keys = Keys::unlock(&root(), &db, 0).await.unwrap();
    let id = add_thing(&db, &keys, 1).await;
    let new = RootKey::in_file(&folder.path().join("new.key")).unwrap();
    // killed after the first row, then run again; the key's file exists by then
    let rows = store::all(&db).await.unwrap();
    store::rewrap(&db, &rows[0], &root().key(false).unwrap(), &new.key(true).unwrap())
        .await
        .unwrap();
    assert!(matches!(Keys::unlock(&root(), &db, 0).await, Err(KeyError::WrongRoot)));
    let new = RootKey::in_file(&folder.path().join("new.key")).unwrap();
    assert_eq!(rewrap(&db, &root(), &new).await.unwrap(), 3);
    let after = Keys::unlock(&new, &db, 0).await.unwrap();
    assert_eq!(thing(&db, &after, id).await.1, "note 1");
    assert_eq!(
        after.mac("token", b"y"),
        keys.mac("token", b"y"),
        "hashes of tokens and names stay"
    );
    assert!(matches!(Keys::unlock(&root(), &db, 0).await, Err(KeyError::WrongRoot)));
}
