//! Short reads of SQLite in the caller's own thread.
//!
//! The pool beneath the mapper gives every SQLite connection a thread, and each query crosses to it and back, which
//! costs some ten times what SQLite needs to find a row. Here a query runs where it is asked, and its rows become
//! entities without a detour. One that turns out long or large is given up, and the caller asks the pool.

use super::tx::Line;
use rusqlite::config::DbConfig;
use rusqlite::ffi::ErrorCode;
use rusqlite::types::{ToSqlOutput, Value as Plain, ValueRef};
use rusqlite::{Connection, OpenFlags, ToSql};
use sea_orm::sea_query::{ColumnType, SelectStatement, Value};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbBackend, DbErr, EntityTrait, Iterable, QueryTrait, RuntimeErr,
    Select, Statement, TryIntoModel,
};
use std::any::TypeId;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI32, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// SQLite counts its work in steps of its machine; so many of them are looked at as one.
const STEPS: i32 = 1_000;
/// So much of that is done in the caller's thread: about a millisecond.
const SHORT: i32 = 30;
/// So many bytes of text are copied in the caller's thread: a conversation of ordinary mails has less.
const BYTES: usize = 1 << 20;
/// Connections that are kept open: each thread that answers needs one at a time.
const KEPT: usize = 8;
/// Statements that each connection keeps prepared.
const PREPARED: usize = 200;

/// The readers of one SQLite file.
#[derive(Debug)]
pub struct Near {
    file: PathBuf,
    /// Those who write to it.
    pub(super) line: Arc<Line>,
    idle: Mutex<Vec<Connected>>,
    watch: Mutex<Watch>,
}

/// Says whether the file was changed: all from one connection, for no two count alike.
#[derive(Debug, Default)]
struct Watch {
    connection: Option<Connection>,
    /// So many connections there were.
    number: u64,
}

/// What a database looked like. Where it is the same as before, nothing was committed in between, by whichever process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Generation {
    connection: u64,
    version: i64,
}

#[derive(Debug)]
struct Connected {
    connection: Connection,
    /// Counts down while a query runs; below zero it is interrupted.
    left: Arc<AtomicI32>,
    /// The columns of each entity that was read.
    kinds: HashMap<TypeId, Arc<[Kind]>>,
}

impl Near {
    pub(super) fn new(file: &Path, line: Arc<Line>) -> Self {
        let (idle, watch) = Default::default();
        Self { file: file.to_owned(), line, idle, watch }
    }

    /// The generation of the file now; none where it cannot be told.
    pub(super) fn generation(&self) -> Option<Generation> {
        if !self.line.is_settled() {
            return None;
        }
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        let version = watch.version(&self.file);
        match version {
            Ok(version) => Some(Generation { connection: watch.number, version }),
            Err(cause) => {
                tracing::debug!(%cause, "whether the database was changed cannot be told");
                watch.connection = None;
                None
            }
        }
    }

    /// The rows, or none when they take too long or must wait for a lock.
    pub(super) fn rows<E>(&self, query: &Select<E>) -> Result<Option<Vec<E::Model>>, DbErr>
    where
        E: EntityTrait,
        E::ActiveModel: TryIntoModel<E::Model>,
    {
        self.with(|reader| reader.rows(query))
    }

    /// The one number that the query answers.
    pub(super) fn count(&self, query: &SelectStatement) -> Result<Option<u64>, DbErr> {
        self.with(|reader| reader.count(query))
    }

    fn with<T>(
        &self,
        ask: impl FnOnce(&mut Connected) -> Result<T, Stop>,
    ) -> Result<Option<T>, DbErr> {
        let kept = self.idle().pop();
        let opened = kept.map_or_else(|| Connected::open(&self.file), Ok);
        let mut reader = opened.map_err(|cause| failed(&cause))?;
        let found = ask(&mut reader);
        let mut idle = self.idle();
        if idle.len() < KEPT {
            idle.push(reader);
        }
        drop(idle);
        match found {
            Ok(found) => Ok(Some(found)),
            Err(Stop::Long) => Ok(None),
            Err(Stop::Failed(cause)) => Err(cause),
        }
    }

