//! Full text over conversations: one file per database, chosen once.

mod mariadb;
mod postgres;
mod sqlite;

use crate::domain::message::MessageId;
use crate::domain::ticket::{GroupId, TicketId};
use platform::Result;
use platform::db::Source;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
use sea_orm::{ConnectionTrait, DbBackend};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

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
        row.words = folded(&row.words.chars().take(100_000).collect::<String>());
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

/// Where rows are looked up by their message. `SQLite`'s full text has no index but the words: the table that it keeps
/// its rows in has one.
fn lookup(backend: DbBackend) -> (Alias, Alias) {
    let (table, message) = match backend {
        DbBackend::Sqlite => ("message_search_content", "c1"),
        _ => ("message_search", "message"),
    };
    (Alias::new(table), Alias::new(message))
}

/// Those of these messages that can be found.
pub async fn findable(db: &impl Source, messages: &[MessageId]) -> Result<Vec<MessageId>> {
    if messages.is_empty() {
        return Ok(Vec::new());
    }
    let (table, message) = lookup(db.get_database_backend());
    let these = Query::select()
        .column(message.clone())
        .from(table)
        .and_where(Expr::col(message).is_in(messages.iter().map(|id| id.0)))
        .to_owned();
    let mut found = Vec::new();
    for row in db.query_all(&these).await? {
        found.push(MessageId(row.try_get_by_index(0)?));
    }
    Ok(found)
}

/// Makes these messages unfindable, and their words unreadable.
pub async fn remove(tx: &impl ConnectionTrait, messages: &[MessageId]) -> Result<()> {
    if messages.is_empty() {
        return Ok(());
    }
    let backend = tx.get_database_backend();
    let (table, message) = lookup(backend);
    let these = Expr::col(message).is_in(messages.iter().map(|id| id.0));
    let mut gone = Query::delete();
    gone.from_table(Alias::new("message_search"));
    if backend == DbBackend::Sqlite {
        // else the words stay in the index until it is merged
        tx.execute_raw(sqlite::secure_delete()).await?;
        let rows = Query::select().column(Alias::new("id")).from(table).and_where(these).to_owned();
        gone.and_where(Expr::col(Alias::new("rowid")).in_subquery(rows));
    } else {
        gone.and_where(these);
    }
    tx.execute(&gone).await?;
    Ok(())
}

/// The statement's beginning with a place for the values of each row.
fn values(rows: usize, place: impl Fn(usize) -> String) -> String {
    let places = (0..rows).map(place).collect::<Vec<_>>().join(", ");
    format!("INSERT INTO message_search (ticket, message, words) VALUES {places}")
}

/// The tickets whose conversation holds every word (by its beginning) but those of some groups, the newest first.
pub async fn tickets(
    db: &impl ConnectionTrait,
    text: &str,
    but: &[GroupId],
) -> Result<Vec<TicketId>> {
    let words = words_of(text);
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let select = match db.get_database_backend() {
        DbBackend::Sqlite => sqlite::select(&words, but, MOST_HITS),
        DbBackend::Postgres => postgres::select(&words, but, MOST_HITS),
        _ => mariadb::select(&words, but, MOST_HITS),
    };
    let mut tickets = Vec::new();
    for row in db.query_all_raw(select).await? {
        tickets.push(TicketId(row.try_get_by_index(0)?));
    }
    Ok(tickets)
}

/// What keeps hits of these groups out before the hits are cut off: who does not see the newest ones finds the others.
fn outside(group: &str, but: &[GroupId], place: impl Fn(usize) -> String) -> String {
    if but.is_empty() {
        return String::new();
    }
    let places = (0..but.len()).map(place).collect::<Vec<_>>().join(", ");
    format!(
        " AND NOT EXISTS (SELECT 1 FROM tickets t WHERE t.id = message_search.ticket AND t.{group} IN ({places}))"
    )
}

/// Lower case, without accents, `ß` as `ss`, and cut at whatever is no letter or digit: servers take `foo_bar` or
/// `example.com` for one word, and each folds in its own way.
fn folded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfc().flat_map(char::to_lowercase) {
        match c {
            'ß' => plain.push_str("ss"),
            'æ' => plain.push_str("ae"),
            'ø' => plain.push('o'),
            c if c.is_ascii_alphanumeric() => plain.push(c),
            c if c.is_alphanumeric() => {
                plain.extend(std::iter::once(c).nfd().filter(|c| !is_combining_mark(*c)));
            }
            _ => plain.push(' '),
        }
    }
    plain
}

/// A word in its spellings: who types `Müller` or `Mueller` means both. None of them means anything to a database.
struct Word(Vec<String>);

impl Word {
    fn new(typed: &str) -> Self {
        let bare = folded(typed);
        let short = [("ae", "a"), ("oe", "o"), ("ue", "u")]
            .iter()
            .fold(bare.clone(), |word, (long, short)| word.replace(long, short));
        let written = typed.to_lowercase().replace('ä', "ae").replace('ö', "oe").replace('ü', "ue");
        let mut all = vec![bare, short, folded(&written)];
        all.sort();
        all.dedup();
        Self(all)
    }

    /// The spellings in a database's own words, such as `a* OR b*`.
    fn any(&self, each: impl Fn(&String) -> String, or: &str) -> String {
        self.0.iter().map(each).collect::<Vec<_>>().join(or)
    }
}

/// The words of what was typed.
fn words_of(text: &str) -> Vec<Word> {
    text.nfc()
        .collect::<String>()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(12)
        .map(|word| Word::new(&word.chars().take(64).collect::<String>()))
        .collect()
}
