use identity::APP;
use platform::Kontor;
use platform::testing::TestKontor;

#[tokio::test]
async fn the_schema_goes_down_and_up_again() {
    let t = TestKontor::start(&[APP]).await;
    let (db, clock) = (&t.kontor.db, &t.kontor.clock);
    let migrations = Kontor::migrations(&[APP]);
    migrations.revert(db, clock, 1).await.unwrap();
    let status = migrations.status(db).await.unwrap();
    assert_eq!(status.pending, ["2026_11_03_identity"]);
    assert!(identity::setup::is_needed(t.db()).await.is_err());
    clock.advance(chrono::TimeDelta::seconds(1)); // copies are named by the time
    migrations.migrate(db, clock).await.unwrap();
    assert!(identity::setup::is_needed(t.db()).await.unwrap());
}
