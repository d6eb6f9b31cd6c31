//! Tables that are kept by months, so that a month goes as a whole: partitions on PostgreSQL and MariaDB. SQLite has none; there
//! every month is a table, and a view of the same name reads all of them. So everybody reads alike; who writes asks
//! [`place`] where.

use crate::domain::month::Month;
use platform::Result;
use platform::db::schema::*;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, Statement};
use sea_orm_migration::prelude::*;

/// A table by months. Its rows have `at` and `id`, which are its key.
pub struct Monthly {
    pub name: &'static str,
    columns: fn(&SchemaManager<'_>) -> Vec<ColumnDef>,
    /// Found by this column, the newest last.
    by: Option<&'static str>,
}

pub static HEARTBEATS: Monthly = Monthly {
    name: "licence_heartbeats",
    columns: |m| {
        vec![
            uuid("licence"),
            uuid("product"),
            uuid("machine"),
            uuid_null("process"),
            ascii(m, "network", 50),
            string_len("version", 100),
            big_integer_null("users"),
        ]
    },
    by: Some("machine"),
};

pub static FEATURE_USES: Monthly = Monthly {
    name: "licence_feature_uses",
    columns: |m| {
        vec![uuid("licence"), uuid("product"), key_text(m, "feature", 100), big_integer("uses")]
    },
    by: None,
};

pub static REQUESTS: Monthly = Monthly {
    name: "licence_requests",
    columns: |m| {
        vec![
            ascii(m, "request", 64),
            ascii(m, "method", 10),
            ascii(m, "path", 200),
            integer("status"),
            ascii(m, "code", 100),
            uuid_null("licence"),
            ascii(m, "network", 50),
            big_integer("micros"),
        ]
    },
    by: Some("licence"),
};

pub static ALL: [&Monthly; 3] = [&HEARTBEATS, &FEATURE_USES, &REQUESTS];

impl Monthly {
    fn columns(&self, m: &SchemaManager<'_>) -> Vec<ColumnDef> {
        let mut all = vec![millis("at"), uuid("id")];
        all.extend((self.columns)(m));
        all
    }

    fn create(&self, m: &SchemaManager<'_>, name: &str) -> TableCreateStatement {
        let mut table = Table::create();
        table.table(Alias::new(name));
        for mut column in self.columns(m) {
            table.col(&mut column);
        }
        table.primary_key(Index::create().col("at").col("id")).to_owned()
    }

    async fn index(&self, m: &SchemaManager<'_>, name: &str) -> Result<(), DbErr> {
        let Some(by) = self.by else { return Ok(()) };
        let index = Index::create()
            .name(format!("{name}_by"))
            .table(Alias::new(name))
            .col(Alias::new(by))
            .col("at")
            .to_owned();
        m.create_index(index).await
    }

