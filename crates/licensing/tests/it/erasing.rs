//! Who used a licence is forgotten; what was sold stays.

use crate::world::World;
use licensing::domain::metadata::Metadata;
use licensing::domain::policy::Settings;
use licensing::domain::user::{LicenceUserId, Standing, User};
use licensing::{actions, store};
use platform::Millis;
use platform::privacy::Subject;
use serde_json::json;

#[tokio::test]
async fn an_erased_user_leaves_the_licence_and_the_seat_without_a_name() {
    let w = World::start().await;
    let now = Millis(w.t.kontor.clock.now());
    let user = |email: &str| User {
        id: LicenceUserId::new(),
        environment: None,
        group: None,
        email: email.into(),
        email_key: email.to_lowercase(),
        first_name: "Eva".into(),
        last_name: "Ott".into(),
        standing: Standing::Active,
        metadata: Metadata::new(json!({"desk": "4"})).unwrap(),
        created_at: now,
        updated_at: now,
        version: 1,
    };
    let (eva, other) = (user("Eva@firma.example"), user("geva@firma.example"));
    let licence = w.licence(&w.policy(Settings::default()).await).await;
    let mut machine = w.machine(&licence, "aa:bb").await;
    (machine.owner, machine.hostname, machine.ip) =
        (Some(eva.id), "evas-rechner".into(), "192.0.2.7".into());
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::user::insert(&tx, &eva).await.unwrap();
    store::user::insert(&tx, &other).await.unwrap();
    store::machine::save(&tx, &mut machine).await.unwrap();
    tx.commit().await.unwrap();

    let mut subject = Subject::default();
    subject.add_email("eva@firma.example");
    for _ in 0..2 {
        actions::erase_user(&w.t.cx(), &subject).await.unwrap();
    }
    let db = w.t.db();
    let left = store::user::get(db, eva.id).await.unwrap();
    assert_eq!((left.first_name.as_str(), left.last_name.as_str()), ("", ""));
    assert!(
        !left.email.contains("firma") && left.email == left.email_key && left.metadata.is_empty()
    );
    let seat = store::machine::get(db, machine.id).await.unwrap();
    assert_eq!((seat.hostname.as_str(), seat.ip.as_str(), seat.name.as_str()), ("", "", ""));
    assert_eq!((seat.owner, seat.fingerprint.as_str()), (Some(eva.id), "aa:bb"));
    assert_eq!(store::user::get(db, other.id).await.unwrap(), other);
}
