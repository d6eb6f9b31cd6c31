//! What an erasure and a rule of retention look for in conversations, and how their content goes.

use crate::domain::attachment;
use crate::domain::mail;
use crate::domain::message::{self, Kind, Message, MessageId};
use crate::domain::outgoing::{self, Outgoing};
use crate::domain::ticket::{self, Ticket, TicketId};
use crate::domain::{draft, group};
use crate::store::{automatic, reference, search, ticket as tickets};
use chrono::{DateTime, Utc};
use events::directory::PersonId;
use platform::db::{Rows, Source};
use platform::privacy::hold::Held;
use platform::users::UserId;
use platform::{Millis, Result};
use sea_orm::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{Condition, ExprTrait, QueryOrder, QuerySelect, Set};

/// Which conversations were erased, and when.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "erased_tickets")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub ticket: TicketId,
    pub at: Millis,
}
impl ActiveModelBehavior for ActiveModel {}

/// Never, or something was said in it since.
fn not_erased() -> Select<ticket::Entity> {
    let erased = Query::select()
        .column((Entity, Column::Ticket))
        .from(Entity)
        .and_where(Expr::col((Entity, Column::Ticket)).equals((ticket::Entity, ticket::Column::Id)))
        .and_where(
            Expr::col((Entity, Column::At))
                .gte(Expr::col((ticket::Entity, ticket::Column::UpdatedAt))),
        )
        .to_owned();
    ticket::Entity::find().filter(Expr::exists(erased).not())
}

/// The conversations of these persons that are not erased; `before`: only those in which nothing happened since.
pub async fn tickets_of(
    db: &impl Source,
    persons: &[PersonId],
    before: Option<Millis>,
) -> Result<Vec<Ticket>> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = not_erased().filter(ticket::COLUMN.person.is_in(persons.iter().copied()));
    if let Some(before) = before {
        query = query.filter(ticket::COLUMN.updated_at.lt(before));
    }
    query.order_by_asc(ticket::COLUMN.id).rows(db).await
}

/// The ids of all their tickets, the oldest first.
pub async fn ids_of(db: &impl Source, persons: &[PersonId]) -> Result<Vec<TicketId>> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let theirs = ticket::Entity::find()
        .filter(ticket::COLUMN.person.is_in(persons.iter().copied()))
        .select_only()
        .column(ticket::Column::Id);
    Ok(theirs.order_by_asc(ticket::COLUMN.id).into_tuple().all(db).await?)
}

/// Conversations of somebody, or of an organisation, that is held, and those in which somebody who is held wrote.
fn is_held(held: &Held) -> Condition {
    let organisation = Condition::all()
        .add(ticket::COLUMN.organisation.is_not_null())
        .add(ticket::COLUMN.organisation.is_in(held.organisations.iter().copied()));
    let of_them = Condition::any()
        .add(message::COLUMN.person.is_in(held.persons.iter().copied()))
        .add(message::COLUMN.author.is_in(held.users.iter().copied()));
    Condition::any()
        .add(ticket::COLUMN.person.is_in(held.persons.iter().copied()))
        .add(organisation)
        .add(has_entry(of_them))
}

/// Conversations with an entry like this.
fn has_entry(like: Condition) -> Expr {
    let here = (ticket::Entity, ticket::Column::Id);
    let entry = Query::select()
        .column((message::Entity, message::Column::Id))
        .from(message::Entity)
        .and_where(Expr::col((message::Entity, message::Column::Ticket)).equals(here))
        .cond_where(like)
        .to_owned();
    Expr::exists(entry)
}

/// Those of these conversations that are held.
pub async fn held_of(db: &impl Source, ids: &[TicketId], held: &Held) -> Result<Vec<TicketId>> {
    if *held == Held::default() {
        return Ok(Vec::new());
    }
    let these = ticket::COLUMN.id.is_in(ids.iter().copied());
    let found = ticket::Entity::find().filter(these).filter(is_held(held));
    Ok(found.select_only().column(ticket::Column::Id).into_tuple().all(db).await?)
}

