use crate::toy::{NoteWritten, TOY};
use platform::testing::TestKontor;
use platform::{audit, event};
use sea_orm::ConnectionTrait;
use sha2::{Digest, Sha256};

async fn three_notes() -> TestKontor {
    let t = TestKontor::start(&[TOY]).await;
    for text in ["a", "b", "c"] {
        let cx = t.cx();
        let tx = cx.begin().await.unwrap();
        event::record(&tx, &cx, &NoteWritten { text: text.into() }).await.unwrap();
        cx.commit(tx).await.unwrap();
    }
    assert!(t.audit_is_whole().await);
    t
}

async fn tamper(t: &TestKontor, sql: &str) -> String {
    let tx = t.kontor.db.begin().await.unwrap();
    tx.execute_unprepared(sql).await.unwrap();
    tx.commit().await.unwrap();
    audit::verify(&t.kontor, None)
        .await
        .unwrap()
        .broken
        .expect("the chain should be broken")
        .reason
        .en
}

#[tokio::test]
async fn an_untouched_chain_is_whole_and_counts_its_links() {
    let t = three_notes().await;
    let found = audit::verify(&t.kontor, None).await.unwrap();
    assert_eq!((found.links, found.unsealed, found.erased), (3, 0, 0));
}

#[tokio::test]
async fn a_changed_fact_is_found() {
    let t = three_notes().await;
    let reason =
        tamper(&t, "UPDATE events SET payload = '{\"text\":\"x\"}' WHERE payload LIKE '%b%'").await;
    assert_eq!(reason, "the fact's details were changed");
}

#[tokio::test]
async fn a_deleted_fact_is_found() {
    let t = three_notes().await;
    let reason = tamper(&t, "DELETE FROM events WHERE payload LIKE '%b%'").await;
    assert_eq!(reason, "the fact of this link was deleted");
}

#[tokio::test]
async fn a_chain_cut_short_is_found() {
    let t = three_notes().await;
    let reason = tamper(&t, "DELETE FROM audit_chain WHERE seq = 3").await;
    assert_eq!(reason, "facts are marked as sealed that the chain does not hold");
}

#[tokio::test]
async fn a_link_taken_out_of_the_middle_is_found() {
    let t = three_notes().await;
    assert_eq!(tamper(&t, "DELETE FROM audit_chain WHERE seq = 2").await, "a link is missing");
}

#[tokio::test]
async fn a_head_that_was_shipped_must_still_be_there() {
    let t = three_notes().await;
    let head = audit::head(t.db()).await.unwrap().unwrap().hash;
    assert!(audit::verify(&t.kontor, Some(&head)).await.unwrap().broken.is_none());
    assert!(audit::verify(&t.kontor, Some("00")).await.unwrap().broken.is_some());
}

#[tokio::test]
async fn erasing_a_persons_details_leaves_the_chain_whole() {
    let t = three_notes().await;
    let tx = t.kontor.db.begin().await.unwrap();
    tx.execute_unprepared("UPDATE events SET payload = NULL, salt = NULL, ip = NULL")
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let found = audit::verify(&t.kontor, None).await.unwrap();
    assert!(found.broken.is_none());
    assert_eq!(found.erased, 3);
}

#[tokio::test]
async fn a_changed_fact_cannot_pass_as_an_erased_one() {
    for change in [
        "UPDATE events SET payload = '{\"text\":\"x\"}', salt = NULL WHERE payload LIKE '%b%'",
        "UPDATE events SET payload = NULL WHERE payload LIKE '%b%'",
        "UPDATE events SET payload = NULL, salt = NULL, ip = '192.0.2.1' WHERE payload LIKE '%b%'",
    ] {
        let t = three_notes().await;
        assert_eq!(tamper(&t, change).await, "the fact's details were changed", "{change}");
    }
}

/// The documented formula, without the key.
fn without_the_key(seq: i64, fact: &event::Recorded, before: &str) -> Vec<u8> {
    let (seq, at) = (seq.to_string(), fact.at.0.timestamp_millis().to_string());
    let (id, actor) =
        (fact.id.to_string(), fact.actor.map(|id| id.to_string()).unwrap_or_default());
    let mut hash = Sha256::new();
    for part in
        ["kontor/audit/v1", &seq, &id, &at, &fact.name, &fact.object, &actor, &fact.digest, before]
    {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().to_vec()
}

#[tokio::test]
async fn who_can_only_write_to_the_database_cannot_chain_a_changed_fact_anew() {
    let t = three_notes().await;
    let links = audit::after(t.db(), 0, 10).await.unwrap();
    let (before, (last, fact)) = (&links[1].0.hash, &links[2]);
    let fact = fact.as_ref().unwrap();
    let hash = without_the_key(3, fact, before);
    assert_eq!(
        hex::encode(t.kontor.keys.mac("audit", &hash)),
        last.hash,
        "the formula is the documented one"
    );

    let forged = event::Recorded { name: "toy.something_else".into(), ..fact.clone() };
    let hash = hex::encode(without_the_key(3, &forged, before));
    tamper(&t, "UPDATE events SET name = 'toy.something_else' WHERE payload LIKE '%c%'").await;
    let chained = format!("UPDATE audit_chain SET hash = '{hash}' WHERE seq = 3");
    assert_eq!(tamper(&t, &chained).await, "the fact or the order was changed");
}
