//! SQLite: FTS5.

use super::{Findable, Word};
use crate::domain::ticket::GroupId;
use sea_orm::{DbBackend, Statement, Value};

pub(super) fn insert(rows: Vec<Findable>) -> Statement {
    let sql = super::values(rows.len(), |_| "(?, ?, ?)".into());
    let values = rows
        .into_iter()
        .flat_map(|row| [row.ticket.0.into(), row.message.0.into(), row.words.into()]);
    Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)
}

/// FTS5 takes the words of deleted rows out of its index at once (SQLite 3.42).
pub(super) fn secure_delete() -> Statement {
    let sql = "INSERT INTO message_search (message_search, rank) VALUES ('secure-delete', 1)";
    Statement::from_string(DbBackend::Sqlite, sql)
}

pub(super) fn select(words: &[Word], but: &[GroupId], limit: u64) -> Statement {
    let one = |word: &Word| format!("({})", word.any(|spelt| format!("{spelt}*"), " OR "));
    let query = words.iter().map(one).collect::<Vec<_>>().join(" AND ");
    // the newest hits are wanted, so rows are walked from the end
    let sql = format!(
        "SELECT DISTINCT ticket FROM (SELECT ticket FROM message_search WHERE message_search MATCH ?{} \
         ORDER BY rowid DESC LIMIT ?)",
        super::outside("\"group\"", but, |_| "?".into())
    );
    let mut values = vec![Value::from(query)];
    values.extend(but.iter().map(|group| Value::from(group.0)));
    values.push(limit.into());
    Statement::from_sql_and_values(DbBackend::Sqlite, sql, values)
}
