//! A browser in little: it keeps cookies, sends forms, and comes from an address of its own.

use axum::body::Body;
use axum::http::Method;
use identity::{APP, Account, actions};
use platform::testing::{Answer, TestKontor};
use platform::{App, Lang, Role, User};

pub const PASSWORD: &str = "Elbe-Speicher-Kontorbuch-1888";
pub const APPS: [App; 2] = [APP, ui::APP];

pub async fn start() -> TestKontor {
    // a second factor is asked for where a test is about it
    TestKontor::start_with(&APPS, &[("sign_in.second_factor", "nobody")]).await
}

/// A user who can sign in with `PASSWORD`.
pub async fn member(t: &TestKontor, name: &str, role: Role) -> User {
    let email = format!("{}@kontor.test", name.to_lowercase());
    let account = Account::new(name, &email, role, Lang::En).unwrap();
    let user = actions::create_user(&t.cx(), account).await.unwrap();
    actions::set_password(&t.cx(), user.id, PASSWORD).await.unwrap();
    user
}

pub struct Browser<'a> {
    t: &'a TestKontor,
    ip: String,
    cookies: Vec<(String, String)>,
}

impl<'a> Browser<'a> {
    pub fn at(t: &'a TestKontor, ip: &str) -> Self {
        Self { t, ip: ip.into(), cookies: Vec::new() }
    }

    pub fn cookie(&self, name: &str) -> Option<&str> {
        self.cookies.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub fn set_cookie(&mut self, name: &str, value: &str) {
        self.cookies.retain(|(n, _)| n != name);
        if !value.is_empty() {
            self.cookies.push((name.into(), value.into()));
        }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, String::new()).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(form).unwrap();
        self.send(Method::POST, path, body).await
    }

    async fn send(&mut self, method: Method, path: &str, body: String) -> Answer {
        let cookies: Vec<_> = self.cookies.iter().map(|(n, v)| format!("{n}={v}")).collect();
        let headers = [
            ("accept", "text/html"),
            ("accept-language", "en"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("x-forwarded-for", self.ip.as_str()),
            ("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0"),
        ];
        let cookies = cookies.join("; ");
        let answer = self.t.send(method, path, &cookies, &headers, Body::from(body)).await;
        for line in answer.headers.get_all("set-cookie") {
            let pair = line.to_str().unwrap().split(';').next().unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            self.set_cookie(name, value);
        }
        answer
    }

    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/sign-in", &[("email", email), ("password", password)]).await
    }

    pub async fn is_signed_in(&mut self) -> bool {
        self.get("/account").await.status == 200
    }
}

/// What the security log says, without times.
pub fn security_log(t: &TestKontor) -> String {
    std::fs::read_to_string(t.folder().join("security.log")).unwrap_or_default()
}

/// Tries until it must wait, which is after `burst` times; what the real clock gives back meanwhile is counted in.
pub async fn until_stopped(burst: u64, mut attempt: impl AsyncFnMut(u64) -> Answer) -> Answer {
    let began = std::time::Instant::now();
    for n in 0..200 {
        let answer = attempt(n).await;
        if answer.status == 429 {
            let given_back = began.elapsed().as_secs() * burst / 60 + 1;
            assert!((burst..=burst + given_back).contains(&n), "stopped after {n} of {burst}");
            return answer;
        }
    }
    panic!("nothing stops it");
}