    /// How the part of a month is called.
    pub fn part(&self, month: Month) -> String {
        format!("{}_{}", self.name, month.suffix())
    }
}

/// Where the rows of a month are written.
pub fn place(backend: DbBackend, table: &Monthly, month: Month) -> Alias {
    match backend {
        DbBackend::Sqlite => Alias::new(table.part(month)),
        _ => Alias::new(table.name),
    }
}

/// Makes the table, which has no month yet.
pub async fn create(m: &SchemaManager<'_>, table: &Monthly) -> Result<(), DbErr> {
    let create = table.create(m, table.name);
    let sql = match m.get_database_backend() {
        DbBackend::Postgres => {
            format!("{} PARTITION BY RANGE (at)", create.to_string(PostgresQueryBuilder))
        }
        DbBackend::MySql => format!(
            "{} PARTITION BY RANGE (at) (PARTITION before_all VALUES LESS THAN (0))",
            create.to_string(MysqlQueryBuilder)
        ),
        _ => return look_at(m, table, &[]).await,
    };
    m.get_connection().execute_unprepared(&sql).await?;
    table.index(m, table.name).await
}

/// Drops the table with all its months.
pub async fn remove(m: &SchemaManager<'_>, table: &Monthly) -> Result<(), DbErr> {
    if m.get_database_backend() != DbBackend::Sqlite {
        return drop_tables(m, &[table.name]).await;
    }
    let db = m.get_connection();
    db.execute_unprepared(&format!("DROP VIEW {}", table.name)).await?;
    for part in parts(db, table).await? {
        db.execute_unprepared(&format!("DROP TABLE {part}")).await?;
    }
    Ok(())
}

/// The view through which SQLite reads all months.
async fn look_at(m: &SchemaManager<'_>, table: &Monthly, parts: &[String]) -> Result<(), DbErr> {
    let names: Vec<String> =
        table.columns(m).iter().map(|one| one.get_column_name().clone()).collect();
    let quoted: Vec<_> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let nothing: Vec<_> = names.iter().map(|name| format!("NULL AS \"{name}\"")).collect();
    let mut selects: Vec<_> =
        parts.iter().map(|part| format!("SELECT {} FROM {part}", quoted.join(", "))).collect();
    if selects.is_empty() {
        selects.push(format!("SELECT {} WHERE 0", nothing.join(", ")));
    }
    let db = m.get_connection();
    db.execute_unprepared(&format!("DROP VIEW IF EXISTS {}", table.name)).await?;
    let view = format!("CREATE VIEW {} AS {}", table.name, selects.join(" UNION ALL "));
    db.execute_unprepared(&view).await?;
    Ok(())
}

/// The names of the parts as the database has them.
async fn parts(db: &impl ConnectionTrait, table: &Monthly) -> Result<Vec<String>, DbErr> {
    let backend = db.get_database_backend();
    let sql = match backend {
        DbBackend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ?",
        DbBackend::Postgres => {
            "SELECT c.relname::text FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid \
             JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace n ON n.oid = p.relnamespace \
             WHERE n.nspname = current_schema() AND p.relname = $1"
        }
        _ => {
            "SELECT CONCAT(table_name, '_', partition_name) FROM information_schema.partitions \
             WHERE table_schema = DATABASE() AND partition_name LIKE '2%' AND table_name = ?"
        }
    };
    let value = match backend {
        DbBackend::Sqlite => format!("{}_%", table.name),
        _ => table.name.to_owned(),
    };
    let rows =
        db.query_all_raw(Statement::from_sql_and_values(backend, sql, [value.into()])).await?;
    let mut names: Vec<String> =
        rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
    names.retain(|name| month_of(table, name).is_some());
    names.sort_unstable();
    Ok(names)
}

fn month_of(table: &Monthly, part: &str) -> Option<Month> {
    Month::of_suffix(part.strip_prefix(table.name)?.strip_prefix('_')?)
}

/// The months that there are, the first one first.
pub async fn there(db: &impl ConnectionTrait, table: &Monthly) -> Result<Vec<Month>> {
    Ok(parts(db, table).await?.iter().filter_map(|part| month_of(table, part)).collect())
}

/// Makes the part of a month; whether it was missing. On MariaDB, where parts are made in their order alone, a later one holds
/// it too.
pub async fn make(tx: &platform::Tx, table: &Monthly, month: Month) -> Result<bool> {
    let backend = tx.get_database_backend();
    let there = there(tx, table).await?;
    let later = backend == DbBackend::MySql && there.last().is_some_and(|last| *last > month);
    if there.contains(&month) || later {
        return Ok(false);
    }
    let (part, end) = (table.part(month), month.next().start().timestamp_millis());
    let sql = match backend {
        DbBackend::Sqlite => {
            let m = tx.schema();
            m.create_table(table.create(&m, &part)).await?;
            table.index(&m, &part).await?;
            look_at(&m, table, &parts(tx, table).await?).await?;
            return Ok(true);
        }
        DbBackend::Postgres => format!(
            "CREATE TABLE {part} PARTITION OF {} FOR VALUES FROM ({}) TO ({end})",
            table.name,
            month.start().timestamp_millis()
        ),
        _ => format!(
            "ALTER TABLE {} ADD PARTITION (PARTITION {} VALUES LESS THAN ({end}))",
            table.name,
            quoted(month)
        ),
    };
    tx.execute_unprepared(&sql).await?;
    Ok(true)
}

/// Rows that SQLite takes away in one transaction: some 40 ms, in which nobody else writes.
const LOT: u64 = 5_000;

/// Takes some rows away of a month that is to be dropped; whether there were such. SQLite gives the pages of a table back one
/// by one, and its one writer does nothing else meanwhile: a million rows take a second. So nothing may be left to give back
/// when it is dropped. Servers take a part away as a whole, and here nothing.
pub async fn thin(tx: &platform::Tx, table: &Monthly, month: Month) -> Result<bool> {
    if tx.get_database_backend() != DbBackend::Sqlite {
        return Ok(false);
    }
    let part = table.part(month);
    let some = format!("SELECT rowid FROM {part} ORDER BY rowid LIMIT {LOT}");
    let gone =
        tx.execute_unprepared(&format!("DELETE FROM {part} WHERE rowid IN ({some})")).await?;
    Ok(gone.rows_affected() > 0)
}

/// Drops a month with all its rows.
pub async fn drop(tx: &platform::Tx, table: &Monthly, month: Month) -> Result<()> {
    let part = table.part(month);
    match tx.get_database_backend() {
        DbBackend::Sqlite => {
            let mut left = parts(tx, table).await?;
            left.retain(|one| *one != part);
            look_at(&tx.schema(), table, &left).await?;
            tx.execute_unprepared(&format!("DROP TABLE {part}")).await?;
        }
        DbBackend::Postgres => {
            tx.execute_unprepared(&format!("DROP TABLE {part}")).await?;
        }
        _ => {
            let sql = format!("ALTER TABLE {} DROP PARTITION {}", table.name, quoted(month));
            tx.execute_unprepared(&sql).await?;
        }
    }
    Ok(())
}

/// A name that begins with a digit.
fn quoted(month: Month) -> String {
    format!("`{}`", month.suffix())
}
