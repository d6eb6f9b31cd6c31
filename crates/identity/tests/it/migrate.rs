use identity::APP;
use platform::Kontor;
use platform::testing::TestKontor;

#[tokio::test]
async fn the_schema_goes_down_and_up_again() {
    let t = TestKontor::start(&[APP]).await;
    let (db, clock) = (&t.kontor.db, &t.kontor.clock);
    let migrations = Kontor::migrations(&[APP]);
    let applied = migrations.status(db).await.unwrap().applied;
    let later = applied.iter().rev().take_while(|step| *step != "2026_11_03_identity").count();
    migrations.revert(db, clock, u32::try_from(later + 1).unwrap()).await.unwrap();
    let status = migrations.status(db).await.unwrap();
    assert_eq!(status.pending[0], "2026_11_03_identity");
    assert!(identity::setup::is_needed(t.db()).await.is_err());
    clock.advance(chrono::TimeDelta::seconds(1)); // copies are named by the time
    migrations.migrate(db, clock).await.unwrap();
    assert!(identity::setup::is_needed(t.db()).await.unwrap());
}
