//! Full text over conversations: one file per database, chosen once.

mod mariadb;
mod postgres;
mod sqlite;

use crate::domain::message::MessageId;
use crate::domain::ticket::TicketId;
use platform::Result;
use sea_orm::{ConnectionTrait, DbBackend};

/// More hits than this are not ranked: the search is narrowed instead.
pub const MOST_HITS: u64 = 500;

/// What a message is found by.
#[derive(Clone, Debug)]
pub struct Findable {
    pub ticket: TicketId,
    pub message: MessageId,
    pub words: String,
}

/// Makes a message findable by its subject, sender and text.
pub async fn add(
    tx: &impl ConnectionTrait,
    ticket: TicketId,
    message: MessageId,
    words: &str,
) -> Result<()> {
    add_many(tx, vec![Findable { ticket, message, words: words.to_owned() }]).await
}

/// Makes several messages findable.
pub async fn add_many(tx: &impl ConnectionTrait, mut rows: Vec<Findable>) -> Result<()> {
    for row in &mut rows {
        // PostgreSQL's tsvector ends at 1 MB; nobody looks for what stands after 100,000 characters
        row.words = apart(row.words.chars().take(100_000));
    }
    for lot in super::lots(rows, |row| row.words.len()) {
        let insert = match tx.get_database_backend() {
            DbBackend::Sqlite => sqlite::insert(lot),
            DbBackend::Postgres => postgres::insert(lot),
            _ => mariadb::insert(lot),
        };
        tx.execute_raw(insert).await?;
    }
    Ok(())
}

/// The statement's beginning with a place for the values of each row.
fn values(rows: usize, place: impl Fn(usize) -> String) -> String {
    let places = (0..rows).map(place).collect::<Vec<_>>().join(", ");
    format!("INSERT INTO message_search (ticket, message, words) VALUES {places}")
}

/// The tickets whose conversation holds every word (by its beginning), the newest first.
pub async fn tickets(db: &impl ConnectionTrait, text: &str) -> Result<Vec<TicketId>> {
    let words = words_of(text);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let select = match db.get_database_backend() {
        DbBackend::Sqlite => sqlite::select(&words, MOST_HITS),
        DbBackend::Postgres => postgres::select(&words, MOST_HITS),
        _ => mariadb::select(&words, MOST_HITS),
    };
    let mut tickets = Vec::new();
    for row in db.query_all_raw(select).await? {
        tickets.push(TicketId(row.try_get_by_index(0)?));
    }
    Ok(tickets)
}

/// The words as `words_of` splits them: a server takes `foo_bar` or `example.com` for one.
fn apart(text: impl Iterator<Item = char>) -> String {
    text.map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect()
}

/// The words of what was typed, without anything that means something to a database.
fn words_of(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(12)
        .map(|word| word.chars().take(64).collect::<String>().to_lowercase())
        .collect()
}
