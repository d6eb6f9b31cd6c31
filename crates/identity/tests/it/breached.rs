use crate::browser::{APPS, Browser, PASSWORD, member, security_log};
use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::get;
use chrono::TimeDelta;
use identity::actions;
use platform::testing::{Answer, TestKontor};
use platform::{Role, event};
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
    assert!(asked.contains(&(hash[..5].to_owned(), true)), "{asked:?}");
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

/// A list of stolen passwords that grows while the house runs.
struct List {
    _folder: tempfile::TempDir,
    path: std::path::PathBuf,
}

impl List {
    fn of(passwords: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let list = Self { path: folder.path().join("list.txt"), _folder: folder };
        list.write(passwords);
        list
    }

    fn write(&self, passwords: &[&str]) {
        let mut lines: Vec<_> = passwords.iter().map(|text| format!("{}:9", sha1(text))).collect();
        lines.sort();
        std::fs::write(&self.path, lines.join("\n")).unwrap();
    }

    async fn house(&self, settings: &[(&str, &str)]) -> TestKontor {
        let file = self.path.to_str().unwrap();
        let own = [("password.breached", "file"), ("password.breached_file", file)];
        TestKontor::start_with(&APPS, &[&own[..], settings].concat()).await
    }
}

const NOBODY: (&str, &str) = ("sign_in.second_factor", "nobody");
const NEW: &str = "Weser-Kaje-Frachtbrief-1901";

async fn choose(browser: &mut Browser<'_>, asked: &Answer) -> Answer {
    let token = asked.location().strip_prefix("/sign-in/password?token=").unwrap_or_default();
    let page = browser.get(asked.location()).await;
    assert!(page.status == 200 && page.body.contains("stolen elsewhere"), "{}", page.body);
    browser.post("/sign-in/password", &[("token", token), ("password", NEW)]).await
}

#[tokio::test]
async fn a_password_that_is_stolen_later_is_found_within_a_month_and_another_one_is_chosen() {
    let list = List::of(&["password"]);
    let t = list.house(&[NOBODY]).await;
    let ada = member(&t, "Ada", Role::Agent).await;
    let mut browser = Browser::at(&t, "203.0.113.1");
    assert_eq!(browser.sign_in("ada@kontor.test", PASSWORD).await.location(), "/");
    list.write(&["password", PASSWORD]);
    t.kontor.clock.advance(TimeDelta::days(29));
    assert_eq!(browser.sign_in("ada@kontor.test", PASSWORD).await.location(), "/", "not yet due");
    t.kontor.clock.advance(TimeDelta::days(1));
    let mut other = Browser::at(&t, "203.0.113.2");
    let asked = other.sign_in("ada@kontor.test", PASSWORD).await;
    assert!(!other.is_signed_in().await, "the password alone opens nothing any more");
    assert!(security_log(&t).contains("SECURITY[PASSWORD_STOLEN]: user=ada@kontor.test"));
    let facts = event::timeline(t.db(), &format!("user:{}", ada.id)).await.unwrap();
    let found = |name: &str| facts.iter().filter(|fact| fact.name == name).count();
    assert_eq!(found("identity.password_found_stolen"), 1);
    // asked again it is the same, and the first link is void
    let again = other.sign_in("ada@kontor.test", PASSWORD).await;
    assert_eq!(other.get(asked.location()).await.status, 410);
    let token = again.location().split_once("token=").unwrap().1.to_owned();
    let same = [("token", token.as_str()), ("password", PASSWORD)];
    assert_eq!(other.post("/sign-in/password", &same).await.status, 422, "not the same one");
    assert_eq!(choose(&mut other, &again).await.status, 303);
    assert!(other.is_signed_in().await);
    assert_eq!(other.sign_in("ada@kontor.test", NEW).await.location(), "/");
    assert!(t.audit_is_whole().await);
}

#[tokio::test]
async fn a_stolen_password_opens_no_way_around_the_second_factor_and_signs_no_program_in() {
    let list = List::of(&["password"]);
    let t = list.house(&[NOBODY]).await;
    member(&t, "Maria", Role::Admin).await;
    let mut first = Browser::at(&t, "203.0.113.1");
    first.sign_in("maria@kontor.test", PASSWORD).await;
    let (app, codes) = crate::factor::set_up(&t, &mut first).await;
    list.write(&[PASSWORD]);
    t.kontor.clock.advance(TimeDelta::days(30));
    let mut browser = Browser::at(&t, "203.0.113.2");
    let asked = browser.sign_in("maria@kontor.test", PASSWORD).await;
    assert!(asked.location().starts_with("/sign-in/second"), "{}", asked.location());
    let code = app.shows(&t);
    let asked = browser.post("/sign-in/second", &[("code", &code), ("next", "/account")]).await;
    assert!(!browser.is_signed_in().await);
    let login = serde_json::json!({ "email": "maria@kontor.test", "password": PASSWORD,
        "scopes": ["users:read"], "code": codes[0] });
    let headers = [("content-type", "application/json")];
    let (post, path) = (axum::http::Method::POST, "/api/v1/auth/login");
    let said = t.send(post, path, "", &headers, login.to_string().into()).await;
    assert!(said.status == 422 && said.body.contains("password-stolen"), "{}", said.body);
    assert_eq!(choose(&mut browser, &asked).await.location(), "/");
    assert!(browser.is_signed_in().await, "and no factor is asked for once more");
}

#[tokio::test]
async fn a_service_that_is_down_or_slow_keeps_nobody_out_and_is_asked_the_next_time() {
    let service = Service::start(StatusCode::INTERNAL_SERVER_ERROR, String::new()).await;
    let t = service.house().await;
    member(&t, "Ada", Role::Agent).await;
    let asked = || service.asked.lock().unwrap().len();
    let before = asked();
    for n in 1..=2 {
        let mut browser = Browser::at(&t, &format!("203.0.113.{n}"));
        assert_eq!(browser.sign_in("ada@kontor.test", PASSWORD).await.location(), "/");
        assert_eq!(asked(), before + n);
    }
    // nobody is asked about a wrong one, nor where signing in is locked
    for n in 0..6 {
        Browser::at(&t, &format!("198.51.100.{n}")).sign_in("ada@kontor.test", "wrong").await;
    }
    Browser::at(&t, "198.51.100.9").sign_in("ada@kontor.test", PASSWORD).await;
    assert_eq!(asked(), before + 2);
    // whoever hangs is not waited for
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (url, allow) = (format!("http://127.0.0.1:{port}/range/"), format!("127.0.0.1/32:{port}"));
    let settings = [
        NOBODY,
        ("password.breached", "online"),
        ("password.breached_url", url.as_str()),
        ("outbound.allow", allow.as_str()),
    ];
    let t = TestKontor::start_with(&APPS, &settings).await;
    member(&t, "Bea", Role::Agent).await;
    let began = std::time::Instant::now();
    let mut browser = Browser::at(&t, "203.0.113.1");
    assert_eq!(browser.sign_in("bea@kontor.test", PASSWORD).await.location(), "/");
    assert!(began.elapsed() < std::time::Duration::from_millis(1900), "{:?}", began.elapsed());
}
