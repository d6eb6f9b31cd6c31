//! A database of its own for each test. The migrations run once for each set of apps; every test gets a copy of what
//! they made, which takes a fraction of their time.

use crate::clock::Clock;
use crate::db::migrate::AllMigrations;
use crate::db::{self, Db, Settings};
use crate::users::UserId;
use sea_orm::{ConnectionTrait, Statement};
use sea_orm_migration::MigratorTraitSelf;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex};
use tokio::sync::OnceCell;

/// What the migrations made, to be copied.
enum Template {
    /// The bytes of the `SQLite` file.
    Sqlite(Vec<u8>),
    /// The name of a database on `PostgreSQL`.
    Postgres(String),
    /// `MariaDB` cannot copy a database: the statements that make the same tables and rows.
    Mariadb(String),
}

type Once = Arc<OnceCell<Template>>;

/// By the names of the migrations.
static TEMPLATES: LazyLock<Mutex<HashMap<String, Once>>> = LazyLock::new(Mutex::default);

/// A database no other test sees, brought up to date: an SQLite file, or a new database on `KONTOR_TEST_DATABASE_URL`.
pub(super) async fn migrated(
    folder: &Path,
    steps: &AllMigrations,
    clock: &Clock,
) -> (Db, Option<Dropped>) {
    let names: Vec<String> = steps.migrations().iter().map(|step| step.name().to_owned()).collect();
    let once = TEMPLATES.lock().unwrap().entry(names.join(" ")).or_default().clone();
    let template = once.get_or_init(async || make_template(&names, steps, clock).await).await;
    let (url, dropped) = place(folder, template).await;
    let db = connect(url).await;
    if let Template::Mariadb(script) = template {
        db.writer.execute_unprepared(script).await.unwrap();
    }
    (db, dropped)
}

/// The folders of houses that were filled once, by what they were filled with.
static FILLED: LazyLock<Mutex<HashMap<String, Arc<OnceCell<Folder>>>>> =
    LazyLock::new(Mutex::default);

/// Every file of a test's data folder: its path within, and its bytes.
pub(super) struct Folder(Vec<(PathBuf, Vec<u8>)>);

impl Folder {
    pub(super) fn read(folder: &Path) -> Self {
        let mut files = Vec::new();
        let mut todo = vec![folder.to_owned()];
        while let Some(path) = todo.pop() {
            if path.is_dir() {
                todo.extend(std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
                continue;
            }
            let within = path.strip_prefix(folder).unwrap().to_owned();
            files.push((within, std::fs::read(&path).unwrap()));
        }
        Self(files)
    }

    fn write(&self, folder: &Path) {
        for (within, bytes) in &self.0 {
            let path = folder.join(within);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, bytes).unwrap();
        }
    }
}

/// Puts what `fill` made into this folder; false where each test must fill its own, on a server.
pub(super) async fn filled(
    folder: &Path,
    what: String,
    fill: impl AsyncFnOnce() -> Folder,
) -> bool {
    if !server().is_empty() {
        return false;
    }
    let once = FILLED.lock().unwrap().entry(what).or_default().clone();
    once.get_or_init(async || fill().await).await.write(folder);
    true
}

/// The database that already lies in this folder.
pub(super) async fn in_folder(folder: &Path) -> Db {
    connect(format!("sqlite:{}", folder.join("kontor.db").display())).await
}

async fn connect(url: String) -> Db {
    db::connect(&Settings { url, max_connections: 5 }).await.unwrap()
}

async fn place(folder: &Path, template: &Template) -> (String, Option<Dropped>) {
    let of = match template {
        Template::Sqlite(bytes) => {
            let file = folder.join("kontor.db");
            std::fs::write(&file, bytes).unwrap();
            return (format!("sqlite:{}", file.display()), None);
        }
        // copies files instead of writing each page to the log first, which costs four times as much
        Template::Postgres(name) => format!(" TEMPLATE {name} STRATEGY FILE_COPY"),
        Template::Mariadb(_) => String::new(),
    };
    let name = format!("test_{}", UserId::new().0.simple());
    let (url, dropped) = create(name, &server(), &of).await;
    (url, Some(dropped))
}

async fn make_template(names: &[String], steps: &AllMigrations, clock: &Clock) -> Template {
    let server = server();
    if server.is_empty() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("kontor.db");
        let db = connect(format!("sqlite:{}", file.display())).await;
        steps.migrate(&db, clock).await.unwrap();
        db.close().await;
        return Template::Sqlite(std::fs::read(&file).unwrap());
    }
    let (url, dropped) = create_anew(template_name(names), &server).await;
    let db = connect(url).await;
    steps.migrate(&db, clock).await.unwrap();
    if server.starts_with("postgres") {
        db.close().await;
        return Template::Postgres(dropped.name);
    }
    let script = script_of(&db, &dropped.name).await;
    db.close().await;
    Template::Mariadb(script)
}

