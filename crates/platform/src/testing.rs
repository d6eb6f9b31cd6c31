//! A whole server on its own database, for tests.

mod database;

use crate::app::Foundation;
use crate::clock::Clock;
use crate::config::{Config, Sources};
use crate::cx::{Cx, Right};
use crate::db::Db;
use crate::files::Files;
use crate::keys::Keys;
use crate::password::Cost;
use crate::roles::{self, Held, OwnRole, RoleId};
use crate::security_log::SecurityLog;
use crate::users::{self, Role, User, UserId};
use crate::{App, Kontor, Lang, Millis, audit, http, job, session};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use std::path::Path;
use std::sync::Arc;
use tower::ServiceExt;

/// A server without a socket: requests go straight into its router.
pub struct TestKontor {
    pub kontor: Kontor,
    routes: Router,
    folder: tempfile::TempDir,
    dropped: Option<database::Dropped>,
}

/// An answer, read to its end.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or_default()
    }
}

/// The day on which tests happen: Saturday, 21 November 2026, 09:00 in Berlin.
pub const NOW: i64 = 1_795_248_000_000;

impl TestKontor {
    pub async fn start(apps: &[App]) -> Self {
        Self::start_with(apps, &[]).await
    }

    /// With settings such as `("server.external_url", "https://kontor.example")`.
    pub async fn start_with(apps: &[App], settings: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Clock::fixed(chrono::DateTime::from_timestamp_millis(NOW).unwrap());
        let steps = Kontor::migrations(apps);
        let (db, dropped) = database::migrated(folder.path(), &steps, &clock).await;
        let kontor = assemble(db, clock, folder.path(), apps, settings).await;
        Self { routes: kontor.router(), kontor, folder, dropped }
    }

    /// A house that `fill` filled once for all tests of this binary that name the same `what`; each gets its own copy.
    pub async fn start_filled(
        apps: &[App],
        settings: &[(&str, &str)],
        what: &str,
        fill: impl AsyncFn(&Cx),
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let first = async || {
            let t = Self::start(apps).await;
            fill(&t.cx()).await;
            t.kontor.db.clone().close().await;
            database::Folder::read(t.folder())
        };
        if !database::filled(folder.path(), what.to_owned(), first).await {
            let t = Self::start_with(apps, settings).await;
            fill(&t.cx()).await;
            return t;
        }
        let clock = Clock::fixed(chrono::DateTime::from_timestamp_millis(NOW).unwrap());
        let db = database::in_folder(folder.path()).await;
        let kontor = assemble(db, clock, folder.path(), apps, settings).await;
        Self { routes: kontor.router(), kontor, folder, dropped: None }
    }

    pub fn cx(&self) -> Cx {
        Cx::system(&self.kontor)
    }

    /// A context in which this user acts, who has no roles but the kind of the account.
    pub fn cx_of(&self, user: &User) -> Cx {
        let held = Held::of_kind(&self.kontor, user.role);
        Cx::holding(&self.kontor, Arc::new(user.clone()), &held)
    }

    /// The same with the own roles that the database says.
    pub async fn cx_with_roles(&self, user: &User) -> Cx {
        Cx::of_user(&self.kontor, self.db(), Arc::new(user.clone())).await.unwrap()
    }

