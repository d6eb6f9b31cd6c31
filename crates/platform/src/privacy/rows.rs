//! Rows of any table as an archive has them: read by their declared columns, secrets left out.

use super::{Column, Kind, Table};
use crate::Result;
use crate::db::Source;
use chrono::{DateTime, SecondsFormat};
use sea_orm::prelude::Uuid;
use sea_orm::sea_query::{
    Alias, Condition, Expr, ExprTrait, IntoCondition, Order, Query, SelectStatement,
};
use sea_orm::{DbErr, QueryResult, Value as SqlValue};
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
    only: Condition,
    without: &'static [&'static str],
}

impl Rows {
    pub fn of_ids(
        table: &'static Table,
        column: &'static str,
        ids: impl IntoIterator<Item = Uuid>,
    ) -> Self {
        Self::new(table, column, Key::Ids(ids.into_iter().collect()))
    }

    pub fn of_texts(table: &'static Table, column: &'static str, texts: Vec<String>) -> Self {
        Self::new(table, column, Key::Texts(texts))
    }

    fn new(table: &'static Table, column: &'static str, key: Key) -> Self {
        Self { table, column, key, only: Condition::all(), without: &[] }
    }

    /// Of those only the ones of which this is true, too.
    #[must_use]
    pub fn only(mut self, condition: impl IntoCondition) -> Self {
        self.only = self.only.add(condition.into_condition());
        self
    }

    /// Leaves these columns out: what is about others.
    #[must_use]
    pub fn without(mut self, columns: &'static [&'static str]) -> Self {
        self.without = columns;
        self
    }

    /// The columns that an archive has of them.
    pub fn shown(&self) -> impl Iterator<Item = &'static Column> {
        self.table.shown().filter(|column| !self.without.contains(&column.name))
    }
}

/// Keys in one statement.
const LOT: usize = 200;
/// Rows that are in memory at once, however many a key has.
const PAGE: usize = 1000;

/// Rows on their way out of the database, a page at a time.
#[derive(Debug)]
pub struct Reading<'a> {
    rows: &'a Rows,
    first: usize,
    /// What the last row of the page before had in the columns of the order.
    after: Vec<SqlValue>,
}

impl<'a> Reading<'a> {
    pub fn of(rows: &'a Rows) -> Self {
        Self { rows, first: 0, after: Vec::new() }
    }

    /// The next rows, at most 1,000 and perhaps none; nothing at the end.
    pub async fn next(&mut self, db: &impl Source) -> Result<Option<Vec<Map<String, Value>>>> {
        if self.first >= self.rows.key.len() {
            return Ok(None);
        }
        let found = db.query_all(&self.select()).await?;
        self.after = match found.last().filter(|_| found.len() == PAGE) {
            Some(last) => place(self.rows.table, last)?,
            None => Vec::new(),
        };
        if self.after.is_empty() {
            self.first += LOT;
        }
        let row = |found: &QueryResult| {
            let cell = |column: &'static Column| Ok((column.name.to_owned(), cell(found, column)?));
            self.rows.shown().map(cell).collect::<Result<Map<_, _>, DbErr>>()
        };
        Ok(Some(found.iter().map(row).collect::<Result<_, _>>()?))
    }

    fn select(&self) -> SelectStatement {
        let Rows { table, column, key, only, .. } = self.rows;
        let by = Expr::col(Alias::new(*column));
        let end = key.len().min(self.first + LOT);
        let these = match key {
            Key::Ids(ids) => by.is_in(ids[self.first..end].iter().copied()),
            Key::Texts(texts) => by.is_in(texts[self.first..end].iter().map(String::as_str)),
        };
        let mut select = Query::select();
        select
            .columns(self.rows.shown().map(|column| Alias::new(column.name)))
            .from(Alias::new(table.name))
            .and_where(these)
            .cond_where(only.clone())
            .cond_where(beyond(table, &self.after))
            .limit(PAGE as u64);
        for (n, column) in table.order().into_iter().enumerate() {
            let column = Alias::new(column.name);
            select.expr_as(Expr::col(column.clone()), Alias::new(order_name(n)));
            select.order_by(column, Order::Asc);
        }
        select
    }
}

/// The order may be by a column that is secret or left out.
fn order_name(n: usize) -> String {
    format!("order_{n}")
}

/// Where a row stands in its table's order.
fn place(table: &Table, row: &QueryResult) -> Result<Vec<SqlValue>, DbErr> {
    let value = |(n, column): (usize, &Column)| {
        let name = order_name(n);
        Ok(match column.kind {
            Kind::Id => row.try_get::<Uuid>("", &name)?.into(),
            Kind::Number | Kind::Time => integer(row, &name)?.into(),
            _ => row.try_get::<String>("", &name)?.into(),
        })
    };
    table.order().into_iter().enumerate().map(value).collect()
}

/// What comes after this place; everything after none.
fn beyond(table: &Table, after: &[SqlValue]) -> Condition {
    let columns: Vec<_> = table.order().iter().map(|one| Expr::col(Alias::new(one.name))).collect();
    let Some((first, from)) = columns.first().zip(after.first()) else { return Condition::all() };
    let mut beyond = Condition::any();
    for n in 0..after.len() {
        let equal = columns.iter().zip(after).take(n);
        let equal = equal.map(|(column, value)| column.clone().eq(value.clone()));
        let further = columns[n].clone().gt(after[n].clone());
        beyond = beyond.add(equal.fold(Condition::all(), Condition::add).add(further));
    }
    // an index finds its place by the first column alone
    Condition::all().add(first.clone().gte(from.clone())).add(beyond)
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
