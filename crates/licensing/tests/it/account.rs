//! The account and its pairs of keys are made once, whoever is first, and nobody reads them in a stolen database.

use licensing::{APP, Server, store};
use platform::keys::Cursor;
use platform::testing::TestKontor;

const APPS: [platform::App; 3] = [ui::APP, directory::APP, APP];

#[tokio::test]
async fn of_many_who_open_the_account_at_once_all_get_the_same() {
    let t = TestKontor::start(&APPS).await;
    assert!(Server::find(&t.kontor).await.unwrap().is_none(), "looking makes nothing");
    let nodes = [t.restarted(&APPS).await, t.restarted(&APPS).await, t.restarted(&APPS).await];
    let open = |node: &platform::Kontor| {
        let node = node.clone();
        tokio::spawn(async move { Server::of(&node).await.map(|server| server.id) })
    };
    let opening: Vec<_> = nodes.iter().chain(&nodes).map(open).collect();
    let mut ids = Vec::new();
    for one in opening {
        ids.push(one.await.unwrap().unwrap());
    }
    ids.dedup();
    let account = store::account::find(t.db()).await.unwrap().unwrap();
    assert_eq!(ids, [account.id]);
    assert_eq!(store::account::pairs(t.db()).await.unwrap().len(), 1);
    assert_eq!(Server::find(&t.kontor).await.unwrap().unwrap().id, account.id);
}

#[tokio::test]
async fn a_pair_is_sealed_and_opens_again_after_keys_were_changed() {
    let t = TestKontor::start(&APPS).await;
    Server::of(&t.kontor).await.unwrap();
    let [pair] = &store::account::pairs(t.db()).await.unwrap()[..] else { panic!("one pair") };
    assert!(pair.kind == "ed25519" && pair.public.len() == 64);
    assert!(!pair.secret.windows(4).any(|part| part == [0x06, 0x03, 0x2b, 0x65]), "no PKCS#8");
    let keys = &t.kontor.keys;
    let tx = t.kontor.db.begin().await.unwrap();
    keys.rotate(&tx, 1).await.unwrap();
    keys.refresh(&tx).await.unwrap();
    let step = keys.rotate_step(&tx, APP.sealed, &mut Cursor::default(), 100).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((step.resealed, step.unreadable), (1, Vec::new()));
    let sealed_anew = &store::account::pairs(t.db()).await.unwrap()[0];
    assert!(sealed_anew.secret != pair.secret && sealed_anew.public == pair.public);
    let again = t.restarted(&APPS).await;
    Server::of(&again).await.unwrap();
}