    pub fn db(&self) -> &crate::db::Reader {
        self.kontor.db.reader()
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub async fn agent(&self, name: &str) -> User {
        self.user(name, Role::Agent).await
    }

    pub async fn admin(&self, name: &str) -> User {
        self.user(name, Role::Admin).await
    }

    /// A new user; the address is made of the name.
    pub async fn user(&self, name: &str, role: Role) -> User {
        let email = format!("{}@kontor.test", name.to_lowercase().replace(' ', "."));
        let user = User {
            id: UserId::new(),
            name: name.into(),
            name_key: users::name_key(name),
            email_key: users::email_key(&email),
            email,
            role,
            level: 1,
            lang: Lang::En,
            theme: String::new(),
            single_keys: true,
            active: true,
            created_at: Millis(self.kontor.clock.now()),
            version: 0,
        };
        let tx = self.kontor.db.begin().await.unwrap();
        users::insert(&tx, user.clone()).await.unwrap();
        tx.commit().await.unwrap();
        user
    }

    /// A new own role with these rights.
    pub async fn role(&self, name: &str, rights: &[Right]) -> RoleId {
        let now = Millis(self.kontor.clock.now());
        let role = OwnRole {
            id: RoleId::new(),
            name: name.into(),
            name_key: name.to_lowercase(),
            description: String::new(),
            created_at: now,
            changed_at: now,
            version: 0,
        };
        let tx = self.kontor.db.begin().await.unwrap();
        roles::insert(&tx, &role).await.unwrap();
        let rights = rights.iter().map(|right| right.0).collect();
        roles::set_rights(&tx, role.id, &rights, &[]).await.unwrap();
        tx.commit().await.unwrap();
        role.id
    }

    /// Gives the user exactly these own roles.
    pub async fn give(&self, user: &User, own: &[RoleId]) {
        let tx = self.kontor.db.begin().await.unwrap();
        roles::give(&tx, user.id, own).await.unwrap();
        tx.commit().await.unwrap();
    }

    /// Signs the user in and returns the value of the `Cookie` header.
    pub async fn sign_in(&self, user: &User) -> String {
        let cx = self.cx();
        let tx = cx.begin().await.unwrap();
        let token = session::begin(&tx, &cx, user.id, "test", None).await.unwrap();
        cx.commit(tx).await.unwrap();
        format!("kontor-insecure={token}")
    }

    pub async fn get(&self, cookie: &str, path: &str) -> Answer {
        self.send(Method::GET, path, cookie, &[], Body::empty()).await
    }

    /// Posts a form as a browser does from our own page.
    pub async fn post(&self, cookie: &str, path: &str, form: &str) -> Answer {
        let kind = [("content-type", "application/x-www-form-urlencoded")];
        self.send(Method::POST, path, cookie, &kind, Body::from(form.to_owned())).await
    }

    /// Any request; `headers` come on top of the cookie and `Sec-Fetch-Site: same-origin`.
    #[expect(clippy::too_many_arguments, reason = "a request has these parts")]
    pub async fn send(
        &self,
        method: Method,
        path: &str,
        cookie: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "localhost");
        }
        if !cookie.is_empty() {
            request = request.header(header::COOKIE, cookie);
        }
        if !headers.iter().any(|(name, _)| name.starts_with("sec-fetch") || *name == "origin") {
            request = request.header("sec-fetch-site", "same-origin");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.answer(request.body(body).unwrap()).await
    }

    /// A request as it stands; its extension `http::Peer` says who is at the other end.
    pub async fn answer(&self, request: Request<Body>) -> Answer {
        let response = self.routes.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 64 << 20).await.unwrap();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Runs the queue dry; returns how many jobs ran.
    pub async fn run_jobs(&self) -> usize {
        job::run_due(&self.kontor).await.unwrap()
    }

    /// Seals what was recorded and checks the whole audit chain.
    pub async fn audit_is_whole(&self) -> bool {
        while audit::seal(&self.kontor).await.unwrap() > 0 {}
        audit::verify(&self.kontor, None).await.unwrap().broken.is_none()
    }

    /// The same database in a new server: what a restart finds.
    pub async fn restarted(&self, apps: &[App]) -> Kontor {
        let clock = self.kontor.clock.clone();
        assemble(self.kontor.db.clone(), clock, self.folder.path(), apps, &[]).await
    }
}

impl Drop for TestKontor {
    fn drop(&mut self) {
        if let Some(dropped) = self.dropped.take() {
            dropped.now();
        }
    }
}

/// Hundreds of people sign in here; what guards real ones is tested where it is set.
const CHEAP: Cost = Cost { memory_kib: 64, iterations: 1, lanes: 1 };

async fn assemble(
    db: Db,
    clock: Clock,
    folder: &Path,
    apps: &[App],
    settings: &[(&str, &str)],
) -> Kontor {
    let mut flags = vec![
        ("data.path".to_owned(), folder.display().to_string()),
        ("keys.root".to_owned(), "Vq3-test-root-key-9fKx2LmPz7RtYw4BnC8d".to_owned()),
        ("server.time_zone".to_owned(), "Europe/Berlin".to_owned()),
        ("password.breached".to_owned(), "off".to_owned()),
    ];
    flags.extend(settings.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
    let sources = Sources { flags, ..Sources::default() };
    let config = Config::load(&sources, &Kontor::sections(apps)).unwrap();
    let keys = Keys::open(&config, &db, &clock).await.unwrap();
    let files = Files::open(folder.join("files"), keys.clone()).unwrap();
    let security = SecurityLog::open(folder.join("security.log"), &keys).unwrap();
    let base = Foundation { db, config, keys, clock, files, security, cost: CHEAP, all: apps };
    let kontor = Kontor::assemble(base, apps).unwrap();
    crate::follow::catch_up(&kontor).await.unwrap();
    kontor
}

/// `/live` and friends need a peer; tests come from this machine.
pub const PEER: http::Peer = http::Peer(None);
