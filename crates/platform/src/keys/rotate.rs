//! Rotation: a new data key, and every old value sealed anew while the house is open.

use super::{Aad, KeyError, Keys, Purpose, RootKey, as_text, from_text, store};
use sea_orm::prelude::Uuid;
use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::fmt::Write as _;

/// A column that holds sealed values; an app lists its own so that they can be sealed anew. Its row id is a UUID.
#[derive(Clone, Copy, Debug)]
pub struct SealedColumn {
    table: &'static str,
    id_column: &'static str,
    column: &'static str,
    text: bool,
}

impl SealedColumn {
    /// A binary column, as `Keys::seal` fills it with `Aad::new(table, column, id)`.
    pub const fn bytes(table: &'static str, id_column: &'static str, column: &'static str) -> Self {
        Self { table, id_column, column, text: false }
    }

    /// A text column, as `Keys::seal_text` fills it with `Aad::new(table, column, id)`.
    pub const fn text(table: &'static str, id_column: &'static str, column: &'static str) -> Self {
        Self { table, id_column, column, text: true }
    }

    /// The part of the value that names the key.
    fn key_part(&self, q: char) -> String {
        let (from, length) = if self.text { (4, 32) } else { (2, 16) };
        format!("substr({q}{}{q}, {from}, {length})", self.column)
    }

    fn key_value(&self, id: Uuid) -> Value {
        if self.text { id.simple().to_string().into() } else { id.as_bytes().to_vec().into() }
    }

    /// Rows whose value is sealed with another key than the newest, in the order of their ids.
    async fn old_values(
        &self,
        db: &impl ConnectionTrait,
        newest: Uuid,
        after: Option<Uuid>,
        batch: u32,
    ) -> Result<Vec<(Uuid, Vec<u8>)>, KeyError> {
        let q = quote(db.get_database_backend());
        let mut sql = Sql::new(db.get_database_backend());
        let Self { table, id_column, column, .. } = self;
        sql.push(&format!(
            "SELECT {q}{id_column}{q} AS row_id, {q}{column}{q} AS sealed FROM {q}{table}{q} "
        ));
        // an empty value is none, and names no key
        sql.push(&format!("WHERE length({q}{column}{q}) > 0 AND {} <> ", self.key_part(q)));
        sql.bind(self.key_value(newest));
        if let Some(after) = after {
            sql.push(&format!(" AND {q}{id_column}{q} > "));
            sql.bind(after.into());
        }
        sql.push(&format!(" ORDER BY {q}{id_column}{q} LIMIT {batch}"));
        let mut rows = Vec::new();
        for row in db.query_all_raw(sql.statement()).await? {
            let sealed: Vec<u8> = if self.text {
                // a text that is none of ours is unreadable, not a reason to stop
                from_text(&row.try_get::<String>("", "sealed")?).unwrap_or_default()
            } else {
                row.try_get("", "sealed")?
            };
            rows.push((row.try_get("", "row_id")?, sealed));
        }
        Ok(rows)
    }
}

/// How far a rotation came; kept by the job that does it, so that a restart goes on where it was.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    place: usize,
    after: Option<Uuid>,
}

/// What one step did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Step {
    pub resealed: u64,
    /// Rows that somebody wrote meanwhile; their writer won.
    pub overtaken: u64,
    /// Values that do not open, as `table.column row`; they are left as they are.
    pub unreadable: Vec<String>,
    /// Whether every column was gone through.
    pub done: bool,
}

/// One key and how many values it still seals.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct KeyStatus {
    pub id: Uuid,
    pub purpose: String,
    pub version: i32,
    /// Whether new values are sealed with it.
    pub newest: bool,
    pub retired: bool,
    pub created_at_ms: i64,
    /// Of a key for columns. What files, checksums and passwords need of theirs is not counted: it is never retired.
    pub values: Option<u64>,
}

impl Keys {
    /// Adds a new data key for columns. Commit, then `refresh` (on every node), then run the steps.
    pub async fn rotate(&self, db: &impl ConnectionTrait, now_ms: i64) -> Result<Uuid, KeyError> {
        self.add(Purpose::Field, db, now_ms).await
    }

    /// Adds a new pepper; each password gets it when its owner signs in next.
    pub async fn rotate_pepper(
        &self,
        db: &impl ConnectionTrait,
        now_ms: i64,
    ) -> Result<Uuid, KeyError> {
        self.add(Purpose::Pepper, db, now_ms).await
    }

    async fn add(
        &self,
        purpose: Purpose,
        db: &impl ConnectionTrait,
        now_ms: i64,
    ) -> Result<Uuid, KeyError> {
        let rows = store::all(db).await?;
        let last =
            rows.iter().filter(|row| row.purpose == purpose.name()).map(|row| row.version).max();
        store::insert(db, &self.0.root, purpose, last.unwrap_or(0) + 1, now_ms).await
    }

    /// Seals up to `batch` old values anew with the newest key and moves the cursor on. `db` is a transaction.
    pub async fn rotate_step(
        &self,
        db: &impl ConnectionTrait,
        columns: &[SealedColumn],
        cursor: &mut Cursor,
        batch: u32,
    ) -> Result<Step, KeyError> {
        let Some(column) = columns.get(cursor.place) else {
            return Ok(Step { done: true, ..Step::default() });
        };
        let (newest, _) = self.ring().newest(Purpose::Field);
        let rows = column.old_values(db, newest, cursor.after, batch).await?;
        let mut step = Step::default();
        for (id, sealed) in &rows {
            let aad = Aad::new(column.table, column.column, id);
            let Ok(plain) = self.unseal(&aad, sealed) else {
                step.unreadable.push(format!("{}.{} {id}", column.table, column.column));
                continue;
            };
            let plain = super::Secret::new(plain);
            if replace(db, column, *id, sealed, self.seal(&aad, plain.expose())?).await? {
                step.resealed += 1;
            } else {
                step.overtaken += 1;
            }
        }
        cursor.after = rows.last().map(|(id, _)| *id);
        if rows.len() < batch as usize {
            *cursor = Cursor { place: cursor.place + 1, after: None };
        }
        step.done = cursor.place >= columns.len();
        Ok(step)
    }

