//! PostgreSQL: tsvector without stemming, so that both languages and product names are found as written.

use super::{Findable, Word};
use crate::domain::ticket::GroupId;
use sea_orm::{DbBackend, Statement, Value};

pub(super) fn insert(rows: Vec<Findable>) -> Statement {
    let place = |n: usize| {
        let n = 3 * n;
        format!("(${}, ${}, to_tsvector('simple', ${}))", n + 1, n + 2, n + 3)
    };
    let sql = super::values(rows.len(), place);
    let values = rows
        .into_iter()
        .flat_map(|row| [row.ticket.0.into(), row.message.0.into(), row.words.into()]);
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

pub(super) fn select(words: &[Word], but: &[GroupId], limit: u64) -> Statement {
    let one = |word: &Word| format!("({})", word.any(|spelt| format!("{spelt}:*"), " | "));
    let query = words.iter().map(one).collect::<Vec<_>>().join(" & ");
    let sql = format!(
        "SELECT DISTINCT ticket FROM (SELECT ticket FROM message_search WHERE words @@ to_tsquery('simple', $1){} \
         ORDER BY message DESC LIMIT $2) hits",
        super::outside("\"group\"", but, |n| format!("${}", n + 3))
    );
    let mut values: Vec<Value> =
        vec![query.into(), i64::try_from(limit).unwrap_or(i64::MAX).into()];
    values.extend(but.iter().map(|group| Value::from(group.0)));
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}