/// Those that are held and have entries which bear the name of one of these accounts.
pub async fn held_signed(db: &impl Source, users: &[UserId], held: &Held) -> Result<Vec<TicketId>> {
    if users.is_empty() || *held == Held::default() {
        return Ok(Vec::new());
    }
    let signed = Condition::all()
        .add(message::COLUMN.author.is_in(users.iter().copied()))
        .add(message::COLUMN.kind.ne(Kind::Customer));
    let found = ticket::Entity::find().filter(has_entry(signed)).filter(is_held(held));
    Ok(found.select_only().column(ticket::Column::Id).into_tuple().all(db).await?)
}

/// Closed since before this moment, not erased, and not held.
fn over(before: DateTime<Utc>, held: &Held) -> Select<ticket::Entity> {
    let query = not_erased()
        .filter(ticket::COLUMN.open.eq(false))
        .filter(ticket::COLUMN.closed_at.lt(Millis(before)));
    if *held == Held::default() { query } else { query.filter(is_held(held).not()) }
}

pub async fn count_over(db: &impl Source, before: DateTime<Utc>, held: &Held) -> Result<u64> {
    Ok(over(before, held).count(db).await?)
}

/// The oldest of them.
pub async fn oldest_over(
    db: &impl Source,
    before: DateTime<Utc>,
    held: &Held,
    limit: u64,
) -> Result<Vec<Ticket>> {
    let oldest = over(before, held).order_by_asc(ticket::COLUMN.closed_at);
    oldest.order_by_asc(ticket::COLUMN.id).limit(limit).rows(db).await
}

/// All entries of these conversations.
pub async fn messages_of(db: &impl Source, tickets: &[TicketId]) -> Result<Vec<Message>> {
    if tickets.is_empty() {
        return Ok(Vec::new());
    }
    let all = message::Entity::find().filter(message::COLUMN.ticket.is_in(tickets.iter().copied()));
    all.order_by_asc(message::COLUMN.id).rows(db).await
}

/// The ids of what these persons wrote in conversations of others, by mail or on the phone. Who works here writes for the
/// house: that is no customer's word. What was `erased` already bears that name and no address.
pub async fn written_elsewhere(
    db: &impl Source,
    persons: &[PersonId],
    erased: &str,
) -> Result<Vec<(MessageId, TicketId)>> {
    if persons.is_empty() {
        return Ok(Vec::new());
    }
    let persons = persons.iter().copied();
    let own = Query::select()
        .column(ticket::Column::Id)
        .from(ticket::Entity)
        .and_where(ticket::COLUMN.person.is_in(persons.clone()))
        .to_owned();
    let there = Condition::any()
        .add(message::COLUMN.from_address.ne(""))
        .add(message::COLUMN.from_name.ne(erased));
    let written = message::Entity::find()
        .filter(message::COLUMN.person.is_in(persons))
        .filter(message::COLUMN.kind.eq(Kind::Customer))
        .filter(message::COLUMN.ticket.not_in_subquery(own))
        .filter(there)
        .select_only()
        .column(message::Column::Id)
        .column(message::Column::Ticket);
    Ok(written.order_by_asc(message::COLUMN.id).into_tuple().all(db).await?)
}

/// What this user wrote: answers and notes.
pub async fn written_by(db: &impl Source, user: UserId) -> Result<Vec<MessageId>> {
    let written = message::Entity::find()
        .filter(message::COLUMN.author.eq(user))
        .select_only()
        .column(message::Column::Id);
    Ok(written.into_tuple().all(db).await?)
}

/// Our own mails in these conversations, or about these entries.
pub async fn outgoing(
    db: &impl Source,
    tickets: &[TicketId],
    messages: &[MessageId],
) -> Result<Vec<Outgoing>> {
    let about = Condition::any()
        .add(outgoing::COLUMN.ticket.is_in(tickets.iter().copied()))
        .add(outgoing::COLUMN.message.is_in(messages.iter().copied()));
    outgoing::Entity::find().filter(about).order_by_asc(outgoing::COLUMN.id).rows(db).await
}

/// What takes the place of a text that went, and of a name.
#[derive(Clone, Debug)]
pub struct Instead {
    pub text: String,
    pub name: String,
}

