use super::signed_in;

#[tokio::test]
async fn files_are_kept_for_ever_and_others_do_not_exist() {
    let (t, _, cookie) = signed_in().await;
    let answer = t.get(&cookie, &ui::assets::path(ui::assets::CSS)).await;
    assert_eq!(answer.status.as_u16(), 200);
    assert_eq!(answer.headers["cache-control"], "public, max-age=31536000, immutable");
    assert_eq!(answer.headers["content-type"], "text/css; charset=utf-8");
    for path in ["/a/manifest.json", "/a/nothing.js", "/a/..%2f..%2fCargo.toml"] {
        assert_eq!(t.get(&cookie, path).await.status.as_u16(), 404, "{path}");
    }
}

#[tokio::test]
async fn the_licences_of_what_others_made_can_be_read() {
    let (t, _, cookie) = signed_in().await;
    let page = t.get(&cookie, "/help/licences").await.body;
    for name in ["htmx.org", "4.0.1", "lucide-static", "Apache-2.0", "/help/licences/server"] {
        assert!(page.contains(name), "{name} is missing");
    }
    let found = t.get(&cookie, "/help/licences?q=tokio+mit").await.body;
    assert!(found.contains("tokio-stream") && !found.contains("htmx.org"));
    assert!(t.get("", "/help/licences?q=serde&from=100").await.status.is_success());

    let server = t.get(&cookie, "/help/licences/server").await;
    assert!(server.headers["content-type"].to_str().unwrap().starts_with("text/plain"));
    assert!(server.body.contains("Permission is hereby granted, free of charge"));
    let browser = page.split("href=\"").find(|part| part.starts_with("/a/THIRD_PARTY")).unwrap();
    let browser = browser.split('"').next().unwrap();
    assert!(t.get(&cookie, browser).await.body.contains("SIL OPEN FONT LICENSE"));
}
