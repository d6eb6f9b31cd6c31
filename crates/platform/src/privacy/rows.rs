//! Rows of any table as an archive has them: read by their declared columns, secrets left out.

use super::{Column, Kind, Table};
use crate::Result;
use crate::db::Source;
use chrono::{DateTime, SecondsFormat};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{DbErr, QueryResult};
use serde_json::{Map, Value, json};

/// By what rows are found.
#[derive(Clone, Debug)]
pub enum Key {
    Ids(Vec<Uuid>),
    Texts(Vec<String>),
}

impl Key {
    pub fn len(&self) -> usize {
        match self {
            Self::Ids(ids) => ids.len(),
            Self::Texts(texts) => texts.len(),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Rows of one table whose `column` has one of these values.
#[derive(Clone, Debug)]
pub struct Rows {
    pub table: &'static Table,
    pub column: &'static str,
    pub key: Key,
}

impl Rows {
    pub fn of_ids(
        table: &'static Table,
        column: &'static str,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> Self {
        Self { table, column, key: Key::Ids(ids.into_iter().collect()) }
    }

    pub fn of_texts(table: &'static Table, column: &'static str, texts: Vec<String>) -> Self {
        Self { table, column, key: Key::Texts(texts) }
    }
}

/// Keys in one statement.
pub const LOT: usize = 200;

/// The rows of the keys from `first` on, at most [`LOT`] keys.
pub async fn read(db: &impl Source, rows: &Rows, first: usize) -> Result<Vec<Map<String, Value>>> {
    let by = Expr::col(Alias::new(rows.column));
    let end = rows.key.len().min(first + LOT);
    let these = match &rows.key {
        Key::Ids(ids) => by.is_in(ids[first..end].iter().copied()),
        Key::Texts(texts) => by.is_in(texts[first..end].iter().map(String::as_str)),
    };
    let select = Query::select()
        .columns(rows.table.shown().map(|column| Alias::new(column.name)))
        .from(Alias::new(rows.table.name))
        .and_where(these)
        .to_owned();
    let found = db.query_all(&select).await?;
    let row = |found: &QueryResult| {
        let cell = |column: &'static Column| Ok((column.name.to_owned(), cell(found, column)?));
        rows.table.shown().map(cell).collect::<Result<Map<_, _>, DbErr>>()
    };
    Ok(found.iter().map(row).collect::<Result<_, _>>()?)
}

fn cell(row: &QueryResult, column: &Column) -> Result<Value, DbErr> {
    let name = column.name;
    Ok(match column.kind {
        Kind::Id => json!(row.try_get::<Option<Uuid>>("", name)?),
        Kind::Text => json!(row.try_get::<Option<String>>("", name)?),
        Kind::Flag => json!(row.try_get::<Option<bool>>("", name)?),
        Kind::Bytes => json!(row.try_get::<Option<Vec<u8>>>("", name)?.map(hex::encode)),
        Kind::Number => json!(integer(row, name)?),
        Kind::Time => {
            let at = integer(row, name)?.and_then(DateTime::from_timestamp_millis);
            json!(at.map(|at| at.to_rfc3339_opts(SecondsFormat::Millis, true)))
        }
    })
}

/// Databases tell integers of different widths apart.
fn integer(row: &QueryResult, name: &str) -> Result<Option<i64>, DbErr> {
    if let Ok(wide) = row.try_get::<Option<i64>>("", name) {
        return Ok(wide);
    }
    if let Ok(middle) = row.try_get::<Option<i32>>("", name) {
        return Ok(middle.map(i64::from));
    }
    Ok(row.try_get::<Option<i16>>("", name)?.map(i64::from))
}
