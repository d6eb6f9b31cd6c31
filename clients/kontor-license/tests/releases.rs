//! Releases as keygen-rs asks for them: the real server, a release that was given out, and the file of it.

mod common;

use common::server::House;
use keygen_rs::release::{Release, ReleaseChannel, ReleaseUpgradeRequest};
use serde_json::{Value, json};

/// A release with one file, given out.
fn give_out(house: &House, product: &str, version: &str, content: &[u8]) -> String {
    let body = json!({"data": {"type": "releases", "attributes": {"version": version, "channel": "stable"},
        "relationships": {"product": {"data": {"type": "products", "id": product}}}}});
    let release = house.vendor("/releases", &body);
    let id = release["data"]["id"].as_str().unwrap().to_owned();
    let body = json!({"data": {"type": "artifacts",
        "attributes": {"filename": "backup.zip", "filesize": content.len(), "platform": "linux", "arch": "amd64"},
        "relationships": {"release": {"data": {"type": "releases", "id": id}}}}});
    let artifact = house.vendor_without_redirect("/artifacts", &body);
    let to = artifact["data"]["links"]["redirect"].as_str().unwrap_or_else(|| panic!("{artifact}"));
    ureq::put(to).send(content).unwrap();
    house.vendor(&format!("/releases/{id}/actions/publish"), &Value::Null);
    id
}

#[test]
fn keygens_own_client_learns_of_a_newer_release_and_fetches_its_file() {
    let house = House::open("releases");
    let policy = json!({"name": "Node", "authenticationStrategy": "LICENSE"});
    let (_, key, product) = house.licence(policy);
    let mut ids = Vec::new();
    for (version, content) in [("1.0.0", "one"), ("1.0.1", "one and a bit"), ("2.0.0", "two")] {
        ids.push(give_out(&house, &product, version, content.as_bytes()));
    }
    keygen_rs::config::set_config(house.config(&key, &product)).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let wish = |constraint: Option<&str>| ReleaseUpgradeRequest {
            product: Some(product.clone()),
            constraint: constraint.map(str::to_owned),
            channel: Some(ReleaseChannel::Stable),
            package: None,
        };
        let first = Release::get(&ids[0]).await.unwrap();
        assert_eq!((first.version.as_str(), first.product_id.as_ref()), ("1.0.0", Some(&product)));
        let within = first.upgrade(Some(&wish(Some("1.0")))).await.unwrap();
        assert_eq!(within.version, "1.0.1");
        let newest = first.upgrade(Some(&wish(None))).await.unwrap();
        assert_eq!((newest.version.as_str(), &newest.id), ("2.0.0", &ids[2]));
        let none = newest.upgrade(Some(&wish(None))).await.unwrap_err().to_string();
        assert!(none.contains("404") || none.to_lowercase().contains("not found"), "{none}");

        let artifacts = newest.artifacts(None).await.unwrap();
        assert_eq!(artifacts.len(), 1);
        assert_eq!(
            (artifacts[0].filename.as_str(), artifacts[0].filesize),
            ("backup.zip", Some(3))
        );
        let download = newest.download_artifact("backup.zip").await.unwrap();
        let file = ureq::get(&download.location).call().unwrap().body_mut().read_to_vec().unwrap();
        assert_eq!(file, b"two");

        // what is taken back is offered to nobody any more
        house.vendor(&format!("/releases/{}/actions/yank", ids[2]), &Value::Null);
        let now = first.upgrade(Some(&wish(None))).await.unwrap();
        assert_eq!(now.version, "1.0.1");
        assert!(newest.download_artifact("backup.zip").await.is_err());
    });
}
