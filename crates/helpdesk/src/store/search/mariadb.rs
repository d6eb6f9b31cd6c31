//! MariaDB: FULLTEXT in boolean mode. Words shorter than the server's `innodb_ft_min_token_size` (3) are not
//! indexed there, so they are looked for in the text itself.

use super::{Findable, Word};
use crate::domain::ticket::GroupId;
use sea_orm::{DbBackend, Statement, Value};

pub(super) fn insert(rows: Vec<Findable>) -> Statement {
    let sql = super::values(rows.len(), |_| "(?, ?, ?)".into());
    let values = rows
        .into_iter()
        .flat_map(|row| [row.ticket.0.into(), row.message.0.into(), row.words.into()]);
    Statement::from_sql_and_values(DbBackend::MySql, sql, values)
}

const SHORTEST: usize = 3;

pub(super) fn select(words: &[Word], but: &[GroupId], limit: u64) -> Statement {
    let (long, short): (Vec<_>, Vec<_>) =
        words.iter().partition(|word| word.0.iter().all(|spelt| spelt.chars().count() >= SHORTEST));
    let mut conditions = Vec::new();
    let mut values: Vec<Value> = Vec::new();
    if !long.is_empty() {
        let one = |word: &Word| format!("+({})", word.any(|spelt| format!("{spelt}*"), " "));
        let query = long.iter().map(|word| one(word)).collect::<Vec<_>>().join(" ");
        conditions.push("MATCH (words) AGAINST (? IN BOOLEAN MODE)".to_owned());
        values.push(query.into());
    }
    for word in short {
        conditions.push(format!("({})", word.any(|_| "words LIKE ?".to_owned(), " OR ")));
        values.extend(word.0.iter().map(|spelt| Value::from(format!("%{spelt}%"))));
    }
    values.extend(but.iter().map(|group| Value::from(group.0)));
    values.push(limit.into());
    let sql = format!(
        "SELECT DISTINCT ticket FROM (SELECT ticket FROM message_search WHERE {}{} ORDER BY message DESC LIMIT ?) hits",
        conditions.join(" AND "),
        super::outside("`group`", but, |_| "?".into())
    );
    Statement::from_sql_and_values(DbBackend::MySql, sql, values)
}
