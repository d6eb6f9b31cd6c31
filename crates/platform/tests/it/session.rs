use crate::toy::TOY;
use axum::body::Body;
use axum::http::Method;
use chrono::TimeDelta;
use platform::session;
use platform::testing::TestKontor;

#[tokio::test]
async fn a_session_ends_by_idling_by_age_and_by_command() {
    let t = TestKontor::start(&[TOY]).await;
    let ada = t.agent("Ada").await;
    let cookie = t.sign_in(&ada).await;
    assert_eq!(t.get(&cookie, "/whoami").await.body, "Ada");
    t.kontor.clock.advance(TimeDelta::minutes(31));
    assert_eq!(t.get(&cookie, "/whoami").await.status, 401);

    let cookie = t.sign_in(&ada).await;
    let id = session::of_user(t.db(), ada.id).await.unwrap()[0].id.clone();
    let tx = t.kontor.db.begin().await.unwrap();
    assert!(session::end(&tx, &id).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(t.get(&cookie, "/whoami").await.status, 401);
}

#[tokio::test]
async fn a_clock_that_jumps_ends_sessions_and_never_lengthens_them() {
    let t = TestKontor::start(&[TOY]).await;
    let ada = t.agent("Ada").await;
    let status = async |cookie: &str| t.get(cookie, "/whoami").await.status.as_u16();

    // set back by as much as clocks of several nodes are apart: nobody is thrown out
    let cookie = t.sign_in(&ada).await;
    t.kontor.clock.advance(-TimeDelta::minutes(5));
    assert_eq!(status(&cookie).await, 200);
    // set back by a day, the session would have lived for two
    t.kontor.clock.advance(-TimeDelta::days(1));
    assert_eq!(status(&cookie).await, 401);

    // a jump ahead is a long absence; what was entered meanwhile is over when the clock is right again
    let cookie = t.sign_in(&ada).await;
    t.kontor.clock.advance(TimeDelta::days(1));
    assert_eq!(status(&cookie).await, 401);
    let ahead = t.sign_in(&ada).await;
    t.kontor.clock.advance(-TimeDelta::days(1));
    assert_eq!(status(&ahead).await, 401);
}

#[tokio::test]
async fn the_database_does_not_know_the_cookie() {
    let t = TestKontor::start(&[TOY]).await;
    let ada = t.agent("Ada").await;
    let cookie = t.sign_in(&ada).await;
    let token = cookie.split_once('=').unwrap().1;
    let stored = session::of_user(t.db(), ada.id).await.unwrap()[0].id.clone();
    assert_ne!(stored, token);
    assert_eq!(stored, session::id_of(token));
    assert_eq!(t.get(&format!("kontor-insecure={stored}"), "/whoami").await.status, 401);
}

#[tokio::test]
async fn the_eleventh_session_ends_the_oldest() {
    let t = TestKontor::start(&[TOY]).await;
    let ada = t.agent("Ada").await;
    let first = t.sign_in(&ada).await;
    for _ in 0..10 {
        t.kontor.clock.advance(TimeDelta::seconds(1));
        t.sign_in(&ada).await;
    }
    assert_eq!(session::of_user(t.db(), ada.id).await.unwrap().len(), 10);
    assert_eq!(t.get(&first, "/whoami").await.status, 401);
}

#[tokio::test]
async fn someone_who_left_has_no_session() {
    let t = TestKontor::start(&[TOY]).await;
    let mut ada = t.agent("Ada").await;
    let cookie = t.sign_in(&ada).await;
    ada.active = false;
    let tx = t.kontor.db.begin().await.unwrap();
    platform::users::save(&tx, &mut ada).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(t.get(&cookie, "/whoami").await.status, 401);
}

#[tokio::test]
async fn a_cookie_without_protection_counts_on_this_machine_alone() {
    let t = TestKontor::start(&[TOY]).await;
    let cookie = t.sign_in(&t.agent("Ada").await).await;
    let whoami = async |host: &str| {
        let headers = [("host", host)];
        t.send(Method::GET, "/whoami", &cookie, &headers, Body::empty()).await.status.as_u16()
    };
    for host in ["localhost:8080", "127.0.0.1", "[::1]:8080"] {
        assert_eq!(whoami(host).await, 200, "{host}");
    }
    for host in ["kontor.lan", "192.168.1.5:8080", "localhost.evil.test"] {
        assert_eq!(whoami(host).await, 401, "{host}");
    }
}
