//! Files are announced, sent, fetched and taken back.

use super::{Vendor, local, new_artifact, plain};
use crate::token::{body, call, refusal};
use axum::http::Method;
use chrono::TimeDelta;
use licensing::domain::artifact::Status;
use licensing::store;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha512};

/// Longer than one piece, and no byte like its neighbour.
fn long() -> Vec<u8> {
    (0..9 * 1024 * 1024_u32).map(|n| u8::try_from(n % 251).unwrap()).collect()
}

#[tokio::test]
async fn a_file_is_sent_in_pieces_and_fetched_whole_or_in_part() {
    let v = Vendor::start().await;
    let release = v.release("1.0.0").await;
    let bytes = long();
    let attributes = json!({
        "filename": "App 1.0.0.dmg", "platform": "darwin", "arch": "arm64",
        "filesize": bytes.len(), "checksum": hex::encode(Sha512::digest(&bytes)),
    });
    let sent = new_artifact(&release.id.to_string(), attributes);
    let headers = [("authorization", v.authorization.as_str()), ("prefer", "no-redirect")];
    let made = call(&v.w, Method::POST, "/v1/artifacts", &headers, &sent).await;
    assert_eq!(made.status, 201, "{}", made.body);
    let artifact = body(&made)["data"].clone();
    assert_eq!(artifact["attributes"]["status"], "WAITING");
    assert_eq!(artifact["attributes"]["filetype"], "dmg");
    let to = artifact["links"]["redirect"].as_str().unwrap();
    assert_eq!(made.location(), to);
    let put = plain(&v.w, Method::PUT, local(to), &[], bytes.clone()).await;
    assert_eq!(put.status, 200, "{}", put.body);
    let again = plain(&v.w, Method::PUT, local(to), &[], bytes.clone()).await;
    assert_eq!(refusal(&again), (422, "ARTIFACT_UPLOADED".into()));

    let path = format!("/v1/artifacts/{}", artifact["id"].as_str().unwrap());
    let led = v.get(&path).await;
    assert_eq!(led.status, 303);
    assert_eq!(body(&led)["data"]["attributes"]["status"], "UPLOADED");
    let from = local(led.location()).to_owned();
    let fetched = plain(&v.w, Method::GET, &from, &[("accept-encoding", "gzip")], vec![]).await;
    assert_eq!(fetched.status, 200);
    assert_eq!(fetched.headers["content-length"], bytes.len().to_string().as_str());
    assert_eq!(fetched.headers["content-type"], "application/octet-stream");
    let lossy = String::from_utf8_lossy(&bytes);
    assert!(fetched.body == lossy, "the same bytes come back");
    // over the border of two pieces
    let border = 8 * 1024 * 1024;
    let range = format!("bytes={}-{}", border - 2, border + 1);
    let part = plain(&v.w, Method::GET, &from, &[("range", &range)], vec![]).await;
    assert_eq!(part.status, 206);
    assert_eq!(part.body, String::from_utf8_lossy(&bytes[border - 2..border + 2]));
    let beyond = [("range", "bytes=99999999-")];
    assert_eq!(plain(&v.w, Method::GET, &from, &beyond, vec![]).await.status, 416);
}

#[tokio::test]
async fn an_address_of_a_file_is_good_for_what_it_was_made_for_and_for_a_while() {
    let v = Vendor::start().await;
    let release = v.release("1.0.0").await;
    let one = v.file(&release, "app.zip", ("", ""), b"hello").await;
    let other = v.file(&release, "other.zip", ("", ""), b"hallo").await;
    let led = v.get(&format!("/v1/artifacts/{}", one.id)).await;
    let address = local(led.location()).to_owned();
    let get = async |path: &str| plain(&v.w, Method::GET, path, &[], vec![]).await;
    assert_eq!(get(&address).await.body, "hello");
    let turned = address.replace(&one.id.to_string(), &other.id.to_string());
    let cut = address.split("&proof").next().unwrap().to_owned() + "&proof=00";
    for wrong in [&turned, &cut] {
        assert_eq!(get(wrong).await.status, 404, "{wrong}");
    }
    let put = plain(&v.w, Method::PUT, &address, &[], b"other".to_vec()).await;
    assert_eq!(put.status, 404);
    v.w.t.kontor.clock.advance(TimeDelta::minutes(11));
    assert_eq!(refusal(&get(&address).await), (403, "LINK_EXPIRED".into()));
}

