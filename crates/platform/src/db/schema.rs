//! Columns as migrations write them, so that each means the same on all three databases.

use sea_orm_migration::prelude::*;
pub use sea_orm_migration::schema::*;

/// A moment: milliseconds since 1970 in UTC.
pub fn millis(name: &'static str) -> ColumnDef {
    big_integer(name)
}

pub fn millis_null(name: &'static str) -> ColumnDef {
    big_integer_null(name)
}

/// Text of any length (a mail's body): `LONGTEXT` on MariaDB, whose `TEXT` ends at 64 KiB.
pub fn long_text(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    long_text_null(manager, name).not_null().to_owned()
}

pub fn long_text_null(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match manager.get_database_backend() {
        sea_orm::DbBackend::MySql => column.custom("LONGTEXT"),
        _ => column.text(),
    };
    column
}

/// Bytes of any length: `LONGBLOB` on MariaDB.
pub fn bytes(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    bytes_null(manager, name).not_null().to_owned()
}

pub fn bytes_null(manager: &SchemaManager<'_>, name: &'static str) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match manager.get_database_backend() {
        sea_orm::DbBackend::MySql => column.custom("LONGBLOB"),
        _ => column.binary(),
    };
    column
}

/// A fixed identifier in ASCII (a Message-ID's hash, a token): compared byte by byte on every database.
pub fn ascii(manager: &SchemaManager<'_>, name: &'static str, len: u32) -> ColumnDef {
    ascii_null(manager, name, len).not_null().to_owned()
}

pub fn ascii_null(manager: &SchemaManager<'_>, name: &'static str, len: u32) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match manager.get_database_backend() {
        sea_orm::DbBackend::MySql => {
            column.custom(format!("VARCHAR({len}) CHARACTER SET ascii COLLATE ascii_bin"))
        }
        _ => column.string_len(len),
    };
    column
}

/// Text that is looked up as it stands (a lower-cased address): byte order on every database.
pub fn key_text(manager: &SchemaManager<'_>, name: &'static str, len: u32) -> ColumnDef {
    key_text_null(manager, name, len).not_null().to_owned()
}

pub fn key_text_null(manager: &SchemaManager<'_>, name: &'static str, len: u32) -> ColumnDef {
    let mut column = ColumnDef::new(name);
    match manager.get_database_backend() {
        sea_orm::DbBackend::MySql => {
            column.custom(format!("VARCHAR({len}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"))
        }
        // ranges of words are read from the index whatever language the server sorts in
        sea_orm::DbBackend::Postgres => column.custom(format!("VARCHAR({len}) COLLATE \"C\"")),
        _ => column.string_len(len),
    };
    column
}

/// Creates an index over `columns`.
pub async fn index(
    manager: &SchemaManager<'_>,
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut index = Index::create().name(name).table(table).to_owned();
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}

/// Creates a unique index over `columns`.
pub async fn unique(
    manager: &SchemaManager<'_>,
    name: &'static str,
    table: &'static str,
    columns: &[&'static str],
) -> Result<(), DbErr> {
    let mut index = Index::create().name(name).table(table).unique().to_owned();
    for column in columns {
        index.col(*column);
    }
    manager.create_index(index).await
}

/// Drops tables in the order given, for `down`.
pub async fn drop_tables(
    manager: &SchemaManager<'_>,
    tables: &[&'static str],
) -> Result<(), DbErr> {
    for table in tables {
        manager.drop_table(Table::drop().table(*table).if_exists().to_owned()).await?;
    }
    Ok(())
}
