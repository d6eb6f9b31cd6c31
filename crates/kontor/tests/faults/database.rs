//! The database under the server, looked at from outside.

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, Statement};
use std::path::Path;

/// Where a server keeps its rows: a file of its own, or a new database of a `PostgreSQL` or `MariaDB` server.
pub struct Place {
    pub url: String,
    maintenance: Option<(String, String)>,
}

/// Every database that there is to test on: None is `SQLite`.
pub fn servers() -> Vec<Option<String>> {
    let named = ["KONTOR_TEST_DATABASE_URL_POSTGRES", "KONTOR_WORLD_PG"];
    let postgres = named.iter().find_map(|name| std::env::var(name).ok());
    if postgres.is_none() {
        assert!(std::env::var("CI").is_err(), "KONTOR_WORLD_PG is not set in CI");
        eprintln!("skipped on PostgreSQL: KONTOR_WORLD_PG is not set");
    }
    let mut all = vec![None];
    all.extend(postgres.map(Some));
    all
}

/// The databases on which several nodes can run; none where no world is up.
pub fn shared() -> Vec<String> {
    let mut all: Vec<String> = servers().into_iter().flatten().collect();
    all.extend(std::env::var("KONTOR_WORLD_MARIADB"));
    all
}

impl Place {
    pub async fn new(server: Option<&str>, folder: &Path) -> Self {
        let Some(server) = server else {
            let url = format!("sqlite:{}", folder.join("kontor.db").display());
            return Self { url, maintenance: None };
        };
        let base = server.rsplit_once('/').unwrap().0;
        let name = format!("faults_{}", tempfile_name(folder));
        let own = if server.starts_with("postgres") { "postgres" } else { "mysql" };
        let maintenance = format!("{base}/{own}");
        let db = connect(&maintenance).await;
        db.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
        db.close().await.unwrap();
        Self { url: format!("{base}/{name}"), maintenance: Some((maintenance, name)) }
    }

    pub fn is_sqlite(&self) -> bool {
        self.maintenance.is_none()
    }

    /// As if the time of every claim were over: what a dead node held is free at once.
    pub async fn claims_lapse(&self) {
        self.change("UPDATE leases SET until = 0").await;
        self.change("UPDATE jobs SET lease_until = 0 WHERE state = 'running'").await;
    }

    pub async fn change(&self, sql: &str) {
        let db = connect(&self.url).await;
        db.execute_unprepared(sql).await.unwrap();
        db.close().await.unwrap();
    }

    /// The first column of every row.
    pub async fn all<T: sea_orm::TryGetable>(&self, sql: &str) -> Vec<T> {
        let db = connect(&self.url).await;
        let statement = Statement::from_string(db.get_database_backend(), sql);
        let rows = db.query_all_raw(statement).await.unwrap();
        let values = rows.iter().map(|row| row.try_get_by_index(0).unwrap()).collect();
        db.close().await.unwrap();
        values
    }

    pub async fn count(&self, from: &str) -> usize {
        let found = self.all::<i64>(&format!("SELECT count(*) FROM {from}")).await;
        usize::try_from(found[0]).unwrap()
    }

    pub async fn drop(self) {
        if let Some((maintenance, name)) = self.maintenance {
            let db = connect(&maintenance).await;
            let force = if maintenance.starts_with("postgres") { " WITH (FORCE)" } else { "" };
            db.execute_unprepared(&format!("DROP DATABASE {name}{force}")).await.unwrap();
        }
    }
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url.to_owned());
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}

/// The folder's random name, as far as it can name a database.
fn tempfile_name(folder: &Path) -> String {
    let name = folder.file_name().unwrap().to_string_lossy().to_lowercase();
    name.chars().filter(char::is_ascii_alphanumeric).collect()
}
