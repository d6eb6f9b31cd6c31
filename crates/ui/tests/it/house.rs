use super::signed_in;
use platform::testing::TestKontor;

#[tokio::test]
async fn an_agent_sees_home_but_not_the_administration() {
    let (t, _, cookie) = signed_in().await;
    let home = t.get(&cookie, "/").await;
    assert!(home.body.contains("Good morning, Ada Byron"), "it is nine o'clock in Berlin");
    assert!(!home.body.contains("href=\"/admin\""));
    assert_eq!(t.get(&cookie, "/admin").await.status.as_u16(), 403);
}

#[tokio::test]
async fn an_admin_sees_how_well_the_house_is() {
    let t = TestKontor::start(&super::APPS).await;
    let cookie = t.sign_in(&t.admin("Grace Hopper").await).await;
    let admin = t.get(&cookie, "/admin").await.body;
    // how full this machine's disk is, is not ours to say
    let states = ["all well", "warning", "failure"];
    assert!(admin.contains("href=\"/admin/health\""), "{admin}");
    assert!(states.iter().any(|state| admin.contains(state)), "{admin}");
}
