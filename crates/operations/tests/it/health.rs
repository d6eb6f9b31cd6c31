use crate::start;

#[tokio::test]
async fn the_state_of_the_house_says_what_the_checks_say() {
    let (t, cookie) = start().await;
    let page = t.get(&cookie, "/admin/health").await.body;
    assert!(page.contains("The database answers"), "{page}");
    assert!(page.contains("The audit trail has not been checked yet"));
    let admin = t.get(&cookie, "/admin").await.body;
    for path in ["/admin/health", "/admin/queues", "/admin/audit"] {
        assert!(admin.contains(&format!("href=\"{path}\"")), "{path}");
    }
}
