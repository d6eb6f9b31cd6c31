//! PostgreSQL: tsvector without stemming, so that both languages and product names are found as written.

use crate::domain::message::MessageId;
use crate::domain::ticket::TicketId;
use sea_orm::{DbBackend, Statement};

pub(super) fn insert(ticket: TicketId, message: MessageId, words: &str) -> Statement {
    Statement::from_sql_and_values(
        DbBackend::Postgres,
        "INSERT INTO message_search (ticket, message, words) VALUES ($1, $2, to_tsvector('simple', $3))",
        [ticket.0.into(), message.0.into(), folded(words).into()],
    )
}

pub(super) fn select(words: &[String], limit: u64) -> Statement {
    let query =
        words.iter().map(|word| format!("{}:*", folded(word))).collect::<Vec<_>>().join(" & ");
    Statement::from_sql_and_values(
        DbBackend::Postgres,
        "SELECT DISTINCT ticket FROM (SELECT ticket FROM message_search WHERE words @@ to_tsquery('simple', $1) \
         ORDER BY message DESC LIMIT $2) hits",
        [query.into(), i64::try_from(limit).unwrap_or(i64::MAX).into()],
    )
}

/// Accents fold as SQLite and MariaDB fold them, without needing an extension on the server.
/// Words with marks inside (`a@b.de`) are cut at them, as the other two do.
fn folded(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|c| match c {
            'ä' | 'á' | 'à' | 'â' | 'ã' | 'å' => 'a',
            'ö' | 'ó' | 'ò' | 'ô' | 'õ' => 'o',
            'ü' | 'ú' | 'ù' | 'û' => 'u',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ç' => 'c',
            'ñ' => 'n',
            c if c.is_alphanumeric() => c,
            _ => ' ',
        })
        .collect()
}