    /// All keys, with how many values each seals in the given columns.
    pub async fn status(
        &self,
        db: &impl ConnectionTrait,
        columns: &[SealedColumn],
    ) -> Result<Vec<KeyStatus>, KeyError> {
        let mut values: HashMap<String, u64> = HashMap::new();
        for column in columns {
            for (key, count) in counts(db, column).await? {
                *values.entry(key).or_default() += count;
            }
        }
        let ring = self.ring();
        let told = store::all(db).await?.into_iter().map(|row| KeyStatus {
            newest: ring.newest.values().any(|id| *id == row.id),
            retired: row.state == store::RETIRED,
            values: (row.purpose == Purpose::Field.name())
                .then(|| values.get(&row.id.simple().to_string()).copied().unwrap_or(0)),
            id: row.id,
            purpose: row.purpose,
            version: row.version,
            created_at_ms: row.created_at,
        });
        Ok(told.collect())
    }

    /// Retires an old column key: it opens nothing any more. Refused while values need it. Commit, then `refresh`.
    pub async fn retire(
        &self,
        db: &impl ConnectionTrait,
        columns: &[SealedColumn],
        id: Uuid,
    ) -> Result<(), KeyError> {
        let status = self.status(db, columns).await?;
        let key = status.iter().find(|key| key.id == id).ok_or(KeyError::UnknownKey(id))?;
        if key.newest || key.values != Some(0) {
            return Err(KeyError::InUse(id, key.values.unwrap_or(0)));
        }
        Ok(store::retire(db, id).await?)
    }
}

/// Puts the keyring under a new root key; no value is touched. Rows that are under it already are left alone, so an
/// interrupted run is simply run again. Every node must be stopped.
pub async fn rewrap(
    db: &impl ConnectionTrait,
    old: &RootKey,
    new: &RootKey,
) -> Result<u64, KeyError> {
    let (old, new) = (old.key(false)?, new.key(true)?);
    let mut wrapped = 0;
    for row in store::all(db).await? {
        if !row.is_of(&new) {
            store::rewrap(db, &row, &old, &new).await?;
            wrapped += 1;
        }
    }
    Ok(wrapped)
}

/// Writes the new value unless the row was written meanwhile; says whether it did.
pub(super) async fn replace(
    db: &impl ConnectionTrait,
    column: &SealedColumn,
    id: Uuid,
    old: &[u8],
    new: Vec<u8>,
) -> Result<bool, KeyError> {
    let form = |sealed: &[u8]| -> Value {
        if column.text { as_text(sealed).into() } else { sealed.to_vec().into() }
    };
    let q = quote(db.get_database_backend());
    let mut sql = Sql::new(db.get_database_backend());
    sql.push(&format!("UPDATE {q}{}{q} SET {q}{}{q} = ", column.table, column.column));
    sql.bind(form(&new));
    sql.push(&format!(" WHERE {q}{}{q} = ", column.id_column));
    sql.bind(id.into());
    sql.push(&format!(" AND {q}{}{q} = ", column.column));
    sql.bind(form(old));
    Ok(db.execute_raw(sql.statement()).await?.rows_affected() > 0)
}

/// How many values each key seals, by the key's id in hex; what names no key counts for none.
async fn counts(
    db: &impl ConnectionTrait,
    column: &SealedColumn,
) -> Result<Vec<(String, u64)>, KeyError> {
    let q = quote(db.get_database_backend());
    let (part, SealedColumn { table, column: name, .. }) = (column.key_part(q), column);
    let mut sql = Sql::new(db.get_database_backend());
    sql.push(&format!(
        "SELECT {part} AS key_part, COUNT(*) AS many FROM {q}{table}{q} WHERE length({q}{name}{q}) > 0 GROUP BY {part}"
    ));
    let mut counts = Vec::new();
    for row in db.query_all_raw(sql.statement()).await? {
        let key = if column.text {
            row.try_get("", "key_part")?
        } else {
            hex::encode(row.try_get::<Vec<u8>>("", "key_part")?)
        };
        counts.push((key, u64::try_from(row.try_get::<i64>("", "many")?).unwrap_or(0)));
    }
    Ok(counts)
}

fn quote(backend: DbBackend) -> char {
    if backend == DbBackend::MySql { '`' } else { '"' }
}

/// A statement whose places for values are written as the database wants them.
struct Sql {
    backend: DbBackend,
    text: String,
    values: Vec<Value>,
}

impl Sql {
    fn new(backend: DbBackend) -> Self {
        Self { backend, text: String::new(), values: Vec::new() }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn bind(&mut self, value: Value) {
        self.values.push(value);
        match self.backend {
            DbBackend::Postgres => {
                let _ = write!(self.text, "${}", self.values.len());
            }
            _ => self.text.push('?'),
        }
    }

    fn statement(self) -> Statement {
        Statement::from_sql_and_values(self.backend, self.text, self.values)
    }
}
