//! Every query about one person and what belongs to them.

use crate::domain::draft::PersonFacts;
use crate::domain::person::{COLUMN, Entity, Person, PersonId, email, phone, word};
use crate::domain::{contact, words};
use platform::db::{Rows, Source};
use platform::users::email_key;
use platform::{Error, Result};
use sea_orm::entity::prelude::*;
use sea_orm::sea_query::Query;
use sea_orm::{Condition, IntoActiveModel, QueryOrder, QuerySelect, Set};

pub async fn get(db: &impl Source, id: PersonId) -> Result<Person> {
    find(db, id).await?.ok_or(Error::NotFound)
}

pub async fn find(db: &impl Source, id: PersonId) -> Result<Option<Person>> {
    Entity::find_by_id(id).row(db).await
}

/// The persons with these ids, in no order; unknown ids are left out.
pub async fn with_ids(db: &impl Source, ids: &[PersonId]) -> Result<Vec<Person>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Entity::find().filter(COLUMN.id.is_in(ids.iter().copied())).rows(db).await
}

/// The entries that this one took the place of.
pub async fn merged_into(db: &impl Source, id: PersonId) -> Result<Vec<PersonId>> {
    let merged = Entity::find().filter(COLUMN.merged_into.eq(id)).rows(db).await?;
    Ok(merged.into_iter().map(|person| person.id).collect())
}

/// Whose address this is; case does not matter.
pub async fn find_by_email(db: &impl Source, address: &str) -> Result<Option<Person>> {
    let row = email::Entity::find()
        .filter(email::COLUMN.email_key.eq(email_key(address)))
        .row(db)
        .await?;
    match row {
        Some(row) => find(db, row.person).await,
        None => Ok(None),
    }
}

/// Whose addresses these are, each with its key (`platform::users::email_key`); unknown ones are left out.
pub async fn with_emails(db: &impl Source, keys: &[String]) -> Result<Vec<(String, Person)>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let rows = email::Entity::find().filter(email::COLUMN.email_key.is_in(keys)).rows(db).await?;
    let ids: Vec<PersonId> = rows.iter().map(|row| row.person).collect();
    let persons = with_ids(db, &ids).await?;
    let of = |id| persons.iter().find(|person| person.id == id).cloned();
    Ok(rows.into_iter().filter_map(|row| Some((row.email_key, of(row.person)?))).collect())
}

/// Active persons who have this number (`contact::digits`), at most `limit`.
pub(crate) async fn with_phone(db: &impl Source, digits: &str, limit: u64) -> Result<Vec<Person>> {
    let having = Query::select()
        .column(phone::Column::Person)
        .from(phone::Entity)
        .and_where(phone::COLUMN.digits.eq(digits))
        .to_owned();
    let all = Entity::find().filter(COLUMN.id.in_subquery(having)).filter(COLUMN.active.eq(true));
    all.order_by_asc(COLUMN.id).limit(limit).rows(db).await
}

/// The e-mail addresses of a person; the first one is where we write to.
pub async fn addresses_of(db: &impl Source, id: PersonId) -> Result<Vec<String>> {
    let rows = email::Entity::find()
        .filter(email::COLUMN.person.eq(id))
        .order_by_asc(email::COLUMN.position);
    Ok(rows.rows(db).await?.into_iter().map(|row| row.email).collect())
}

/// The first address of each of these persons who has one.
pub async fn first_addresses(
    db: &impl Source,
    ids: &[PersonId],
) -> Result<Vec<(PersonId, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let rows = email::Entity::find()
        .filter(email::COLUMN.person.is_in(ids.iter().copied()))
        .filter(email::COLUMN.position.eq(0));
    Ok(rows.rows(db).await?.into_iter().map(|row| (row.person, row.email)).collect())
}

/// People without an organisation, in the order of their ids after `after`, who have an address at one of these
/// domains or below it.
pub(crate) async fn unplaced_at(
    db: &impl Source,
    domains: &[String],
    after: Option<PersonId>,
    limit: u64,
) -> Result<Vec<Person>> {
    if domains.is_empty() {
        return Ok(Vec::new());
    }
    let mut at = Condition::any();
    for domain in domains {
        // letters, digits, dashes and dots: nothing that LIKE reads as a wildcard
        at = at.add(email::COLUMN.email_key.ends_with(format!("@{domain}")));
        at = at.add(email::COLUMN.email_key.ends_with(format!(".{domain}")));
    }
    let having =
        Query::select().column(email::Column::Person).from(email::Entity).cond_where(at).to_owned();
    let mut query = Entity::find()
        .filter(COLUMN.organisation.is_null())
        .filter(COLUMN.merged_into.is_null())
        .filter(COLUMN.id.in_subquery(having));
    if let Some(after) = after {
        query = query.filter(COLUMN.id.gt(after));
    }
    query.order_by_asc(COLUMN.id).limit(limit).rows(db).await
}