/// Takes the content out of these entries; who wrote what kind when stays. Returns the files that were theirs.
pub async fn empty_messages(
    tx: &impl Source,
    messages: &[Message],
    instead: &Instead,
) -> Result<Vec<String>> {
    let mut files = Vec::new();
    for some in messages.chunks(200) {
        let ids: Vec<MessageId> = some.iter().map(|message| message.id).collect();
        let mails: Vec<_> = some.iter().filter_map(|message| message.mail).collect();
        files.extend(super::attachment::of_messages(tx, &ids).await?.into_iter().map(|a| a.file));
        files.extend(super::mail::forget_files(tx, &mails).await?);
        let these = attachment::COLUMN.message.is_in(ids.iter().copied());
        attachment::Entity::delete_many().filter(these).exec(tx).await?;
        // whoever makes words anew locks the entries first: afterwards its words are there to be removed
        write_over(tx, &ids, instead).await?;
        search::remove(tx, &ids).await?;
    }
    Ok(files)
}

async fn write_over(tx: &impl Source, ids: &[MessageId], instead: &Instead) -> Result<()> {
    use message::Column::{
        Body, CcAddresses, ContentType, Delivery, FromAddress, FromName, MessageId as Known,
        Subject, Text, TextNew, ToAddresses,
    };
    let mut update = message::Entity::update_many()
        .col_expr(ContentType, Expr::value("text/plain"))
        .col_expr(Delivery, Expr::value(Option::<String>::None));
    for column in [ToAddresses, CcAddresses, Subject, Known] {
        update = update.col_expr(column, Expr::value(""));
    }
    for column in [Body, Text, TextNew] {
        update = update.col_expr(column, Expr::value(instead.text.as_str()));
    }
    update.filter(message::COLUMN.id.is_in(ids.iter().copied())).exec(tx).await?;
    message::Entity::update_many()
        .col_expr(FromName, Expr::value(instead.name.as_str()))
        .col_expr(FromAddress, Expr::value(""))
        .filter(message::COLUMN.id.is_in(ids.iter().copied()))
        .filter(message::COLUMN.kind.eq(Kind::Customer))
        .exec(tx)
        .await?;
    Ok(())
}

/// Whoever is working on one of these conversations is done before, or begins anew after this transaction.
pub async fn lock(tx: &impl ConnectionTrait, ids: &[TicketId]) -> Result<()> {
    ticket::Entity::update_many()
        .col_expr(ticket::Column::Version, ExprTrait::add(Expr::col(ticket::Column::Version), 1))
        .filter(ticket::COLUMN.id.is_in(ids.iter().copied()))
        .exec(tx)
        .await?;
    Ok(())
}

/// Takes away what hangs on these conversations besides their entries, and marks them as erased. Returns the files that
/// were in drafts.
pub async fn empty_tickets(
    tx: &impl Source,
    ids: &[TicketId],
    subject: &str,
    at: Millis,
) -> Result<Vec<String>> {
    let these = || ids.iter().copied();
    let files = forget_drafted(tx, ids).await?;
    draft::Entity::delete_many().filter(draft::COLUMN.ticket.is_in(these())).exec(tx).await?;
    tickets::forget_tags(tx, ids).await?;
    reference::Entity::delete_many()
        .filter(reference::COLUMN.ticket.is_in(these()))
        .exec(tx)
        .await?;
    automatic::Entity::delete_many()
        .filter(automatic::COLUMN.ticket.is_in(these()))
        .exec(tx)
        .await?;
    ticket::Entity::update_many()
        .col_expr(ticket::Column::Subject, Expr::value(subject))
        .filter(ticket::COLUMN.id.is_in(these()))
        .exec(tx)
        .await?;
    Entity::delete_many().filter(COLUMN.ticket.is_in(these())).exec(tx).await?;
    let rows = these().map(|ticket| ActiveModel { ticket: Set(ticket), at: Set(at) });
    Entity::insert_many(rows).exec_without_returning(tx).await?;
    Ok(files)
}

