//! The entries that everything stands on are kept whole on every database.

use crate::world::World;
use licensing::domain::policy::Settings;
use licensing::store;
use platform::Error;

#[tokio::test]
async fn what_is_stored_comes_back_and_no_change_is_lost() {
    let w = World::start().await;
    let policy =
        w.policy(Settings { max_machines: Some(3), floating: true, ..Settings::default() }).await;
    let licence = w.licence(&policy).await;
    let machine = w.machine(&licence, "aa:bb").await;
    let db = w.t.db();
    assert_eq!(store::policy::get(db, policy.id).await.unwrap(), policy);
    assert_eq!(store::machine::get(db, machine.id).await.unwrap(), machine);
    let (mut one, mut other) = (licence.clone(), licence);
    one.name = "Eins".into();
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::licence::save(&tx, &mut one).await.unwrap();
    let lost = store::licence::save(&tx, &mut other).await;
    assert!(matches!(lost, Err(Error::Stale)), "{lost:?}");
    tx.commit().await.unwrap();
    assert_eq!(store::licence::get(db, one.id).await.unwrap(), one);
}