/// The first of these addresses that another person has, with that one's name.
pub async fn taken_email(
    db: &impl Source,
    emails: &[String],
    except: PersonId,
) -> Result<Option<(String, String)>> {
    if emails.is_empty() {
        return Ok(None);
    }
    let row = email::Entity::find()
        .filter(email::COLUMN.email_key.is_in(emails.iter().map(|e| email_key(e))))
        .filter(email::COLUMN.person.ne(except))
        .row(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((row.email_key, get(db, row.person).await?.name)))
}

pub async fn insert(tx: &impl ConnectionTrait, person: &Person, facts: &PersonFacts) -> Result<()> {
    let row = person.clone().into_active_model().reset_all();
    Entity::insert(row).exec_without_returning(tx).await?;
    insert_rows(tx, person.id, facts).await
}

/// Saves the person, unless someone else saved them since they were read.
pub async fn save(tx: &impl ConnectionTrait, person: &mut Person) -> Result<()> {
    let mut row = person.clone().into_active_model().reset_all();
    row.version = Set(person.version + 1);
    let saved = Entity::update_many()
        .set(row)
        .filter(COLUMN.id.eq(person.id))
        .filter(COLUMN.version.eq(person.version))
        .exec(tx)
        .await?;
    if saved.rows_affected == 0 {
        return Err(Error::Stale);
    }
    person.version += 1;
    Ok(())
}

/// All that is written down about them, but the organisation.
pub async fn facts(db: &impl Source, person: &Person) -> Result<PersonFacts> {
    let phones = phone::Entity::find()
        .filter(phone::COLUMN.person.eq(person.id))
        .order_by_asc(phone::COLUMN.position);
    Ok(PersonFacts {
        name: person.name.clone(),
        job_title: person.job_title.clone(),
        lang: person.lang,
        notes: person.notes.clone(),
        emails: addresses_of(db, person.id).await?,
        phones: phones.rows(db).await?.into_iter().map(|row| row.number).collect(),
    })
}

/// Puts the rows of these facts in the place of those that are stored.
pub async fn replace_rows(
    tx: &impl ConnectionTrait,
    id: PersonId,
    facts: &PersonFacts,
) -> Result<()> {
    email::Entity::delete_many().filter(email::COLUMN.person.eq(id)).exec(tx).await?;
    phone::Entity::delete_many().filter(phone::COLUMN.person.eq(id)).exec(tx).await?;
    word::Entity::delete_many().filter(word::COLUMN.person.eq(id)).exec(tx).await?;
    insert_rows(tx, id, facts).await
}

async fn insert_rows(tx: &impl ConnectionTrait, id: PersonId, facts: &PersonFacts) -> Result<()> {
    insert_emails(tx, id, &facts.emails).await?;
    let phones = facts.phones.iter().zip(0..).map(|(number, position)| phone::Model {
        id: Uuid::now_v7(),
        person: id,
        position,
        digits: contact::digits(number),
        number: number.clone(),
    });
    let phones: Vec<_> = phones.map(|row| row.into_active_model().reset_all()).collect();
    if !phones.is_empty() {
        phone::Entity::insert_many(phones).exec_without_returning(tx).await?;
    }
    let mut all = words::of([&facts.name].into_iter().chain(&facts.emails));
    all.extend(facts.phones.iter().flat_map(|number| words::of_phone(number)));
    let rows: Vec<_> = all
        .into_iter()
        .map(|word| word::Model { word, person: id }.into_active_model().reset_all())
        .collect();
    if !rows.is_empty() {
        word::Entity::insert_many(rows).exec_without_returning(tx).await?;
    }
    Ok(())
}

async fn insert_emails(tx: &impl ConnectionTrait, id: PersonId, emails: &[String]) -> Result<()> {
    let rows = emails.iter().zip(0..).map(|(email, position)| email::Model {
        id: Uuid::now_v7(),
        person: id,
        position,
        email: email.clone(),
        email_key: email_key(email),
    });
    let rows: Vec<_> = rows.map(|row| row.into_active_model().reset_all()).collect();
    if rows.is_empty() {
        return Ok(());
    }
    // someone else may have taken the address since it was looked up
    match email::Entity::insert_many(rows).exec_without_returning(tx).await {
        Ok(_) => Ok(()),
        Err(cause) if platform::db::is_taken(&cause) => Err(Error::Stale),
        Err(cause) => Err(cause.into()),
    }
}