#[tokio::test]
async fn what_comes_must_be_what_was_announced() {
    let v = Vendor::start().await;
    let release = v.release("1.0.0").await.id.to_string();
    for (name, attributes, code) in [
        ("a.zip", json!({ "filesize": 4 }), "FILESIZE_INVALID"),
        ("b.zip", json!({ "checksum": "00".repeat(32) }), "CHECKSUM_INVALID"),
    ] {
        let mut attributes = attributes;
        attributes["filename"] = name.into();
        let made = v.ask(Method::POST, "/v1/artifacts", new_artifact(&release, attributes)).await;
        assert_eq!(made.status, 307, "{}", made.body);
        let to = local(made.location()).to_owned();
        let put = plain(&v.w, Method::PUT, &to, &[], b"hello".to_vec()).await;
        assert_eq!(refusal(&put), (422, code.into()));
        let id = body(&made)["data"]["id"].as_str().unwrap().parse().unwrap();
        let stored = store::artifact::get(v.w.t.db(), id).await.unwrap();
        assert_eq!(stored.status, Status::Failed);
        assert!(store::artifact::parts(v.w.t.db(), id).await.unwrap().is_empty());
    }
    let empty = json!({ "filename": "c.zip" });
    let made = v.ask(Method::POST, "/v1/artifacts", new_artifact(&release, empty.clone())).await;
    let put = plain(&v.w, Method::PUT, local(made.location()), &[], vec![]).await;
    assert_eq!(refusal(&put), (422, "FILE_MISSING".into()));
    let twice = v.ask(Method::POST, "/v1/artifacts", new_artifact(&release, empty)).await;
    assert_eq!(refusal(&twice), (422, "FILENAME_TAKEN".into()));
    let odd = json!({ "filename": "../x" });
    let odd = v.ask(Method::POST, "/v1/artifacts", new_artifact(&release, odd)).await;
    assert_eq!(refusal(&odd), (422, "FILENAME_INVALID".into()));
}

#[tokio::test]
async fn a_file_that_is_too_large_is_not_kept() {
    let mut v = Vendor::start().await;
    v.w.t = platform::testing::TestKontor::start_with(
        &[ui::APP, directory::APP, licensing::APP],
        &[("licensing.max_artifact_bytes", "10")],
    )
    .await;
    let tx = v.w.t.kontor.db.begin().await.unwrap();
    store::product::insert(&tx, &v.w.product).await.unwrap();
    tx.commit().await.unwrap();
    let (_, secret) =
        crate::token::token(&v.w, licensing::domain::token::Bearer::Admin, None).await;
    v.authorization = format!("Bearer {secret}");
    let release = v.release("1.0.0").await.id.to_string();
    let named = json!({ "filename": "c.zip" });
    let made = v.ask(Method::POST, "/v1/artifacts", new_artifact(&release, named)).await;
    let to = local(made.location()).to_owned();
    let put = plain(&v.w, Method::PUT, &to, &[], vec![7; 11]).await;
    assert_eq!(refusal(&put), (413, "PAYLOAD_TOO_LARGE".into()));
    assert_eq!(plain(&v.w, Method::PUT, &to, &[], vec![7; 10]).await.status, 200);
}

#[tokio::test]
async fn a_file_is_found_by_its_name_in_the_highest_version_that_has_it() {
    let v = Vendor::start().await;
    let newer = v.release("1.10.0").await;
    let older = v.release("1.9.0").await;
    for (release, text) in [(&newer, "ten"), (&older, "nine")] {
        v.file(release, "latest.yml", ("", ""), text.as_bytes()).await;
    }
    let read = async |path: &str| {
        let led = v.get(path).await;
        assert_eq!(led.status, 303, "{}", led.body);
        plain(&v.w, Method::GET, local(led.location()), &[], vec![]).await.body
    };
    let product = v.w.product.id;
    assert_eq!(
        read(&format!("/v1/accounts/kontor/artifacts/latest.yml?product={product}")).await,
        "ten"
    );
    assert_eq!(read("/v1/releases/1.9.0/artifacts/latest.yml").await, "nine");
    assert_eq!(read("/v1/engines/raw/backup-pro/1.9.0/latest.yml").await, "nine");
    assert_eq!(v.get("/v1/artifacts/nothing.yml").await.status, 404);
    assert_eq!(v.get("/v1/releases/1.9.0/artifacts/nothing.yml").await.status, 404);
}

#[tokio::test]
async fn a_yanked_file_is_gone_for_all_and_its_release_stays() {
    let v = Vendor::start().await;
    let release = v.release("1.0.0").await;
    let file = v.file(&release, "app.zip", ("linux", "x86_64"), b"hello").await;
    let path = format!("/v1/artifacts/{}", file.id);
    let address = v.get(&path).await.location().to_owned();
    assert_eq!(v.ask(Method::DELETE, &path, Value::Null).await.status, 204);
    let shown = v.get(&path).await;
    assert_eq!((shown.status.as_u16(), shown.location()), (200, ""));
    assert_eq!(body(&shown)["data"]["attributes"]["status"], "YANKED");
    assert_eq!(plain(&v.w, Method::GET, local(&address), &[], vec![]).await.status, 404);
    assert_eq!(v.get("/v1/releases/1.0.0").await.status, 200);
}
