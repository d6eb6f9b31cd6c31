use crate::toy::TOY;
use platform::Kontor;
use platform::db::{self, DbBackend, Settings};
use platform::testing::TestKontor;
use sea_orm::ConnectionTrait;

#[tokio::test]
async fn the_schema_goes_up_down_and_up_again() {
    let t = TestKontor::start(&[TOY]).await;
    let steps = Kontor::migrations(&[TOY]);
    let all = steps.status(&t.kontor.db).await.unwrap();
    assert!(all.pending.is_empty() && !all.applied.is_empty());
    let count = u32::try_from(all.applied.len()).unwrap();
    steps.revert(&t.kontor.db, &t.kontor.clock, count).await.unwrap();
    assert!(steps.status(&t.kontor.db).await.unwrap().applied.is_empty());
    steps.migrate(&t.kontor.db, &t.kontor.clock).await.unwrap();
    assert!(steps.status(&t.kontor.db).await.unwrap().pending.is_empty());
}

#[tokio::test]
async fn a_newer_schema_is_refused_with_a_clear_sentence() {
    let t = TestKontor::start(&[TOY]).await;
    let tx = t.kontor.db.begin().await.unwrap();
    let sql = "INSERT INTO seaql_migrations (version, applied_at) VALUES ('2099_01_01_future', 1)";
    tx.execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
    let refused = Kontor::migrations(&[TOY]).migrate(&t.kontor.db, &t.kontor.clock).await;
    let sentence = refused.unwrap_err().to_string();
    assert!(
        sentence.contains("newer Kontor") && sentence.contains("2099_01_01_future"),
        "{sentence}"
    );
}

#[tokio::test]
async fn sqlite_is_copied_before_it_is_changed_and_refuses_a_second_instance() {
    let t = TestKontor::start(&[TOY]).await;
    if t.kontor.db.backend() != DbBackend::Sqlite {
        return; // servers have their own backups and allow several nodes
    }
    Kontor::migrations(&[TOY]).revert(&t.kontor.db, &t.kontor.clock, 1).await.unwrap();
    let copies = std::fs::read_dir(t.folder()).unwrap();
    let is_copy = |e: &std::fs::DirEntry| e.file_name().to_string_lossy().contains("before-");
    assert_eq!(copies.filter_map(Result::ok).filter(is_copy).count(), 1);

    let url = format!("sqlite:{}", t.folder().join("kontor.db").display());
    let second = db::connect(&Settings { url, max_connections: 4 }).await;
    assert!(second.unwrap_err().to_string().contains("another Kontor already runs"));
}

#[tokio::test]
async fn readers_cannot_write_on_sqlite() {
    let t = TestKontor::start(&[TOY]).await;
    if t.kontor.db.backend() == DbBackend::Sqlite {
        assert!(t.db().execute_unprepared("DELETE FROM users").await.is_err());
    }
}
