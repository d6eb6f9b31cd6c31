//! Licences and machines of an entry, as programs ask for them by its address.

use crate::program::{Program, names};
use crate::world::World;
use licensing::domain::draft::Given;
use licensing::domain::group::Group;
use licensing::domain::policy::Settings;
use licensing::domain::token::Bearer;
use licensing::{actions, store};

#[tokio::test]
async fn the_lists_of_an_entry_hold_what_belongs_to_it_alone() {
    let w = World::start().await;
    let mut given = Given::default();
    given.put("name", "School");
    let group: Group = actions::create_entry(&w.t.cx(), None, &given).await.unwrap();
    let (one, two) = (w.policy(Settings::default()).await, w.policy(Settings::default()).await);
    let (mut inside, outside) = (w.licence(&one).await, w.licence(&two).await);
    let mut machine = w.machine(&inside, "aa:bb").await;
    w.machine(&outside, "cc:dd").await;
    (inside.group, machine.group) = (Some(group.id), Some(group.id));
    let tx = w.t.kontor.db.begin().await.unwrap();
    store::licence::save(&tx, &mut inside).await.unwrap();
    store::machine::save(&tx, &mut machine).await.unwrap();
    tx.commit().await.unwrap();
    let admin = Program::admin(&w).await;
    for path in [format!("/groups/{}", group.id), format!("/policies/{}", one.id)] {
        let (status, list) = admin.get(&format!("{path}/licenses")).await;
        assert_eq!((status, names(&list)), (200, vec![inside.name.as_str()]), "{path}");
    }
    let path = format!("/groups/{}/machines", group.id);
    let (_, machines) = admin.get(&path).await;
    let prints: Vec<_> = machines["data"].as_array().unwrap().iter().collect();
    assert_eq!(prints.len(), 1);
    assert_eq!(prints[0]["attributes"]["fingerprint"], "aa:bb");
    let (_, all) = admin.get(&format!("/products/{}/machines", w.product.id)).await;
    assert_eq!(all["data"].as_array().unwrap().len(), 2);
    let own = Program::new(&w, Bearer::Activation, Some(outside.id.0)).await;
    assert_eq!(own.get(&path).await.0, 403);
}
