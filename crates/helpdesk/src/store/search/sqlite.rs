//! SQLite: FTS5, umlauts folded.

use crate::domain::message::MessageId;
use crate::domain::ticket::TicketId;
use sea_orm::{DbBackend, Statement};

pub(super) fn insert(ticket: TicketId, message: MessageId, words: &str) -> Statement {
    Statement::from_sql_and_values(
        DbBackend::Sqlite,
        "INSERT INTO message_search (ticket, message, words) VALUES (?, ?, ?)",
        [ticket.0.into(), message.0.into(), words.into()],
    )
}

pub(super) fn select(words: &[String], limit: u64) -> Statement {
    let query = words.iter().map(|word| format!("{word}*")).collect::<Vec<_>>().join(" AND ");
    Statement::from_sql_and_values(
        DbBackend::Sqlite,
        // the newest hits are wanted, so rows are walked from the end
        "SELECT DISTINCT ticket FROM (SELECT ticket FROM message_search WHERE message_search MATCH ? \
         ORDER BY rowid DESC LIMIT ?)",
        [query.into(), limit.into()],
    )
}
