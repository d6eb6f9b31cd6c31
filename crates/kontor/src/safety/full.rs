//! The house on a full disk.

use crate::garbage::House;
use axum::http::Method;
use platform::disk;
use platform::health::{State, checks};

#[tokio::test]
async fn on_a_full_disk_everything_can_be_read_nothing_is_changed_and_it_heals_by_itself() {
    let house = House::new().await;
    let form = || Some("name=Neue+Gruppe".to_owned());
    disk::note(&house.t.kontor, 99, 100);
    let refused = house.ask(Method::POST, "/admin/groups", form()).await;
    assert_eq!(refused.status, 503);
    assert!(
        refused.body.contains("disk is full") && refused.body.contains("Nothing was saved"),
        "{}",
        refused.body
    );
    assert!(refused.headers.contains_key("retry-after"));
    let ready = house.get("/readyz").await;
    assert!(ready.status == 200 && ready.body.contains("\"read_only\":true"), "{}", ready.body);
    let page = house.get("/tickets").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("disk is full: nothing is saved"), "{}", page.body);
    let ada = house.t.agent("Ada Byron").await;
    house.t.sign_in(&ada).await;
    assert_eq!(house.t.run_jobs().await, 0, "jobs wait");
    let all = checks(&house.t.kontor).await;
    let disk = all.iter().find(|check| check.name == "disk").unwrap();
    assert_eq!((disk.state, disk.text.as_str()), (State::Fail, "platform-health-disk-full"));

    disk::note(&house.t.kontor, 110, 100);
    assert_eq!(
        house.ask(Method::POST, "/admin/groups", form()).await.status,
        503,
        "hardly more room"
    );
    disk::note(&house.t.kontor, 125, 100);
    assert_ne!(house.ask(Method::POST, "/admin/groups", form()).await.status, 503);
    assert!(!house.get("/tickets").await.body.contains("disk is full"));
}