/// What is up for an answer that was never sent.
async fn forget_drafted(tx: &impl Source, tickets: &[TicketId]) -> Result<Vec<String>> {
    let these = draft::COLUMN.ticket.is_in(tickets.iter().copied());
    let drafts = draft::Entity::find().filter(these).rows(tx).await?;
    let uploads: Vec<_> = drafts.iter().flat_map(draft::Draft::uploads).collect();
    let unsent = || {
        Condition::all()
            .add(attachment::COLUMN.id.is_in(uploads.iter().copied()))
            .add(attachment::COLUMN.message.is_null())
    };
    let files = attachment::Entity::find().filter(unsent()).rows(tx).await?;
    attachment::Entity::delete_many().filter(unsent()).exec(tx).await?;
    Ok(files.into_iter().map(|file| file.file).collect())
}

/// Forgets our own mails of erased entries.
pub async fn forget_outgoing(tx: &impl ConnectionTrait, mails: &[Outgoing]) -> Result<()> {
    let ids = mails.iter().map(|mail| mail.id);
    outgoing::Entity::delete_many().filter(outgoing::COLUMN.id.is_in(ids)).exec(tx).await?;
    Ok(())
}

/// Which automatic mails went to these addresses is forgotten.
pub async fn forget_automatic(tx: &impl ConnectionTrait, emails: &[String]) -> Result<()> {
    let these = automatic::COLUMN.address_key.is_in(emails.iter().map(String::as_str));
    automatic::Entity::delete_many().filter(these).exec(tx).await?;
    Ok(())
}

/// What an account leaves behind here besides what it wrote. Returns the files that it had not sent.
pub async fn forget_user(tx: &impl Source, user: UserId) -> Result<Vec<String>> {
    let unsent = || {
        Condition::all()
            .add(attachment::COLUMN.uploader.eq(user))
            .add(attachment::COLUMN.message.is_null())
    };
    let files = attachment::Entity::find().filter(unsent()).rows(tx).await?;
    attachment::Entity::delete_many().filter(unsent()).exec(tx).await?;
    draft::Entity::delete_many().filter(draft::COLUMN.user.eq(user)).exec(tx).await?;
    group::member::Entity::delete_many()
        .filter(group::member::COLUMN.user.eq(user))
        .exec(tx)
        .await?;
    ticket::Entity::update_many()
        .col_expr(ticket::Column::Assignee, Expr::value(Option::<Uuid>::None))
        .col_expr(ticket::Column::Version, ExprTrait::add(Expr::col(ticket::Column::Version), 1))
        .filter(ticket::COLUMN.assignee.eq(user))
        .exec(tx)
        .await?;
    Ok(files.into_iter().map(|file| file.file).collect())
}

/// The ids of the next entries that bear this account's name. What somebody noted down for a customer bears the
/// customer's.
pub async fn signed_by(
    db: &impl Source,
    user: UserId,
    after: Option<MessageId>,
    limit: u64,
) -> Result<Vec<MessageId>> {
    let mut signed = message::Entity::find()
        .filter(message::COLUMN.author.eq(user))
        .filter(message::COLUMN.kind.ne(Kind::Customer));
    if let Some(after) = after {
        signed = signed.filter(message::COLUMN.id.gt(after));
    }
    let signed = signed.select_only().column(message::Column::Id);
    Ok(signed.order_by_asc(message::COLUMN.id).limit(limit).into_tuple().all(db).await?)
}

/// Takes the sender off these entries: the name, and of notes that came by mail the address with the mail itself, whose
/// text and files stay. Returns the files of those mails.
pub async fn forget_sender(tx: &impl Source, ids: &[MessageId], name: &str) -> Result<Vec<String>> {
    let these = || message::COLUMN.id.is_in(ids.iter().copied());
    let notes = message::Entity::find().filter(these()).filter(message::COLUMN.mail.is_not_null());
    let mails: Vec<Option<mail::MailId>> =
        notes.select_only().column(message::Column::Mail).into_tuple().all(tx).await?;
    let mails: Vec<_> = mails.into_iter().flatten().collect();
    message::Entity::update_many()
        .col_expr(message::Column::FromName, Expr::value(name))
        .filter(these())
        .exec(tx)
        .await?;
    message::Entity::update_many()
        .col_expr(message::Column::FromAddress, Expr::value(""))
        .filter(these())
        .filter(message::COLUMN.kind.eq(Kind::Note))
        .exec(tx)
        .await?;
    super::mail::forget_files(tx, &mails).await
}
