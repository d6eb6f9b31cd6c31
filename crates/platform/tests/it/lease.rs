use crate::toy::TOY;
use chrono::TimeDelta;
use platform::testing::TestKontor;
use platform::{Error, lease};

#[tokio::test]
async fn a_claim_is_one_nodes_until_it_is_given_back_or_lapses() {
    let t = TestKontor::start(&[TOY]).await;
    let (clock, name) = (&t.kontor.clock, "mailbox:1");
    let first = lease::take(&t.kontor, name).await.unwrap().unwrap();
    assert!(lease::take(&t.kontor, name).await.unwrap().is_none());
    assert!(lease::take(&t.kontor, "mailbox:2").await.unwrap().is_some(), "each has its own");
    first.give_back(&t.kontor).await.unwrap();
    let second = lease::take(&t.kontor, name).await.unwrap().unwrap();
    clock.advance(TimeDelta::seconds(29));
    assert!(lease::take(&t.kontor, name).await.unwrap().is_none());
    clock.advance(TimeDelta::seconds(2));
    assert!(lease::take(&t.kontor, name).await.unwrap().is_some());

    // the one before only slept: it neither commits nor gives back what is another's now
    let cx = t.cx().under(&second);
    let tx = cx.begin().await.unwrap();
    assert!(matches!(cx.commit(tx).await, Err(Error::Stale)));
    second.give_back(&t.kontor).await.unwrap();
    assert!(lease::take(&t.kontor, name).await.unwrap().is_none());
}

#[tokio::test]
async fn of_two_that_ask_at_once_one_gets_the_claim() {
    let t = TestKontor::start(&[TOY]).await;
    for n in 0..10 {
        let name = format!("mailbox:{n}");
        let (one, other) =
            tokio::join!(lease::take(&t.kontor, &name), lease::take(&t.kontor, &name));
        let given = usize::from(one.unwrap().is_some()) + usize::from(other.unwrap().is_some());
        assert_eq!(given, 1);
    }
}