/// Makes every table again as it is, and fills it with the rows that the migrations wrote.
async fn script_of(db: &Db, name: &str) -> String {
    let backend = db.backend();
    let all = async |sql: String, column: usize| -> Vec<String> {
        let rows = db.writer.query_all_raw(Statement::from_string(backend, sql)).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index(column).unwrap()).collect()
    };
    let tables = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY 1";
    // a table may name one that comes later
    let mut script = vec!["SET foreign_key_checks = 0".to_owned()];
    for table in all(tables.to_owned(), 0).await {
        script.extend(all(format!("SHOW CREATE TABLE \"{table}\""), 1).await);
        if !all(format!("SELECT 'row' FROM \"{table}\" LIMIT 1"), 0).await.is_empty() {
            script.push(format!("INSERT INTO \"{table}\" SELECT * FROM {name}.\"{table}\""));
        }
    }
    script.push("SET foreign_key_checks = 1".to_owned());
    script.join(";\n")
}

/// Where databases are made; blank for files of `SQLite`.
fn server() -> String {
    std::env::var("KONTOR_TEST_DATABASE_URL").unwrap_or_default()
}

/// Nothing runs when the last test of a binary has ended, so its templates stay on the server; the binary's next run
/// finds them by this name.
fn template_name(names: &[String]) -> String {
    let mut hasher = DefaultHasher::new();
    (std::env::current_exe().unwrap(), names).hash(&mut hasher);
    format!("template_{:016x}", hasher.finish())
}

/// A new database in the place of one that an earlier run may have left.
async fn create_anew(name: String, server: &str) -> (String, Dropped) {
    let (_, maintenance) = base_and_maintenance(server);
    Dropped { maintenance, name: name.clone() }.drop_it().await;
    create(name, server, "").await
}

/// A new database on this server; `of` goes behind its name.
async fn create(name: String, server: &str, of: &str) -> (String, Dropped) {
    let (base, maintenance) = base_and_maintenance(server);
    let charset = if base.starts_with("mysql") { " CHARACTER SET utf8mb4" } else { "" };
    run(&maintenance, &format!("CREATE DATABASE {name}{charset}{of}")).await;
    (format!("{base}/{name}"), Dropped { maintenance, name })
}

/// The server's address without a database, and with the one from which others are made and dropped.
fn base_and_maintenance(server: &str) -> (&str, String) {
    let (base, maintenance) = server.rsplit_once('/').unwrap();
    let maintenance = if maintenance.is_empty() && base.starts_with("postgres") {
        format!("{base}/postgres")
    } else {
        server.to_owned()
    };
    (base, maintenance)
}

async fn run(url: &str, sql: &str) {
    let mut options = sea_orm::ConnectOptions::new(url.to_owned());
    options.max_connections(1).sqlx_logging(false);
    let db = sea_orm::Database::connect(options).await.unwrap();
    db.execute_unprepared(sql).await.unwrap();
    db.close().await.unwrap();
}

/// MariaDB would wait for ever for a transaction that the test left open; PostgreSQL drops WITH (FORCE).
async fn disconnect_all(maintenance: &str, name: &str) {
    let db = sea_orm::Database::connect(maintenance.to_owned()).await.unwrap();
    let sql = format!("SELECT id FROM information_schema.processlist WHERE db = '{name}'");
    let rows = db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await;
    for row in rows.unwrap() {
        let id: i64 = row.try_get_by_index(0).unwrap();
        // it may have gone by itself meanwhile
        let _ = db.execute_unprepared(&format!("KILL {id}")).await;
    }
    db.close().await.unwrap();
}

/// A test's database on a server, dropped with the test.
pub(super) struct Dropped {
    maintenance: String,
    name: String,
}

impl Dropped {
    pub(super) fn now(self) {
        // the test's own runtime is going away
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            if let Ok(runtime) = runtime {
                runtime.block_on(self.drop_it());
            }
        });
        let _ = thread.join();
    }

    async fn drop_it(&self) {
        if self.maintenance.starts_with("mysql") {
            disconnect_all(&self.maintenance, &self.name).await;
        }
        let force = if self.maintenance.starts_with("postgres") { " WITH (FORCE)" } else { "" };
        let sql = format!("DROP DATABASE IF EXISTS {}{force}", self.name);
        run(&self.maintenance, &sql).await;
    }
}