    fn idle(&self) -> MutexGuard<'_, Vec<Connected>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch {
    /// <https://sqlite.org/pragma.html#pragma_data_version>
    fn version(&mut self, file: &Path) -> rusqlite::Result<i64> {
        let connection = if let Some(connection) = self.connection.take() {
            connection
        } else {
            self.number += 1;
            read_only(file)?
        };
        let version =
            connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))?;
        self.connection = Some(connection);
        Ok(version)
    }
}

fn read_only(file: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(file, flags)?;
    connection.busy_timeout(Duration::ZERO)?;
    Ok(connection)
}

impl Connected {
    fn open(file: &Path) -> rusqlite::Result<Self> {
        let connection = read_only(file)?;
        // not mapped into memory: each commit would take the map away, and its pages would be faulted in again one by one
        connection.execute_batch(
            "PRAGMA query_only=on; PRAGMA temp_store=memory; PRAGMA cache_size=-8000",
        )?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        // a plan that looked at the values of one question is made anew for the next
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        let left = Arc::new(AtomicI32::new(0));
        let count = left.clone();
        let is_over = move || count.fetch_sub(1, Ordering::Relaxed) < 0;
        connection.progress_handler(STEPS, Some(is_over))?;
        Ok(Self { connection, left, kinds: HashMap::new() })
    }

    fn rows<E>(&mut self, query: &Select<E>) -> Result<Vec<E::Model>, Stop>
    where
        E: EntityTrait,
        E::ActiveModel: TryIntoModel<E::Model>,
    {
        let of_entity = || E::Column::iter().map(|column| Kind::of(column.def().get_column_type()));
        let kinds = self.kinds.entry(TypeId::of::<E>());
        let kinds = kinds.or_insert_with(|| of_entity().collect()).clone();
        let (mut models, mut bytes) = (Vec::new(), 0);
        self.read(&query.build(DbBackend::Sqlite), kinds.len(), |row| {
            if bytes > BYTES {
                return Err(Stop::Long);
            }
            let mut model = <E::ActiveModel as ActiveModelTrait>::default();
            for (n, (column, kind)) in E::Column::iter().zip(kinds.iter()).enumerate() {
                let raw = row.get_ref(n)?;
                bytes += length(raw);
                model.try_set(column, kind.value(raw)).map_err(Stop::Failed)?;
            }
            models.push(model.try_into_model().map_err(Stop::Failed)?);
            Ok(())
        })?;
        Ok(models)
    }

    fn count(&self, query: &SelectStatement) -> Result<u64, Stop> {
        let mut count = 0_i64;
        self.read(&DbBackend::Sqlite.build(query), 1, |row| {
            count = row.get(0)?;
            Ok(())
        })?;
        Ok(u64::try_from(count).unwrap_or(0))
    }

    /// Gives every row to `take`; each has `width` columns.
    fn read(
        &self,
        sql: &Statement,
        width: usize,
        mut take: impl FnMut(&rusqlite::Row<'_>) -> Result<(), Stop>,
    ) -> Result<(), Stop> {
        self.left.store(SHORT, Ordering::Relaxed);
        let mut prepared = self.connection.prepare_cached(&sql.sql)?;
        if prepared.column_count() != width {
            return Err(Stop::Failed(DbErr::Type(format!("not a whole row: {}", sql.sql))));
        }
        let given = sql.values.iter().flat_map(|values| &values.0);
        for (n, value) in given.enumerate() {
            prepared.raw_bind_parameter(n + 1, Bound(value))?;
        }
        let mut rows = prepared.raw_query();
        while let Some(row) = rows.next()? {
            take(row)?;
        }
        Ok(())
    }
}

/// Why a query did not end here.
enum Stop {
    /// It takes longer than the caller's thread may be blocked, or waits for a lock.
    Long,
    Failed(DbErr),
}

impl From<rusqlite::Error> for Stop {
    fn from(cause: rusqlite::Error) -> Self {
        match cause.sqlite_error_code() {
            Some(
                ErrorCode::OperationInterrupted
                | ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked,
            ) => Self::Long,
            _ => Self::Failed(failed(&cause)),
        }
    }
}

fn failed(cause: &rusqlite::Error) -> DbErr {
    DbErr::Query(RuntimeErr::Internal(cause.to_string()))
}

fn length(raw: ValueRef<'_>) -> usize {
    match raw {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.len(),
        _ => 0,
    }
}

/// What an entity expects of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Bool,
    Small,
    Int,
    Big,
    Double,
    Text,
    Bytes,
    Uuid,
}

