use crate::toy::TOY;
use platform::db::{DbBackend, Rows};
use platform::session;
use platform::testing::TestKontor;
use platform::users::{self, Role};
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
