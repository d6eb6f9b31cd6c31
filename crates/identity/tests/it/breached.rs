use crate::browser::{APPS, Browser, PASSWORD, member};
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use identity::actions;
use platform::Role;
use platform::testing::TestKontor;
use std::sync::{Arc, Mutex};

/// A password that the lists of these tests name.
const STOLEN: &str = "Elbe-Speicher-Frachtbuch-1888";

/// A service on this machine that speaks like the range API; it remembers what it was asked.
struct Service {
    address: String,
    asked: Arc<Mutex<Vec<(String, bool)>>>,
}

impl Service {
    async fn start(status: StatusCode, body: String) -> Self {
        let asked: Arc<Mutex<Vec<(String, bool)>>> = Arc::default();
        let heard = asked.clone();
        let answer = async move |Path(prefix): Path<String>, headers: HeaderMap| {
            let padded = headers.get("add-padding").is_some_and(|it| it == "true");
            heard.lock().unwrap().push((prefix, padded));
            (status, body)
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let routes = Router::new().route("/range/{prefix}", get(answer));
        tokio::spawn(async move { axum::serve(listener, routes).await });
        Self { address, asked }
    }

    /// A house that asks this service.
    async fn house(&self) -> TestKontor {
        let (url, allow) = (
            format!("http://{}/range/", self.address),
            format!("{}/32:{}", "127.0.0.1", self.port()),
        );
        TestKontor::start_with(
            &APPS,
            &[
                ("sign_in.second_factor", "nobody"),
                ("password.breached", "online"),
                ("password.breached_url", &url),
                ("outbound.allow", &allow),
            ],
        )
        .await
    }

    fn port(&self) -> &str {
        self.address.rsplit_once(':').unwrap().1
    }
}

fn sha1(text: &str) -> String {
    use sha1::{Digest, Sha1};
    hex::encode_upper(Sha1::digest(text.as_bytes()))
}

#[tokio::test]
async fn a_stolen_password_is_refused_and_the_service_learns_five_letters() {
    let hash = sha1(STOLEN);
    let other = sha1(PASSWORD);
    // the other one is padding: a count of nought
    let body = format!(
        "0000000000000000000000000000000000A:3\r\n{}:42\r\n{}:0\r\n",
        &hash[5..],
        &other[5..]
    );
    let service = Service::start(StatusCode::OK, body).await;
    let t = service.house().await;
    member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    let change = |new| [("current", PASSWORD), ("password", new)];
    let page = browser.post("/account/password", &change(STOLEN)).await;
    assert_eq!(page.status, 422);
    assert!(
        page.body.contains(r#"id="f-password-error""#) && page.body.contains("stolen"),
        "{}",
        page.body
    );
    assert_eq!(
        browser.post("/account/password", &change("Weser-Kaje-Frachtbrief-1901")).await.status,
        303
    );
    let asked = service.asked.lock().unwrap().clone();
    assert_eq!(asked[1], (hash[..5].to_owned(), true));
    assert!(asked.iter().all(|(prefix, padded)| prefix.len() == 5 && *padded), "{asked:?}");
}

#[tokio::test]
async fn a_service_that_is_down_keeps_nobody_from_choosing_a_password() {
    let service = Service::start(StatusCode::INTERNAL_SERVER_ERROR, String::new()).await;
    let t = service.house().await;
    let ada = member(&t, "Ada", Role::Agent).await;
    actions::set_password(&t.cx(), ada.id, STOLEN).await.unwrap();
    assert_eq!(service.asked.lock().unwrap().len(), 2);
    // and one that cannot be reached at all: nothing is allowed to be
    let shut = [("password.breached", "online"), ("password.breached_url", "http://127.0.0.1:9/")];
    let t = TestKontor::start_with(&APPS, &shut).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    actions::set_password(&t.cx(), ada.id, STOLEN).await.unwrap();
}

#[tokio::test]
async fn a_list_of_ones_own_serves_without_the_internet_also_for_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let mut lines = ["password", STOLEN, "x"].map(|text| format!("{}:9", sha1(text)));
    lines.sort();
    let path = folder.path().join("list.txt");
    std::fs::write(&path, lines.join("\r\n")).unwrap();
    let settings =
        [("password.breached", "file"), ("password.breached_file", path.to_str().unwrap())];
    let t = TestKontor::start_with(&APPS, &settings).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let refused = actions::set_password(&t.cx(), ada.id, STOLEN).await.unwrap_err();
    assert!(refused.to_string().contains("stolen"), "{refused}");
    assert!(actions::check_password(&t.cx(), "Bea", "bea@kontor.test", STOLEN).await.is_err());
    std::fs::remove_file(&path).unwrap();
    actions::set_password(&t.cx(), ada.id, STOLEN).await.unwrap();
}

#[tokio::test]
async fn a_house_may_want_longer_passwords() {
    let settings = [("password.min_length", "24"), ("sign_in.second_factor", "nobody")];
    let t = TestKontor::start_with(&APPS, &settings).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    browser.sign_in("ada@kontor.test", PASSWORD).await;
    assert!(browser.get("/account").await.body.contains("24 to 128 characters"));
    let form = [("current", PASSWORD), ("password", "Elbe-Kai-Frachtgut-1901")];
    let page = browser.post("/account/password", &form).await;
    assert!(page.status == 422 && page.body.contains("24"), "{}", page.body);
    actions::set_password(&t.cx(), ada.id, "Elbe-Kai-Frachtgut-19012").await.unwrap();
}