impl Kind {
    fn of(column: &ColumnType) -> Self {
        match column {
            ColumnType::Boolean => Self::Bool,
            ColumnType::SmallInteger => Self::Small,
            ColumnType::Integer => Self::Int,
            ColumnType::BigInteger => Self::Big,
            ColumnType::Double => Self::Double,
            ColumnType::Uuid => Self::Uuid,
            ColumnType::Binary(_) | ColumnType::VarBinary(_) | ColumnType::Blob => Self::Bytes,
            _ => Self::Text,
        }
    }

    /// The value as the entity takes it; one of another type is refused by the entity, never bent.
    fn value(self, raw: ValueRef<'_>) -> Value {
        match (self, raw) {
            (_, ValueRef::Null) => self.null(),
            (Self::Bool, ValueRef::Integer(n)) => Value::Bool(Some(n != 0)),
            (Self::Small, ValueRef::Integer(n)) => i16::try_from(n).map_or(n.into(), Value::from),
            (Self::Int, ValueRef::Integer(n)) => i32::try_from(n).map_or(n.into(), Value::from),
            (_, ValueRef::Integer(n)) => n.into(),
            (_, ValueRef::Real(n)) => n.into(),
            (_, ValueRef::Text(text)) => match std::str::from_utf8(text) {
                Ok(text) => text.into(),
                Err(_) => text.to_vec().into(),
            },
            (Self::Uuid, ValueRef::Blob(id)) => {
                uuid::Uuid::from_slice(id).map_or_else(|_| id.to_vec().into(), Value::from)
            }
            (_, ValueRef::Blob(bytes)) => bytes.to_vec().into(),
        }
    }

    fn null(self) -> Value {
        match self {
            Self::Bool => Value::Bool(None),
            Self::Small => Value::SmallInt(None),
            Self::Int => Value::Int(None),
            Self::Big => Value::BigInt(None),
            Self::Double => Value::Double(None),
            Self::Text => Value::String(None),
            Self::Bytes => Value::Bytes(None),
            Self::Uuid => Value::Uuid(None),
        }
    }
}

/// A value of a query as SQLite stores it.
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let plain = |value: Option<Plain>| ToSqlOutput::Owned(value.unwrap_or(Plain::Null));
        let integer = |n: Option<i64>| plain(n.map(Plain::Integer));
        Ok(match self.0 {
            Value::Bool(is) => integer(is.map(i64::from)),
            Value::SmallInt(n) => integer(n.map(i64::from)),
            Value::Int(n) => integer(n.map(i64::from)),
            Value::BigInt(n) => integer(*n),
            Value::Unsigned(n) => integer(n.map(i64::from)),
            Value::BigUnsigned(n) => integer(n.map(|n| i64::try_from(n).unwrap_or(i64::MAX))),
            Value::Double(n) => plain(n.map(Plain::Real)),
            Value::String(text) => bytes(text.as_ref().map(|text| ValueRef::Text(text.as_bytes()))),
            Value::Bytes(blob) => bytes(blob.as_ref().map(|blob| ValueRef::Blob(blob))),
            Value::Uuid(id) => bytes(id.as_ref().map(|id| ValueRef::Blob(id.as_bytes()))),
            other => {
                let cause = format!("{other:?} cannot be asked for in this way");
                return Err(rusqlite::Error::ToSqlConversionFailure(cause.into()));
            }
        })
    }
}

fn bytes(value: Option<ValueRef<'_>>) -> ToSqlOutput<'_> {
    ToSqlOutput::Borrowed(value.unwrap_or(ValueRef::Null))
}
