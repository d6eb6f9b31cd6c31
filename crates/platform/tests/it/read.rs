use crate::toy::TOY;
use platform::db::{DbBackend, Rows, Source as _};
use platform::session;
use platform::testing::TestKontor;
use platform::users::{self, Role};
use sea_orm::Statement;
use sea_orm::prelude::*;
use sea_orm::sea_query::Expr;

#[tokio::test]
async fn the_readers_see_what_a_transaction_sees() {
    let t = TestKontor::start(&[TOY]).await;
    let (ada, _) = (t.agent("Ada “Ä” Lovelace").await, t.admin("Grace").await);
    t.sign_in(&ada).await;
    let tx = t.kontor.db.begin().await.unwrap();
    let users = users::Entity::find();
    assert_eq!(users.clone().rows(t.db()).await.unwrap(), users.all(&tx).await.unwrap());
    let sessions = session::Entity::find();
    let read = sessions.clone().rows(t.db()).await.unwrap();
    assert_eq!(read, sessions.all(&tx).await.unwrap());
    assert_eq!(read.len(), 1, "a session was begun");
}

#[tokio::test]
async fn a_count_goes_no_further_than_it_must() {
    let t = TestKontor::start(&[TOY]).await;
    for name in ["Ada", "Grace", "Zoë"] {
        t.agent(name).await;
    }
    let agents = || users::Entity::find().filter(users::COLUMN.role.eq(Role::Agent));
    assert_eq!(agents().count_up_to(t.db(), 100).await.unwrap(), 3);
    assert_eq!(agents().count_up_to(t.db(), 2).await.unwrap(), 2);
}

/// It takes some hundred milliseconds: far more than a thread that answers may be blocked for.
#[tokio::test]
async fn a_long_read_is_answered_too() {
    let t = TestKontor::start(&[TOY]).await;
    let user = t.agent("Ada").await;
    let long = "(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT COUNT(*) FROM n) = 300000";
    if t.kontor.db.backend() == DbBackend::Sqlite {
        let found = users::Entity::find().filter(Expr::cust(long));
        assert_eq!(found.rows(t.db()).await.unwrap(), [user]);
    }
}

#[tokio::test]
async fn a_value_of_a_wrong_type_is_an_error_and_never_bent() {
    let t = TestKontor::start(&[TOY]).await;
    let user = t.agent("Ada").await;
    if t.kontor.db.backend() == DbBackend::Sqlite {
        let tx = t.kontor.db.begin().await.unwrap();
        tx.execute_unprepared("UPDATE users SET level = 'high'").await.unwrap();
        tx.commit().await.unwrap();
        assert!(users::get(t.db(), user.id).await.is_err());
    }
}

#[tokio::test]
async fn what_the_database_looks_like_is_the_same_until_something_is_committed() {
    let t = TestKontor::start(&[TOY]).await;
    if t.kontor.db.backend() != DbBackend::Sqlite {
        assert_eq!(t.db().generation(), None, "others may write, and nothing says so");
        return;
    }
    let before = t.db().generation();
    assert!(before.is_some());
    let tx = t.kontor.db.begin().await.unwrap();
    tx.execute_unprepared("UPDATE users SET name = name || '!'").await.unwrap();
    assert_eq!((t.db().generation(), tx.generation()), (before, None), "nothing is committed yet");
    drop(tx);
    let user = t.agent("Ada").await;
    let after = t.db().generation();
    assert_ne!(after, before);
    assert_eq!(users::get(t.db(), user.id).await.unwrap().id, user.id);
    assert_eq!(t.db().generation(), after, "reading changes nothing");
    // another process, such as the command line beside the server
    let file = "SELECT file FROM pragma_database_list WHERE name = 'main'";
    let file = Statement::from_string(DbBackend::Sqlite, file);
    let file = t.db().query_one_raw(file).await.unwrap().unwrap();
    let other = rusqlite::Connection::open(file.try_get_by_index::<String>(0).unwrap()).unwrap();
    other.execute_batch("UPDATE users SET name = name || '!'").unwrap();
    assert_ne!(t.db().generation(), after);
}
